"""Define the eight-week plan: the session of each day, what was done of it, and what comes next.

Two sessions a week, at least a day apart. The plan's first week begins on a chosen day, each week after it seven
days later. A week in which not both were done is done again. Days are whole numbers, those of `date.toordinal`: day
1 is a Monday, and a later day has a larger number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.workout import Direction, Gait

if TYPE_CHECKING:
    from retrotimer.training.history.record import SessionRecord
    from retrotimer.training.workout.timeline import Timeline

WEEKS = 8
WEEK = 7
APART = (2, 5)
"""How many days the second of a week comes after the first: never the next day, nor the day before the first."""
DONE_SHARE = 0.75
"""A session counts once so much of its running and of its backward part was done (heuristic)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """When a person trains: the plan's first day, and two days of the week, Monday 0.

    Raises:
        WrongRequest: where the weekdays are the same, or one follows the other.
    """

    start: int
    weekdays: tuple[int, int]

    def __post_init__(self) -> None:
        first, second = self.weekdays
        if not APART[0] <= (second - first) % WEEK <= APART[1]:
            raise WrongRequest(_("Choose two days of the week with a day between them, as Tuesday and Friday."))

    def days(self, week_start: int) -> tuple[int, int]:
        """Return the days of both sessions in the week that begins on `week_start`, in order."""
        first, second = sorted(week_start + (weekday - weekday_of(week_start)) % WEEK for weekday in self.weekdays)
        return first, second


def weekday_of(day: int) -> int:
    """Return the day of the week, Monday 0."""
    return (day + 6) % WEEK


class State(StrEnum):
    """What became of a session of the plan. An open one's day has passed, its week has not."""

    DONE = "done"
    TODAY = "today"
    OPEN = "open"
    COMING = "coming"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Planned:
    """The session `nth` of two in week `number`, on `day`: where it is done, the day on which that was."""

    number: int
    nth: int
    day: int
    state: State


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """A week of the calendar with the week of the plan that falls into it, and which try of it that is."""

    number: int
    start: int
    sessions: tuple[Planned, Planned]
    attempt: int = 1

    @property
    def end(self) -> int:
        """The last day of it."""
        return self.start + WEEK - 1

    @property
    def is_done(self) -> bool:
        """Whether both sessions were done."""
        return all(session.state is State.DONE for session in self.sessions)


@dataclass(frozen=True, slots=True)
class CompletedSession:
    """A session of week `number` that counts, done on `day`."""

    number: int
    day: int


class Asked(NamedTuple):
    """What a session asks, in ms: all its running, and its backward part, run or walked."""

    run_ms: float
    backward_ms: float

    @property
    def counts_when(self) -> Asked:
        """How much of it is enough."""
        return Asked(DONE_SHARE * self.run_ms, DONE_SHARE * self.backward_ms)


def asked(timeline: Timeline) -> Asked:
    """Return what a session of `timeline` asks."""
    parts = timeline.intervals
    return Asked(
        sum(part.length_ms for part in parts if part.movement.gait is Gait.RUN),
        sum(part.length_ms for part in parts if part.is_backward),
    )


def counts(record: SessionRecord, of: Asked) -> bool:
    """Return whether so much of the running and of the backward part was done that the session counts as done."""
    least = of.counts_when
    return least.run_ms <= run_ms(record) and least.backward_ms <= record.time_ms(Direction.BACKWARD)


def run_ms(record: SessionRecord) -> int:
    """Return how long the athlete ran, in both directions."""
    return sum(record.time_ms(direction, Gait.RUN) for direction in Direction)


def schedule(choice: Choice, completed: Iterable[CompletedSession], today: int) -> tuple[PlanWeek, ...]:
    """Return every week from the first to the last, those to come as if none of them were missed."""
    return tuple(_weeks(choice, sorted({(session.day, session.number) for session in completed}), today))


def next_session(weeks: Iterable[PlanWeek]) -> Planned | None:
    """Return the first session that is still to be done; None once the plan is done."""
    to_do = (State.TODAY, State.OPEN, State.COMING)
    return next((session for week in weeks for session in week.sessions if session.state in to_do), None)


def _weeks(choice: Choice, completed: list[tuple[int, int]], today: int) -> Iterator[PlanWeek]:
    number, attempt, start = 1, 1, choice.start
    while number <= WEEKS:
        done = [day for day, of in completed if of == number and start <= day < start + WEEK]
        week = PlanWeek(number, start, _sessions(choice, number, start, done, today), attempt)
        yield week
        repeats = not week.is_done and today > week.end
        number, attempt = (number, attempt + 1) if repeats else (number + 1, 1)
        start += WEEK


def _sessions(choice: Choice, number: int, start: int, done: list[int], today: int) -> tuple[Planned, Planned]:
    first, second = (
        Planned(number, nth, done[nth], State.DONE)
        if nth < len(done)
        else Planned(number, nth, day, _state(day, start, today))
        for nth, day in enumerate(choice.days(start))
    )
    return first, second


def _state(day: int, start: int, today: int) -> State:
    if today >= start + WEEK:
        return State.MISSED
    if day == today:
        return State.TODAY
    return State.OPEN if day < today else State.COMING
