"""Every stream format says the same, to two parsers, whatever the texts hold."""

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph import api, files, output
from claimgraph.facts import Nodes
from claimgraph.pipeline import Settings
from claimgraph.problems import ClaimgraphError
from claimgraph.terms import BASE, Iri, Name
from claimgraph.writers import WRITERS, by_path, stream_writer

STREAMS = [writer.name for writer in WRITERS.values() if writer.streams]
OXIGRAPH = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RDFLIB = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
Triples = set[tuple[str, str, str]]


def value(text: str, kind: str) -> str:
    """A literal by its value, since parsers may spell a number their own way."""
    return f"{Decimal(text).normalize()} {kind}" if kind.endswith(("decimal", "integer")) else f"{text} {kind}"


def by_oxigraph(data: bytes, name: str) -> Triples:
    found: Triples = set()
    for quad in ox.parse(data, format=OXIGRAPH[name]):
        object = quad.object
        shown = value(object.value, object.datatype.value) if isinstance(object, ox.Literal) else object.value
        found.add((quad.subject.value, quad.predicate.value, shown))
    return found


def by_rdflib(data: bytes, name: str) -> Triples:
    found: Triples = set()
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDFLIB[name])
    for subject, predicate, object, _ in dataset.quads():
        shown = str(object)
        if isinstance(object, rdflib.Literal):
            shown = value(shown, str(object.datatype or rdflib.XSD.string))
        found.add((str(subject), str(predicate), shown))
    return found


def write(seeds: Path, name: str, target: Path) -> bytes:
    wanted = output.Target(str(target), WRITERS[name])
    api.write(files.find([str(seeds)]), [wanted], Settings())
    return target.read_bytes()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("name", STREAMS)
def test_each_format_is_read_by_both_parsers_as_the_same_graph(name: str, seeds: Path, tmp_path: Path) -> None:
    lines = by_oxigraph(write(seeds, "ntriples", tmp_path / "x.nt"), "ntriples")
    data = write(seeds, name, tmp_path / "x")

    assert by_oxigraph(data, name) == lines
    assert by_rdflib(data, name) == lines


@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_each_report_has_a_graph_of_its_own_that_holds_all_it_says(name: str, seeds: Path, tmp_path: Path) -> None:
    store = ox.Store()
    store.load(write(seeds, name, tmp_path / "x"), format=OXIGRAPH[name])
    graphs = [graph.value for graph in store.named_graphs()]

    assert len(graphs) == 5
    assert all("/report/" in graph for graph in graphs)
    claim = ox.NamedNode("https://w3id.org/claimgraph/ns#Claim")
    counts = sorted(len(list(store.quads_for_pattern(None, None, claim, ox.NamedNode(graph)))) for graph in graphs)
    assert counts == [11, 11, 11, 15, 17]


def test_no_statement_is_written_twice(seeds: Path, tmp_path: Path) -> None:
    lines = write(seeds, "ntriples", tmp_path / "x.nt").decode().splitlines()

    assert len(lines) == len(set(lines))


def test_turtle_is_in_reading_order(seeds: Path, tmp_path: Path) -> None:
    text = write(seeds, "turtle", tmp_path / "x.ttl").decode()
    report = text.index("a cg:Report")
    row = text.index("a cg:Assertion")
    claim = text.index("a cg:Claim ")

    assert text.startswith("@base")
    assert report < row < claim < text.rindex("a cg:Method")


def test_rows_are_formed_as_the_writer_would_write_them(seeds: Path) -> None:
    from claimgraph import pipeline
    from claimgraph.spool import Spool
    from claimgraph.writers.rows import form

    spool = Spool()
    pipeline.fill(spool, files.find([str(seeds)]).files, Settings())
    for block in pipeline.blocks(spool.scopes(), Settings()):
        for facts in block.facts:
            for name in STREAMS:
                writer = stream_writer(WRITERS[name], BASE)
                assert form(writer)(facts.rows) == writer.nodes(facts.rows.nodes()).encode()


def test_claims_and_their_results_are_formed_as_the_writer_would_write_them(seeds: Path) -> None:
    from claimgraph import pipeline
    from claimgraph.spool import Spool
    from claimgraph.writers.claims import form

    spool = Spool()
    pipeline.fill(spool, files.find([str(seeds)]).files, Settings())
    for block in pipeline.blocks(spool.scopes(), Settings()):
        for claims in [section.claims for section in block.sections() if section.claims]:
            for name in STREAMS:
                writer = stream_writer(WRITERS[name], BASE)
                assert form(writer)(claims) == writer.nodes(claims.nodes()).encode()


HARD = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from('"\\\n\r\t\0\x0b\x1f\x7f\x85\u2028\u2029\ufffe\u202e]]>&<%{}')
)


@settings(max_examples=60)
@given(HARD, st.decimals(allow_nan=False, allow_infinity=False, places=3), st.sampled_from(STREAMS))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_any_text_and_number_is_read_back_by_both_parsers(text: str, number: Decimal, name: str) -> None:
    nodes: Nodes = {Name("claim:x"): [("rdf:type", Name("cg:Claim")), ("schema:text", text), ("cg:value", number)]}
    nodes[Name("claim:x")].append(("schema:url", Iri("https://example.org/a?b=c&d=%20")))
    writer = stream_writer(WRITERS[name], BASE)
    data = (writer.head(nodes) + writer.tail()).encode()

    for triples in (by_oxigraph(data, name), by_rdflib(data, name)):
        found = {predicate.rpartition("/")[2].rpartition("#")[2]: object for _, predicate, object in triples}
        shown = found["text"].rpartition(" ")[0]
        assert shown == (visible(text) if name == "rdfxml" else text)
        assert Decimal(found["value"].partition(" ")[0]) == number
        assert found["url"] == "https://example.org/a?b=c&d=%20"


def visible(text: str) -> str:
    """The text with what XML cannot hold shown as U+FFFD."""
    return "".join(
        "\ufffd" if (ord(character) < 32 and character not in "\t\n\r") or character in "\ufffe\uffff" else character
        for character in text
    )


def test_an_unknown_ending_is_refused_with_a_suggestion() -> None:
    with pytest.raises(ClaimgraphError, match=r"did you mean \.ttl\?.*known: "):
        by_path(Path("graph.tll"))


def test_a_graph_saved_and_loaded_is_the_same_graph(seeds: Path, tmp_path: Path) -> None:
    graph = cg.build(seeds)
    for ending in (".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".nq"):
        graph.save(tmp_path / f"graph{ending}")
        assert set(cg.load(tmp_path / f"graph{ending}").triples()) == set(graph.triples())


def test_a_loaded_graph_keeps_its_base(seeds: Path, tmp_path: Path) -> None:
    cg.build(seeds, settings=cg.settings(base="https://example.org/kg/")).save(tmp_path / "x.ttl")

    assert cg.load(tmp_path / "x.ttl").base == "https://example.org/kg/"
