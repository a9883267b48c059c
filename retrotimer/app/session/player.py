"""Play a session: connect its state machine with the clock, the sound and listeners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from retrotimer.app.error_boundary import run_guarded
from retrotimer.app.session.clock import Clock, SleepWatch, Speed
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.groups.groups import pair_of
from retrotimer.training.groups.session import GroupSession, of_one
from retrotimer.training.groups.transitions import can, do, mark, slept, take_back, update
from retrotimer.training.session import MS, Command, Event, EventKind, Session, State

Listener = Callable[[GroupSession, tuple[Event, ...]], None]
"""Called with the sessions of all groups and what has just happened, after each tick in which something did."""
ENTERED = frozenset({EventKind.INTERVAL, EventKind.FINISHED})
IDLE_NS = NS_PER_S // 2
"""A shell looks in at least this often, so that a lost sound device is noticed within two seconds, and sleep."""


class Sound(Protocol):
    """What a player needs of `audio.live.LiveSound`."""

    volume: float
    muted: bool

    @property
    def notice(self) -> str | None:
        """A sentence for the athlete where there is no sound."""

    @property
    def music_on(self) -> bool | None:
        """Whether music plays; None where none is set."""

    def switch_music(self) -> None:
        """Turn the music off, or on again."""

    def next_piece(self) -> None:
        """Go on to the next piece of music."""

    def start(self) -> None:
        """Open the stream."""

    def follow(self, session: GroupSession, to_mono: Callable[[int], int], events: Iterable[Event]) -> None:
        """Play `events` of just now and what `session` will bring, and nothing of what was planned before."""

    def tick(self, now_ns: int) -> None:
        """Keep the stream alive and filled."""

    def close(self, *, drain: bool) -> None:
        """Close the stream; with `drain` wait until what sounds has been heard."""


class CommandLog(Protocol):
    """Writes down what a session went through, so that it can be gone through again. Times in ns of its clock."""

    def did(self, command: Command, ns: int, group: int | None = None) -> None:
        """Note that `command` was carried out, for all or for `group` and its partner."""

    def marked(self, ns: int, now_ns: int, person: int, group: int | None) -> None:
        """Note an arrival; see `training.groups.transitions.mark`."""

    def took_back(self, ns: int) -> None:
        """Note that the last arrival was taken back."""

    def slept(self, awake_ns: int, missed_ns: int) -> None:
        """Note what `transitions.slept` was given."""

    def reached(self, ns: int, *, is_end: bool = False) -> None:
        """Note that the session is alive, or has come to its end by itself."""


class Player:
    """Plays one session, of one group or several. Every method reads the clock once; nothing here waits.

    `chosen` is the group whose commands are given, None for all.
    """

    def __init__(
        self,
        session: Session | GroupSession,
        clock: Clock,
        sound: Sound,
        speed: float = 1.0,
        command_log: CommandLog | None = None,
    ) -> None:
        self.command_log = command_log
        self.chosen: int | None = None
        self._clock = clock
        self._watch = SleepWatch(clock)
        self._listeners: list[Listener] = []
        self.sound = sound
        self.speed = Speed(speed, clock.now_ns())
        whole = of_one(session) if isinstance(session, Session) else session
        self.groups, _none = update(whole, self.speed.session_ns(clock.now_ns()))

    @property
    def session(self) -> Session:
        """The session of the first group."""
        return self.groups.lead

    @property
    def shown(self) -> Session:
        """The session of the chosen group, or else of the first."""
        return self.groups.sessions[self.chosen or 0]

    @property
    def state(self) -> State:
        """Where all groups are."""
        return self.groups.state

    def can(self, command: Command) -> bool:
        """Return whether `command` is legal as of the last look at the clock."""
        return can(self.groups, command, self.chosen)

    def choose(self, group: int | None) -> None:
        """Give commands to `group` and its partner from now on, or to all."""
        count = len(self.groups.groups)
        self.chosen = None if count == 1 or group is None or not 0 <= group < count else group

    def choose_next(self, by: int) -> None:
        """Choose the group after the chosen one, or before it where `by` is -1; all come between last and first."""
        count = len(self.groups.groups)
        place = (0 if self.chosen is None else self.chosen + 1) + by
        self.choose(place % (count + 1) - 1)

    def is_chosen(self, group: int) -> bool:
        """Return whether commands are for `group`, by itself or with its partner."""
        return self.chosen is None or group in pair_of(self.groups.groups, self.chosen)

    def listen(self, listener: Listener) -> None:
        """Call `listener` whenever something happens."""
        self._listeners.append(listener)

    def tick(self) -> None:
        """Catch up with the clock."""
        now_ns = self._look()
        self._let_pass(*update(self.groups, self.speed.session_ns(now_ns)))
        run_guarded(lambda: self.sound.tick(now_ns))

    def try_do(self, *commands: Command) -> bool:
        """Catch up with the clock, do the first legal one of `commands`, and return whether there was one."""
        now_ns = self._look()
        whole, events = update(self.groups, self.speed.session_ns(now_ns))
        command = next((command for command in commands if can(whole, command, self.chosen)), None)
        if command is None:
            self._let_pass(whole, events)
            return False
        if command is Command.START:
            run_guarded(self.sound.start)
        whole, more = do(whole, command, whole.now_ns, self.chosen)
        events += more
        if self.command_log:
            self.command_log.did(command, whole.now_ns, self.chosen)
        self._take(whole, events)
        self._follow(events)
        return True

    def do(self, command: Command) -> None:
        """Do `command`, which must be legal (IllegalCommand); a shell uses `try_do`."""
        if not self.try_do(command):
            do(self.groups, command, self.groups.now_ns, self.chosen)

    def mark(self, person: int = 0, stamp_ns: int | None = None) -> bool:
        """Take an arrival at `stamp_ns` of the clock, now where that is not known; return whether it counts.

        `person` is a digit from 1 on, 0 for nobody known.
        """
        now_ns = self._look()
        session_ns = self.speed.session_ns(now_ns)
        ns = session_ns if stamp_ns is None else min(session_ns, self.speed.session_ns(stamp_ns))
        try:
            whole, events = mark(self.groups, ns, session_ns, person, self.chosen)
        except IllegalCommand:
            self._let_pass(*update(self.groups, session_ns))
            return False
        if self.command_log:
            self.command_log.marked(ns, session_ns, person, self.chosen)
        self._take(whole, events)
        if any(event.kind in ENTERED and event.due_ns == session_ns for event in events):
            self._follow(events)
        return True

    def take_back(self) -> bool:
        """Take the last arrival back, where it was just now; return whether there was one."""
        now_ns = self.speed.session_ns(self._look())
        try:
            whole, events = take_back(self.groups, now_ns)
        except IllegalCommand:
            self._let_pass(*update(self.groups, now_ns))
            return False
        if self.command_log:
            self.command_log.took_back(now_ns)
        self._take(whole, events)
        return True

    def resume_restored(self) -> None:
        """Open the sound of a session that is already under way: one that was cut off, and is paused."""
        run_guarded(self.sound.start)
        self._follow(())

    def wait_ns(self) -> int:
        """Return how long nothing changes that anyone can see or hear, in ns of the clock, `IDLE_NS` at most."""
        now_ns = self._clock.now_ns()
        dues = [due for session in self.groups.sessions if session.is_moving for due in _dues_ns(session)]
        if not dues:
            return IDLE_NS
        return max(0, self.speed.mono_ns(min(self.groups.now_ns + IDLE_NS, *dues)) - now_ns)

    def stop(self) -> None:
        """Stop a session that is still going; the sound is left open, so that what was done can be kept first."""
        self.try_do(Command.STOP)

    def close(self, *, drain: bool = False) -> None:
        """Stop a session that is still going, and close the sound; `drain` waits for a last tone to be heard."""
        try:
            self.stop()
        finally:
            self.sound.close(drain=drain)

    def _look(self) -> int:
        """Return the clock's time, having noticed any sleep before it."""
        sleep = self._watch.look()
        now_ns = self._clock.now_ns()
        if sleep:
            awake_ns = max(self.groups.now_ns, self.speed.session_ns(sleep.awake_ns))
            missed_ns = self.speed.session_ns(sleep.missed_ns) - self.speed.session_ns(0)
            counted_ns = self.speed.session_ns(now_ns) - awake_ns  # the update to come adds it by itself
            missed_ns = max(1, missed_ns - counted_ns)
            whole, events = slept(self.groups, awake_ns, missed_ns)
            if self.command_log:
                self.command_log.slept(awake_ns, missed_ns)
            self._take(whole, events)
            self._follow(events)
        return now_ns

    def _follow(self, events: tuple[Event, ...]) -> None:
        run_guarded(lambda: self.sound.follow(self.groups, self.speed.mono_ns, events))

    def _let_pass(self, whole: GroupSession, events: tuple[Event, ...]) -> None:
        """Take over what time alone has made of the session."""
        was_moving = self.groups.is_moving
        self._take(whole, events)
        if self.command_log and was_moving:
            self.command_log.reached(whole.now_ns, is_end=not whole.is_moving)

    def _take(self, whole: GroupSession, events: tuple[Event, ...]) -> None:
        self.groups = whole
        for listener in self._listeners if events else ():
            run_guarded(partial(listener, whole, events))  # one that fails costs the others nothing


def _dues_ns(session: Session) -> Iterator[int]:
    """Give when something of `session` will change, in ns of its clock."""
    if session.pending:
        yield session.now_ns - session.offset_ns + (session.pending[0].at_ms - session.start_ms) * MS
    # the session's time left stands still in the get-ready
    lefts = (interval_left_ns(session), session_left_ns(session) if session.interval else None)
    yield from (session.now_ns + (left_ns % NS_PER_S or NS_PER_S) for left_ns in lefts if left_ns is not None)
    if session.duration_ms is None:
        yield session.now_ns + NS_PER_S - session.offset_ns % NS_PER_S


def interval_left_ns(session: Session) -> int | None:
    """Return how long the present interval, or the get-ready, still lasts; None where it is open."""
    return None if session.duration_ms is None else session.duration_ms * MS - session.offset_ns


def session_left_ns(session: Session) -> int | None:
    """Return how long the session still lasts, get-ready not counted; None where an interval to come is open."""
    rest = session.timeline.intervals[max(0, session.index) :]
    if any(interval.is_open for interval in rest):
        return None
    at_ns = max(0, session.start_ms * MS + session.offset_ns)
    return session.timeline.planned_ms * MS - at_ns
