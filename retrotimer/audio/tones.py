"""Define and synthesise the tones; `docs/sounds.md` describes them.

Forward rises, backward falls; running has three notes, walking two, standing one; the long note's place tells the
direction a second time. A pair that parts dips: high, low, high. Get-ready is two low knocks, a pip one high note,
the finish a chord.
"""

from __future__ import annotations

from array import array
from cmath import exp as turned
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import cos, pi, sin, sqrt

from retrotimer.audio.clips import FRAMES_PER_MS, LOUDNESS_LUFS, RATE, Clip
from retrotimer.training.cues.cue_types import SHORT_START_MS, TONE_MS, CueKind
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Role,
)

PEAK = 28_800  # greatest sample of any tone: -1.1 dBFS, which leaves what swings between samples room below -1 dBFS
HARMONICS = ((1, 1.0), (2, 0.7), (3, -0.5), (4, 0.32), (5, -0.2), (6, -0.1))
"""Overtone and its share: what a laptop's speaker gives and a worn ear still hears of a 500 to 1200 Hz note.

The signs keep the wave's crests low, so that short notes can be loud.
"""
ATTACK_MS = 2
RELEASE_MS = 6
LOUD_MS = 400
"""The ear (and EBU R128's momentary loudness) sums up sound over this long: a shorter one seems softer."""
METER_LU = -0.691  # what ITU-R BS.1770 adds to the level of what it has weighed

_EDGE_LOSS_MS = (ATTACK_MS + RELEASE_MS) * 5 / 8
"""So much of a note's power its edges take: the mean of a raised cosine's square is 3/8."""
_WEIGHTING = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The two halves of the ear's filter at `RATE`, as ITU-R BS.1770 lists them: numerator, denominator."""
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

    def hz_at(self, ms: int) -> float:
        """Return its pitch `ms` after its start."""
        return self.hz if self.to_hz is None else self.hz * (self.to_hz / self.hz) ** (ms / self.length_ms)


def tone(notes: Iterable[Note]) -> Clip:
    """Return `notes` one after the other, as loud as every clip is."""
    notes = tuple(notes)
    wanted = 10 ** ((LOUDNESS_LUFS - METER_LU) / 10)
    peak = round(PEAK * min(1.0, sqrt(wanted / _loudest(notes))))
    table = _wave(peak)
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
    phase = 0
    for ms in range(note.length_ms):
        step = round(note.hz_at(ms) * _SIZE * (1 << _FRACTION_BITS) / RATE)
        end = phase + step * FRAMES_PER_MS
        for at in range(phase, end, step):
            yield table[(at & _WRAP) >> _FRACTION_BITS]
        phase = end


@cache
def _wave(peak: int) -> tuple[int, ...]:
    """Return one period of the rich wave with its greatest sample at `peak`."""
    return tuple(round(peak * sample / _crest()) for sample in _shape())


@cache
def _shape() -> tuple[float, ...]:
    return tuple(sum(share * sin(2 * pi * k * n / _SIZE) for k, share in HARMONICS) for n in range(_SIZE))


@cache
def _crest() -> float:
    return max(map(abs, _shape()))


def _loudest(notes: tuple[Note, ...]) -> float:
    """Return the mean square, weighed as the ear does, of the loudest `LOUD_MS` of `notes` at full level."""
    each_ms: list[float] = []
    for note in notes:
        power = _power(note.hz_at(note.length_ms // 2)) * (1 - _EDGE_LOSS_MS / note.length_ms)
        each_ms += [power] * note.length_ms + [0.0] * note.rest_ms
    sums = [0.0] * LOUD_MS + list(accumulate(each_ms))
    return max(end - start for start, end in zip([0.0, *sums], sums[LOUD_MS - 1 :], strict=False)) / LOUD_MS


@cache
def _power(hz: float) -> float:
    """Return the weighed mean square of the rich wave at pitch `hz` and full level."""
    full = PEAK / 32_768 / _crest()
    return sum((full * share) ** 2 / 2 * _weight(k * hz) for k, share in HARMONICS)


def _weight(hz: float) -> float:
    """Return how much the ear makes of the power of a sine at `hz`."""
    step = turned(-2j * pi * hz / RATE)
    weight = 1.0
    for over, under in _WEIGHTING:
        up, down = (sum(factor * step**n for n, factor in enumerate(part)) for part in (over, under))
        weight *= abs(up / down) ** 2
    return weight


@cache
def _rise(length_ms: int) -> tuple[float, ...]:
    """Return half a raised cosine, from just above 0 to just below 1."""
    frames = length_ms * FRAMES_PER_MS
    return tuple(0.5 - 0.5 * cos(pi * (n + 0.5) / frames) for n in range(frames))


_TURN = Role.TURN
STARTS: dict[Movement | Role, tuple[Note, ...]] = {
    RUN_FORWARD: (Note(90, 600, rest_ms=40), Note(90, 800, rest_ms=40), Note(240, 1000, 1200)),
    RUN_BACKWARD: (Note(240, 1200, 1000, 40), Note(90, 760, rest_ms=40), Note(90, 570)),
    WALK_FORWARD: (Note(140, 600, rest_ms=80), Note(280, 900)),
    WALK_BACKWARD: (Note(280, 900, rest_ms=80), Note(140, 600)),
    STAND: (Note(500, 700),),
    _TURN: (Note(95, 700, rest_ms=40), Note(95, 1050, rest_ms=40), Note(95, 700, rest_ms=40), Note(95, 1050)),
}
"""The full start tones, `TONE_MS[START]` long."""
SHORT_STARTS: dict[Movement | Role, tuple[Note, ...]] = {
    RUN_FORWARD: (Note(28, 600, rest_ms=8), Note(28, 840, rest_ms=8), Note(48, 1200)),
    RUN_BACKWARD: (Note(48, 1200, rest_ms=8), Note(28, 840, rest_ms=8), Note(28, 600)),
    WALK_FORWARD: (Note(38, 600, rest_ms=20), Note(62, 900)),
    WALK_BACKWARD: (Note(62, 900, rest_ms=20), Note(38, 600)),
    STAND: (Note(34, 700, rest_ms=9), Note(34, 700, rest_ms=9), Note(34, 700)),
    _TURN: (Note(60, 700, 1050), Note(60, 1050, 700)),
}
"""The start tones where there is no room for more, `SHORT_START_MS` long."""
EVENTS = {
    CueKind.GET_READY: (Note(50, 560, rest_ms=50), Note(50, 560)),
    CueKind.COUNTDOWN: (Note(150, 1000),),
    CueKind.WARNING: (Note(100, 1140, rest_ms=50), Note(100, 1140)),
    CueKind.PAIR: (Note(105, 1050, rest_ms=40), Note(170, 640, rest_ms=40), Note(145, 1050)),
    CueKind.HALFWAY: (Note(60, 850, rest_ms=30), Note(60, 850, rest_ms=30), Note(120, 850)),
    CueKind.FINISH: (Note(150, 523), Note(150, 659), Note(150, 784), Note(750, 1047)),
}
"""Tones that are the same in every interval, `TONE_MS` long."""


@cache
def start_tone(movement: Movement, role: Role | None, length_ms: int) -> Clip:
    """Return the start tone, exactly `length_ms` long: full, short, or faded out as that allows."""
    meaning = _TURN if role is _TURN else movement
    gait = None if role is _TURN else movement.gait
    if length_ms >= TONE_MS[CueKind.START]:
        return Clip(tone(STARTS[meaning]).samples, gait=gait)
    short = tone(SHORT_STARTS[meaning]).samples
    if length_ms >= SHORT_START_MS:
        return Clip(short, gait=gait)
    return Clip(faded(short[: length_ms * FRAMES_PER_MS]), gait=gait)


@cache
def event_tone(kind: CueKind) -> Clip | None:
    """Return the tone of a `kind` that sounds alike in every interval; None where it has no tone."""
    notes = EVENTS.get(kind)
    return tone(notes) if notes else None
