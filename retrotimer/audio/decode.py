"""Sound files read into clips, by the library that plays them: WAV, FLAC, Ogg Vorbis and MP3."""

from __future__ import annotations

from array import array
from pathlib import Path

from retrotimer.audio.clip import RATE
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile

ENDINGS = (".ogg", ".flac", ".wav", ".mp3")
LARGEST = 4 << 20
"""Bytes of the largest file that is taken for a spoken line: ten seconds in the best quality are less."""
LONGEST_S = 10


def decoded(path: Path) -> array[int]:
    """Return the samples in the file at `path`, made mono at `RATE`.

    Raises:
        WrongFile: for one that is too large or too long for a spoken line, or holds no sound that can be read.
        MissingPart: where the library that reads it is not installed.
    """
    try:
        size = path.stat().st_size
        source = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise WrongFile(_("{file}: it cannot be read ({why}).").format(file=path, why=error.strerror)) from error
    if size > LARGEST:
        raise WrongFile(_("{file}: it is larger than {most} MB, too large for a line.").format(file=path, most=4))
    samples = _read(path, source)
    if len(samples) > LONGEST_S * RATE:
        sentence = _("{file}: it is longer than {most} seconds, too long for a line.")
        raise WrongFile(sentence.format(file=path, most=LONGEST_S))
    return samples


def _read(path: Path, source: bytes) -> array[int]:
    try:
        import miniaudio  # type: ignore[import-untyped]  # a C library, not needed to plan
    except ImportError as error:
        raise MissingPart(_("miniaudio cannot be loaded ({error}).").format(error=error)) from error
    try:
        sound = miniaudio.decode(source, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE)
    except miniaudio.MiniaudioError as error:
        sentence = _("{file}: it is no sound file that can be read. Save it as WAV, FLAC, Ogg or MP3.")
        raise WrongFile(sentence.format(file=path)) from error
    return array("h", sound.samples)
