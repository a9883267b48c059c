"""Build workouts with short function names, and define workouts that several tests use."""

from __future__ import annotations

from functools import partial

from retrotimer.training.load.load import curves
from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Level,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

PACES = Paces()


def timed(
    movement: Movement, seconds: float, *, say: str = "", role: Role | None = None, between: bool = False
) -> Step:
    """Return a step of `seconds`."""
    return Step(movement, Duration(round(seconds * 1_000)), say=say, role=role, between=between)


rf = partial(timed, RUN_FORWARD)
rb = partial(timed, RUN_BACKWARD)
wf = partial(timed, WALK_FORWARD)
wb = partial(timed, WALK_BACKWARD)
stand = partial(timed, STAND)
WARM_UP = wf(300, role=Role.WARM_UP)
COOL_DOWN = wf(180, role=Role.COOL_DOWN)


def metres(movement: Movement, m: float, *, until_tap: bool = False) -> Step:
    """Return a step of `m` metres."""
    return Step(movement, Distance(round(m * 1_000), until_tap=until_tap))


def tap(movement: Movement = RUN_FORWARD) -> Step:
    """Return a step that lasts until a tap."""
    return Step(movement, Tap())


def times(rounds: int, *steps: Step | Repeat, between: bool = False) -> Repeat:
    """Return a repeat of `steps`."""
    return Repeat(rounds, steps, between=between)


def workout(*steps: Step | Repeat, turn_s: float = 0, level: Level | None = None) -> Workout:
    """Return a workout of `steps`."""
    return Workout("Test", steps, level=level, turn_ms=round(turn_s * 1_000))


def plan(*steps: Step | Repeat, turn_s: float = 0, paces: Paces = PACES) -> Timeline:
    """Return the timeline of `steps`."""
    return timeline.compile(workout(*steps, turn_s=turn_s), paces)


def spans(found: Timeline) -> list[tuple[int, int]]:
    """Return start and end of each interval in ms."""
    return [(i.start_ms, i.end_ms) for i in found.intervals]


def curve(timeline: Timeline, weights: dict[Movement, float]) -> list[float]:
    """Return the load of one tissue after every second of each interval, and at its end."""
    return [value for values in curves(timeline, weights) for value in values]


BEGINNER = (WARM_UP, times(6, rf(60), wf(30), rb(20), wf(40)), COOL_DOWN)
GENTLER = (WARM_UP, times(6, rf(90), rb(30), wf(60)), COOL_DOWN)
EQUAL = (WARM_UP, times(6, rf(60), rb(60), wf(60)), COOL_DOWN)
LONG_AND_TALL = (WARM_UP, times(6, rf(240), rb(30), wf(30)), COOL_DOWN)
TRACK_LAPS = (
    WARM_UP,
    times(4, times(2, metres(RUN_BACKWARD, 84.39), metres(RUN_FORWARD, 115.61)), wf(60)),
    COOL_DOWN,
)
"""Laps with the lengths of bend and straight in lane 1."""
