"""Move the sessions of all groups on by one clock: by time, by a command, by sleep, by an arrival.

Start, pause, resume, jump and stop are for all. Any other command is for the chosen group and its partner, or for
all where none is chosen; it acts where it is legal, and must be so for one at least. What each session then does is
`training.transitions`' business, so that one group is a session like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from retrotimer.texts import _
from retrotimer.training import transitions
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.groups.groups import pair_of
from retrotimer.training.groups.session import KEPT_STAYS, GroupSession, Mark, Stay, under_way_ms
from retrotimer.training.session import MS, Command, Event, EventKind, Session, State
from retrotimer.training.transitions import ADDED_MS

Outcome = tuple[GroupSession, tuple[Event, ...]]
OF_ALL = frozenset({Command.START, Command.PAUSE, Command.RESUME, Command.JUMP, Command.STOP})
ENDS = frozenset({EventKind.FINISHED, EventKind.STOPPED})
UNDO_NS = 10_000 * MS
"""A mark can be taken back for so long."""

Step = Callable[[Session], transitions.Outcome]
"""What a command does to the session of one group, which has caught up already."""


def update(all_: GroupSession, now_ns: int) -> Outcome:
    """Catch up with `now_ns`; the events of all groups come in order of time, then of groups, ends before the rest.

    Raises:
        ValueError: where the clock went back.
    """
    return _moved(all_, {n: partial(transitions.update, now_ns=now_ns) for n in range(len(all_.sessions))})


def can(all_: GroupSession, command: Command, group: int | None = None) -> bool:
    """Return whether `command` is legal now, for all or for the chosen `group`."""
    return bool(_steps(all_, command, group))


def do(all_: GroupSession, command: Command, now_ns: int, group: int | None = None) -> Outcome:
    """Catch up with `now_ns`, then carry out `command` for all, or for `group` and its partner.

    Raises:
        IllegalCommand: where no session takes `command` then; nothing is changed.
        ValueError: where the clock went back.
    """
    all_, events = update(all_, now_ns)
    steps = _steps(all_, command, group)
    if not steps:
        raise IllegalCommand(
            _("'{command}' is not possible while the session is '{state}'.").format(
                command=command, state=all_.state
            )
        )
    all_, more = _moved(all_, steps)
    return all_, events + more


def slept(all_: GroupSession, awake_ns: int, missed_ns: int) -> Outcome:
    """Pause all at `awake_ns`, the last moment the machine was awake; see `training.transitions.slept`."""
    step = partial(transitions.slept, awake_ns=awake_ns, missed_ns=missed_ns)
    return _moved(all_, dict.fromkeys(range(len(all_.sessions)), step))


def mark(all_: GroupSession, ns: int, now_ns: int, person: int = 0, group: int | None = None) -> Outcome:
    """Take an arrival at `ns`, known at `now_ns`; it may end a step that waits for a tap.

    `person` is the digit that was pressed, 0 for none; where there are groups the first digits are theirs.

    Raises:
        IllegalCommand: before the session began; nothing is changed.
    """
    all_, events = update(all_, now_ns)
    own = person - 1 if all_.has_names and 0 < person <= len(all_.groups) else None
    whose = own if own is not None else group or 0
    stays = all_.stays[whose] if all_.stays else ()
    if all_.began_ns is None or not stays:
        raise IllegalCommand(_("Nobody can arrive before the session has begun."))
    stay = next((stay for stay in reversed(stays) if stay.ns <= ns), stays[0])
    split_ms = max(0, ns - stay.ns - (all_.paused_ns - stay.paused_ns)) // MS
    known = None if own is None and len(all_.groups) > 1 else whose
    in_pause = all_.pause_ns is not None
    intervals = all_.sessions[whose].timeline.intervals
    far_mm = intervals[stay.index].distance_mm if stay.index < len(intervals) else 0
    at_ms = under_way_ms(all_, ns)
    made = Mark(at_ms, stay.index, split_ms, known, person, in_pause, distance_mm=far_mm, ns=ns)
    event = Event(EventKind.MARK, ns, made.at_ms, stay.index, stay.visit, group=whose, person=person)
    all_ = replace(all_, marks=(*all_.marks, made))
    events = (*events, event)
    session = all_.sessions[whose]
    ends = all_.arrival_ends and known is not None and session.state is State.RUNNING
    if ends and session.duration_ms is None and session.index == stay.index:
        all_, more = do(all_, Command.NEXT, now_ns, whose)
        events += more
    return all_, events


def take_back(all_: GroupSession, now_ns: int) -> Outcome:
    """Take the last mark back.

    Raises:
        IllegalCommand: where there is none, or it is too long ago; nothing is changed.
    """
    all_, events = update(all_, now_ns)
    if not all_.marks or now_ns - all_.marks[-1].ns > UNDO_NS:
        raise IllegalCommand(_("There is no arrival of the last {n} seconds.").format(n=UNDO_NS // (1_000 * MS)))
    *kept, last = all_.marks
    event = Event(EventKind.UNMARK, now_ns, last.at_ms, last.index, 0, group=last.group or 0, person=last.person)
    return replace(all_, marks=tuple(kept)), (*events, event)


def _steps(all_: GroupSession, command: Command, group: int | None) -> dict[int, Step]:
    """Return what `command` does to which sessions."""
    of_all = group is None or command in OF_ALL
    members = range(len(all_.sessions)) if of_all or group is None else pair_of(all_.groups, group)
    sessions = all_.sessions
    steps: dict[int, Step] = {n: _doing(command) for n in members if sessions[n].can(command)}
    if command is Command.JUMP and steps:
        others = (n for n in members if n not in steps and sessions[n].can(Command.RESUME))
        return steps | {n: _doing(Command.RESUME) for n in others}
    waiting = [n for n in members if _waits(sessions[n])]
    if not waiting or len(sessions) == 1:
        return steps
    has_begun = any(session.visit for session in sessions)
    if command is Command.COOL_DOWN and has_begun:
        return steps | {n: _doing(Command.STOP) for n in waiting}
    if command is Command.ADD_30_S and steps and of_all:
        return steps | dict.fromkeys(waiting, _wait_longer)
    if command is Command.NEXT and of_all:
        under_way = {n: step for n, step in steps.items() if n not in waiting}
        return under_way or _next_start(sessions, waiting)
    return steps


def _doing(command: Command) -> Step:
    return lambda session: transitions.do(session, command, session.now_ns)


def _waits(session: Session) -> bool:
    return session.interval is None and session.state in (State.GET_READY, State.PAUSED)


def _wait_longer(session: Session) -> transitions.Outcome:
    longer = replace(session, get_ready_ms=session.get_ready_ms + ADDED_MS)
    return longer, (Event(EventKind.ADDED, longer.now_ns, longer.at_ms, longer.index, longer.visit),)


def _next_start(sessions: tuple[Session, ...], waiting: list[int]) -> dict[int, Step]:
    """Return what begins the groups that would be the next to start, and lets the others keep their distance."""
    left_ns = {n: sessions[n].get_ready_ms * MS - sessions[n].offset_ns for n in waiting}
    least_ns = min(left_ns.values())
    return {
        n: _doing(Command.NEXT) if left == least_ns else partial(_wait_less, by_ns=least_ns)
        for n, left in left_ns.items()
    }


def _wait_less(session: Session, by_ns: int) -> transitions.Outcome:
    offset_ns = session.offset_ns + by_ns
    pending = tuple(cue for cue in session.pending if (cue.at_ms - session.start_ms) * MS > offset_ns)
    return replace(session, offset_ns=offset_ns, pending=pending), ()


def _moved(all_: GroupSession, steps: dict[int, Step]) -> Outcome:
    sessions = list(all_.sessions)
    events: list[tuple[Event, ...]] = [()] * len(sessions)
    for n, step in steps.items():
        sessions[n], found = step(sessions[n])
        events[n] = tuple(replace(event, group=n) if n else event for event in found)
    merged = events[0] if len(events) == 1 else tuple(_in_order(events))
    return _noted(replace(all_, sessions=tuple(sessions)), merged), merged


def _in_order(of_groups: Iterable[tuple[Event, ...]]) -> Iterator[Event]:
    """Give the events of all groups in order of time, ends before the rest, without changing that of any group."""
    rest = [list(reversed(events)) for events in of_groups]
    while heads := [events[-1] for events in rest if events]:
        first = min(heads, key=lambda event: (event.due_ns, event.kind not in ENDS, event.group))
        yield rest[first.group].pop()


def _noted(all_: GroupSession, events: tuple[Event, ...]) -> GroupSession:
    """Return `all_` with what later marks need of `events`."""
    stays: list[tuple[Stay, ...]] = list(all_.stays) or [()] * len(all_.groups)
    began_ns, paused_ns, pause_ns = all_.began_ns, all_.paused_ns, all_.pause_ns
    for event in events:
        if event.kind is EventKind.INTERVAL:
            began_ns = event.due_ns if began_ns is None and not event.group else began_ns
            stay = Stay(event.due_ns, event.index, event.visit, paused_ns)
            stays[event.group] = (*stays[event.group][1 - KEPT_STAYS :], stay)
        elif event.kind is EventKind.PAUSED:
            pause_ns = event.due_ns if pause_ns is None else pause_ns
        elif event.kind is EventKind.RESUMED and pause_ns is not None:
            paused_ns, pause_ns = paused_ns + (event.due_ns - pause_ns) * (began_ns is not None), None
    return replace(all_, stays=tuple(stays), began_ns=began_ns, paused_ns=paused_ns, pause_ns=pause_ns)
