"""Fake the clock and the sound of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from retrotimer.app.session.player import Player
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Command, Event, EventKind, Session
from retrotimer.training.workout.timeline import Timeline

S = 1_000_000_000


class ManualClock:
    """A clock that only tests advance; the boot clock is `asleep_ns` ahead, None if there is no boot clock."""

    def __init__(self, ns: int = 5 * S, asleep_ns: int | None = 0) -> None:
        self.ns = ns
        self.asleep_ns = asleep_ns

    def now_ns(self) -> int:
        """Return the time that was set."""
        return self.ns

    def boot_ns(self) -> int | None:
        """Return the time with sleep included."""
        return None if self.asleep_ns is None else self.ns + self.asleep_ns

    def move(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self.ns += round(seconds * S)

    def sleep(self, seconds: float) -> None:
        """Let the machine sleep for `seconds`."""
        assert self.asleep_ns is not None
        self.asleep_ns += round(seconds * S)


class FakeSound:
    """Record the calls made to a session's sound, in order."""

    def __init__(self, volume: float = 0.5) -> None:
        self.volume, self.muted = volume, False
        self.notice: str | None = None
        self.music_on: bool | None = None
        self.closed = False
        self.calls: list[str] = []
        self.followed: list[tuple[Session, tuple[Event, ...]]] = []

    def start(self) -> None:
        """Record the call."""
        self.calls.append("start")

    def follow(self, session: GroupSession, to_mono: Callable[[int], int], events: Iterable[Event]) -> None:
        """Record the call with its arguments, after calling `to_mono` once."""
        to_mono(session.now_ns)
        self.calls.append("follow")
        self.followed.append((session.lead, tuple(events)))

    def switch_music(self) -> None:
        """Record the call."""
        self.music_on = not self.music_on
        self.calls.append("switch music")

    def next_piece(self) -> None:
        """Record the call."""
        self.calls.append("next piece")

    def tick(self, now_ns: int) -> None:
        """Ignore the call: there are many."""

    def close(self, *, drain: bool) -> None:
        """Record the call."""
        self.closed = True
        self.calls.append("drain" if drain else "close")


class SessionHarness:
    """A player with a manual clock, a fake sound and the list of its events."""

    def __init__(
        self, timeline: Timeline, *, speed: float = 1.0, get_ready_ms: int = 3_000, clock: ManualClock | None = None
    ) -> None:
        self.clock = clock or ManualClock()
        self.sound = FakeSound()
        self.player = Player(Session(timeline, get_ready_ms=get_ready_ms), self.clock, self.sound, speed)
        self.events: list[Event] = []
        self.player.listen(lambda _session, events: self.events.extend(events))

    @property
    def session(self) -> Session:
        """The current session."""
        return self.player.session

    def started(self) -> SessionHarness:
        """Start the session."""
        self.player.do(Command.START)
        return self

    def after(self, seconds: float) -> SessionHarness:
        """Let `seconds` pass, then tick the player once."""
        self.clock.move(seconds)
        self.player.tick()
        return self

    def kinds(self) -> list[EventKind]:
        """Return the kinds of all events except cues."""
        return [event.kind for event in self.events if event.kind is not EventKind.CUE]
