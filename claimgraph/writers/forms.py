"""Forms: the text that a writer makes of a sample, taken apart at the sample's values, to be filled in with others.

A form is made by the writer itself. So what is filled in cannot differ from what the writer would write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, runtime_checkable

from claimgraph.facts import Nodes
from claimgraph.terms import Iri, Name, Relative


@runtime_checkable
class Formed(Protocol):
    """A writer that can show one term on its own, exactly as it would stand in a node."""

    def term(self, value: Any) -> str:
        """The text of an IRI or a literal."""

    def nodes(self, nodes: Nodes, title: str = "", graph: str = "") -> str:
        """The text of nodes."""


class Form(NamedTuple):
    """Bytes with ``%b`` and ``%d`` for the values, and what picks those, in order, from all that are given."""

    template: bytes
    picked: Callable[[tuple[Any, ...]], tuple[Any, ...]]


def form(writer: Formed, nodes: Nodes, sample: Sequence[Any]) -> Form:
    """What the writer makes of nodes, with a place for each value of the sample wherever it stands.

    Of IRIs the local part has a place, of whole numbers and decimals the digits, of texts the whole literal; ``None``
    has none. Values are given in the order of the sample, and look as :data:`SAMPLE` says.
    """
    shown = {_shown(writer, value): rank for rank, value in enumerate(sample) if value is not None}
    found = SAMPLE.split(writer.nodes(nodes))
    ranks = [shown[value] for value in found[1::2]]
    places = [*("%d" if isinstance(sample[rank], int) else "%b" for rank in ranks), ""]
    template = "".join(text.replace("%", "%%") + place for text, place in zip(found[::2], places, strict=True))
    return Form(template.encode(), itemgetter(*ranks))


SAMPLE = re.compile(r'("sample [a-z]+\d*"|sample-[a-z]+\d*|(?:0\.)?7000000\d\d)')
"""How texts, local parts of IRIs, and numbers of a sample look, and nothing else that a writer writes."""


def _shown(writer: Formed, value: Any) -> str:
    if isinstance(value, Name | Relative | Iri):
        return re.split("[:/]", value)[-1]
    return writer.term(value) if isinstance(value, str) else str(value)
