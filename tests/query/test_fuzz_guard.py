"""A short run of the mutator; ``make fuzz`` has the long one."""

from tests.query.fuzz_guard import fuzz


def test_no_mutated_query_gets_through() -> None:
    run = fuzz(4000, seed=7)

    assert run.through == []
    assert run.counts["passed"] > 200
    assert run.counts["passed, on rdflib"] > 5
    assert run.counts["refused, tried, would reach"] > 5
