"""A person's own recordings, made fit to stand beside the shipped clips: trimmed, and about as loud."""

from __future__ import annotations

from array import array
from math import sqrt

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.synthesis import PEAK

QUIETEST = 200
"""What is softer than this, or than a fiftieth of the loudest sample, counts as silence."""
TAIL = 40 * FRAMES_PER_MS
EDGE = 2 * FRAMES_PER_MS
LOUD = 400 * FRAMES_PER_MS
STEP = 20 * FRAMES_PER_MS
RMS = 6_500
"""The root mean square that the shipped voice has over its loudest 400 ms."""
MOST_OVER = 1.5
"""How far above the ceiling the loudest sample may be brought, to be held there: a person's peaks are short."""


def fit(samples: array[int]) -> array[int]:
    """Return a recording trimmed to its first sound, faded at its edges and brought to the level of the others."""
    trimmed = _trimmed(samples)
    if not trimmed:
        return trimmed
    peak = _peak(trimmed)
    gain = min(RMS / max(1.0, _loudest_rms(trimmed)), MOST_OVER * PEAK / peak)
    levelled = array("h", (max(-PEAK, min(PEAK, round(sample * gain))) for sample in trimmed))
    for n in range(min(EDGE, len(levelled))):
        levelled[n] = levelled[n] * n // EDGE
        levelled[-1 - n] = levelled[-1 - n] * n // EDGE
    return levelled


def _trimmed(samples: array[int]) -> array[int]:
    """Return what lies between the first sound and the last, with room for its fading away."""
    if not samples:
        return samples
    floor = max(QUIETEST, _peak(samples) // 50)
    first = next((n for n, sample in enumerate(samples) if abs(sample) > floor), None)
    if first is None:
        return array("h")
    last = next(n for n in range(len(samples) - 1, -1, -1) if abs(samples[n]) > floor)
    return samples[max(0, first - EDGE) : last + TAIL]


def _loudest_rms(samples: array[int]) -> float:
    """Return the greatest root mean square over 400 ms; a shorter sound is taken with silence around it."""
    energies = [sum(s * s for s in samples[at : at + STEP]) for at in range(0, len(samples), STEP)]
    width = LOUD // STEP
    windows = [sum(energies[at : at + width]) for at in range(max(1, len(energies) - width + 1))]
    return sqrt(max(windows) / LOUD)


def _peak(samples: array[int]) -> int:
    return max(abs(min(samples)), abs(max(samples)))
