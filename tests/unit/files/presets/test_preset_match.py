"""Test which old step each step of a changed workout comes from."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from retrotimer.files.presets.round_trip import Match, matched
from retrotimer.training.workout.tree import Path
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Duration, Repeat, Step, Workout
from tests.helpers.strategies import workouts

ONE, TWO, THREE = (Step(RUN_FORWARD, Duration(seconds * 1_000)) for seconds in (1, 2, 3))
OLD = (ONE, Repeat(2, (TWO, THREE)))


def sources(matches: tuple[Match, ...]) -> list[object]:
    """Return where each comes from; of a repeat also what is within it."""
    return [(match.source, sources(match.inner)) if match.inner else match.source for match in matches]


def test_what_is_the_same_comes_from_itself() -> None:
    """A file that was not changed would be written again."""
    assert sources(matched(OLD, OLD)) == [(0,), ((1,), [(1, 0), (1, 1)])]


def test_what_was_moved_comes_from_where_it_was() -> None:
    """A comment would stay behind."""
    assert sources(matched(OLD, (Repeat(2, (TWO, THREE)), ONE))) == [((1,), [(1, 0), (1, 1)]), (0,)]
    assert sources(matched(OLD, (ONE, TWO, THREE))) == [(0,), (1, 0), (1, 1)]
    assert sources(matched(OLD, (Repeat(3, OLD),))) == [(None, [(0,), ((1,), [(1, 0), (1, 1)])])]


def test_what_was_changed_comes_from_what_stood_there() -> None:
    """A comment would be lost with another length."""
    longer = replace(TWO, length=Duration(9_000))
    assert sources(matched(OLD, (ONE, Repeat(5, (longer, THREE))))) == [(0,), ((1,), [(1, 0), (1, 1)])]


def test_a_copy_is_new() -> None:
    """A comment would be told twice."""
    assert sources(matched((ONE,), (ONE, ONE))) == [(0,), None]


def test_what_was_moved_and_changed_is_known_by_what_stayed() -> None:
    """A comment would be lost by two changes in one evening."""
    back = replace(TWO, movement=RUN_BACKWARD, name="Back")
    found = matched(
        (ONE, Repeat(2, (replace(back, length=Duration(4_000)), THREE))), (back, ONE, Repeat(2, (THREE,)))
    )
    assert sources(found) == [(1, 0), (0,), ((1,), [(1, 1)])]


@given(workouts, workouts)
def test_nothing_comes_from_the_same_step_twice(old: Workout, new: Workout) -> None:
    """A comment would be told twice."""
    found: list[Path] = []

    def gather(matches: tuple[Match, ...]) -> None:
        for match in matches:
            found.extend([match.source] if match.source else [])
            gather(match.inner)

    gather(matched(old.steps, new.steps))
    assert len(found) == len(set(found))
