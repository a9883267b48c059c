"""Sum up what was done by day and by week. Days are ordinals as Python's are: 1 is a Monday.

The load of a week is a sum: each ms under way counts as much as the tissue's weight says (`training.load`), so it
reads as time of running forward that would load the tissue as much. It knows nothing of recovery in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from retrotimer.training.history.effort import session_load
from retrotimer.training.history.record import Visit
from retrotimer.training.load.load import CALF_WEIGHTS, KNEE_WEIGHTS
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Movement,
)

WEEK = 7


class Figures(NamedTuple):
    """What a session comes to, in ms. `knee_ms` and `calf_ms` are the running forward that would load as much.

    `session_load` is its rating x minutes, `rated` 1 where it was rated.
    """

    done_ms: int
    forward_ms: int
    backward_ms: int
    longest_backward_ms: int
    knee_ms: int
    calf_ms: int
    run_forward_ms: int = 0
    run_backward_ms: int = 0
    session_load: int = 0
    rated: int = 0

    @property
    def times(self) -> dict[Movement, int]:
        """How long each movement was done."""
        return times_of(self)

    def rated_as(self, effort: int | None) -> Figures:
        """Return these figures with the load of a session that was rated so."""
        if effort is None:
            return self._replace(session_load=0, rated=0)
        return self._replace(session_load=session_load(effort, self.done_ms), rated=1)


@dataclass(frozen=True, slots=True)
class Total:
    """What the sessions of a day or a week come to. `day` is the day, or the Monday of the week."""

    day: int
    sessions: int = 0
    done_ms: int = 0
    forward_ms: int = 0
    backward_ms: int = 0
    longest_backward_ms: int = 0
    knee_ms: int = 0
    calf_ms: int = 0
    run_forward_ms: int = 0
    run_backward_ms: int = 0
    session_load: int = 0
    rated: int = 0

    @property
    def times(self) -> dict[Movement, int]:
        """How long each movement was done."""
        return times_of(self)


def times_of(found: Figures | Total) -> dict[Movement, int]:
    """Return how long each movement was done."""
    return {
        RUN_FORWARD: found.run_forward_ms,
        RUN_BACKWARD: found.run_backward_ms,
        WALK_FORWARD: found.forward_ms - found.run_forward_ms,
        WALK_BACKWARD: found.backward_ms - found.run_backward_ms,
    }


Done = tuple[int, Figures]
"""The day of a session, and what it comes to."""


def figures(visits: Iterable[Visit]) -> Figures:
    """Return what a session with these `visits` comes to.

    The longest time backward is one without a step of another kind in between, whether run or walked.
    """
    longest_ms = bout_ms = 0
    known: dict[int, Movement] = {}
    sums: dict[int, int] = {}  # by id: to hash a movement takes as long as all the rest
    for visit in visits:
        movement, ms = visit.what.movement, visit.done_ms
        key = id(movement)
        known[key] = movement
        sums[key] = sums.get(key, 0) + ms
        if movement.direction is Direction.BACKWARD:
            bout_ms += ms
            longest_ms = max(longest_ms, bout_ms)
        else:
            bout_ms = 0
    times: dict[Movement, int] = {}
    for key, movement in known.items():
        times[movement] = times.get(movement, 0) + sums[key]
    return summed(times, longest_ms)


def summed(times: Mapping[Movement, int], longest_backward_ms: int) -> Figures:
    """Return what a session with these times, in ms, comes to."""
    return Figures(
        sum(times.values()),
        sum(ms for movement, ms in times.items() if movement.direction is Direction.FORWARD),
        sum(ms for movement, ms in times.items() if movement.direction is Direction.BACKWARD),
        longest_backward_ms,
        _loaded(times, KNEE_WEIGHTS),
        _loaded(times, CALF_WEIGHTS),
        times.get(RUN_FORWARD, 0),
        times.get(RUN_BACKWARD, 0),
    )


def _loaded(times: Mapping[Movement, int], weights: Mapping[Movement, float]) -> int:
    return round(sum(weights.get(movement, 0.0) * ms for movement, ms in times.items()))


def monday(day: int) -> int:
    """Return the Monday of the week of `day`."""
    return day - (day - 1) % WEEK


def by_day(done: Iterable[Done]) -> tuple[Total, ...]:
    """Return the total of each day with a session, the latest first."""
    return _totals(done)


def by_week(done: Iterable[Done]) -> tuple[Total, ...]:
    """Return the total of each week with a session, the latest first."""
    return _totals((monday(day), figures) for day, figures in done)


def _totals(done: Iterable[Done]) -> tuple[Total, ...]:
    by_day: dict[int, list[Figures]] = {}
    for day, figures in done:
        by_day.setdefault(day, []).append(figures)
    return tuple(total(by_day[day], day) for day in sorted(by_day, reverse=True))


def total(figures: Sequence[Figures], day: int = 0) -> Total:
    """Return what sessions with these `figures` come to together."""
    if not figures:
        return Total(day)
    if len(figures) == 1:  # as most days have
        return Total(day, 1, *figures[0])
    sums = {name: sum(column) for name, column in zip(Figures._fields, zip(*figures, strict=True), strict=True)}
    longest_ms = max(one.longest_backward_ms for one in figures)
    return Total(day, len(figures), **sums | {"longest_backward_ms": longest_ms})


def last_weeks(weeks: Iterable[Total], today: int, count: int) -> tuple[Total, ...]:
    """Return the last `count` weeks up to that of `today`, the earliest first, those without a session too."""
    known = {week.day: week for week in weeks}
    last = monday(today)
    mondays = range(last - WEEK * (count - 1), last + 1, WEEK)
    return tuple(known.get(day, Total(day)) for day in mondays)


def streak(weeks: Iterable[Total], today: int) -> int:
    """Return in how many weeks running there was a session; the week of `today` may still be without one."""
    known = {week.day for week in weeks}
    day = monday(today)
    if day not in known:
        day -= WEEK
    count = 0
    while day in known:
        count, day = count + 1, day - WEEK
    return count
