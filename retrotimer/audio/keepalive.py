"""The tone nobody hears: it keeps a Bluetooth headset awake, which sleeps on digital silence and swallows a cue."""

from __future__ import annotations

from array import array
from math import pi, sin
from sys import byteorder

from retrotimer.audio.clip import RATE

HZ = 30
PEAK = 16
"""-66 dBFS, at a pitch where no ear hears that."""
_PERIOD = RATE // HZ
_LONGEST = RATE
"""Frames of the longest slice that is cut in one piece."""


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
