"""Test the decoding of recordings."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from retrotimer.audio.clips import LARGEST, decoded
from retrotimer.training.errors import WrongFile


def test_any_rate_and_stereo_become_ours(tmp_path: Path) -> None:
    """A recording of a phone would sound too high, or twice as long."""
    path = tmp_path / "line.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(b"\x10\x20" * 2 * 44_100)
    assert abs(len(decoded(path)) - 48_000) < 5


@pytest.mark.parametrize(
    ("contents", "words"),
    [(b"", "no sound file"), (b"RIFF" + bytes(40), "no sound file"), (bytes(LARGEST + 1), "larger than 4 MB")],
)
def test_what_is_no_line_is_refused_by_name(tmp_path: Path, contents: bytes, words: str) -> None:
    """A wrong file would give a traceback, fill the memory, or not be named."""
    path = tmp_path / "line.wav"
    path.write_bytes(contents)
    with pytest.raises(WrongFile, match=rf"line\.wav.*{words}"):
        decoded(path)


def test_a_lecture_is_no_line(tmp_path: Path) -> None:
    """An hour of sound would be held in memory for one cue."""
    path = tmp_path / "line.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 1, 8_000, 0, "NONE", ""))
        file.writeframes(bytes([128]) * 8_000 * 11)
    with pytest.raises(WrongFile, match="longer than 10 seconds"):
        decoded(path)


def test_a_folder_is_refused_too(tmp_path: Path) -> None:
    """A folder called like a line would stop the session."""
    with pytest.raises(WrongFile, match="cannot be read"):
        decoded(tmp_path)
