"""Facts: identity from content, parts of a whole, versions of one report, and reports that name no paper."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph import pipeline
from claimgraph.facts import Statements, scope
from claimgraph.graph import Graph, from_nodes
from claimgraph.model import Report, Source
from claimgraph.pipeline import Settings
from claimgraph.readers.dialect import dialect
from claimgraph.readers.synthesis import read
from claimgraph.spool import Spool
from tests.reports import ROWS, Made

SETTINGS = Settings()
RUN_LEVEL = {"Dataset", "Run"}
CONCLUDED = {"cg:contradicts", "cg:variantOf", "cg:completes", "cg:similarTo", "cg:inferredSameAs"}


def parsed(made: Made, name: str = "r.txt") -> Report:
    from hashlib import sha256

    data = made.text().encode()
    found = read(data, Source(name, sha256(data).hexdigest()), name, dialect(SETTINGS.lexicon)).report
    assert found is not None
    return found


def graph(*reports: Report) -> Graph:
    spool = Spool()
    for report in reports:
        spool.add(report)
    sections = list(pipeline.sections(spool.scopes(), SETTINGS))
    return from_nodes([section.nodes for section in sections])


def test_claims_of_two_papers_are_two_even_if_worded_alike() -> None:
    found = graph(parsed(Made()), parsed(Made(examined="Another Study")))

    assert len(found.claims) == 2 * len(ROWS)


def test_titles_that_differ_in_case_spaces_and_a_full_stop_are_one_paper() -> None:
    found = graph(
        parsed(Made(examined="A Study of Pruning")), parsed(Made(title="Other", examined="A  study of PRUNING."))
    )

    (paper,) = [paper for paper in found.papers if paper.all("dcterms:title")]
    assert set(paper.all("dcterms:title")) == {"A Study of Pruning", "A study of PRUNING."}


def test_a_report_that_names_no_paper_is_itself_the_scope_of_its_claims() -> None:
    text = Made().text().replace("This paper examines: A Study of Pruning. ", "")
    found = read(text.encode(), Source("r.txt", "0" * 64), "r.txt", dialect(SETTINGS.lexicon)).report
    assert found is not None
    made = graph(found)

    (report,) = made.reports
    assert report.all("cg:examines") == ()
    assert {claim.one("cg:scope") for claim in made.claims} == {report.id}


def test_two_reports_without_a_title_are_not_taken_for_one() -> None:
    untitled = "## Extracted Claims\n\nClaim\tVerified\tConfidence\n{}\t✓\t0.5\n"
    reports = [
        read(untitled.format(text).encode(), Source(f"{text}.txt", text * 64), "r", dialect(SETTINGS.lexicon)).report
        for text in "ab"
    ]

    assert len(graph(*(report for report in reports if report)).reports) == 2


def test_two_versions_of_one_report_keep_the_rows_of_both() -> None:
    changed = [ROWS[0], (ROWS[1][0], "✓", "0.77")]
    found = graph(parsed(Made(), "old.txt"), parsed(Made(rows=changed), "new.txt"))

    (report,) = found.reports
    rows = found.into(report.id, "cg:inReport")
    assert sorted(str(row.one("cg:confidence")) for row in rows) == ["0.08", "0.41", "0.77"]
    (same,) = [row for row in rows if str(row.one("cg:confidence")) == "0.41"]
    assert len(found.out(same.id, "oa:hasSource")) == 2


def test_one_file_under_two_names_is_one_source_with_both() -> None:
    found = graph(parsed(Made(), "a.txt"), parsed(Made(), "b.txt"))

    (source,) = found.of("Source")
    assert set(source.all("schema:name")) == {"a.txt", "b.txt"}
    assert len(found.assertions) == len(ROWS)


def test_every_predicate_and_class_that_facts_use_is_in_the_vocabulary(seeds: Path) -> None:
    from claimgraph.terms import CLASSES, PROPERTIES

    own = {term for _, term, _ in cg.build(seeds).triples() if term.startswith("cg:")}
    kinds = {kind for node in cg.build(seeds).nodes.values() for kind in node.kinds if kind.startswith("cg:")}

    assert own <= set(PROPERTIES)
    assert kinds <= set(CLASSES)


def test_a_text_is_read_once_however_many_rows_print_it() -> None:
    texts: list[str] = []

    def counting(text: str):  # type: ignore[no-untyped-def]
        from claimgraph.mentions import Reading

        texts.append(text)
        return Reading()

    report = parsed(Made(rows=[ROWS[0]] * 50, question=""))
    Statements(scope(report), counting).report(report)

    assert len(texts) == 1


TEXTS = st.sampled_from(
    ["It works.", "it works", "It fails", "VA achieves 91.2 ± 0.3.", "é", "e\u0301", "x" * 119, "x" * 130]
)
MADE = st.builds(
    Made,
    title=st.sampled_from(["One", "Two", "Three"]),
    examined=st.sampled_from(["A Study", "a study", "Other"]),
    rows=st.lists(st.tuples(TEXTS, st.sampled_from("✓×"), st.sampled_from(["0.1", "0.10", "0.5"])), max_size=4),
    references=st.lists(st.sampled_from(["arXiv:2106.09063", "doi:10.1234/x"]), max_size=2),
)


@given(st.lists(MADE, max_size=4), st.lists(MADE, max_size=4))
def test_the_facts_of_a_part_are_facts_of_the_whole(some: list[Made], others: list[Made]) -> None:
    first, second = [parsed(made) for made in some], [parsed(made) for made in others]

    def facts(reports: list[Report]) -> set[tuple[str, str, object]]:
        found = graph(*reports)
        links = {node.id for kind in ("ClaimLink", "PaperLink") for node in found.of(kind)}
        return {triple for triple in found.triples() if triple[0] not in links and triple[1] not in CONCLUDED}

    assert facts(first) | facts(second) == facts(first + second)
