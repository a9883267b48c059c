"""Whole processes that meet a fault: two at once, files half written, a screen that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files import history, places
from retrotimer.files.journal import journals, read_lines
from tests.helpers.crashes import cut_off_after
from tests.helpers.xvfb import xvfb

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60
SHORT = 'format = 1\nname = "Short"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n'


def started(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start the program without a keyboard."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RETROTIMER_LANGUAGE": "en", **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "retrotimer", *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(program: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end of `program`; return its status and all it said."""
    with program:
        out, err = program.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in out + err
    return program.returncode, out + err


def test_two_at_once(home: Path) -> None:
    """If it failed, one session would end, offer or lose the other."""
    preset = home / "presets" / "short.toml"
    preset.parent.mkdir(parents=True)
    preset.write_text(SHORT, encoding="utf-8")
    both = [started("run", "short", "--output", "silent", "--get-ready", "0") for _n in range(2)]
    said = [ended(program) for program in both]
    assert [status for status, _said in said] == [0, 0]
    assert not any("was cut off" in words for _status, words in said)
    assert [history.read(path).done_ms for path in places.history().iterdir()] == [2_000, 2_000]
    assert journals() == ()


def _halve(path: Path) -> None:
    source = path.read_bytes()
    path.write_bytes(source[: len(source) // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("spoil", [_halve, _empty, _zeros])
def test_files_half_written(home: Path, spoil: Callable[[Path], None]) -> None:
    """If it failed, one file that a power cut spoiled would keep the whole program from working."""
    cut_off_after(90)
    assert ended(started("recover", "--keep"))[0] == 0
    cut_off_after(60)
    (home / "presets").mkdir()
    (home / "presets" / "mine.toml").write_text(SHORT, encoding="utf-8")
    (home / "settings.toml").write_text("format = 1\n[look]\ntheme = 'dark'\n", encoding="utf-8")
    files = [path for path in home.rglob("*") if path.is_file()]
    assert len(files) >= 4
    for path in files:
        spoil(path)
    assert ended(started("list"))[0] == 0
    assert ended(started("recover"))[0] == 0
    assert ended(started("history"))[0] in (0, 1)
    fast = ("--speed", "9999", "--output", "silent")
    assert ended(started("run", "warm-up-drill", *fast))[0] == 0
    assert all(path.exists() for path in files)


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
    (path,) = places.history().iterdir()
    assert history.read(path).done_ms >= 2_000


def _reached_ns() -> int:
    """Return how far the session is that is written down."""
    lines = [line for path in journals() for line in read_lines(path)]
    times = [line["ns"] for line in lines if "ns" in line][1:]
    return times[-1] - times[0] if times else 0
