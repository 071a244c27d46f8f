"""Copying old pieces: as they were, in runs, by whatever means the system has."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.files import Output, commit
from claimgraph.incremental.splice import NEW, Old, Splice, Stale, Step, stamp

SHARED_MEMORY = Path("/dev/shm")


def spliced(target: Path, old: Path, steps: list[Step], pieces: list[bytes]) -> list[int]:
    output = Output(target)
    try:
        with old.open("rb") as stream:
            splice = Splice(output, steps, Old(str(old), stream, stamp(old.stat())))
            for piece in pieces:
                splice.take(piece)
            lengths = splice.finish()
        output.finish()
        commit([output])
        return lengths
    finally:
        output.discard()


kept = st.integers(0, 9).map(lambda rank: ("old", rank))
made = st.binary(max_size=9).map(lambda data: ("new", data))


@given(
    st.lists(
        st.one_of(
            st.integers(0, 9).map(lambda rank: ("old", rank)), st.binary(max_size=9).map(lambda data: ("new", data))
        )
    )
)
def test_new_and_old_pieces_stand_in_their_order(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[str, int | bytes]]
) -> None:
    here = tmp_path_factory.mktemp("splice")
    old = [bytes([65 + rank]) * (rank * rank) for rank in range(10)]
    starts = [sum(map(len, old[:rank])) for rank in range(10)]
    (here / "old").write_bytes(b"".join(old))
    steps = [Step(starts[each], len(old[each])) if isinstance(each, int) else NEW for _, each in wanted]
    pieces = [each for _, each in wanted if isinstance(each, bytes)]

    lengths = spliced(here / "new", here / "old", steps, pieces)

    expected = [old[each] if isinstance(each, int) else each for _, each in wanted]
    assert (here / "new").read_bytes() == b"".join(expected)
    assert lengths == [len(each) for each in expected]


@pytest.mark.skipif(not SHARED_MEMORY.is_dir(), reason="there is but one file system")
def test_pieces_are_copied_from_another_file_system(tmp_path: Path) -> None:
    old = SHARED_MEMORY / f"claimgraph-{tmp_path.name}"
    old.write_bytes(bytes(range(256)) * 9000)
    try:
        spliced(tmp_path / "new", old, [Step(1, 2_000_000)], [])

        assert (tmp_path / "new").read_bytes() == (bytes(range(256)) * 9000)[1:2_000_001]
    finally:
        old.unlink()


def test_an_old_output_that_is_too_short_is_stale(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"short")

    with pytest.raises(Stale, match="old is shorter"):
        spliced(tmp_path / "new", tmp_path / "old", [Step(0, 100)], [])


def test_an_old_output_that_changes_meanwhile_is_stale(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"as it was")
    output = Output(tmp_path / "new")
    with old.open("rb") as stream:
        splice = Splice(output, [Step(0, 9)], Old(str(old), stream, stamp(old.stat())))
        old.write_bytes(b"something else")

        with pytest.raises(Stale, match="old was changed"):
            splice.finish()
    output.discard()
