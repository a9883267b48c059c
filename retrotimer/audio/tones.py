"""The sound language: what each tone is, as notes. `docs/sounds.md` draws it for athletes.

Forward rises, backward falls. Running has three notes, walking two, standing one that stays, turning goes to and
fro. Within a gait the long note's place tells the direction a second time: at the end of a rise, at the head of a
fall. Get-ready is two low knocks, a pip one high note, the warning two long high ones, halfway three, the finish a
chord broken upward.
"""

from __future__ import annotations

from functools import cache

from retrotimer.audio.clips import FRAMES_PER_MS, Clip
from retrotimer.audio.synthesis import Note, faded, tone
from retrotimer.training.cues.cues import SHORT_START_MS, TONE_MS, CueKind
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Role,
)

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
    CueKind.HALFWAY: (Note(60, 850, rest_ms=30), Note(60, 850, rest_ms=30), Note(120, 850)),
    CueKind.FINISH: (Note(150, 523), Note(150, 659), Note(150, 784), Note(750, 1047)),
}
"""Tones that are the same in every interval, `TONE_MS` long."""


@cache
def start_tone(movement: Movement, role: Role | None, length_ms: int) -> Clip:
    """Return the tone that starts an interval, exactly `length_ms` long, full or short as that allows.

    Its turn has a tone of its own; any other role sounds as its movement. Where not even the short form fits, it
    is faded out at `length_ms`.
    """
    meaning = _TURN if role is _TURN else movement
    if length_ms >= TONE_MS[CueKind.START]:
        return tone(STARTS[meaning])
    short = tone(SHORT_STARTS[meaning])
    if length_ms >= SHORT_START_MS:
        return short
    return Clip(faded(short.samples[: length_ms * FRAMES_PER_MS]))


@cache
def event_tone(kind: CueKind) -> Clip | None:
    """Return the tone of a `kind` that sounds alike in every interval; None where it has no tone."""
    notes = EVENTS.get(kind)
    return tone(notes) if notes else None
