"""How a tone is made: notes of one rich wave, gliding where they must, with edges that do not click."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin, sqrt

from retrotimer.audio.clip import FRAMES_PER_MS, RATE, Clip

PEAK = 29_000
"""Greatest sample of any clip: -1.06 dBFS, which leaves the keepalive room below -1 dBFS."""
HARMONICS = ((1, 1.0), (2, 0.6), (3, 0.42), (4, 0.24))
"""Overtone and its share: what a laptop's speaker gives and a worn ear still hears of a 500 to 1200 Hz note."""
ATTACK_MS = 1
RELEASE_MS = 8
LOUD_MS = 400
"""The ear (and EBU R128's momentary loudness) sums up sound over this long: a shorter one seems softer."""
PIP_MS = 110
"""A tone that sounds no longer than this gets all the level there is; a longer one less, to seem as loud."""

_TABLE_BITS = 11
_FRACTION_BITS = 20
_SIZE = 1 << _TABLE_BITS
_WRAP = (1 << _TABLE_BITS + _FRACTION_BITS) - 1


@dataclass(frozen=True, slots=True)
class Note:
    """`length_ms` of sound from `hz` to `to_hz` (the same where None), then `rest_ms` of silence."""

    length_ms: int
    hz: float
    to_hz: float | None = None
    rest_ms: int = 0


def tone(notes: Iterable[Note]) -> Clip:
    """Return `notes` one after the other, at the level that makes tones of all lengths about as loud."""
    notes = tuple(notes)
    sounding_ms = min(LOUD_MS, sum(note.length_ms for note in notes))
    table = _wave(round(PEAK * min(1.0, sqrt(PIP_MS / sounding_ms))))
    samples: array[int] = array("h")
    for note in notes:
        samples.extend(faded(array("h", _sound(note, table))))
        samples.frombytes(bytes(2 * note.rest_ms * FRAMES_PER_MS))
    return Clip(samples)


def faded(samples: array[int]) -> array[int]:
    """Return `samples` with a quick rise at the start and a softer fall at the end, neither of which clicks."""
    edged = array("h", samples)
    for n, gain in enumerate(_rise(ATTACK_MS)[: len(edged)]):
        edged[n] = int(edged[n] * gain)
    for n, gain in enumerate(_rise(RELEASE_MS)[: len(edged)]):
        edged[-1 - n] = int(edged[-1 - n] * gain)
    return edged


def _sound(note: Note, table: tuple[int, ...]) -> Iterator[int]:
    """Give the samples of `note`: one phase that never jumps, its step renewed each ms."""
    to_hz = note.hz if note.to_hz is None else note.to_hz
    phase = 0
    for ms in range(note.length_ms):
        hz = note.hz * (to_hz / note.hz) ** (ms / note.length_ms)
        step = round(hz * _SIZE * (1 << _FRACTION_BITS) / RATE)
        end = phase + step * FRAMES_PER_MS
        for at in range(phase, end, step):
            yield table[(at & _WRAP) >> _FRACTION_BITS]
        phase = end


@cache
def _wave(peak: int) -> tuple[int, ...]:
    """Return one period of the rich wave with its greatest sample at `peak`."""
    shape = [sum(share * sin(2 * pi * k * n / _SIZE) for k, share in HARMONICS) for n in range(_SIZE)]
    loudest = max(map(abs, shape))
    return tuple(round(peak * sample / loudest) for sample in shape)


@cache
def _rise(length_ms: int) -> tuple[float, ...]:
    """Return half a raised cosine, from just above 0 to just below 1."""
    frames = length_ms * FRAMES_PER_MS
    return tuple(0.5 - 0.5 * cos(pi * (n + 0.5) / frames) for n in range(frames))
