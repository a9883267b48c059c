"""Two monitors on a real X server: the session on both, and one of them unplugged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.xvfb import xvfb

TWO_BESIDE = "2646x768"


@pytest.mark.parametrize(
    "arguments",
    [("projector",), ("projector", "full-screen"), ("laptop",), ("laptop", "full-screen")],
    ids=" ".join,
)
def test_a_screen_that_is_unplugged_ends_no_session(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """A pulled cable would leave an athlete with a window on no screen, or a coach without the controls."""
    with xvfb(tmp_path, size=TWO_BESIDE) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tests.system.screen.two_screens", *arguments],
            env=screen.env | {"RETROTIMER_HOME": str(tmp_path), "RETROTIMER_LANGUAGE": "en"},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
