"""A session that was cut off, gone on with on a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from tests.helpers.crashes import cut_off_after
from tests.process.test_pty import Terminal, big


def test_it_goes_on_paused_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a crash would cost the rest of the workout in the terminal."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    (tmp_path / "settings.toml").write_text('format = 1\n[sound]\noutput = "silent"\n', encoding="utf-8")
    cut_off_after(90)
    terminal = Terminal(tmp_path, "recover", "--go-on")
    try:
        terminal.read_until(big("PAUSED"))
        terminal.press(b" ")
        terminal.read_until("pause")
        terminal.press(b"\x1b")
        terminal.read_until(big("PAUSED"))
        terminal.press(b"\x1b")
        terminal.read_until("Saved as", "stopped after 1:3")
        assert terminal.end() == 0
    finally:
        terminal.close()
    (path,) = paths.history().iterdir()
    assert 90_000 <= store.read(path).done_ms < 100_000
    assert journals() == ()
