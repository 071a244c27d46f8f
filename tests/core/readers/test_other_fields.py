"""Reports of other fields and dialects, against what they print."""

from datetime import date
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.lexicon import extended
from claimgraph.model import Report, Source
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from tests.reports import Made

DATA = Path(__file__).parents[2] / "data" / "reports"


def report(name: str) -> Report:
    (parsed,) = cg.read(DATA / name)
    assert parsed.problems == ()
    assert parsed.report is not None
    return parsed.report


def test_a_medical_review_with_labels_pipes_and_percentages() -> None:
    found = report("statins.md")

    assert found.title == "Statin Intensity and Cardiovascular Outcomes in Older Adults"
    assert (found.publisher, found.issued, found.version) == ("Example Evidence Group", date(2026, 6, 13), "2.1")
    assert found.examined == "Intensive Lipid Lowering in Patients Over 75: A Randomised Trial"
    assert found.question.startswith("Does high-intensity statin therapy")
    assert (found.papers_declared, found.claims_declared, found.verified_declared) == (1204, 5, 4)
    assert (str(found.score), str(found.scale)) == ("82", "100")
    assert [(row.number, row.verified, str(row.confidence)) for row in found.rows] == [
        (1, True, "0.91"),
        (2, True, "0.55"),
        (3, False, "0.34"),
        (4, True, "0.62"),
        (5, True, "0.40"),
    ]
    assert found.rows[1].text == "The hazard ratio for death was 0.87 (95 % CI 0.74|1.02)."
    assert [(entry.kind, entry.key) for entry in found.references] == [
        ("doi", "10.1000/trial.2024.75"),
        ("doi", "10.1016/s0140-6736(20)30183-5"),
        ("url", "https://example.org/trials/NCT00000000"),
    ]


def test_a_physics_report_with_roman_numbers_and_windows_line_endings() -> None:
    found = report("gaps.txt")

    assert (found.title, found.issued) == ("Superconducting Gaps in Strained Films", date(2026, 5, 2))
    assert [(row.text[:9], row.verified, str(row.confidence)) for row in found.rows] == [
        ("YBCO7 ach", True, "0.9"),
        ("Annealing", False, "0.2"),
    ]
    assert [entry.key for entry in found.references] == ["cond-mat/0309136", "2401.01234"]


@pytest.fixture(scope="module")
def graph() -> cg.Graph:
    return cg.build(DATA)


def test_their_results_are_in_the_graph_with_method_and_benchmark(graph: cg.Graph) -> None:
    found = {
        (
            node.one("cg:printedText"),
            *(other.label for term in ("cg:ofMethod", "cg:onBenchmark") for other in graph.out(node.id, term)),
        )
        for node in graph.of("Result")
    }

    assert found == {
        ("21.4 ± 0.3", "YBCO7", "STRAIN-5"),
        ("18.9 ± 0.2", "YBCO7", "STRAIN-5"),
        ("61.3 ± 4.2",),
        ("4.1 ± 0.9",),
    }


def test_their_places_are_true(graph: cg.Graph) -> None:
    for assertion in graph.assertions:
        (source,), (span,) = graph.out(assertion.id, "oa:hasSource"), graph.out(assertion.id, "oa:hasSelector")
        data = (DATA / source.one("schema:name")).read_bytes()

        assert data[span.one("oa:start") : span.one("oa:end")].decode() == span.one("oa:exact")


@pytest.mark.parametrize("phrase", [":", "#", "*papers:"])
def test_odd_phrases_of_a_lexicon_hide_no_count(phrase: str) -> None:
    lexicon = extended([("own.toml", f'[counts]\npapers = ["{phrase}"]\n'.encode())])
    parsed = read(Made().text().encode(), Source("r.txt", "0" * 64), "r.txt", dialect(lexicon))

    assert parsed.report is not None
    assert parsed.report.papers_declared == 11


def test_the_case_of_a_label_in_a_lexicon_does_not_matter() -> None:
    lexicon = extended([("own.toml", b'[labels]\nscore = ["Gesamtnote"]\n')])
    text = Made().text().replace("Quality review score", "GESAMTNOTE").replace("quality score of", "result,")
    parsed = read(text.encode(), Source("r.txt", "0" * 64), "r.txt", dialect(lexicon))

    assert parsed.report is not None
    assert (str(parsed.report.score), str(parsed.report.scale)) == ("7.4", "10")
