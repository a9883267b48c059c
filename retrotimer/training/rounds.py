"""The steps of a workout as often as they are done, each with the round it is in."""

from __future__ import annotations

from collections.abc import Iterator

from retrotimer.training.workout import Repeat, Step

Rounds = tuple[tuple[int, int], ...]
"""Round i of n of each repeat around an interval, outermost first, counted from 1."""
Heights = tuple[int, ...]
"""How many repeats nest in each repeat around an interval, outermost first: 0 for one that holds steps alone."""


def each_step(items: tuple[Step | Repeat, ...]) -> Iterator[Step]:
    """Give each step once, in order, however often it is done."""
    for item in items:
        if isinstance(item, Repeat):
            yield from each_step(item.steps)
        else:
            yield item


def unrolled(steps: tuple[Step | Repeat, ...]) -> Iterator[tuple[Step, Rounds, Heights, bool]]:
    """Give each step as often as it is done, with its rounds and whether it starts its repeat's last round.

    The last round is told once in an outermost repeat: at the first step that lies in the last round of every
    repeat around it, so that it is true for whoever hears it.
    """
    for outer in steps:
        told = False
        for step, rounds, heights in _repeated(outer, (), ()):
            is_last = not told and any(of > 1 for _i, of in rounds) and all(i == of for i, of in rounds)
            told = told or is_last
            yield step, rounds, heights, is_last


def _repeated(item: Step | Repeat, rounds: Rounds, heights: Heights) -> Iterator[tuple[Step, Rounds, Heights]]:
    if isinstance(item, Step):
        yield item, rounds, heights
        return
    heights = (*heights, _height(item))
    for i in range(1, item.rounds + 1):
        for step in item.steps:
            if not (step.between and i == item.rounds):
                yield from _repeated(step, (*rounds, (i, item.rounds)), heights)


def _height(repeat: Repeat) -> int:
    return max((1 + _height(step) for step in repeat.steps if isinstance(step, Repeat)), default=0)
