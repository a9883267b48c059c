"""Define a clip of samples and the sample rate, and decode a sound file into one."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from pathlib import Path

from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile
from retrotimer.training.workout.workout import Gait

RATE = 48_000  # Frames a second. All sound is mono, a frame is one int16 sample.
FRAMES_PER_MS = RATE // 1_000
LOUDNESS_LUFS = -14.0
"""How loud each clip is, tone or word: the most that EBU R128's momentary loudness reads with silence around."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono int16 samples at `RATE`; never change them. `is_voice` distinguishes a word from a tone.

    A start tone has the `gait` that it starts.
    """

    samples: array[int]
    is_voice: bool = False
    gait: Gait | None = None

    @property
    def frames(self) -> int:
        """Its length in frames."""
        return len(self.samples)

    @property
    def length_ms(self) -> float:
        """Its length in ms."""
        return self.frames / FRAMES_PER_MS


def faded_out(block: bytes) -> bytes:
    """Return `block`, int16, going down to nothing at its end."""
    samples = array("h", block)
    return array("h", (sample * (len(samples) - n) // len(samples) for n, sample in enumerate(samples))).tobytes()


ENDINGS = (".ogg", ".flac", ".wav", ".mp3")
LARGEST = 4 << 20
"""Bytes of the largest file that is taken for a spoken line: ten seconds in the best quality are less."""
LONGEST_S = 10


def decoded(path: Path) -> array[int]:
    """Return the mono samples at `RATE` of the sound file at `path`. Raises WrongFile, MissingPart."""
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
