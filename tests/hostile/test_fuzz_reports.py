"""A short run of the mutator against the reader; ``make fuzz`` has the long one."""

from tests.fuzz_reports import fuzz


def test_no_mutated_report_ends_in_a_traceback_or_loses_a_line() -> None:
    run = fuzz(6000, seed=7)

    assert run.wrong == []
    assert run.counts["reports"] > 3000
    assert run.counts["refused"] > 500
    assert run.counts["row problems"] > 1000
    assert run.counts["built into a graph"] > 10
