"""How high a moment of a recording sounds."""

from __future__ import annotations

from array import array

from retrotimer.audio.clips import RATE
from tests.system.sound.onsets import THRESHOLD

LOWEST_HZ, HIGHEST_HZ = 500, 1_300
WINDOW = RATE * 40 // 1_000
EDGE = RATE * 15 // 1_000
"""What is left out at a tone's ends, where it fades."""
ALIKE = 0.9


def pitch(samples: array[int]) -> float:
    """Return the pitch of `samples`, in Hz: by the shortest time after which they look the same again."""
    lags = range(RATE // HIGHEST_HZ, RATE // LOWEST_HZ + 1)
    end = len(samples) - lags[-1]
    alike = {lag: sum(samples[n] * samples[n + lag] for n in range(end)) for lag in lags}
    best = max(alike.values())
    peaks = (lag for lag in lags[1:-1] if alike[lag] >= max(alike[lag - 1], alike[lag + 1]))
    return RATE / next(lag for lag in peaks if alike[lag] > ALIKE * best)


def ends(samples: array[int]) -> tuple[float, float]:
    """Return the pitch at the begin and at the end of the one tone in `samples`, in Hz."""
    loud = [n for n, sample in enumerate(samples) if abs(sample) >= THRESHOLD]
    first, last = loud[0] + EDGE, loud[-1] - EDGE
    return pitch(samples[first : first + WINDOW]), pitch(samples[last - WINDOW : last])
