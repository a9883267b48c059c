"""Where the window opens on real screens, with a window manager that frames it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect

from tests.helpers.xvfb import Screen, xvfb

SCREENS = [
    ("1366x768", "1"),
    ("1366x768", "1.25"),
    ("1366x768", "1.5"),
    ("1024x768", "1"),
    ("1920x1080", "1.5"),
    ("1024x600", "1"),
    ("800x600", "1"),
    ("800x600", "1.5"),
    ("3840x2160", "1"),
]
"""Screens in px, and by how much everything on them is enlarged."""
WITHIN_PX = 2
"""How far a place may be off: px of the window are fractions of the screen's where these are enlarged."""


def opened(screen: Screen, home: Path, scale: str = "1", *arguments: str) -> dict[str, Any]:
    """Open the window and return what is told of it."""
    env = {"RETROTIMER_HOME": str(home), "RETROTIMER_LANGUAGE": "en", "QT_SCALE_FACTOR": scale}
    done = subprocess.run(
        [sys.executable, "-m", "tests.system.screen.opened_window", *arguments],
        env=screen.env | env,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    message = json.loads(done.stdout)
    return {name: QRect(*value) if isinstance(value, list) else value for name, value in message.items()}


def is_near(one: QRect, other: QRect) -> bool:
    """Return whether two places are the same to the eye."""
    pairs = zip(one.getRect(), other.getRect(), strict=True)  # type: ignore[call-overload]  # four whole numbers
    return all(abs(a - b) <= WITHIN_PX for a, b in pairs)


@pytest.mark.parametrize(("size", "scale"), SCREENS)
def test_the_first_window_fits_its_screen(tmp_path: Path, size: str, scale: str) -> None:
    """Start would lie outside the screen of a small laptop, or of one that enlarges everything."""
    with xvfb(tmp_path, size=size) as screen:
        found = opened(screen, tmp_path / "home", scale)
    assert found["free"].contains(found["frame"])
    assert found["inner"].contains(found["start"])


def test_the_window_comes_back_where_it_was(tmp_path: Path) -> None:
    """Whoever puts it beside another window would do so every day, or see it creep over the screen."""
    with xvfb(tmp_path) as screen:
        left = opened(screen, tmp_path / "home", "1", "211", "97", "903", "577")
        assert left["inner"].size().width() == 903
        for _start in range(3):
            assert is_near(opened(screen, tmp_path / "home")["frame"], left["frame"])
        assert opened(screen, tmp_path / "home", "1", "maximized")["maximized"]
        assert opened(screen, tmp_path / "home", "1", "full-screen")["maximized"]
        again = opened(screen, tmp_path / "home", "1", "normal")
        assert not again["maximized"]
        assert is_near(again["frame"], left["frame"])


def test_a_window_whose_screen_is_another_one_fits(tmp_path: Path) -> None:
    """The large screen at the desk is gone, or everything is enlarged now: the window would open out of sight."""
    with xvfb(tmp_path, size="2646x1400") as screen:
        opened(screen, tmp_path / "home", "1", "1500", "400", "1100", "900")
    for size, scale in (("1366x768", "1.25"), ("800x600", "1")):
        with xvfb(tmp_path, size=size) as screen:
            found = opened(screen, tmp_path / "home", scale)
        assert found["free"].contains(found["frame"])
        assert found["inner"].contains(found["start"])
