"""Compile a workout into a timeline: consecutive intervals in whole milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    MAX_NESTING,
    MAX_TOTAL_MS,
    STAND,
    WALK_FORWARD,
    Direction,
    Distance,
    Duration,
    Gait,
    Length,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

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
    repeat around it, so that it is true when it is heard.
    """
    for outer in steps:
        message = False
        for step, rounds, heights in _repeated(outer, (), ()):
            is_last = not message and any(of > 1 for _i, of in rounds) and all(i == of for i, of in rounds)
            message = message or is_last
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


COOL_DOWN_MS = 180_000
"""The walk that ends a session whose workout has no cool-down of its own."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A step placed in time, `[start_ms, end_ms)` from the first interval's start.

    An `is_open` interval lasts until a tap: its `length_ms` is only what the pace says, 0 where nothing does.
    `is_estimate` marks a length that comes from a pace; `distance_mm` is how far it goes then, else 0.
    `nth_backward` counts the backward intervals before it. `is_facing` marks what is done facing a partner who goes
    backward.
    """

    start_ms: int
    length_ms: int
    movement: Movement
    name: str = ""
    say: str = ""
    role: Role | None = None
    rounds: Rounds = ()
    heights: Heights = ()
    distance_mm: int = 0
    is_open: bool = False
    is_estimate: bool = False
    starts_last_round: bool = False
    nth_backward: int = 0
    is_facing: bool = False

    @property
    def end_ms(self) -> int:
        """Where the next interval starts, as planned."""
        return self.start_ms + self.length_ms

    @property
    def duration_ms(self) -> int | None:
        """How long it lasts; None where that is the athlete's to say."""
        return None if self.is_open else self.length_ms

    @property
    def round(self) -> tuple[int, int] | None:
        """Round i of n of the innermost repeat around it."""
        return self.rounds[-1] if self.rounds else None

    @property
    def is_backward(self) -> bool:
        """Whether the athlete cannot see where they go."""
        return self.movement.direction is Direction.BACKWARD

    def starts_round_after(self, before: Interval | None) -> bool:
        """Return whether, after `before`, it begins a round of its innermost repeat; a single round is none."""
        if self.role is Role.TURN or not self.rounds or self.rounds[-1][1] == 1:
            return False
        return before is None or before.rounds[: len(self.rounds)] != self.rounds


@dataclass(frozen=True, slots=True)
class Timeline:
    """The intervals of a workout, in order; at least one."""

    name: str
    intervals: tuple[Interval, ...]

    @property
    def planned_ms(self) -> int:
        """The end of the last interval, with open ones as long as their pace says."""
        return self.intervals[-1].end_ms

    @property
    def total_ms(self) -> int | None:
        """How long it all takes; None where an interval is open."""
        return None if any(interval.is_open for interval in self.intervals) else self.planned_ms

    @property
    def is_estimate(self) -> bool:
        """Whether any length comes from a pace."""
        return any(interval.is_estimate for interval in self.intervals)

    def run_ms(self, direction: Direction) -> int:
        """Return how long the athlete runs in `direction`, in ms."""
        return self.time_ms(direction, Gait.RUN)

    def time_ms(self, direction: Direction, gait: Gait | None = None) -> int:
        """Return how long the athlete goes in `direction`, in one gait or in all, in ms."""
        return sum(
            i.length_ms
            for i in self.intervals
            if i.movement.direction is direction and gait in (None, i.movement.gait)
        )

    @property
    def times(self) -> dict[Movement, int]:
        """How many ms each movement takes in all."""
        times: dict[Movement, int] = {}
        for interval in self.intervals:
            times[interval.movement] = times.get(interval.movement, 0) + interval.length_ms
        return times

    def before(self, index: int) -> Interval | None:
        """Return the last interval before `index` that is no turn; None where there is none."""
        earlier = (self.intervals[n] for n in range(index - 1, -1, -1))
        return next((i for i in earlier if i.role is not Role.TURN), None)

    def lengthened(self, index: int, by_ms: int) -> Timeline:
        """Return this timeline with interval `index` longer by `by_ms` and all later ones as much later."""
        longer = replace(self.intervals[index], length_ms=self.intervals[index].length_ms + by_ms)
        later = (replace(i, start_ms=i.start_ms + by_ms) for i in self.intervals[index + 1 :])
        return Timeline(self.name, (*self.intervals[:index], longer, *later))

    def cool_down_index(self, after: int) -> int | None:
        """Return the index of the first cool-down interval later than `after`, or None."""
        later = enumerate(self.intervals[after + 1 :], after + 1)
        return next((n for n, i in later if i.role is Role.COOL_DOWN), None)

    def ending_after(self, index: int) -> Timeline:
        """Return this timeline up to and with interval `index`, followed by a walk to cool down."""
        start_ms = self.intervals[index].end_ms
        walk = Interval(start_ms, COOL_DOWN_MS, WALK_FORWARD, name=_("Cool-down"), role=Role.COOL_DOWN)
        return Timeline(self.name, (*self.intervals[: index + 1], walk))


def count_intervals(steps: tuple[Step | Repeat, ...]) -> int:
    """Return how many intervals `steps` give, turns not counted, without making them.

    Raises:
        WrongRequest: where a repeat holds nothing in its last round.
    """
    total = 0
    for step in steps:
        if isinstance(step, Repeat):
            every = count_intervals(step.steps)
            last = count_intervals(tuple(s for s in step.steps if not s.between))
            if step.rounds < 1 or last < 1:
                raise WrongRequest(_("A repeat needs at least one step in each of its rounds."))
            total += (step.rounds - 1) * every + last
        else:
            total += 1
    return total


def nesting(steps: tuple[Step | Repeat, ...]) -> int:
    """Return how deep the repeats of `steps` nest; 0 without any."""
    return max((1 + nesting(step.steps) for step in steps if isinstance(step, Repeat)), default=0)


def compile(workout: Workout, paces: Paces) -> Timeline:  # noqa: A001 - the field's word, always used as timeline.compile
    """Place every step of `workout` in time.

    Boundaries are exact sums, rounded once each to whole ms: distances add no drift however many there are.

    Raises:
        WrongRequest: for a workout without steps, with more than `MAX_INTERVALS` intervals, or longer than 24 h.
    """
    if not workout.steps:
        raise WrongRequest(_("The workout has no steps."))
    if nesting(workout.steps) > MAX_NESTING:
        raise WrongRequest(_("Repeats nest at most {most} deep.").format(most=MAX_NESTING))
    if count_intervals(workout.steps) > MAX_INTERVALS:
        raise WrongRequest(_("The workout has more than {most} intervals.").format(most=MAX_INTERVALS))
    intervals = tuple(_place(workout, paces))
    if len(intervals) > MAX_INTERVALS:
        raise WrongRequest(
            _("With its turns the workout has more than {most} intervals.").format(most=MAX_INTERVALS)
        )
    if intervals[-1].end_ms > MAX_TOTAL_MS:
        raise WrongRequest(_("The workout is longer than 24 hours."))
    return Timeline(workout.name, intervals)


def check_limits(workout: Workout, paces: Paces) -> None:
    """Raise what `compile` would. Where no limit is near, this is seen without placing every step."""
    if workout.steps and nesting(workout.steps) <= MAX_NESTING:
        count = count_intervals(workout.steps)
        longest_ms = max(_length(step, paces) for step in each_step(workout.steps)) + workout.turn_ms
        if 2 * count <= MAX_INTERVALS and count * longest_ms <= MAX_TOTAL_MS:
            return
    compile(workout, paces)


def _place(workout: Workout, paces: Paces) -> Iterator[Interval]:
    lengths, whole = _lengths(workout, paces)
    exact = start_ms = 0
    backward = 0
    before: Movement | None = None
    for step, rounds, heights, starts_last_round in unrolled(workout.steps):
        if workout.turn_ms and before and _turns(before, step.movement):
            yield Interval(start_ms, workout.turn_ms, STAND, role=Role.TURN, rounds=rounds, heights=heights)
            exact += workout.turn_ms * whole
            start_ms += workout.turn_ms
        exact += lengths[id(step)]
        end_ms = _rounded(exact, whole)
        yield Interval(
            start_ms,
            end_ms - start_ms,
            step.movement,
            name=step.name,
            say=step.say,
            role=step.role,
            rounds=rounds,
            heights=heights,
            distance_mm=step.length.mm if isinstance(step.length, Distance) else 0,
            is_open=_waits(step.length),
            is_estimate=isinstance(step.length, Distance),
            starts_last_round=starts_last_round,
            nth_backward=backward,
        )
        backward += step.movement.direction is Direction.BACKWARD
        before, start_ms = step.movement, end_ms


def _waits(length: Length) -> bool:
    return isinstance(length, Tap) or (isinstance(length, Distance) and length.until_tap)


def _lengths(workout: Workout, paces: Paces) -> tuple[dict[int, int], int]:
    """Return the exact length of each step, by its identity, in parts of a ms, and how many parts a ms has."""
    exact = {id(step): _length(step, paces) for step in each_step(workout.steps)}
    whole = lcm(*(length.denominator for length in exact.values()))
    return {key: int(length * whole) for key, length in exact.items()}, whole


def _rounded(parts: int, whole: int) -> int:
    """Return `parts` of a ms in whole ms, a half to the even one."""
    ms, rest = divmod(parts, whole)
    return ms + (2 * rest > whole or (2 * rest == whole and ms % 2 == 1))


def _length(step: Step, paces: Paces) -> Fraction | int:
    match step.length:
        case Duration(ms):
            return ms
        case Distance(mm):
            return paces.time_for(step.movement, mm)
        case _:
            return 0


def _turns(before: Movement, after: Movement) -> bool:
    both_run = before.gait is Gait.RUN and after.gait is Gait.RUN
    return both_run and before.direction is not after.direction
