"""Test the file of the window's geometry."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.files.window_state import WindowState, read_window_state, write_window_state

STATE = WindowState((-20, 40, 900, 600), (-1366, 0, 1366, 768), maximized=True)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """The window would open somewhere else than where it was left."""
    file = tmp_path / "new folder" / "window.json"
    write_window_state(STATE, file)
    assert read_window_state(file) == STATE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 4_000,
        "{}",
        '{"box": [0, 0, 900], "screen": [0, 0, 1366, 768]}',
        '{"box": [0, 0, 0, 600], "screen": [0, 0, 1366, 768]}',
        '{"box": [0, 0, 900, true], "screen": [0, 0, 1366, 768]}',
        '{"box": [0, 0, 900, 1e9], "screen": [0, 0, 1366, 768]}',
        '{"box": [0, 0, 900, 99999], "screen": [0, 0, 1366, 768]}',
        '{"box": [0, 0, 900, 600], "screen": "large"}',
        '"\ud800"',
    ],
)
def test_a_broken_file_counts_as_none(tmp_path: Path, text: str) -> None:
    """A file cut short by a full disk would keep the window from opening, or open it out of sight."""
    file = tmp_path / "window.json"
    file.write_bytes(text.encode(errors="surrogatepass"))
    assert read_window_state(file) is None


def test_no_file_and_no_ordinary_file_count_as_none(tmp_path: Path) -> None:
    """The first start would fail."""
    assert read_window_state(tmp_path / "none") is None
    assert read_window_state(tmp_path) is None
