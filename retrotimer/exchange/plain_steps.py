"""Flatten turns, between-steps and nested repeats, for formats that lack them; the intervals stay the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrotimer.texts import _
from retrotimer.training.workout.workout import STAND, Duration, Gait, Repeat, Step, Workout

Steps = tuple[Step | Repeat, ...]


def with_turns(workout: Workout) -> Steps:
    """Return the steps of `workout` with its turns among them; where it has any, no repeat is left."""
    if not workout.turn_ms:
        return workout.steps
    steps: list[Step] = []
    for step in unrolled(workout.steps):
        before = steps[-1].movement if steps else STAND
        both_run = before.gait is Gait.RUN and step.movement.gait is Gait.RUN
        if both_run and before.direction is not step.movement.direction:
            steps.append(Step(STAND, Duration(workout.turn_ms), _("Turn")))
        steps.append(step)
    return tuple(steps)


def unrolled(steps: Steps) -> Iterator[Step]:
    """Give each step as often as it is done."""
    for step in steps:
        if isinstance(step, Step):
            yield replace(step, between=False)
            continue
        for n in range(1, step.rounds + 1):
            yield from unrolled(tuple(s for s in step.steps if not (s.between and n == step.rounds)))


def without_between(steps: Steps) -> Steps:
    """Return `steps` with the last round of a repeat written out, where it lacks what stands between rounds."""
    plain: list[Step | Repeat] = []
    for step in steps:
        if isinstance(step, Step):
            plain.append(replace(step, between=False))
            continue
        whole = without_between(step.steps)
        if not any(inner.between for inner in step.steps):
            plain.append(replace(step, steps=whole, between=False))
            continue
        if step.rounds > 1:
            plain.append(Repeat(step.rounds - 1, whole, step.name))
        plain += without_between(tuple(inner for inner in step.steps if not inner.between))
    return tuple(plain)


def without_nesting(steps: Steps) -> Steps:
    """Return `steps` with every repeat written out that holds another one."""
    plain: list[Step | Repeat] = []
    for step in steps:
        if isinstance(step, Step):
            plain.append(step)
        elif any(isinstance(inner, Repeat) for inner in step.steps):
            plain += without_nesting(step.steps) * step.rounds
        else:
            plain.append(step)
    return tuple(plain)
