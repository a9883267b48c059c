"""Play a session: connect its state machine with the clock, the sound and listeners."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Protocol

from retrotimer.app.error_boundary import run_guarded
from retrotimer.app.session.clock import Clock, SleepWatch, Speed
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.session import MS, Command, Event, Session
from retrotimer.training.transitions import do, slept, update

Listener = Callable[[Session, tuple[Event, ...]], None]
"""Called with the session and what has just happened, after each tick in which something did."""
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

    def follow(self, session: Session, to_mono: Callable[[int], int], events: Iterable[Event]) -> None:
        """Play `events` of just now and what `session` will bring, and nothing of what was planned before."""

    def tick(self, now_ns: int) -> None:
        """Keep the stream alive and filled."""

    def close(self, *, drain: bool) -> None:
        """Close the stream; with `drain` wait until what sounds has been heard."""


class CommandLog(Protocol):
    """Writes down what a session went through, so that it can be gone through again. Times in ns of its clock."""

    def did(self, command: Command, ns: int) -> None:
        """Note that `command` was carried out."""

    def slept(self, awake_ns: int, missed_ns: int) -> None:
        """Note what `transitions.slept` was given."""

    def reached(self, ns: int, *, is_end: bool = False) -> None:
        """Note that the session is alive, or has come to its end by itself."""


class Player:
    """Plays one session. Every method reads the clock once; nothing here waits."""

    def __init__(
        self,
        session: Session,
        clock: Clock,
        sound: Sound,
        speed: float = 1.0,
        command_log: CommandLog | None = None,
    ) -> None:
        self.command_log = command_log
        self._clock = clock
        self._watch = SleepWatch(clock)
        self._listeners: list[Listener] = []
        self.sound = sound
        self.speed = Speed(speed, clock.now_ns())
        self.session, _none = update(session, self.speed.session_ns(clock.now_ns()))

    def listen(self, listener: Listener) -> None:
        """Call `listener` whenever something happens."""
        self._listeners.append(listener)

    def tick(self) -> None:
        """Catch up with the clock."""
        now_ns = self._look()
        self._let_pass(*update(self.session, self.speed.session_ns(now_ns)))
        run_guarded(lambda: self.sound.tick(now_ns))

    def try_do(self, *commands: Command) -> bool:
        """Catch up with the clock, do the first legal one of `commands`, and return whether there was one."""
        now_ns = self._look()
        session, events = update(self.session, self.speed.session_ns(now_ns))
        command = next((command for command in commands if session.can(command)), None)
        if command is None:
            self._let_pass(session, events)
            return False
        if command is Command.START:
            run_guarded(self.sound.start)
        session, more = do(session, command, session.now_ns)
        events += more
        if self.command_log:
            self.command_log.did(command, session.now_ns)
        self._take(session, events)
        run_guarded(lambda: self.sound.follow(session, self.speed.mono_ns, events))
        return True

    def do(self, command: Command) -> None:
        """Do `command`, which must be legal (IllegalCommand); a shell uses `try_do`."""
        if not self.try_do(command):
            do(self.session, command, self.session.now_ns)

    def resume_restored(self) -> None:
        """Open the sound of a session that is already under way: one that was cut off, and is paused."""
        run_guarded(self.sound.start)
        run_guarded(lambda: self.sound.follow(self.session, self.speed.mono_ns, ()))

    def wait_ns(self) -> int:
        """Return how long nothing changes that anyone can see or hear, in ns of the clock, `IDLE_NS` at most."""
        now_ns = self._clock.now_ns()
        session = self.session
        if not session.is_moving:
            return IDLE_NS
        dues = [session.now_ns + IDLE_NS]
        if session.pending:
            dues.append(session.now_ns - session.offset_ns + (session.pending[0].at_ms - session.start_ms) * MS)
        # the session's time left stands still in the get-ready
        lefts = (interval_left_ns(session), session_left_ns(session) if session.interval else None)
        dues += [session.now_ns + (left_ns % NS_PER_S or NS_PER_S) for left_ns in lefts if left_ns is not None]
        if session.duration_ms is None:
            dues.append(session.now_ns + NS_PER_S - session.offset_ns % NS_PER_S)
        return max(0, self.speed.mono_ns(min(dues)) - now_ns)

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
            awake_ns = max(self.session.now_ns, self.speed.session_ns(sleep.awake_ns))
            missed_ns = self.speed.session_ns(sleep.missed_ns) - self.speed.session_ns(0)
            counted_ns = self.speed.session_ns(now_ns) - awake_ns  # the update to come adds it by itself
            missed_ns = max(1, missed_ns - counted_ns)
            session, events = slept(self.session, awake_ns, missed_ns)
            if self.command_log:
                self.command_log.slept(awake_ns, missed_ns)
            self._take(session, events)
            run_guarded(lambda: self.sound.follow(session, self.speed.mono_ns, events))
        return now_ns

    def _let_pass(self, session: Session, events: tuple[Event, ...]) -> None:
        """Take over what time alone has made of the session."""
        was_moving = self.session.is_moving
        self._take(session, events)
        if self.command_log and was_moving:
            self.command_log.reached(session.now_ns, is_end=not session.is_moving)

    def _take(self, session: Session, events: tuple[Event, ...]) -> None:
        self.session = session
        for listener in self._listeners if events else ():
            run_guarded(partial(listener, session, events))  # one that fails costs the others nothing


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
