"""`docs/scale.md` promises nothing that does not work."""

from pathlib import Path

import pytest

from tests import blocks
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "scale.md"


@pytest.mark.parametrize("block", [block for block in blocks.read(PAGE) if block.is_run], ids=lambda block: block.line)
def test_what_the_page_shows_works(block: blocks.Block, tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "seeds").symlink_to(seeds)

    assert blocks.run(block, tmp_path) == []
