"""A screen that goes away under a session."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.crash_journal import journals, read_lines
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from tests.helpers.started_program import PATIENCE_S, ended, started
from tests.helpers.xvfb import xvfb


@pytest.fixture(autouse=True)
def _root_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the program and this test a home of their own."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))


def test_a_screen_that_goes_away(tmp_path: Path) -> None:
    """If it failed, a crash of the desktop would cost the session."""
    with xvfb(tmp_path) as screen:
        window = started("run", "gentler-3-1", "--window", "--output", "silent", "--get-ready", "0", **screen.env)
        until = time.monotonic() + PATIENCE_S
        while _reached_ns() < 3_000_000_000 and time.monotonic() < until:
            time.sleep(0.1)
        assert window.poll() is None
    status, _said = ended(window)
    assert status != 0
    said = ended(started("recover"))[1]
    assert "“Gentler 3:1”" in said
    assert ended(started("recover", "--keep"))[0] == 0
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms >= 2_000


def _reached_ns() -> int:
    """Return how far the session is that is written down."""
    lines = [line for path in journals() for line in read_lines(path)]
    times = [line["ns"] for line in lines if "ns" in line][1:]
    return times[-1] - times[0] if times else 0
