"""Everything a person does in a session, with the keyboard alone and with the mouse alone, on a real screen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.xvfb import xvfb


@pytest.mark.parametrize("means", ["keyboard", "mouse"])
def test_a_whole_session(tmp_path: Path, means: str) -> None:
    """Somebody without a mouse, or with nothing but a mouse, could not train, or what they did would be lost."""
    home = tmp_path / "home"
    with xvfb(tmp_path) as screen:
        done = subprocess.run(
            [sys.executable, "-m", "tests.system.screen.whole_session", means],
            env=screen.env | {"RETROTIMER_HOME": str(home), "RETROTIMER_LANGUAGE": "en"},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, "")
    files = [json.loads(file.read_text()) for file in (home / "data" / "history").iterdir()]
    (session,) = [file for file in files if "plan" in file]
    (rating,) = [file for file in files if file.get("kind") == "rating"]
    assert session["finished"] is True
    assert rating["effort"] == 7
