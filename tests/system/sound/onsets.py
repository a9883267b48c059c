"""Where sounds begin in a recording, and how that fits what was due. Pure Python: no numpy, still quick."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import linear_regression, median, quantiles

from retrotimer.audio.clips import RATE

THRESHOLD = 1_000
"""-30 dBFS: 36 dB above the keepalive, 24 dB below the softest tone."""
_BLOCK = 480


def onsets(samples: array[int], quiet_ms: int = 60) -> Iterator[int]:
    """Give the frames at which a sound begins after at least `quiet_ms` without one.

    Looks at whole blocks first and into them only where they are loud.
    """
    quiet = quiet_ms * RATE // 1_000
    last = -quiet
    for start in range(0, len(samples), _BLOCK):
        block = samples[start : start + _BLOCK]
        if max(block) < THRESHOLD and -min(block) < THRESHOLD:
            continue
        for n, sample in enumerate(block, start):
            if abs(sample) >= THRESHOLD:
                if n - last > quiet:
                    yield n
                last = n


def rise(samples: array[int]) -> int:
    """Return how many frames a clip takes to pass the threshold: what detection adds to its onset."""
    return next(n for n, sample in enumerate(samples) if abs(sample) >= THRESHOLD)


@dataclass(frozen=True, slots=True)
class Fit:
    """How onsets fit the times they were due at, the constant offset removed. Times in ms."""

    count: int
    missing: int
    p95: float
    most: float
    slope_per_minute: float

    def as_json(self) -> dict[str, float]:
        """Return the figures, rounded to 1 µs."""
        return {
            "cues": self.count,
            "missing": self.missing,
            "p95_ms": round(self.p95, 3),
            "max_ms": round(self.most, 3),
            "slope_ms_per_minute": round(self.slope_per_minute, 4),
        }


def fit(due_ms: Sequence[float], found_ms: Sequence[float], counts: Callable[[float], bool] = bool) -> Fit:
    """Return how `found_ms`, on a clock that began at another time, fits `due_ms`.

    Both begin with the same cue. A cue without an onset within 40 ms of its place is missing. Of the times due only
    those are looked at of which `counts` says so: all of them, by itself.
    """
    offset = found_ms[0] - due_ms[0]
    counted = [due for due in due_ms if counts(due)]
    pairs = [(due, min(found_ms, key=lambda found: abs(found - due - offset))) for due in counted]
    near = [(due, found) for due, found in pairs if abs(found - due - offset) < 40]
    middle = median(found - due for due, found in near)
    errors = [found - due - middle for due, found in near]
    slope = linear_regression([due for due, _found in near], errors).slope
    size = [abs(error) for error in errors]
    return Fit(len(counted), len(counted) - len(near), quantiles(size, n=20)[-1], max(size), slope * 60_000)
