"""Ears for the sound language: they know the tones, and nothing of any session.

`heard(samples)` takes mono samples, int16 at 48 kHz, and gives each tone in them: what it means, when it began, how
well it matched. It needs no level and no silence around: a normalised matched filter for each tone of the table is
run over the sound below 3 kHz; where several match, the one that explains most of the sound wins. Its beginning
is then found at the full rate, to a fraction of 0.1 ms in a clean recording. Words are not decoded, only ignored.
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
from retrotimer.training.cues.cues import CueKind
from retrotimer.training.workout.workout import Movement, Role

Meaning = Movement | Role | CueKind
"""A movement or the turn, told by a start tone; or the kind of any other tone."""
Sound: TypeAlias = "array[int] | NDArray[np.int16]"
Signal = NDArray[np.float32]
Spectrum = NDArray[np.complexfloating]

THINNED = 8
"""Only each eighth frame is needed for what lies below 3 kHz."""
BLOCK = 1 << 19
EDGE = 4_800
"""Frames at a block's ends that are not trusted, as a filtered block rings there."""
MATCH = 0.6
"""How much of the sound must look like a tone: the cosine between the two. Words reach less."""
CLEAR = 0.8
"""A tone matches at least this share as well as the long ones do, which no word does: noise spoils all alike."""
LOUD = 0.03
"""A tone has at least this share of the others' level: less is what a filter makes of the silence beside one."""
LONG = 400 * FRAMES_PER_MS
FAINT = 1e-3
"""What is softer than this share of full scale is no tone; thinned sound is `THINNED` times as large."""
CELL = 60
"""Thinned frames, 10 ms, of which the best match alone is looked at."""
NEAR = 24
"""Frames around a match within which its beginning is looked for at the full rate: less than half a wave."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A tone: `meaning` began `at_ms` into the recording; `match` is 1 for the pure tone, about 0 for another."""

    at_ms: float
    meaning: Meaning
    match: float
    is_short: bool

    @property
    def is_start(self) -> bool:
        """Whether it starts an interval."""
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
    """Return the tones in `samples`, in order; without noise `clear` may be 0, so that a hole spoils none."""
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
    """Return the start tones in `samples`, in order: each interval's gait and direction."""
    return [tone for tone in heard(samples) if tone.is_start]


def _matches(sound: NDArray[np.int16]) -> Iterator[_Match]:
    """Give what may be tones; several for each, of which the best must be chosen."""
    longest = max(template.frames for template in _templates())
    step = BLOCK - longest - 2 * EDGE
    step -= step % (CELL * THINNED)
    for start in range(-EDGE, len(sound), step):
        spectrum = np.fft.rfft(_cut(sound, start, BLOCK))[: BLOCK // THINNED // 2 + 1]
        thin = np.fft.irfft(spectrum, BLOCK // THINNED)
        energy = np.concatenate(([0.0], np.cumsum(thin.astype(np.float64) ** 2)))
        for template in _templates():
            yield from _in_block(spectrum, energy, template, start, step)


def _in_block(
    spectrum: Spectrum, energy: NDArray[np.float64], template: _Template, start: int, step: int
) -> Iterator[_Match]:
    size = step // THINNED
    first = EDGE // THINNED
    alike = _envelope(spectrum * template.spectrum)[first : first + size]
    ends = energy[first + template.thinned : first + template.thinned + size]
    around = np.maximum(ends - energy[first : first + size], template.thinned * (FAINT * THINNED) ** 2)
    cells = np.maximum(alike, 0).reshape(-1, CELL)
    best = np.argmax(cells, axis=1) + np.arange(len(cells)) * CELL
    cosines = alike[best] / np.sqrt(around[best])
    for at in np.flatnonzero(cosines > MATCH):
        frame = start + EDGE + int(best[at]) * THINNED
        yield _Match(frame, float(alike[best[at]]), float(cosines[at]), template)


def _envelope(spectrum: Spectrum) -> Signal:
    """Return how much is alike at each thinned frame, whichever way the waves lie between two of them."""
    one_sided = np.zeros(BLOCK // THINNED, dtype=np.complex64)
    one_sided[: len(spectrum)] = 2 * spectrum
    envelope: Signal = np.abs(np.fft.ifft(one_sided))
    return envelope


def _exact(sound: NDArray[np.int16], match: _Match) -> Heard:
    """Return `match` with its beginning between frames: the top of a parabola through the three best."""
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
    """Return `length` frames of `sound` from `start` on, as shares of full scale, silent where there are none."""
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
    """Return what ends a template softly at 3 kHz: cut off there, it would ring into the silence beside a tone."""
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
