"""Check that every path named on the architecture page exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LAYERS = "app|audio|cli|exchange|files|gui|remote|terminal|training"
PATHS = sorted(set(re.findall(rf"(?<![\w/])((?:{LAYERS})/(?:\w+/)*(?:\w+\.py)?)", PAGE)))


def test_the_page_names_paths() -> None:
    """If it failed, the test below would check nothing."""
    assert len(PATHS) > 25


@pytest.mark.parametrize("path", PATHS)
def test_a_path_exists(path: str) -> None:
    """A newcomer would be sent to a file that is not there."""
    assert (ROOT / "retrotimer" / path).exists()
