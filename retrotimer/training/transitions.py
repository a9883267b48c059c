"""Move a session on: by time, by a command, by the machine's sleep.

The rules. A session is ready, then counts down (get-ready), then runs, pauses and runs again, until it is finished.
Each command and each update carries the time, in ns of one monotonic clock; each returns the new session and the
events that happened since, in order, each once, however late it comes. A command first catches up with its time.
`states.LEGAL` says which command each state takes; any other raises `IllegalCommand` and changes nothing. Going
forward and back works in a paused session too: it stays paused, at the start of the interval it went to. An open
interval ends only by `next`. Time slept through is no time run: see `slept`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retrotimer.texts import _
from retrotimer.training.cues.cue_times import finish_cue, get_ready_cues, interval_cues
from retrotimer.training.cues.cue_types import Cue, CueKind
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import GET_READY_INDEX, MS, Command, Event, EventKind, Session, State

BACK_NS = 2_000 * MS
"""`previous` this soon after an interval's start goes to the one before."""
ADDED_MS = 30_000

Outcome = tuple[Session, tuple[Event, ...]]
"""A new session, and what happened on the way to it."""


def update(session: Session, now_ns: int) -> Outcome:
    """Catch up with `now_ns`.

    Raises:
        ValueError: where the clock went back, which a monotonic clock does not.
    """
    if now_ns < session.now_ns:
        raise ValueError(f"the clock went back from {session.now_ns} to {now_ns} ns")
    walk = _Walk(session)
    walk.catch_up(now_ns)
    return walk.done()


def do(session: Session, command: Command, now_ns: int) -> Outcome:
    """Catch up with `now_ns`, then carry out `command`.

    Raises:
        IllegalCommand: where the session does not take `command` then; nothing is changed.
        ValueError: where the clock went back.
    """
    session, events = update(session, now_ns)
    if not session.can(command):
        raise IllegalCommand(
            _("'{command}' is not possible while the session is '{state}'.").format(
                command=command, state=session.state
            )
        )
    walk = _Walk(session)
    _ACTIONS[command](walk)
    session, more = walk.done()
    return session, events + more


def slept(session: Session, awake_ns: int, missed_ns: int) -> Outcome:
    """Pause at `awake_ns`, the last moment the machine was awake, before `missed_ns` that the clock did not count.

    `resume` then goes on from there, `jump` to where the session would be without the sleep; any other move settles
    the question too. Where the clock went on through the sleep, `missed_ns` is 0: the next update brings it. A
    session that was not moving stays as it is.
    """
    session, events = update(session, awake_ns)
    if not session.is_moving:
        again_ns = missed_ns if session.missed_ns else 0
        return replace(session, missed_ns=session.missed_ns + again_ns), events
    walk = _Walk(session)
    walk.notify(EventKind.SLEPT)
    walk.pause()
    session, more = walk.done()
    return replace(session, missed_ns=max(1, missed_ns)), events + more


class _Walk:
    """A session on its way to a later one, gathering events."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.events: list[Event] = []

    def done(self) -> Outcome:
        return self.session, tuple(self.events)

    def change(self, **fields: object) -> None:
        self.session = replace(self.session, **fields)  # type: ignore[arg-type]  # fields of Session, by name

    def notify(self, kind: EventKind, cue: Cue | None = None) -> None:
        s = self.session
        at_ms = s.at_ms if cue is None else cue.at_ms
        self.events.append(Event(kind, s.now_ns, at_ms, s.index, s.visit, cue))

    def catch_up(self, now_ns: int) -> None:
        """Live through every cue and boundary up to and at `now_ns`."""
        while self.session.is_moving:
            s = self.session
            start_ms, end_ms = s.start_ms, s.duration_ms
            cue_ns = (s.pending[0].at_ms - start_ms) * MS if s.pending else None
            due_ns = cue_ns if cue_ns is not None else None if end_ms is None else end_ms * MS
            if due_ns is None or due_ns - s.offset_ns > now_ns - s.now_ns:
                break
            self.change(now_ns=s.now_ns + due_ns - s.offset_ns, offset_ns=due_ns)
            if cue_ns is not None:
                self.cue()
            else:
                self.enter(s.index + 1)
        s = self.session
        passed_ns = now_ns - s.now_ns
        self.change(
            now_ns=now_ns,
            offset_ns=s.offset_ns + passed_ns * s.is_moving,
            missed_ns=s.missed_ns + passed_ns if s.missed_ns else 0,
        )

    def cue(self) -> None:
        s = self.session
        cue = s.pending[0]
        self.notify(EventKind.CUE, cue)
        glances = s.glances + (cue.kind is CueKind.LOOK_BEHIND)
        self.change(pending=s.pending[1:], heard=(*s.heard, cue), glances=glances)

    def plan(self, after_ms: int = -1) -> None:
        """Give the session the cues of its interval that come later than `after_ms` into it."""
        s = self.session
        if s.interval is None:
            cues = get_ready_cues(s.get_ready_ms, s.options, s.timeline.intervals[0])
            cues = tuple(cue for cue in cues if cue.at_ms > s.start_ms + after_ms)
        else:
            cues = interval_cues(
                s.timeline, s.index, s.options, after_ms=after_ms, glances=s.glances, heard=s.heard
            )
        self.change(pending=cues)

    def enter(self, index: int, offset_ns: int = 0) -> None:
        """Go to interval `index`, `offset_ns` into it, or to the end where there is none."""
        s = self.session
        if index == len(s.timeline.intervals):
            self.finish()
            return
        self.change(
            state=s.state if s.state is State.PAUSED else State.RUNNING,
            index=index,
            offset_ns=offset_ns,
            visit=s.visit + 1,
            missed_ns=0,
            heard=(),
        )
        self.notify(EventKind.INTERVAL)
        self.plan(offset_ns // MS if offset_ns else -1)

    def finish(self) -> None:
        if CueKind.FINISH not in self.session.options.off:
            self.notify(EventKind.CUE, finish_cue(self.session.at_ms, self.session.index, self.session.options))
        self.end(EventKind.FINISHED)

    def end(self, how: EventKind) -> None:
        self.notify(how)
        self.change(state=State.FINISHED, pending=(), missed_ns=0)

    def start(self) -> None:
        self.change(state=State.GET_READY)
        if self.session.get_ready_ms:
            self.notify(EventKind.GET_READY)
        self.plan()
        self.catch_up(self.session.now_ns)

    def pause(self) -> None:
        self.notify(EventKind.PAUSED)
        self.change(state=State.PAUSED)

    def resume(self) -> None:
        in_get_ready = self.session.interval is None
        self.change(state=State.GET_READY if in_get_ready else State.RUNNING, missed_ns=0)
        self.notify(EventKind.RESUMED)
        self.catch_up(self.session.now_ns)

    def go(self, index: int) -> None:
        self.enter(index)
        self.catch_up(self.session.now_ns)

    def go_on(self) -> None:
        self.go(self.session.index + 1)

    def go_back(self) -> None:
        s = self.session
        self.go(max(0, s.index - 1) if s.offset_ns < BACK_NS else s.index)

    def restart(self) -> None:
        self.go(self.session.index)

    def cool_down(self) -> None:
        s = self.session
        index = s.timeline.cool_down_index(s.index)
        if index is None:
            index = s.index + 1
            self.change(timeline=s.timeline.ending_after(s.index))
        self.go(index)

    def add(self) -> None:
        s = self.session
        heard_ms = s.offset_ns // MS
        if s.pending and s.pending[0].at_ms - s.start_ms <= heard_ms:  # paused just before it was heard
            heard_ms = s.pending[0].at_ms - s.start_ms - 1
        self.change(timeline=s.timeline.lengthened(s.index, ADDED_MS))
        self.notify(EventKind.ADDED)
        self.plan(heard_ms)

    def jump(self) -> None:
        """Go to where the session would be without the sleep, without the cues of that time."""
        s = self.session
        self.notify(EventKind.RESUMED)
        index, offset_ns, length_ms = s.index, s.offset_ns + s.missed_ns, s.duration_ms
        while length_ms is not None and offset_ns >= length_ms * MS:
            if index + 1 == len(s.timeline.intervals):
                self.change(index=index, offset_ns=length_ms * MS)
                self.end(EventKind.FINISHED)
                return
            index, offset_ns = index + 1, offset_ns - length_ms * MS
            length_ms = s.timeline.intervals[index].duration_ms
        self.change(state=State.GET_READY if index == GET_READY_INDEX else State.RUNNING, missed_ns=0)
        if index == s.index:
            self.change(offset_ns=offset_ns)
            self.plan(offset_ns // MS)
        else:
            self.enter(index, offset_ns)
            self.catch_up(s.now_ns)

    def stop(self) -> None:
        self.end(EventKind.STOPPED)


_ACTIONS: dict[Command, Callable[[_Walk], None]] = {
    Command.START: _Walk.start,
    Command.PAUSE: _Walk.pause,
    Command.RESUME: _Walk.resume,
    Command.NEXT: _Walk.go_on,
    Command.PREVIOUS: _Walk.go_back,
    Command.RESTART: _Walk.restart,
    Command.COOL_DOWN: _Walk.cool_down,
    Command.ADD_30_S: _Walk.add,
    Command.JUMP: _Walk.jump,
    Command.STOP: _Walk.stop,
}
