"""Mix clips, each placed at a frame, into one stream of samples, block by block.

Samples depend on frames only, never on the blocks, so live sound and files are the same. A single clip at full
volume is copied; only overlaps, ramps and lower volumes are computed. Silence is a keepalive signal without volume.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import pi, sin
from sys import byteorder
from typing import TYPE_CHECKING

from retrotimer.audio.clips import FRAMES_PER_MS, RATE, Clip

if TYPE_CHECKING:
    from retrotimer.audio.music.track import MusicTrack, Window

HZ = 30
PEAK = 16  # -66 dBFS, at a pitch where no ear hears that
_PERIOD = RATE // HZ
_LONGEST = RATE  # Frames of the longest slice that is cut in one piece


def _table() -> array[int]:
    return array("h", (round(PEAK * sin(2 * pi * n / _PERIOD)) for n in range(_PERIOD)))


_ROUND = _table() * (_LONGEST // _PERIOD + 2)


def keepalive(start: int, count: int) -> array[int]:
    """Return `count` samples of the keepalive from frame `start` of a stream; the same frame is always the same."""
    phase = start % _PERIOD
    if count <= _LONGEST:
        return _ROUND[phase : phase + count]
    return (_ROUND[:_PERIOD] * (count // _PERIOD + 2))[phase : phase + count]


def little_endian(samples: array[int]) -> bytes:
    """Return `samples` as the bytes that a device and a WAV file take."""
    if byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    return samples.tobytes()


CEILING = 29_204  # -1 dBFS: what several clips together are held to
FADE = 10 * FRAMES_PER_MS  # Frames over which a clip that is cut off fades, and volume changes


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """Samples that sound from frame `start` of the stream on."""

    start: int
    samples: array[int]

    @property
    def end(self) -> int:
        """The first frame after it."""
        return self.start + len(self.samples)

    def cut(self, frame: int) -> Voice:
        """Return it fading out from `frame` on; unheard where it has not begun by then."""
        kept = max(0, frame - self.start)
        tail = self.samples[kept : kept + FADE]
        faded = array("h", (sample * (FADE - n) // FADE for n, sample in enumerate(tail)))
        return Voice(self.start, self.samples[:kept] + faded if kept else array("h"))


@dataclass(frozen=True, slots=True)
class _Ramp:
    """A gain on its way from `before` at frame `start` to `after` at frame `end`."""

    start: int
    before: float
    after: float

    @property
    def end(self) -> int:
        return self.start + FADE

    def gain(self, frame: int) -> float:
        share = min(1.0, max(0.0, (frame - self.start) / FADE))
        return self.before + (self.after - self.before) * share

    def gains(self, start: int, end: int) -> Iterator[float]:
        return (self.gain(frame) for frame in range(start, end))


class Mixer:
    """Mix one stream of mono int16 samples from frame 0 on. Not thread-safe."""

    def __init__(self, volume: float = 1.0, music: MusicTrack | None = None) -> None:
        self.music = music
        self.position = 0
        """The first frame that is not yet mixed."""
        self._voices: list[Voice] = []
        self._ended = 0
        self._ramp = _Ramp(-FADE, volume, volume)

    @property
    def end(self) -> int:
        """The first frame after all that has sounded and was placed to sound."""
        return max((voice.end for voice in self._voices), default=self._ended)

    def place(self, frame: int, clip: Clip, gain: float = 1.0) -> Voice:
        """Play `clip` from `frame` on at amplitude `gain`; return its voice. Raises ValueError if mixed already."""
        if frame < self.position:
            raise ValueError(f"frame {frame} is mixed already, the next is {self.position}")
        voice = Voice(frame, clip.samples if gain == 1 else softer(clip.samples, gain))
        self._voices.append(voice)
        return voice

    def clear(self, frame: int | None = None, *, keep: Collection[Voice] = ()) -> None:
        """Fade out what sounds at `frame` (default: now) and drop what begins later, except `keep`."""
        at = self.position if frame is None else max(frame, self.position)
        self._voices = [v if v in keep or v.end <= at else v.cut(at) for v in self._voices]
        self._voices = [v for v in self._voices if v.samples]

    def drop(self) -> None:
        """Drop all clips at once, for a stream that is not heard."""
        self._voices, self._ended = [], self.position

    def set_volume(self, volume: float) -> None:
        """Go to `volume`, 0 to 1 of full amplitude, within `FADE` frames and without a click."""
        if volume != self._ramp.after:
            self._ramp = _Ramp(self.position, self._ramp.gain(self.position), volume)

    def mix(self, count: int, coming: Iterable[Window] = ()) -> bytes:
        """Return the next `count` frames, int16, little-endian; the music gives way to `coming` cues too."""
        start = self.position
        end = self.position = start + count
        block = keepalive(start, count)
        for begin, until in pairwise(self._cuts(start, end)):
            voices = [v for v in self._voices if v.start < until and v.end > begin]
            if voices and not self._is_muted_from(begin):
                block[begin - start : until - start] = self._sum(voices, begin, until)
        if self.music:
            cues = [*((v.start, v.end) for v in self._voices), *coming]
            if below := self.music.under(start, count, cues, self._ramp):
                from retrotimer.audio.pcm import add  # only where there is music

                block = array("h", add(block.tobytes(), below))
        self._ended = max((v.end for v in self._voices if v.end <= end), default=self._ended)
        self._voices = [v for v in self._voices if v.end > end]
        return little_endian(block)

    def _is_muted_from(self, frame: int) -> bool:
        """Return whether no clip is heard from `frame` on, so that the keepalive must be."""
        return self._ramp.after == 0 and frame >= self._ramp.end

    def _cuts(self, start: int, end: int) -> list[int]:
        """Return the frames between which the same voices sound in the same way."""
        if not any(v.start < end for v in self._voices):
            return [start, end]
        inner = {frame for v in self._voices for frame in (v.start, v.end)} | {self._ramp.end}
        return [start, *sorted(frame for frame in inner if start < frame < end), end]

    def _sum(self, voices: list[Voice], begin: int, until: int) -> array[int]:
        parts = [v.samples[begin - v.start : until - v.start] for v in voices]
        gain = self._ramp.after
        if begin < self._ramp.end:
            ramp = self._ramp.gains(begin, until)
            return array("h", (_held(s * g) for s, g in zip(map(sum, zip(*parts, strict=True)), ramp, strict=True)))
        if len(parts) == 1 and gain == 1:
            return parts[0]
        return array("h", (_held(s * gain) for s in map(sum, zip(*parts, strict=True))))


def gain_of(clip: Clip, tone_volume: float, voice_volume: float) -> float:
    """Return the gain of `clip` where tones and words have volumes of their own, 0 to 1 as the ear takes them."""
    return (voice_volume if clip.is_voice else tone_volume) ** 2


def softer(samples: array[int], gain: float) -> array[int]:
    """Return `samples` at `gain` of their amplitude."""
    return array("h", (int(sample * gain) for sample in samples))


def _held(sample: float) -> int:
    return max(-CEILING, min(CEILING, int(sample)))
