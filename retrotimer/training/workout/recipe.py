"""Say in words what a workout asks for: "5:00 walk to warm up · 8 × (0:30 walk backward, 1:00 walk forward)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrotimer.texts import N_, _, number_text
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout.timeline import Timeline, count_intervals, each_step
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Duration,
    Gait,
    Length,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

Item = Step | Repeat
LONGEST_GROUP = 12
"""The most steps that are compared with those that follow them."""
SEPARATOR = " · "
MOVEMENTS = {
    RUN_FORWARD: N_("run forward"),
    RUN_BACKWARD: N_("run backward"),
    WALK_FORWARD: N_("walk forward"),
    WALK_BACKWARD: N_("walk backward"),
    STAND: N_("stand"),
}
ROLES = {Role.WARM_UP: N_("{step} to warm up"), Role.COOL_DOWN: N_("{step} to cool down")}


@dataclass(frozen=True, slots=True)
class RecipeLine:
    """A line of the recipe, and how many intervals it stands for, turns not counted."""

    text: str
    count: int


def recipe(workout: Workout) -> tuple[RecipeLine, ...]:
    """Return what `workout` asks for, one line for each part; equal parts that follow each other are one."""
    lines = [RecipeLine(_line(items), count_intervals(items)) for items in parts(workout)]
    if workout.turn_ms and {RUN_FORWARD, RUN_BACKWARD} <= {step.movement for step in each_step(workout.steps)}:
        pause = _("{length} for turning, between running forward and backward")
        lines.append(RecipeLine(pause.format(length=_time(workout.turn_ms)), 0))
    return tuple(lines)


def parts(workout: Workout) -> tuple[tuple[Item, ...], ...]:
    """Return the steps and repeats of each line of the recipe."""
    return tuple(_groups(_plain(workout.steps)))


def step_text(item: Item) -> str:
    """Return a step or repeat in words."""
    return _words(item, names_walk=False)


def recipe_text(workout: Workout) -> str:
    """Return the recipe in one line."""
    return SEPARATOR.join(line.text for line in recipe(workout))


def line_numbers(lines: Sequence[RecipeLine], timeline: Timeline) -> list[int]:
    """Return for each interval of `timeline` which of its recipe's `lines` tells it."""
    ends = [n for n, line in enumerate(lines) for _nth in range(line.count)]
    found, at = [], 0
    for interval in timeline.intervals:
        found.append(ends[min(at, len(ends) - 1)])
        at += interval.role is not Role.TURN
    return found


def _plain(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return `items` with the steps of repeats of one round in place of these."""
    made: list[Item] = []
    for item in items:
        if isinstance(item, Repeat):
            steps = _plain(item.steps)
            alone = tuple(step for step in steps if not step.between)
            made += alone if item.rounds == 1 else [replace(item, steps=steps)]
        else:
            made.append(item)
    return tuple(made)


def _groups(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """Give the items of each line: a repeat, equal steps as one, or steps up to the end of a rest."""
    line: list[Item] = []
    at = 0
    while at < len(items):
        item, size, rounds = items[at], *_repetition(items, at)
        if line and (rounds > 1 or _starts_line(line[-1], item)):
            yield tuple(line)
            line = []
        if rounds > 1:
            yield (Repeat(rounds, items[at : at + size]),)
        else:
            line.append(item)
        at += size * rounds
    if line:
        yield tuple(line)


def _repetition(items: tuple[Item, ...], at: int) -> tuple[int, int]:
    """Return how many items from `at` on are one group, and how often it is there: the most that equals do."""
    best = (1, 1)
    for size in range(1, min(LONGEST_GROUP, (len(items) - at) // 2) + 1):
        group, rounds = items[at : at + size], 1
        if any(isinstance(item, Repeat) or item.role in ROLES for item in group):
            break
        while items[at + rounds * size : at + (rounds + 1) * size] == group:
            rounds += 1
        if rounds > 1 and rounds * size > best[0] * best[1]:
            best = size, rounds
    return best


def _starts_line(before: Item, item: Item) -> bool:
    if isinstance(before, Repeat) or isinstance(item, Repeat) or before.role in ROLES or item.role in ROLES:
        return True
    return before.movement.gait is not Gait.RUN and item.movement.gait is Gait.RUN


def _line(items: tuple[Item, ...]) -> str:
    walks_backward = any(step.movement == WALK_BACKWARD for step in each_step(items))
    text = ", ".join(_words(item, names_walk=walks_backward) for item in items)
    name = items[0].name if isinstance(items[0], Repeat) else ""
    return _("{name}: {steps}").format(name=name, steps=text) if name else text


def _words(item: Item, *, names_walk: bool) -> str:
    if isinstance(item, Repeat):
        steps = ", ".join(_words(step, names_walk=names_walk) for step in item.steps)
        text = _("{rounds} × ({steps})") if len(item.steps) > 1 else _("{rounds} × {steps}")
        text = text.format(rounds=item.rounds, steps=steps)
    else:
        is_plain = item.movement == WALK_FORWARD and not names_walk
        text = _amount(item.length, _("walk") if is_plain else _(MOVEMENTS[item.movement]))
        if item.role in ROLES:
            text = _(ROLES[item.role]).format(step=text)
        elif item.name and item.role is None:
            text = _("{step} ({name})").format(step=text, name=item.name)
    return _("{step} between rounds").format(step=text) if item.between else text


def _amount(length: Length, movement: str) -> str:
    if isinstance(length, Tap):
        return _("{movement} until you tap").format(movement=movement)
    if isinstance(length, Duration):
        return _("{length} {movement}").format(length=_time(length.ms), movement=movement)
    text = _("{length} {movement}, tap at its end") if length.until_tap else _("{length} {movement}")
    metres = number_text(length.mm / 1_000, ".10g")
    return text.format(length=f"{metres}\N{NO-BREAK SPACE}m", movement=movement)


def _time(ms: int) -> str:
    """Return a length of time to the millisecond: "0:07.5"."""
    seconds, rest = divmod(ms, 1_000)
    return clock_text(seconds) + (f".{rest:03}".rstrip("0") if rest else "")
