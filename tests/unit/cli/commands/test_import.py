"""`retrotimer import`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_an_import_says_what_became_of_a_file(retrotimer: Run, tmp_path: Path, home: Path) -> None:
    """If it failed, a person would not hear what was guessed, nor find the preset."""
    path = tmp_path / "track.txt"
    path.write_text("4x400m F, 100m B walk\n", encoding="utf-8")
    status, out, err = retrotimer("import", str(path))
    first, *notes = out.splitlines()
    assert (status, err) == (0, "")
    assert first == f"track, ≈ 17:20, is the preset track in {home / 'presets' / 'track.toml'}."
    assert notes[0] == "  line 1: '400m' was read as metres. Write 'mtr' for metres, 'min' for minutes."
    assert "track" in retrotimer("list")[1]


def test_a_text_comes_through_a_pipe(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a note could not be piped into a preset."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Name: Piped\n6x\n- 90s run\n- 30s back")))
    status, out, _err = retrotimer("import", "-")
    assert (status, out.split(",")[:2]) == (0, ["Piped", " 12:00"])


def test_a_pipe_that_never_ends_is_refused(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a wrong pipe would fill the memory."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * (2 << 20))))
    status, _out, err = retrotimer("import", "-")
    assert (status, err) == (1, "The text on standard input is larger than 1 MiB.\n")


def test_one_wrong_file_keeps_none_of_the_others_out(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, one broken file of many would stop the import, or go unnoticed."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.fit"
    good.write_text("- 10m", encoding="utf-8")
    bad.write_bytes(b"not a FIT file")
    status, out, err = retrotimer("import", str(bad), "that.pdf", str(good))
    assert (status, out.split(",")[0]) == (1, "good")
    assert err.splitlines()[0] == f"{bad}: this is not a FIT file"
    assert err.splitlines()[1].startswith("that.pdf: '.pdf' is not a kind of file that can be imported")
