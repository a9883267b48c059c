"""Recognise the tones of the program in recorded sound, without knowing the session.

`heard(samples)` takes mono samples, int16 at 48 kHz, and returns for each tone its meaning, onset and match. A
normalised matched filter for each known tone is run over the sound below 3 kHz, so level and surrounding silence do
not matter. Of overlapping matches the one with the most energy is kept; its onset is then refined at the full rate,
to less than 0.1 ms in a clean recording. Words are ignored.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.tones import EVENTS, SHORT_STARTS, STARTS, Note, tone
from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.workout.workout import Movement, Role

Meaning = Movement | Role | CueKind
"""The movement or turn of a start tone, or the kind of any other tone."""
Sound: TypeAlias = "array[int] | NDArray[np.int16]"
Signal = NDArray[np.float32]
Spectrum = NDArray[np.complexfloating]

THINNED = 8
"""Decimation factor: every eighth frame suffices below 3 kHz."""
COARSE = 2 * THINNED
"""Decimation factor of envelopes, which are complex and so need half as many frames."""
BLOCK = 1 << 19
EDGE = 4_800
"""Frames at both ends of a block that are discarded, because the filter rings there."""
MATCH = 0.5
"""Least cosine similarity of sound and tone. Words are below it, and tones in noise between it and 0.7."""
CLEAR = 0.8
"""Least match, as a share of the median of the long tones; noise lowers all matches alike."""
LOUD = 0.03
"""Least energy, as a share of the median of the long tones; less is ringing of the filter."""
LONG = 400 * FRAMES_PER_MS
FAINT = 1e-3
"""Sound softer than this share of full scale is ignored; decimated sound is scaled by `THINNED`."""
CELL = 30
"""Frames of an envelope (10 ms) of which only the best match is considered."""
NEAR = 24
"""Frames around a match in which its onset is searched at the full rate: less than half a period."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A recognised tone that began at `at_ms`; `match` is 1 for the pure tone, about 0 for another."""

    at_ms: float
    meaning: Meaning
    match: float
    is_short: bool

    @property
    def is_start(self) -> bool:
        """Whether the tone starts an interval."""
        return not isinstance(self.meaning, CueKind)


@dataclass(frozen=True, slots=True)
class _Template:
    meaning: Meaning
    is_short: bool
    wave: Signal
    spectrum: Spectrum
    thinned: int

    @property
    def frames(self) -> int:
        return len(self.wave)


@dataclass(frozen=True, slots=True)
class _Match:
    frame: int
    explained: float
    cosine: float
    template: _Template

    def overlaps(self, other: _Match) -> bool:
        return self.frame < other.frame + other.template.frames and other.frame < self.frame + self.template.frames


def heard(samples: Sound, clear: float = CLEAR) -> list[Heard]:
    """Return the tones in `samples`, in order; without noise, `clear` may be 0 to accept damaged tones."""
    sound = np.frombuffer(samples, dtype=np.int16)
    chosen: list[_Match] = []
    for match in sorted(_matches(sound), key=lambda match: -match.explained):
        if match.frame < len(sound) and not any(match.overlaps(other) for other in chosen):
            chosen.append(match)
    long = [match for match in chosen if match.template.frames >= LONG]
    clear *= median([match.cosine for match in long] or [0.0])
    loud = LOUD * median([match.explained for match in long] or [0.0])
    found = [_exact(sound, match) for match in chosen if match.cosine >= clear and match.explained >= loud]
    return sorted(found, key=lambda tone: tone.at_ms)


def start_tones(samples: Sound) -> list[Heard]:
    """Return the start tones in `samples`, in order."""
    return [tone for tone in heard(samples) if tone.is_start]


def _matches(sound: NDArray[np.int16]) -> Iterator[_Match]:
    """Yield candidate matches, several for each tone."""
    longest = max(template.frames for template in _templates())
    step = BLOCK - longest - 2 * EDGE
    step -= step % (CELL * COARSE)
    for start in range(-EDGE, len(sound), step):
        block = _cut(sound, start, BLOCK)
        if not block.any():
            continue
        spectrum = np.fft.rfft(block)[: BLOCK // THINNED // 2 + 1]
        thin = np.fft.irfft(spectrum, BLOCK // THINNED)
        energy = np.concatenate(([0.0], np.cumsum(thin.astype(np.float64) ** 2)))
        for template in _templates():
            yield from _in_block(spectrum, energy, template, start, step)


def _in_block(
    spectrum: Spectrum, energy: NDArray[np.float64], template: _Template, start: int, step: int
) -> Iterator[_Match]:
    first, last = EDGE // THINNED, (EDGE + step) // THINNED
    alike = _envelope(spectrum * template.spectrum)[EDGE // COARSE : (EDGE + step) // COARSE]
    ends = energy[first + template.thinned : last + template.thinned : COARSE // THINNED]
    starts = energy[first : last : COARSE // THINNED]
    around = np.maximum(ends - starts, template.thinned * (FAINT * THINNED) ** 2)
    cells = np.maximum(alike, 0).reshape(-1, CELL)
    best = np.argmax(cells, axis=1) + np.arange(len(cells)) * CELL
    cosines = alike[best] / np.sqrt(around[best])
    for at in np.flatnonzero(cosines > MATCH):
        frame = start + EDGE + int(best[at]) * COARSE
        yield _Match(frame, float(alike[best[at]]), float(cosines[at]), template)


def _envelope(spectrum: Spectrum) -> Signal:
    """Return the envelope of the correlation at every `COARSE`th frame; its scale is that of every `THINNED`th."""
    envelope: Signal = np.abs(np.fft.ifft(spectrum[: BLOCK // COARSE]))
    return envelope


def _exact(sound: NDArray[np.int16], match: _Match) -> Heard:
    """Refine the onset of `match` to a fraction of a frame, by a parabola through the three best correlations."""
    wave = match.template.wave
    around = _cut(sound, match.frame - NEAR, len(wave) + 2 * NEAR)
    alike = np.correlate(around, wave, "valid")
    top = int(np.argmax(alike[1:-1])) + 1
    left, middle, right = (float(alike[top + n]) for n in (-1, 0, 1))
    bent = left - 2 * middle + right
    between = 0.5 * (left - right) / bent if bent else 0.0
    at = match.frame - NEAR + top + between
    return Heard(at / FRAMES_PER_MS, match.template.meaning, match.cosine, match.template.is_short)


def _cut(sound: NDArray[np.int16], start: int, length: int) -> Signal:
    """Return `length` frames of `sound` from `start` on, scaled to ±1 and padded with silence."""
    cut = np.zeros(length, dtype=np.float32)
    first, last = max(0, start), min(len(sound), start + length)
    if first < last:
        cut[first - start : last - start] = sound[first:last]
    return cut / np.float32(32_768)


@cache
def _templates() -> tuple[_Template, ...]:
    tables = ((STARTS, False), (SHORT_STARTS, True), (EVENTS, False))
    return tuple(_template(meaning, notes, short) for table, short in tables for meaning, notes in table.items())


@cache
def _taper() -> Signal:
    """Return a window that fades a template out towards 3 kHz, to avoid ringing."""
    bins = BLOCK // THINNED // 2 + 1
    fade = bins // 4
    taper = np.ones(bins, dtype=np.float32)
    taper[-fade:] = np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    return taper


def _template(meaning: Meaning, notes: tuple[Note, ...], is_short: bool) -> _Template:
    wave = np.frombuffer(tone(notes).samples, dtype=np.int16).astype(np.float32)
    block = np.zeros(BLOCK, dtype=np.float32)
    block[: len(wave)] = wave
    spectrum = np.fft.rfft(block)[: BLOCK // THINNED // 2 + 1] * _taper()
    spectrum /= np.sqrt(np.sum(np.fft.irfft(spectrum, BLOCK // THINNED) ** 2))
    return _Template(meaning, is_short, wave, np.conj(spectrum).astype(np.complex64), len(wave) // THINNED)
