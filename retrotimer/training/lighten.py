"""Changes that lighten a workout: shorter backward runs, more walking, fewer rounds. Each makes a new workout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeGuard

from retrotimer.training.paces import Paces
from retrotimer.training.workout import (
    RUN_BACKWARD,
    STEP_MM,
    STEP_MS,
    WALK_FORWARD,
    Distance,
    Duration,
    Gait,
    Length,
    Repeat,
    Role,
    Step,
    Workout,
)

Item = Step | Repeat
Items = tuple[Item, ...]
OPEN_BOUT_MS = 600_000
"""For how long an open backward run is taken: longer than any level's cap."""


class Where(Enum):
    """Where walking was added."""

    LONGER_IN_ROUNDS = auto()
    IN_ROUNDS = auto()
    LONGER_BETWEEN = auto()
    IN_THE_MIDDLE = auto()


@dataclass(frozen=True, slots=True)
class Walked:
    """A workout with more walking, and where that is."""

    workout: Workout
    where: Where


# shorter backward runs


def longest_backward(workout: Workout, paces: Paces) -> tuple[int, Length | None]:
    """Return how many ms the longest step of running backward takes, and its length; 0 and None without any."""
    lengths = [step.length for step in _steps(workout.steps) if step.movement == RUN_BACKWARD]
    timed = [(_backward_ms(length, paces), length) for length in lengths]
    return max(timed, key=lambda pair: pair[0], default=(0, None))


def at_most_backward(workout: Workout, ms: int, paces: Paces) -> Workout:
    """Return `workout` with no step of running backward longer than `ms`; metres are cut to whole ones."""

    def cut(step: Step) -> Step:
        if step.movement != RUN_BACKWARD or _backward_ms(step.length, paces) <= ms:
            return step
        if isinstance(step.length, Distance):
            metres = int(ms / 1_000 * paces.run_backward)
            return replace(step, length=replace(step.length, mm=max(STEP_MM[0], 1_000 * metres)))
        return replace(step, length=Duration(ms))

    return replace(workout, steps=_mapped(workout.steps, cut))


def _backward_ms(length: Length, paces: Paces) -> int:
    match length:
        case Duration(ms):
            return ms
        case Distance(mm):
            return round(paces.time_for(RUN_BACKWARD, mm))
        case _:
            return OPEN_BOUT_MS


# more walking


def more_walking(workout: Workout, ms: int) -> Walked | None:
    """Return `workout` with `ms` more of walking in every round, or between its runs; None where nobody runs."""
    rounds = list(filter(_is_repeated_running, workout.steps))
    if rounds:
        longer = any(_rest_walks(repeat.steps) for repeat in rounds)
        steps: Items = tuple(
            _round_with_more(item, ms) if _is_repeated_running(item) else item for item in workout.steps
        )
        where = Where.LONGER_IN_ROUNDS if longer else Where.IN_ROUNDS
        return Walked(replace(workout, steps=steps), where)
    if not any(map(_has_running, workout.steps)):
        return None
    if _rest_walks(workout.steps):
        steps = tuple(_longer(item, ms) for item in workout.steps)
        return Walked(replace(workout, steps=steps), Where.LONGER_BETWEEN)
    return Walked(replace(workout, steps=_parted(workout.steps, ms)), Where.IN_THE_MIDDLE)


def _round_with_more(repeat: Repeat, ms: int) -> Repeat:
    """Lengthen the last walk of a round; where there is none, end the round with one."""
    walks = _rest_walks(repeat.steps)
    if not walks:
        return replace(repeat, steps=(*repeat.steps, Step(WALK_FORWARD, Duration(ms))))
    last = walks[-1]
    return replace(repeat, steps=(*repeat.steps[:last], _longer(repeat.steps[last], ms), *repeat.steps[last + 1 :]))


def _parted(steps: Items, ms: int) -> Items:
    """Put a walk into the middle of the longest run."""
    runs = [n for n, item in enumerate(steps) if _has_running(item)]
    nth = max(runs, key=lambda n: _timed_ms(steps[n]))
    run, walk = steps[nth], Step(WALK_FORWARD, Duration(ms))
    if isinstance(run, Step) and isinstance(run.length, Duration) and run.length.ms >= 2 * STEP_MS[0]:
        half_ms = run.length.ms // 2_000 * 1_000
        first, second = Duration(half_ms), Duration(run.length.ms - half_ms)
        halves: Items = (replace(run, length=first), walk, replace(run, length=second, say=""))
    else:
        halves = (run, walk)
    return (*steps[:nth], *halves, *steps[nth + 1 :])


def _rest_walks(steps: Items) -> list[int]:
    return [n for n, item in enumerate(steps) if _rest_ms(item) is not None]


def _rest_ms(item: Item) -> int | None:
    """Return how long a walk that is a rest takes; None for anything else."""
    match item:
        case Step(length=Duration(ms), movement=movement, role=role):
            return ms if movement == WALK_FORWARD and role not in (Role.WARM_UP, Role.COOL_DOWN) else None
    return None


def _longer(item: Item, ms: int) -> Item:
    """Return `item`, longer by `ms` if it is a walk that is a rest."""
    rest_ms = _rest_ms(item)
    if rest_ms is None or isinstance(item, Repeat):
        return item
    return replace(item, length=Duration(min(STEP_MS[1], rest_ms + ms)))


# fewer rounds


def most_rounds(workout: Workout) -> int:
    """Return how many rounds the longest repeat with running has; 0 without one."""
    nth = _longest_repeat(workout.steps)
    repeat = None if nth is None else workout.steps[nth]
    return repeat.rounds if isinstance(repeat, Repeat) else 0


def fewer_rounds(workout: Workout, rounds: int) -> Workout:
    """Return `workout` with its longest repeat with running done `rounds` times."""
    nth = _longest_repeat(workout.steps)
    steps = (
        replace(item, rounds=rounds) if n == nth and isinstance(item, Repeat) else item
        for n, item in enumerate(workout.steps)
    )
    return replace(workout, steps=tuple(steps))


def _longest_repeat(steps: Items) -> int | None:
    repeats = [n for n, item in enumerate(steps) if _is_repeated_running(item)]
    return max(repeats, key=lambda n: _timed_ms(steps[n]), default=None)


# walking the tree


def _steps(items: Items) -> list[Step]:
    return [step for item in items for step in ([item] if isinstance(item, Step) else _steps(item.steps))]


def _mapped(items: Items, act: Callable[[Step], Step]) -> Items:
    return tuple(
        act(item) if isinstance(item, Step) else replace(item, steps=_mapped(item.steps, act)) for item in items
    )


def _has_running(item: Item) -> bool:
    return any(step.movement.gait is Gait.RUN for step in _steps((item,)))


def _is_repeated_running(item: Item) -> TypeGuard[Repeat]:
    return isinstance(item, Repeat) and _has_running(item)


def _timed_ms(item: Item) -> int:
    """Return how long the steps by time of `item` take."""
    if isinstance(item, Repeat):
        return item.rounds * sum(map(_timed_ms, item.steps))
    return item.length.ms if isinstance(item.length, Duration) else 0
