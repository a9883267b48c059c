"""Test writing Zwift workouts, and reading them back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.exchange.zwift.read import read_zwo
from retrotimer.exchange.zwift.write import write_zwo
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    Distance,
    Duration,
    Level,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)
from tests.helpers.exchange_workouts import DURATIONS, MOVES, NAMES

PATH = Path("my.zwo")


def written(workout: Workout) -> tuple[bytes, tuple[str, ...]]:
    """Return a workout as a file of Zwift's, and what was lost."""
    file = BytesIO()
    notes = write_zwo(workout, file, Paces())
    return file.getvalue(), notes


def line(workout: Workout) -> Timeline:
    """Return a workout placed in time."""
    return compile_workout(workout, Paces())


@st.composite
def zwift_workouts(draw: st.DrawFn) -> Workout:
    """Make a workout of which Zwift keeps all."""
    roles = st.sampled_from([None, Role.WARM_UP, Role.COOL_DOWN])
    plain = st.builds(Step, MOVES, DURATIONS, NAMES, NAMES)
    pairs = st.builds(Repeat, st.integers(1, 9), st.tuples(plain, plain))
    items = st.lists(pairs | st.builds(Step, MOVES, DURATIONS, NAMES, NAMES, roles), min_size=1, max_size=4)
    tags = draw(st.lists(NAMES.filter(bool), max_size=3))
    level = draw(st.sampled_from([None, *Level]))
    steps = draw(items.map(tuple).filter(lambda steps: sum(_ms(step) for step in steps) <= 86_400_000))
    return Workout(draw(NAMES.filter(bool)), steps, level, draw(NAMES), 0, draw(NAMES), tuple(tags))


def _ms(item: Step | Repeat) -> int:
    if isinstance(item, Repeat):
        return item.rounds * sum(_ms(step) for step in item.steps)
    return item.length.ms if isinstance(item.length, Duration) else 0


@given(zwift_workouts())
def test_what_is_written_is_read_back(workout: Workout) -> None:
    """If it failed, a workout would change on its way to Zwift and back."""
    data, notes = written(workout)
    assert notes == ()
    assert read_zwo(data, PATH).workout == workout


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_presets_keep_their_movements_and_times(name: str) -> None:
    """If it failed, Zwift would show another session."""
    workout = find(name).workout
    back = read_zwo(written(workout)[0], PATH).workout
    before, after = line(workout), line(back)
    assert [(i.movement, "Turn" if i.role is Role.TURN else i.name, i.say) for i in before.intervals] == [
        (i.movement, i.name, i.say) for i in after.intervals
    ]
    assert all(
        abs(b.length_ms - a.length_ms) <= 500 for b, a in zip(before.intervals, after.intervals, strict=True)
    )


def test_distances_alone_stay_distances() -> None:
    """If it failed, a run by distance would become one by time."""
    workout = Workout("W", (Step(RUN_BACKWARD, Distance(84_390)), Step(RUN_FORWARD, Distance(1_000_000))))
    data, notes = written(workout)
    assert b"<durationType>distance</durationType>" in data
    assert (read_zwo(data, PATH).workout, notes) == (workout, ())


def test_messages_of_a_run_by_distance_stand_at_a_distance() -> None:
    """If it failed, Zwift would show what to do after so many seconds, not metres; older files would lose it."""
    steps = (Step(RUN_BACKWARD, Distance(80_000), "Straight"), Step(RUN_FORWARD, Distance(200_000), say="Go"))
    workout = Workout("W", (Repeat(3, steps),))
    data, _notes = written(workout)
    assert data.count(b"<textevent distoffset=") == 9
    assert b"timeoffset" not in data
    for source in (data, data.replace(b"distoffset", b"timeoffset")):
        assert read_zwo(source, PATH).workout == workout


def test_what_zwift_cannot_be_told_is_told_to_the_person() -> None:
    """If it failed, an export would lose things in silence."""
    inner = Repeat(2, (Step(RUN_BACKWARD, Distance(80_000)), Step(STAND, Tap())), "Inner")
    worked = Step(RUN_FORWARD, Duration(60_000), role=Role.WORK)
    data, notes = written(Workout("W", (Repeat(2, (inner, worked)),), about="One.\nTwo.", turn_ms=3_000))
    assert len(notes) == 6
    assert data.count(b"B Run backward") == 4
