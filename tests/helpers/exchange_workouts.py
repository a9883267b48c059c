"""Hypothesis strategies for workouts that every exchange format can represent."""

from __future__ import annotations

from hypothesis import strategies as st

from retrotimer.training.workout.workout import (
    MOVEMENTS,
    STAND,
    Distance,
    Duration,
    Length,
    Level,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters='"'), max_size=20)
MOVES = st.sampled_from(list(MOVEMENTS.values()))
DURATIONS = st.integers(1, 6 * 3600).map(lambda seconds: Duration(seconds * 1_000))
DISTANCES = st.builds(Distance, st.integers(100, 5_000_000).map(lambda cm: cm * 10), st.booleans())
ROLES = st.sampled_from([None, Role.WARM_UP, Role.WORK, Role.REST, Role.COOL_DOWN])


def lengths(movement: Movement) -> st.SearchStrategy[Length]:
    """Generate lengths that a step of `movement` may have."""
    return DURATIONS | st.just(Tap()) if movement == STAND else DURATIONS | DISTANCES | st.just(Tap())


@st.composite
def steps(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> Step:
    """Generate a step."""
    movement = draw(MOVES)
    return Step(movement, draw(lengths(movement)), draw(names), draw(names), draw(ROLES))


def trees(depth: int) -> st.SearchStrategy[tuple[Step | Repeat, ...]]:
    """Generate steps and repeats, nested at most `depth` deep."""
    if depth == 0:
        return st.lists(steps(), min_size=1, max_size=4).map(tuple)
    repeats = st.builds(Repeat, st.integers(1, 9), trees(depth - 1), NAMES)
    return st.lists(steps() | repeats, min_size=1, max_size=4).map(tuple)


def workouts(depth: int) -> st.SearchStrategy[Workout]:
    """Generate workouts with repeats nested at most `depth` deep, without steps between rounds."""
    return st.builds(
        Workout,
        NAMES.filter(bool),
        trees(depth),
        st.sampled_from([None, *Level]),
        NAMES,
        st.sampled_from([0, 1_000, 3_500]),
        NAMES,
        st.lists(NAMES.filter(lambda tag: tag and "," not in tag), max_size=3).map(tuple),
    )
