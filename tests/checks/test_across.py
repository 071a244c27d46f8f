"""Reports read together: conflicts, questions, sources, twins, marks, versions, kinds."""

from pathlib import Path

import pytest

from claimgraph import api, files
from claimgraph.checks import check_graph, check_reports
from claimgraph.pipeline import Settings
from claimgraph.problems import Problem
from tests.checks.made import WHOLE, check, codes, found, only, report

TICK = ("✓", "0.4")


@pytest.fixture(scope="session")
def in_seeds(seeds: Path) -> list[Problem]:
    return check_reports(files.find([str(seeds)]), Settings()).ordered()


def names(problem: Problem) -> list[str]:
    return [Path(where.path).name[:3] for where in (problem.where, *(place for place, _ in problem.related))]


def test_the_one_conflict_of_the_seeds_has_both_places(in_seeds: list[Problem]) -> None:
    (conflict,) = only(in_seeds, "CG301")

    assert conflict.message == "reports differ on result 7 of vocabulary augmentation: 92.43 ± 0.16 or 94.43 ± 0.16"
    assert names(conflict) == ["000", "001"]
    assert (conflict.where.line, conflict.related[0][0].line) == (46, 50)


def test_each_place_of_a_conflict_is_that_of_the_number(in_seeds: list[Problem]) -> None:
    (conflict,) = only(in_seeds, "CG301")

    for where in (conflict.where, conflict.related[0][0]):
        line = Path(where.path).read_text(encoding="utf-8").split("\n")[where.line - 1]
        assert line[where.column - 1 : where.end - 1] in (r"92.43 $\pm$ 0.16", r"94.43 $\pm$ 0.16")


def test_all_five_questions_of_the_seeds_are_unanswered(in_seeds: list[Problem]) -> None:
    assert [names(problem) for problem in only(in_seeds, "CG302")] == [["000"], ["001"], ["002"], ["003"], ["004"]]


def test_a_single_source_is_told_once_for_each_paper(in_seeds: list[Problem]) -> None:
    assert [names(problem) for problem in only(in_seeds, "CG303")] == [["000", "001"], ["002", "003", "004"]]


def test_the_twins_of_the_seeds_are_three_with_three_scores(in_seeds: list[Problem]) -> None:
    (twins,) = only(in_seeds, "CG304")

    assert twins.message == "3 reports print nearly the same 11 claims, yet score 7.2/10, 7.7/10, 8/10"
    assert names(twins) == ["002", "003", "004"]


def test_the_worst_comes_first(in_seeds: list[Problem]) -> None:
    assert codes(in_seeds)[0] == "CG301"
    assert [problem.severity.value for problem in in_seeds] == ["error"] + ["warning"] * 6 + ["info"] * 7


def test_the_order_of_files_changes_nothing(seeds: Path, in_seeds: list[Problem]) -> None:
    paths = sorted((str(path) for path in seeds.iterdir()), reverse=True)

    assert check_reports(files.find(paths), Settings()).ordered() == in_seeds


def test_a_graph_tells_what_its_reports_tell(seeds: Path, in_seeds: list[Problem]) -> None:
    told = check_graph(api.build(seeds)).ordered()

    assert sorted(codes(told)) == sorted(codes(in_seeds))
    assert [problem.message for problem in told] == [problem.message for problem in in_seeds]
    assert names(told[0]) == ["000", "001"]


def test_all_that_disagree_on_one_number_are_one_finding(tmp_path: Path) -> None:
    texts = {f"r{number}": report([(WHOLE.format(f"9{number}.43"), *TICK)], title=f"R {number}") for number in range(6)}

    (conflict,) = only(found(tmp_path, **texts), "CG301")

    assert conflict.message.startswith("reports differ on result 4 of vocabulary augmentation: 90.43 ± 0.16, 91.43")
    assert len(conflict.related) == 5


def test_a_number_that_is_printed_twice_in_a_row_is_marked_where_it_differs(tmp_path: Path) -> None:
    same = "VA achieves 91.38 ± 0.56, 92.70 ± 0.11, 91.38 ± 0.56, and 84.82 ± 1.00 performance."
    other = "VA achieves 91.38 ± 0.56, 92.70 ± 0.11, 94.00 ± 0.56, and 84.82 ± 1.00 performance."
    texts = {"a": report([(same, *TICK)], title="A"), "b": report([(other, *TICK)], title="B")}

    (conflict,) = only(found(tmp_path, **texts), "CG301")

    assert conflict.where.column == same.rindex("91.38") + 1


def test_a_denied_conflict_is_not_told(tmp_path: Path) -> None:
    texts = {name: report([(WHOLE.format(f"{name}.43"), *TICK)], title=name) for name in ("92", "94")}
    reports = tmp_path / "reports"
    reports.mkdir()
    assert only(found(reports, **texts), "CG301")
    one, other = (claim.id for claim in api.build(reports).claims)
    (tmp_path / "links.ttl").write_text(
        "PREFIX cg: <https://w3id.org/claimgraph/ns#>\nPREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        f"[] rdf:subject <{one}> ; rdf:predicate cg:contradicts ; rdf:object <{other}> ; cg:denied true .",
        encoding="utf-8",
    )

    assert only(check(reports, texts, api.settings(links=tmp_path / "links.ttl")).problems, "CG301") == []


def test_a_contradiction_that_a_person_states_is_told_of_a_graph(tmp_path: Path) -> None:
    texts = {"a": "It helps.", "b": "It does harm."}
    reports = tmp_path / "reports"
    reports.mkdir()
    found(reports, **{name: report([(text, *TICK)], title=name) for name, text in texts.items()})
    one, other = (claim.id for claim in api.build(reports).claims)
    (tmp_path / "links.ttl").write_text(f"<{one}> <https://w3id.org/claimgraph/ns#contradicts> <{other}> .")

    graph = api.build(reports, settings=api.settings(links=tmp_path / "links.ttl"))

    (conflict,) = only(check_graph(graph).problems, "CG301")
    assert conflict.message == "these claims contradict each other, as a person says"


def test_marks_that_differ_are_both_shown(tmp_path: Path) -> None:
    texts = {
        "a": report([("It helps.", "✓", "0.4")], title="A"),
        "b": report([("It helps", "×", "0.1")], title="B"),
        "c": report([("it helps.", "×", "0.1")], title="C"),
    }

    (problem,) = only(found(tmp_path, **texts), "CG306")

    assert problem.message == '"It helps." is marked ✓ in 1 report and × in 2 reports'
    assert (problem.where.column, problem.related[0][0].column) == (11, 10)


def test_a_question_whose_thing_a_claim_mentions_is_answered(tmp_path: Path) -> None:
    question = "What does it reach on the MMLU benchmark?"
    answered = report([("It reaches 61 on MMLU.", *TICK)], question=question)
    unanswered = report([("It reaches 61.", *TICK)], question=question, title="B")

    (problem,) = only(found(tmp_path, a=answered, b=unanswered), "CG302")

    assert names(problem) == ["b.t"]
    line = unanswered.split("\n")[problem.where.line - 1]
    assert line[problem.where.column - 1 : problem.where.end - 1] == "MMLU"


def test_two_versions_of_a_report_are_named(tmp_path: Path) -> None:
    (problem,) = only(found(tmp_path, a=report([("It helps.", *TICK)]), b=report([("It helps.", "✓", "0.5")])), "CG307")

    assert problem.message == '"A Report" stands in 2 files that differ'
    assert names(problem) == ["a.t", "b.t"]


def test_a_copy_is_told_and_counts_once(tmp_path: Path) -> None:
    text = report([("It helps.", *TICK)])

    (problem,) = found(tmp_path, a=text, b=text)

    assert problem.code.value == "CG307"
    assert problem.message == "this file is the same, byte for byte, as another"


def test_a_thing_of_two_kinds_is_told_also_across_papers(tmp_path: Path) -> None:
    as_method = report([("QUIRKY-7 achieves 61.1 ± 0.3 performance.", *TICK)])
    as_benchmark = report([("It was tried on the QUIRKY-7 benchmark.", *TICK)]).replace("One Paper", "Another Paper")

    (problem,) = only(found(tmp_path, a=as_method, b=as_benchmark), "CG308")

    assert problem.message == '"QUIRKY-7" is taken for a method and a benchmark'
    assert names(problem) == ["a.t", "b.t"]


def test_a_cut_text_that_fits_several_is_told_with_all_of_them(tmp_path: Path) -> None:
    start = "The evaluation of the models was conducted on datasets that are separate and distinct from those that were"
    texts = {
        "a": report([(start, *TICK)], title="A"),
        "b": report([(start + " used for training.", *TICK)], title="B"),
        "c": report([(start + " seen before.", *TICK)], title="C"),
    }

    (problem,) = only(found(tmp_path, **texts), "CG305")

    assert problem.message == "this cut claim could go on in 2 ways, so none is linked to it"
    assert names(problem) == ["a.t", "b.t", "c.t"]


def test_the_same_is_found_when_reports_go_by_way_of_the_disk(
    seeds: Path, in_seeds: list[Problem], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimgraph.spool.KEPT", 2)
    monkeypatch.setattr("claimgraph.spool.HELD", 1)

    assert check_reports(files.find([str(seeds)]), Settings()).ordered() == in_seeds
