"""Hypothesis strategies for workouts, and for scripts of commands and sleeps."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.session import Command
from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    MOVEMENTS,
    Distance,
    Duration,
    Length,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)
from tests.helpers.running_sessions import Action, Sleep

S = 1_000_000_000
"""Nanoseconds in a second."""
SAYINGS = (
    "",
    "",
    "",
    "Easy.",
    "Tall chest.",
    "This is a line as long as a person may write, more or less, all said.",
)


def _speeds(most: int) -> st.SearchStrategy[float]:
    return st.integers(50, most).map(lambda cm: cm / 100)


paces = st.builds(
    Paces,
    run_forward=_speeds(750),
    run_backward=_speeds(750),
    walk_forward=_speeds(250),
    walk_backward=_speeds(200),
)
closed_lengths: st.SearchStrategy[Length] = st.one_of(
    st.integers(1, 90).map(lambda s: Duration(s * 1_000)),
    st.integers(1_000, 8_000).map(Duration),
    st.integers(1_000, 300_000).map(Distance),
)
open_lengths: st.SearchStrategy[Length] = st.one_of(
    st.just(Tap()), st.integers(1_000, 300_000).map(lambda mm: Distance(mm, until_tap=True))
)
movements: st.SearchStrategy[Movement] = st.sampled_from(list(MOVEMENTS.values()))
sayings = st.sampled_from(SAYINGS)
roles = st.sampled_from((None, None, Role.WARM_UP, Role.COOL_DOWN))


def _step(movement: Movement, length: Length, say: str, role: Role | None, between: bool) -> Step:
    """Return a step; standing gets a time instead of a distance."""
    stands_for_metres = movement.direction is None and isinstance(length, Distance)
    return Step(movement, Duration(7_000) if stands_for_metres else length, say=say, role=role, between=between)


def _repeat(rounds: int, steps: list[Step | Repeat], between: bool) -> Repeat:
    """Return a repeat with at least one step in each round."""
    return Repeat(rounds, (replace(steps[0], between=False), *steps[1:]), between=between)


def _items(depth: int, lengths: st.SearchStrategy[Length]) -> st.SearchStrategy[Step | Repeat]:
    """Generate a step, or repeats nested up to `depth` deep."""
    step = st.builds(_step, movements, lengths, sayings, roles, st.booleans())
    if depth == 0:
        return step
    inner = st.lists(_items(depth - 1, lengths), min_size=1, max_size=3)
    return st.one_of(step, st.builds(_repeat, st.integers(1, 3), inner, st.booleans()))


def _workouts(lengths: st.SearchStrategy[Length]) -> st.SearchStrategy[Workout]:
    steps = st.lists(_items(3, lengths), min_size=1, max_size=3).map(tuple)
    return st.builds(Workout, st.just("Any"), steps, turn_ms=st.sampled_from((0, 0, 1_000, 3_000, 7_500)))


workouts = _workouts(st.one_of(*4 * [closed_lengths], open_lengths))
"""Nested repeats, with or without turns; some steps are open."""
closed_workouts = _workouts(closed_lengths)
timelines = st.builds(timeline.compile, workouts, paces)
closed_timelines = st.builds(timeline.compile, closed_workouts, paces)
options = st.builds(
    CueOptions,
    off=st.frozensets(st.sampled_from(list(CueKind)), max_size=3),
    warning_ms=st.sampled_from((3_000, 5_000, 40_000)),
    halfway_from_ms=st.sampled_from((10_000, 60_000)),
    look_behind_every_ms=st.sampled_from((2_000, 8_000, 60_000)),
    minutes_left_every_ms=st.sampled_from((60_000, 300_000)),
    words_ms=st.sampled_from((lambda text: 120 + 65 * len(text), lambda _text: 40, lambda _text: 2_900)),
)
waits = st.one_of(
    st.just(0),
    st.integers(0, 40).map(lambda half: half * S // 2),
    st.integers(0, 5 * S),
    st.integers(0, 300 * S),
)
"""Gaps in ns: none, multiples of half a second, short, and long."""
actions: st.SearchStrategy[Action] = st.one_of(
    st.sampled_from(list(Command)),
    st.sampled_from((Command.NEXT, Command.PREVIOUS, Command.ADD_30_S, Command.PAUSE, Command.RESUME)),
    st.builds(Sleep, missed_ns=st.one_of(st.just(0), waits)),
)
scripts = st.lists(st.tuples(waits, actions), max_size=12)
"""Commands and sleeps, each after a wait."""
