"""Test flattening for formats that lack nesting."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from retrotimer.exchange.plain_steps import Steps, unrolled, with_turns, without_between, without_nesting
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Repeat, Step, Workout
from tests.helpers.exchange_workouts import workouts

Told = list[tuple[object, ...]]


def message(workout: Workout) -> Told:
    """Return the intervals of `workout` without their rounds, which plainer steps may lose."""
    intervals = compile_workout(workout, Paces()).intervals
    return [(i.start_ms, i.length_ms, i.movement, i.say, i.is_open) for i in intervals]


def sprinkled(steps: Steps, chance: Random) -> Steps:
    """Return `steps` with some in each repeat only between its rounds, but never all of them."""
    return tuple(step if isinstance(step, Step) else _repeat(step, chance) for step in steps)


def _repeat(repeat: Repeat, chance: Random) -> Repeat:
    inner = sprinkled(repeat.steps, chance)
    spared = chance.randrange(len(inner))
    marked = (replace(step, between=n != spared and chance.random() < 0.4) for n, step in enumerate(inner))
    return replace(repeat, steps=tuple(marked))


@given(workouts(depth=3), st.integers())
def test_plainer_steps_are_the_same_intervals(workout: Workout, seed: int) -> None:
    """If it failed, an export would leave out a rest, or do one too many."""
    workout = replace(workout, steps=sprinkled(workout.steps, Random(seed)))  # noqa: S311 - not for secrets
    try:
        before = message(workout)
    except WrongRequest:  # longer than any workout
        assume(False)
        raise
    turned = with_turns(workout)
    for steps in (turned, without_between(turned), without_nesting(without_between(turned))):
        assert message(replace(workout, steps=steps, turn_ms=0)) == before
    assert message(replace(workout, steps=tuple(unrolled(turned)), turn_ms=0)) == before
    assert not any(step.between for step in without_between(turned))
