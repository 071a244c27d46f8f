"""Reference lists: arXiv numbers, DOIs and addresses, in the shapes lists print them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from urllib.parse import quote, unquote

from claimgraph.model import Reference

# Numbers and addresses are ASCII, in either case. Blanks before one, or a digit that would go on with it, may be any.
_NUMBER = r"(?a:(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z][a-z-]+(?:\.[a-z]{2})?/\d{2}(?:0[1-9]|1[0-2])\d{3})(v\d+)?)"
_ARXIV_ADDRESS = re.compile(
    rf"(?a:(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/){_NUMBER}(?:\.pdf)?(?![\d/])", re.IGNORECASE
)
_ARXIV_LABEL = re.compile(rf"\barxiv\s*:\s*{_NUMBER}(?!\d)", re.IGNORECASE)
_ARXIV_BARE = re.compile(rf"^[\s*+\[\](){{}}<>.\d-]*?(?<![\d.]){_NUMBER}[\s)>\]]*$", re.IGNORECASE)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|\bdoi\s*:\s*|(?<![\w/]))(10\.[0-9]{4,9}/[^\s<>\"|\\^`{}]+)", re.IGNORECASE
)
_URL = re.compile(r"(?a:https?)://[^\s<>\"|\\^`{}\x00-\x1f]+", re.IGNORECASE)
_CLASS = re.compile(r"\.[A-Za-z]{2}/")
_LONGEST_KEPT = 300
"""Entries up to this long are read once however many reports list them."""

_TRAILING = ".,;:!?'"
_SAFE = "/:?#@!$&'()*+,;=-._~%[]"
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def references(line: str) -> tuple[Reference, ...]:
    """Every work that a line of a reference list names, the most telling name of each.

    >>> references("- <http://arxiv.org/abs/2106.09063v4>")
    (Reference(kind='arxiv', key='2106.09063', printed='http://arxiv.org/abs/2106.09063v4'),)
    >>> references("[3] A. Title. doi:10.1000/XYZ.9, arXiv:hep-th/9901001")[0].key
    'hep-th/9901001'
    """
    return _references(line) if len(line) <= _LONGEST_KEPT else _references.__wrapped__(line)


@lru_cache(maxsize=8192)
def _references(line: str) -> tuple[Reference, ...]:
    found: list[Reference] = []
    rest = line
    for pattern, cue in ((_ARXIV_ADDRESS, "arxiv.org/"), (_ARXIV_LABEL, "arxiv"), (_ARXIV_BARE, "")):
        if cue in rest.lower() and not (found and not cue):
            rest = pattern.sub(partial(_taken, found, _arxiv), rest)
    if "10." in rest:
        rest = _DOI.sub(partial(_taken, found, _doi), rest)
    if "://" in rest:
        addresses = (_address(match[0]) for match in _URL.finditer(rest))
        found += [Reference("url", address, address) for address in addresses if address]
    return tuple(found)


def _taken(found: list[Reference], read: Callable[[re.Match[str]], Reference], match: re.Match[str]) -> str:
    """Add what was found, and leave a blank in its place."""
    found.append(read(match))
    return " "


def _arxiv(match: re.Match[str]) -> Reference:
    number, version = match[1], match[2] or ""
    printed = _trimmed(match[0]) if match[0].lower().startswith("http") else f"http://arxiv.org/abs/{number}{version}"
    return Reference("arxiv", _CLASS.sub("/", number), printed)


def _doi(match: re.Match[str]) -> Reference:
    name = _trimmed(match[1])
    return Reference("doi", unquote(name).lower(), "https://doi.org/" + iri_path(name))


def _address(printed: str) -> str:
    """The address as an IRI that every parser takes, or nothing."""
    address = iri_path(_trimmed(printed))
    host = re.split(r"[/?#]", address.partition("://")[2], maxsplit=1)[0]
    return address if re.fullmatch(r"[^@%:]+(?::\d{1,5})?", host) else ""


def iri_path(text: str) -> str:
    """Percent-encode what may not stand in an IRI; what is encoded already stays."""
    address, mark, fragment = _BAD_PERCENT.sub("%25", text).partition("#")
    safe = quote(address + mark, safe=_SAFE) + quote(fragment, safe=_SAFE).replace("#", "%23")
    return safe.replace("[", "%5B").replace("]", "%5D")


def _trimmed(text: str) -> str:
    """Without the punctuation that belongs to the sentence, and without a bracket that was never opened."""
    text = text.rstrip(_TRAILING)
    while text.endswith((")", "]")) and text.count("(["[text[-1] == "]"]) < text.count(text[-1]):
        text = text[:-1].rstrip(_TRAILING)
    return text
