"""Define the state of all groups on one clock as an immutable value. `transitions` moves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from retrotimer.training.cues.cue_types import GET_READY_MS, CueOptions
from retrotimer.training.groups.groups import Group
from retrotimer.training.session import MS, Session, State


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit to interval `index` that began at `ns`, when the session had been paused for `paused_ns` in all."""

    ns: int
    index: int
    visit: int
    paused_ns: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An arrival, `at_ms` after the first group's first interval began and `split_ms` after that of its group did.

    `group` is None where nobody is known yet, then the split is that of the group that was chosen, or the first.
    `person` is the digit that was pressed, 0 for none, and `name` is given afterwards. Pauses do not count, but for
    an arrival `in_pause`. `distance_mm` is how far the interval goes, 0 where that is not known.
    """

    at_ms: int
    index: int
    split_ms: int
    group: int | None = None
    person: int = 0
    in_pause: bool = False
    name: str = ""
    distance_mm: int = 0
    ns: int = field(default=0, compare=False)


KEPT_STAYS = 3
"""A mark comes with the time of its key, which may lie a moment back: so many intervals are enough."""


@dataclass(frozen=True, slots=True)
class GroupSession:
    """All groups of a session, each with a session of its own, on one clock.

    With `arrival_ends` a mark ends a step that waits for a tap. `began_ns` is when the first group's first interval
    began, `paused_ns` how long the pauses since were, and `stays` what each group entered last.
    """

    groups: tuple[Group, ...]
    sessions: tuple[Session, ...]
    arrival_ends: bool = False
    began_ns: int | None = None
    paused_ns: int = 0
    pause_ns: int | None = None
    stays: tuple[tuple[Stay, ...], ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def lead(self) -> Session:
        """The session of the first group."""
        return self.sessions[0]

    @property
    def now_ns(self) -> int:
        """The time of the clock."""
        return self.lead.now_ns

    @property
    def state(self) -> State:
        """Where all are: finished only when all have finished, running as soon as one runs."""
        states = {session.state for session in self.sessions}
        order = (State.READY, State.PAUSED, State.RUNNING, State.GET_READY)
        return next((state for state in order if state in states), State.FINISHED)

    @property
    def is_moving(self) -> bool:
        """Whether time counts for any group."""
        return any(session.is_moving for session in self.sessions)

    @property
    def missed_ns(self) -> int:
        """How long the machine's sleep has stopped the session, 0 where it has not."""
        return max(session.missed_ns for session in self.sessions)

    @property
    def has_names(self) -> bool:
        """Whether the groups are told apart by names."""
        return bool(self.groups[0].name)

    def shifted(self, now_ns: int) -> GroupSession:
        """Return this, not moving, on a clock that shows `now_ns`."""
        by_ns = now_ns - self.now_ns

        def later(ns: int | None) -> int | None:
            return None if ns is None else ns + by_ns

        return replace(
            self,
            sessions=tuple(replace(session, now_ns=now_ns) for session in self.sessions),
            began_ns=later(self.began_ns),
            pause_ns=later(self.pause_ns),
            stays=tuple(tuple(replace(stay, ns=stay.ns + by_ns) for stay in stays) for stays in self.stays),
            marks=tuple(replace(mark, ns=mark.ns + by_ns) for mark in self.marks),
        )


def ready(
    groups: tuple[Group, ...],
    options: CueOptions | None = None,
    get_ready_ms: int = GET_READY_MS,
    now_ns: int = 0,
    *,
    arrival_ends: bool = False,
) -> GroupSession:
    """Return a session of `groups` that is not started; the get-ready of each is longer by its offset."""
    options = options or CueOptions()
    sessions = tuple(
        Session(group.timeline, options, get_ready_ms + group.offset_ms, now_ns=now_ns) for group in groups
    )
    return GroupSession(groups, sessions, arrival_ends)


def of_one(session: Session) -> GroupSession:
    """Return `session` as that of one group without a name."""
    return GroupSession((Group("", session.timeline, is_mine=True),), (session,))


def with_options(all_: GroupSession, options: CueOptions) -> GroupSession:
    """Return `all_` with other options for its cues."""
    return replace(all_, sessions=tuple(replace(session, options=options) for session in all_.sessions))


def under_way_ms(all_: GroupSession, ns: int) -> int:
    """Return how many ms of the session lie between the first group's first interval and `ns`."""
    return 0 if all_.began_ns is None else (ns - all_.began_ns - all_.paused_ns) // MS
