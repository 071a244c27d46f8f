"""The questions the ontology was made to answer, asked of the five reports, on both engines."""

import csv
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.query import ResultRow

from claimgraph import api
from tests.conftest import ROOT
from tests.ontology.parts import CG, FOLDER, copied, unknown

Table = list[list[str]]
Engine = Callable[[Graph, str], Table]

QUESTIONS = sorted((FOLDER / "competency-questions").glob("*.rq"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The five reports as an rdflib graph."""
    built: Graph = api.build(ROOT / "seeds").to_rdflib()
    return built


def cell(text: str) -> str:
    """A cell as it compares: 0.10 and 0.1 are one number, and engines round at different digits."""
    try:
        return str(Decimal(text).quantize(Decimal("0.0001")))
    except InvalidOperation:
        return text


def ask_rdflib(graph: Graph, query: str) -> Table:
    answer = graph.query(query)
    rows = [[str(value) for value in row] for row in answer if isinstance(row, ResultRow)]
    return [[str(variable) for variable in answer.vars or []], *rows]


def ask_oxigraph(graph: Graph, query: str) -> Table:
    store = pyoxigraph.Store()
    store.load(graph.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES)
    answer = store.query(query)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return [[variable.value for variable in answer.variables], *([value.value for value in row] for row in answer)]


def expected(question: Path) -> Table:
    with question.with_suffix(".expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("ask", [ask_rdflib, ask_oxigraph], ids=["rdflib", "pyoxigraph"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.stem)
def test_the_five_reports_answer_as_expected(graph: Graph, question: Path, ask: Engine) -> None:
    header, *rows = ask(graph, question.read_text(encoding="utf-8"))
    wanted_header, *wanted = expected(question)

    assert header == wanted_header
    assert sorted([cell(text) for text in row] for row in rows) == sorted(
        [cell(text) for text in row] for row in wanted
    )


def test_there_are_13_questions_each_with_title_question_and_expected_rows() -> None:
    heads = [question.read_text(encoding="utf-8").split("\n")[:2] for question in QUESTIONS]

    assert len(QUESTIONS) == 13
    assert all(head[0].startswith("# title: ") and head[1].startswith("# question: ") for head in heads)
    assert all(head[1].endswith("?") for head in heads)
    assert all(question.with_suffix(".expected.csv").is_file() for question in QUESTIONS)


def test_the_graph_of_the_five_reports_conforms_to_the_shapes(graph: Graph) -> None:
    text = pyshacl.validate(graph, shacl_graph=copied(FOLDER / "shapes.ttl"))[2]

    assert "Conforms: True" in text


def test_the_graph_of_the_five_reports_uses_declared_terms_only(graph: Graph) -> None:
    used = {str(term) for term in graph.predicates()} | {str(kind) for kind in graph.objects(None, RDF.type)}

    assert unknown(used) == []


def test_the_graph_of_the_five_reports_holds_65_rows_of_36_claims(graph: Graph) -> None:
    counts = {kind: len(set(graph.subjects(RDF.type, URIRef(CG + kind)))) for kind in ("Report", "Assertion", "Claim")}

    assert counts == {"Report": 5, "Assertion": 65, "Claim": 36}
