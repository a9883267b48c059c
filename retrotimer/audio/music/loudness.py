"""Measure how loud a piece of music is, as ITU-R BS.1770 does, from a few windows of it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import log10, pi, tan

from retrotimer.audio.music.decoding import COARSE

FLOOR, RELATIVE = -70.0, -10.0
"""Windows softer than the first, in LUFS, or so much below the mean of the others do not count."""
_LEAD_IN = COARSE // 10  # samples until the filters have settled
_FULL = 32_768.0


def _weighting(rate: int) -> tuple[float, ...]:
    """Return the factors of the two K-weighting filters at `rate`, shelf and high-pass."""
    k, q = tan(pi * 1_681.974450955533 / rate), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / q + k * k
    shelf = (
        (high + band * k / q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / q + k * k) / a0,
    )
    k, q = tan(pi * 38.13547087602444 / rate), 0.5003270373238773
    a0 = 1 + k / q + k * k
    return (*shelf, 2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0)


_FACTORS = _weighting(COARSE)


def loudness(windows: Iterable[array[int]]) -> float | None:
    """Return the gated loudness of `windows`, mono at `COARSE`, in LUFS; None for silence."""
    powers = [power for power in map(_power, windows) if _lufs(power) > FLOOR]
    if not powers:
        return None
    gate = _lufs(sum(powers) / len(powers)) + RELATIVE
    loud = [power for power in powers if _lufs(power) > gate]
    return _lufs(sum(loud) / len(loud))


def _lufs(power: float) -> float:
    return -0.691 + 10 * log10(power) if power > 0 else -200.0


def _power(window: array[int]) -> float:
    """Return the K-weighted mean square of `window`, full scale being 1."""
    b0, b1, b2, a1, a2, c1, c2 = _FACTORS
    s1 = s2 = t1 = t2 = total = 0.0
    lead_in = min(_LEAD_IN, len(window) // 2)
    for n, sample in enumerate(window):
        shelved = b0 * sample + s1
        s1 = b1 * sample - a1 * shelved + s2
        s2 = b2 * sample - a2 * shelved
        heard = shelved + t1
        t1 = -2 * shelved - c1 * heard + t2
        t2 = shelved - c2 * heard
        if n >= lead_in:
            total += heard * heard
    return total / max(1, len(window) - lead_in) / _FULL**2
