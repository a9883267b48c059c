"""Missing libraries, full disks, and files that cannot be so long."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator

import pytest

from retrotimer.audio.encoders import sndfile
from retrotimer.audio.encoders.wav import write_wav
from retrotimer.training.errors import MissingPart, WrongRequest
from tests.helpers.sound_file import BLOCKS, FRAMES, TAGS, written


class Full(io.BytesIO):
    """A disk that takes 10 kB."""

    def write(self, data: object) -> int:
        if self.tell() > 10_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)  # type: ignore[arg-type]  # bytes of some kind


def test_what_goes_wrong_inside_the_library_comes_out() -> None:
    """A full disk would end in a short file that nobody was told of."""
    with pytest.raises(OSError, match="No space left"):
        sndfile.encode(Full(), BLOCKS, sndfile.FLAC, 0.0)


@pytest.mark.parametrize("ending", ["flac", "ogg", "mp3", "wav"])
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
    with pytest.raises(MissingPart, match=r"lameenc.*\.ogg"):
        written("mp3")


@pytest.mark.parametrize("ending", ["flac", "ogg"])
def test_a_missing_libsndfile_is_told(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody would get a traceback in place of another format."""
    sndfile.library.cache_clear()
    monkeypatch.setattr(sndfile, "find_spec", lambda _name: None)
    monkeypatch.setattr(sndfile, "find_library", lambda _name: None)
    with pytest.raises(MissingPart, match=r"soundfile.*\.mp3"):
        written(ending)


def test_a_libsndfile_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of another machine would end in a traceback."""
    sndfile.library.cache_clear()
    monkeypatch.setattr(sndfile, "find_spec", lambda _name: None)
    monkeypatch.setattr(sndfile, "find_library", lambda _name: "no-such-library.so")
    with pytest.raises(MissingPart, match=r"libsndfile cannot be loaded"):
        written("flac")


def test_a_kind_that_the_library_does_not_know_is_told() -> None:
    """An old library on the system, which cannot write Vorbis, would end the program."""
    with pytest.raises(MissingPart, match=r"could not be encoded"):
        sndfile.encode(io.BytesIO(), BLOCKS, 0x7F0000, 0.5)


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
