"""Whole processes that meet a fault: two at once, and files half written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from tests.helpers.crashes import cut_off_after
from tests.helpers.started_program import ended, started

SHORT = 'format = 1\nname = "Short"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


def test_two_at_once(home: Path) -> None:
    """If it failed, one session would end, offer or lose the other."""
    preset = home / "presets" / "short.toml"
    preset.parent.mkdir(parents=True)
    preset.write_text(SHORT, encoding="utf-8")
    both = [started("run", "short", "--output", "silent", "--get-ready", "0") for _n in range(2)]
    said = [ended(program) for program in both]
    assert [status for status, _said in said] == [0, 0]
    assert not any("was cut off" in words for _status, words in said)
    assert [store.read(path).done_ms for path in paths.history().iterdir()] == [2_000, 2_000]
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
