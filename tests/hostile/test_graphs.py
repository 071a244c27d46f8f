"""Graph files from elsewhere: what the parser would die of is refused with a reason, and whatever else is wrong too."""

from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.problems import ClaimgraphError
from tests.hostile.commands import claimgraph

DEEP = 20_000
LAUGHS = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 11))
ROOT = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="x:">'
DEADLY = {
    "terms.ttl": "<x:a> <x:b> " + "<<( <x:a> <x:b> " * DEEP + "1" + " )>>" * DEEP + " .",
    "terms.nt": "<x:a> <x:b> " + "<<( <x:a> <x:b> " * DEEP + "<x:c>" + " )>>" * DEEP + " .\n",
    "laughs.rdf": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "lol">{LAUGHS}]>{ROOT}<rdf:Description>'
    "<x:b>&a10;</x:b></rdf:Description></rdf:RDF>",
}
BAD = {
    "list.jsonld": '{"@graph":' + "[" * 100_000 + "]" * 100_000 + "}",
    "open.ttl": "<x:a> <x:b> ",
    "binary.nt": "\x00\x01\x02",
    "wrong.rdf": "<html></html>",
    "iri.ttl": "<x:a b> <x:b> 1 .",
    "mark.ttl": "\ufeff<x:a> <x:b> 1 .",
}
GOOD = {
    "nested.ttl": "<x:a> <x:b> " + "(" * DEEP + ")" * DEEP + " .",
    "term.ttl": '<x:a> <x:b> <<( <x:a> <x:b> "<<" )>> ; <x:c> "a << b" .',
    "entity.rdf": f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x "http://x/">]>{ROOT}<rdf:Description rdf:about="&x;a">'
    "<x:b>c</x:b></rdf:Description></rdf:RDF>",
    "empty.nt": "",
}


def put(folder: Path, name: str, texts: dict[str, str]) -> str:
    (folder / name).write_text(texts[name], "utf-8")
    return name


@pytest.mark.parametrize("name", DEADLY)
def test_what_a_parser_would_die_of_is_refused(name: str, tmp_path: Path) -> None:
    done = claimgraph("view", put(tmp_path, name, DEADLY), "-o", "x.html", cwd=tmp_path)

    assert done.returncode == 3
    assert done.stderr.decode().startswith(f"{name}: CG119 too deeply nested, or its entities are too large")


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_graph_is_a_problem_with_its_place(name: str, tmp_path: Path) -> None:
    put(tmp_path, name, BAD)

    with pytest.raises(ClaimgraphError, match="CG119"):
        cg.load(tmp_path / name)


@pytest.mark.parametrize("name", GOOD)
def test_what_only_looks_dangerous_is_read(name: str, tmp_path: Path) -> None:
    put(tmp_path, name, GOOD)

    assert len(cg.load(tmp_path / name).nodes) == (name != "empty.nt")


def test_a_value_that_is_not_what_its_type_says_stays_text(tmp_path: Path) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    kinds = ("decimal", "integer", "boolean", "date")
    (tmp_path / "x.nt").write_text("".join(f'<x:a> <x:{kind}> "odd"^^<{xsd}{kind}> .\n' for kind in kinds))

    (node,) = cg.load(tmp_path / "x.nt").nodes.values()

    assert {kind: node.one(f"x:{kind}") for kind in kinds} == dict.fromkeys(kinds, "odd")
