"""Run a script of commands and sleeps on a session, as a player would."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrotimer.training.cues.cue_types import Cue
from retrotimer.training.session import Command, Event, EventKind, Session
from retrotimer.training.transitions import Outcome, do, slept, update


@dataclass(frozen=True)
class Sleep:
    """The machine sleeps for `missed_ns` that its clock does not count."""

    missed_ns: int


Action = Command | Sleep
Script = Sequence[tuple[int, Action]]


def live(session: Session, script: Script, looks: Iterable[int] = ()) -> Outcome:
    """Run `script`, skip commands that are illegal at their time, and make extra updates at `looks` (ns)."""
    _start_ns, *due_ns = accumulate((wait_ns for wait_ns, _deed in script), initial=session.now_ns)
    todo: list[tuple[int, Action | None]] = [
        (at_ns, action) for at_ns, (_wait_ns, action) in zip(due_ns, script, strict=True)
    ]
    todo += ((look_ns, None) for look_ns in looks if session.now_ns <= look_ns <= max(due_ns, default=0))
    events: list[Event] = []
    for at_ns, action in sorted(todo, key=lambda due: due[0]):
        session, more = act(session, action, at_ns)
        events += more
    return session, tuple(events)


def act(session: Session, action: Action | None, at_ns: int) -> Outcome:
    """Apply `action` at `at_ns`, or only update the session if it is None or illegal then."""
    if isinstance(action, Sleep):
        return slept(session, at_ns, action.missed_ns)
    caught_up = update(session, at_ns)
    return do(session, action, at_ns) if action and caught_up[0].can(action) else caught_up


def started(session: Session) -> Session:
    """Return `session`, started at its current time."""
    return do(session, Command.START, session.now_ns)[0]


def after(session: Session, seconds: float, command: Command | None = None) -> Session:
    """Return `session` `seconds` later, after `command` if there is one."""
    now_ns = session.now_ns + round(seconds * 1e9)
    return update(session, now_ns)[0] if command is None else do(session, command, now_ns)[0]


def heard(events: Iterable[Event]) -> list[tuple[int, Cue]]:
    """Return the cues among `events`, each with its due time in ns."""
    return [(event.due_ns, event.cue) for event in events if event.cue]


def kinds(events: Iterable[Event]) -> list[EventKind]:
    """Return the kinds of `events`, without cues."""
    return [event.kind for event in events if event.kind is not EventKind.CUE]
