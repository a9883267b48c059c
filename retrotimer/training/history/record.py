"""Record what was done in a session beside what was planned, from the session's events.

Time counts while the athlete is under way; the get-ready, pauses and the machine's sleep do not. Distances are time
x speed (arithmetic on the person's paces, so estimates); a distance ended by a tap counts as its own metres.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from retrotimer.training.groups.session import Mark
from retrotimer.training.load.energy import Energy, energy_of
from retrotimer.training.session import MS, Event, EventKind, Session
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import COOL_DOWN_MS, Interval, Timeline
from retrotimer.training.workout.workout import Direction, Gait, Movement, Role

TAPPED_SHARE = 0.5
"""A distance left by a tap sooner than this share of what its pace says was skipped, not covered (heuristic)."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An interval as it was planned; `planned_ms` is None where its end was the athlete's to say."""

    movement: Movement
    planned_ms: int | None
    name: str = ""
    role: Role | None = None
    round: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in interval `index`, `done_ms` long. `pace_ms` is the time its metres stand for, where not that."""

    index: int
    what: Planned
    done_ms: int
    pace_ms: int | None = None

    @property
    def distance_ms(self) -> int:
        """How long its distance takes at the pace."""
        return self.done_ms if self.pace_ms is None else self.pace_ms


@dataclass(frozen=True, slots=True)
class Bar:
    """All that was done of one interval, 0 where it was skipped. `is_extra` was not in the plan."""

    what: Planned
    done_ms: int
    is_extra: bool = False


class Pause(NamedTuple):
    """A pause of `ms`, after `at_ms` under way."""

    at_ms: int
    ms: int


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """What one of several groups did. `partner` says in a word how it is tied to the group before, "" where not."""

    name: str
    preset: str
    plan: tuple[Planned, ...]
    visits: tuple[Visit, ...]
    is_finished: bool
    offset_ms: int = 0
    partner: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session that is over. `started` is the wall time in UTC; a trial ran at another speed than a person's.

    `offset_s` is how far the clocks there were ahead of UTC then, in s; None where it was not recorded. Where there
    were several `groups`, plan and visits are those of the group that is mine, or else of the first.
    """

    name: str
    preset: str
    started: datetime
    paces: Paces
    plan: tuple[Planned, ...]
    visits: tuple[Visit, ...]
    is_finished: bool
    is_trial: bool = field(default=False, compare=False)
    offset_s: int | None = field(default=None, compare=False)
    pauses: tuple[Pause, ...] = ()
    groups: tuple[GroupRecord, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it counts for weeks, plan and paces: not where a coach only led groups."""
        return not self.groups or any(group.is_mine for group in self.groups)

    def with_names(self, names: tuple[str, ...]) -> SessionRecord:
        """Return it with `names` for its arrivals, in order; one that has none there stays as it is."""
        marks = [replace(mark, name=name) for mark, name in zip(self.marks, names, strict=False)]
        return replace(self, marks=(*marks, *self.marks[len(marks) :]))

    @property
    def done_ms(self) -> int:
        """How long the athlete was under way."""
        return sum(visit.done_ms for visit in self.visits)

    @property
    def energy(self) -> Energy:
        """What it took."""
        return energy_of(((visit.what.movement, visit.done_ms) for visit in self.visits), self.paces)

    def time_ms(self, direction: Direction, gait: Gait | None = None) -> int:
        """Return how long the athlete went in `direction`, in one gait or in all."""
        return sum(
            visit.done_ms
            for visit in self.visits
            if visit.what.movement.direction is direction and gait in (None, visit.what.movement.gait)
        )

    def metres(self, movement: Movement) -> float:
        """Return how far the athlete went in `movement`, in m: an estimate."""
        ms = sum(visit.distance_ms for visit in self.visits if visit.what.movement == movement)
        return ms * self.paces.speed(movement) / 1_000

    def bars(self) -> tuple[Bar, ...]:
        """Return each interval of the plan with what was done of it, then what was not in the plan."""
        return tuple(self._bars())

    def _bars(self) -> Iterator[Bar]:
        done: dict[tuple[int, Planned], int] = dict.fromkeys(enumerate(self.plan), 0)
        planned = len(done)
        for visit in self.visits:
            key = visit.index, visit.what
            done[key] = done.get(key, 0) + visit.done_ms
        for nth, ((_index, what), ms) in enumerate(done.items()):
            yield Bar(what, ms, is_extra=nth >= planned)


@dataclass(slots=True)
class _Stay:
    """A visit under way, in ns."""

    index: int
    interval: Interval
    what: Planned
    done_ns: int = 0
    is_left_for_next: bool = False


class Doing:
    """Listens to a session and keeps what was done. However its updates are cut, the visits come out the same."""

    def __init__(self, plan: Timeline) -> None:
        self.plan = tuple(_planned(interval) for interval in plan.intervals)
        self.is_finished = False
        self._stays: list[_Stay] = []
        self._is_paused = False
        self._paused_ns = 0
        self._pauses: list[Pause] = []
        self._is_over = False
        self._since_ns = 0

    def __call__(self, session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            self._count(event.due_ns)
            if event.kind is EventKind.INTERVAL:
                self._enter(session, event.index)
            elif event.kind in (EventKind.PAUSED, EventKind.RESUMED):
                self._pause(event)
            elif event.kind in (EventKind.FINISHED, EventKind.STOPPED):
                self._end(event.kind)

    def paused_since(self, ns: int) -> None:
        """Let the pause that is under way have begun at `ns`: the session goes on by another clock."""
        self._paused_ns = ns

    def visits(self) -> tuple[Visit, ...]:
        """Return the visits so far, in order, without those that were only leafed through in a pause."""
        return tuple(self._visits())

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses so far that are over, in order, but for those in the get-ready."""
        return tuple(self._pauses)

    def _visits(self) -> Iterator[Visit]:
        before_ns = 0
        for stay in self._stays:
            after_ns = before_ns + stay.done_ns
            if stay.done_ns:  # whole ms whose sum is the whole ms of all: no rounding adds up
                yield Visit(stay.index, stay.what, after_ns // MS - before_ns // MS, _pace_ms(stay))
            before_ns = after_ns

    def _count(self, now_ns: int) -> None:
        passed_ns, self._since_ns = now_ns - self._since_ns, now_ns
        if self._stays and not self._is_paused and not self._is_over:
            self._stays[-1].done_ns += passed_ns

    def _pause(self, event: Event) -> None:
        is_pause = event.kind is EventKind.PAUSED
        if is_pause and not self._is_paused:
            self._paused_ns = event.due_ns
        elif self._is_paused and not is_pause and self._stays:
            done_ns = sum(stay.done_ns for stay in self._stays)
            self._pauses.append(Pause(done_ns // MS, max(0, event.due_ns - self._paused_ns) // MS))
        self._is_paused = is_pause

    def _enter(self, session: Session, index: int) -> None:
        if self._stays:
            self._stays[-1].is_left_for_next = index == self._stays[-1].index + 1
        interval = session.timeline.intervals[index]
        self._stays.append(_Stay(index, interval, self._what(index, interval)))

    def _what(self, index: int, interval: Interval) -> Planned:
        """Return interval `index` as it was planned, before anything was added to it.

        The walk that `cool down` puts in where a workout has none differs from the planned one by its role: there
        is no cool-down after it in the plan.
        """
        if index < len(self.plan) and self.plan[index].role is interval.role:
            return self.plan[index]
        return Planned(interval.movement, COOL_DOWN_MS, interval.name, interval.role)

    def _end(self, how: EventKind) -> None:
        self._is_over = True
        self.is_finished = how is EventKind.FINISHED
        if self._stays:
            self._stays[-1].is_left_for_next = self.is_finished


def _planned(interval: Interval) -> Planned:
    return Planned(interval.movement, interval.duration_ms, interval.name, interval.role, interval.round)


def _pace_ms(stay: _Stay) -> int | None:
    interval = stay.interval
    is_tapped_distance = interval.is_open and interval.is_estimate and stay.is_left_for_next
    is_covered = stay.done_ns >= TAPPED_SHARE * interval.length_ms * MS
    return interval.length_ms if is_tapped_distance and is_covered else None
