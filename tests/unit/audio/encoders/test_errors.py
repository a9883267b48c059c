"""Test missing libraries, full disks, and files that would be too long."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator

import pytest

from retrotimer.audio.encoders.wav import write_wav
from retrotimer.training.errors import MissingPart, WrongRequest
from tests.helpers.sound_file import BLOCKS, FRAMES, TAGS, written


@pytest.mark.parametrize("ending", ["mp3", "wav"])
def test_ctrl_c_ends_it_at_once(ending: str) -> None:
    """Nobody could stop a long export."""

    def interrupted() -> Iterator[bytes]:
        yield BLOCKS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(ending, interrupted())


def test_a_missing_mp3_encoder_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody would get a traceback in place of another format."""
    monkeypatch.setitem(sys.modules, "lameenc", None)
    with pytest.raises(MissingPart, match=r"lameenc.*\.wav"):
        written("mp3")


def test_what_a_wav_file_cannot_hold_is_refused() -> None:
    """A day's session would give a file whose header lies."""
    file = io.BytesIO()
    with pytest.raises(WrongRequest, match="12 hours"):
        write_wav(file, BLOCKS, 24 * 3_600 * 48_000, TAGS)
    assert not file.getvalue()


def test_a_wav_file_can_go_down_a_pipe() -> None:
    """A session could not be written where nobody can go back to the file's head."""

    class Pipe(io.BytesIO):
        def seek(self, *_where: int) -> int:
            raise OSError("a pipe")

    pipe = Pipe()
    write_wav(pipe, BLOCKS, FRAMES, TAGS)
    assert pipe.getvalue() == written("wav")
