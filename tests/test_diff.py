"""What changed from one graph to another: exactly that, and nothing else."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph import api
from claimgraph.compare import Change, Kind, compare
from claimgraph.graph import Graph
from tests.checks.made import WHOLE, put, report

TICK = ("✓", "0.4")
ROWS = [(f"Claim number {number} says something of its own.", *TICK) for number in range(6)]


@pytest.fixture(scope="module")
def seeds_graph(seeds: Path) -> Graph:
    return api.build(seeds)


@pytest.fixture
def changed(seeds: Path, seeds_graph: Graph, tmp_path: Path) -> Callable[[str, str, str], list[Change]]:
    """What differs when one text is put for another in one of the seeds."""

    def change(name: str, old: str, new: str) -> list[Change]:
        for path in seeds.iterdir():
            text = path.read_text(encoding="utf-8")
            replaced = text.replace(old, new, 1) if path.name.startswith(name) else text
            assert path.name[:3] != name or replaced != text
            (tmp_path / path.name).write_text(replaced, encoding="utf-8", newline="")
        return compare(seeds_graph, api.build(tmp_path))

    return change


def kinds(changes: list[Change]) -> list[str]:
    return [change.kind.value for change in changes]


def between(folder: Path, old: list[tuple[str, str, str]], new: list[tuple[str, str, str]]) -> list[Change]:
    """What differs between a report with these rows and the same report with those."""
    results = "3 papers retrieved."
    graphs = []
    for name, rows in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        graphs.append(api.build(*put(folder / name, a=report(rows, results=results))))
    return compare(*graphs)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "trig", "jsonld", "rdf"])
def test_two_builds_of_the_same_reports_do_not_differ(suffix: str, seeds_graph: Graph, tmp_path: Path) -> None:
    seeds_graph.save(tmp_path / f"graph.{suffix}")
    loaded = api.load(tmp_path / f"graph.{suffix}")

    assert compare(seeds_graph, loaded) == compare(loaded, seeds_graph) == []


def test_another_base_is_no_difference(seeds: Path, seeds_graph: Graph) -> None:
    other = api.build(seeds, settings=api.settings(base="https://example.org/kg/"))

    assert compare(seeds_graph, other) == []


def test_one_changed_number_is_one_re_wording(changed: Callable[[str, str, str], list[Change]]) -> None:
    (change,) = changed("000", r"95.74 $\pm$ 0.44", r"95.84 $\pm$ 0.44")

    assert change.kind is Kind.REWORDED
    assert (change.old, change.new) == (
        "LAPT achieves 95.74 ± 0.44 performance.",
        "LAPT achieves 95.84 ± 0.44 performance.",
    )
    assert change.place == "000_cae18ebe6211da7d.txt:37"


def test_a_changed_confidence_is_one_re_scoring(changed: Callable[[str, str, str], list[Change]]) -> None:
    (change,) = changed("000", "cost.\t✓\t0.21", "cost.\t✓\t0.2")

    assert (change.kind, change.old, change.new) == (Kind.RESCORED, "0.21", "0.2")
    assert change.place == "000_cae18ebe6211da7d.txt:34"


def test_a_confidence_printed_otherwise_is_no_difference(changed: Callable[[str, str, str], list[Change]]) -> None:
    assert changed("000", "0.10\n", "0.1\n") == []


def test_a_flipped_mark_is_one_flip(changed: Callable[[str, str, str], list[Change]]) -> None:
    (change,) = changed("000", "cost.\t✓", "cost.\t×")

    assert (change.kind, change.old, change.new) == (Kind.FLIPPED, "✓", "×")


def test_a_number_set_right_resolves_its_conflict(changed: Callable[[str, str, str], list[Change]]) -> None:
    changes = changed("001", r"94.43 $\pm$ 0.16", r"92.43 $\pm$ 0.16")

    assert kinds(changes) == ["no longer in conflict", "re-worded"]
    assert changes[0].why.startswith("Same method; 6 of 7 results agree")


def test_a_conflict_that_stays_is_not_told_anew(changed: Callable[[str, str, str], list[Change]]) -> None:
    assert kinds(changed("001", r"94.43 $\pm$ 0.16", r"94.53 $\pm$ 0.16")) == ["re-worded"]


def test_a_changed_score_is_a_changed_report(changed: Callable[[str, str, str], list[Change]]) -> None:
    (change,) = changed("000", "Quality review score: 7.4/10", "Quality review score: 7.9/10")

    assert (change.kind, change.text, change.old, change.new) == (Kind.REPORT_CHANGED, "score", "7.4", "7.9")


def test_a_new_report_brings_its_claims_and_conflicts(tmp_path: Path) -> None:
    one = put(tmp_path, a=report([(WHOLE.format("92.43"), *TICK)], title="A"))
    two = put(tmp_path, b=report([(WHOLE.format("94.43"), *TICK)], title="B"))

    old, new = api.build(*one), api.build(*one, *two)

    assert kinds(compare(old, new)) == ["newly in conflict", "claims added", "reports added"]
    assert kinds(compare(new, old)) == ["no longer in conflict", "claims gone", "reports gone"]


def test_a_report_that_prints_known_claims_brings_no_claims(tmp_path: Path) -> None:
    one = put(tmp_path, a=report(ROWS, title="A"))
    two = put(tmp_path, b=report(ROWS, title="B"))

    (change,) = compare(api.build(*one), api.build(*one, *two))

    assert (change.kind, change.text) == (Kind.REPORT_ADDED, "B (6 rows)")


def test_a_row_put_first_moves_the_others_without_a_difference(tmp_path: Path) -> None:
    (change,) = between(tmp_path, ROWS, [("A new one.", *TICK), *ROWS])

    assert (change.kind, change.text) == (Kind.CLAIM_ADDED, "A new one.")


def test_a_row_that_moved_and_was_re_scored_is_re_scored(tmp_path: Path) -> None:
    moved = [*ROWS[1:], (ROWS[0][0], "✓", "0.5")]

    (change,) = between(tmp_path, ROWS, moved)

    assert (change.kind, change.old, change.new) == (Kind.RESCORED, "0.4", "0.5")


def test_a_row_re_worded_beside_a_new_one_is_told_from_it(tmp_path: Path) -> None:
    reworded = ("Claim number 2 says a thing of its own.", *TICK)

    changes = between(tmp_path, ROWS, [*ROWS[:2], ("Quite another matter.", *TICK), reworded, *ROWS[3:]])

    assert kinds(changes) == ["re-worded", "claims added"]
    assert changes[0].new == reworded[0]


def test_a_claim_another_report_still_prints_is_a_row_gone(tmp_path: Path) -> None:
    results = "3 papers retrieved."
    first = {"a": report(ROWS, title="A", results=results), "b": report(ROWS, title="B", results=results)}
    old = api.build(*put(tmp_path, **first))
    put(tmp_path, b=report(ROWS[1:], title="B", results=results))

    (change,) = compare(old, api.build(tmp_path))

    assert (change.kind, change.report, change.text) == (Kind.ROW_GONE, "B", ROWS[0][0])


def test_a_link_that_a_person_denies_is_a_link_gone(seeds: Path, seeds_graph: Graph, tmp_path: Path) -> None:
    record = next(link for link in seeds_graph.links if "similarTo" in str(link.one("rdf:predicate")))
    said = " ; ".join(f"{term} <{record.one(term)}>" for term in ("rdf:subject", "rdf:predicate", "rdf:object"))
    links = tmp_path / "links.ttl"
    links.write_text(
        "PREFIX cg: <https://w3id.org/claimgraph/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        f"[] {said} ; cg:denied true ."
    )

    (change,) = compare(seeds_graph, api.build(seeds, settings=api.settings(links=links)))

    assert (change.kind, change.old) == (Kind.LINK_GONE, "cg:similarTo")


@given(st.lists(st.tuples(st.integers(0, 8), st.booleans(), st.integers(0, 9)), max_size=8))
def test_a_table_does_not_differ_from_itself(rows: list[tuple[int, bool, int]]) -> None:
    from claimgraph.compare import _matched, _Row

    table = [
        _Row("r", rank, f"claim:{claim}", f"text {claim}", mark, str(Decimal(sure) / 10), "")
        for rank, (claim, mark, sure) in enumerate(rows)
    ]

    assert list(_matched(table, table)) == [(row, row) for row in table]


@given(st.lists(st.integers(0, 6), max_size=8), st.lists(st.integers(0, 6), max_size=8))
def test_every_row_of_two_tables_is_told_once(left: list[int], right: list[int]) -> None:
    from claimgraph.compare import _matched, _Row

    old, new = (
        [_Row("r", rank, f"claim:{claim}", f"text {claim}", True, "0.1", side) for rank, claim in enumerate(claims)]
        for side, claims in (("old", left), ("new", right))
    )

    pairs = list(_matched(old, new))

    assert sorted(str(one) for one, _ in pairs if one) == sorted(map(str, old))
    assert sorted(str(other) for _, other in pairs if other) == sorted(map(str, new))
