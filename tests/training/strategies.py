"""Random workouts and random doings of them, for the properties that must hold for all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from retrotimer.training import timeline
from retrotimer.training.cues import CueKind, CueOptions
from retrotimer.training.paces import Paces
from retrotimer.training.states import Command
from retrotimer.training.timeline import Timeline
from retrotimer.training.workout import (
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
from tests.training.living import Deed, Sleep

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


@st.composite
def steps(draw: st.DrawFn, *, may_be_open: bool) -> Step:
    """Give one step; standing is never measured in metres."""
    movement = draw(movements)
    length = draw(st.one_of(closed_lengths, open_lengths) if may_be_open else closed_lengths)
    if movement.direction is None and isinstance(length, Distance):
        length = Duration(7_000)
    return Step(
        movement,
        length,
        say=draw(st.sampled_from(SAYINGS)),
        role=draw(st.sampled_from((None, None, Role.WARM_UP, Role.COOL_DOWN))),
        between=draw(st.booleans()),
    )


@st.composite
def items(draw: st.DrawFn, depth: int, *, may_be_open: bool) -> Step | Repeat:
    """Give a step or, while `depth` allows, a repeat of some that leaves something in each of its rounds."""
    if depth == 0 or draw(st.booleans()):
        return draw(steps(may_be_open=may_be_open))
    first, *others = draw(st.lists(items(depth - 1, may_be_open=may_be_open), min_size=1, max_size=3))
    rounds = draw(st.integers(1, 3))
    return Repeat(rounds, (replace(first, between=False), *others), between=draw(st.booleans()))


@st.composite
def workouts(draw: st.DrawFn, *, may_be_open: bool = True) -> Workout:
    """Give a workout of nested repeats, with or without turns."""
    some = draw(st.lists(items(3, may_be_open=may_be_open), min_size=1, max_size=4))
    return Workout("Any", tuple(some), turn_ms=draw(st.sampled_from((0, 0, 1_000, 3_000, 7_500))))


@st.composite
def timelines(draw: st.DrawFn, *, may_be_open: bool = True) -> Timeline:
    """Give a random workout placed in time at random paces."""
    return timeline.compile(draw(workouts(may_be_open=may_be_open)), draw(paces))


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
"""Gaps in ns: none, onto the very boundaries of seconds, short, and very late."""
deeds: st.SearchStrategy[Deed] = st.one_of(
    st.sampled_from(list(Command)),
    st.sampled_from((Command.NEXT, Command.PREVIOUS, Command.ADD_30_S, Command.PAUSE, Command.RESUME)),
    st.builds(Sleep, missed_ns=st.one_of(st.just(0), waits)),
)
scripts = st.lists(st.tuples(waits, deeds), max_size=12)
"""What a person and a machine do to a session, each after a wait."""
