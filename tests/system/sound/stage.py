"""A session that plays on real devices while something happens to them, and what is known of it afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Self

from retrotimer.app.session.clock import SystemClock
from retrotimer.app.session.player import Player
from retrotimer.audio.live import LiveSound
from retrotimer.audio.outputs import Output
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training import transitions
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Command, Event, Session
from tests.helpers.examples import plan, rb, rf, times
from tests.helpers.sound_recording import Recording

TICK_S = 0.1
PATIENCE_S = 30.0
"""Enough for any machine. How soon a fault is noticed is held by clocks that tests move, in tests/unit/audio."""

Told = tuple[str, str, int]
"""An event's kind, its cue's, and when it was due: ms since the start."""


def short_session(rounds: int = 60) -> Session:
    """Return a session of a run forward and a run back, a second each, in turn: long enough for any fault."""
    return Session(plan(times(rounds, rf(1), rb(1))), get_ready_ms=3_000)


def undisturbed(session: Session) -> list[Told]:
    """Return what happens in `session` from start to end where nothing goes wrong."""
    started, events = transitions.do(session, Command.START, 0)
    _ended, others = transitions.update(started, 10_000_000_000_000)
    return message((*events, *others), 0)


def message(events: tuple[Event, ...], start_ns: int) -> list[Told]:
    """Return `events` as they can be compared with another session's."""
    return [(e.kind, e.cue.kind if e.cue else "", (e.due_ns - start_ns) // 1_000_000) for e in events]


class SoundHarness:
    """A session played live. A context manager, in which the session has been started.

    Args:
        session: not started yet.
        device: the name of the device asked for; empty for the system's own.
        output: another output than miniaudio's, which then has the device.
        latency_ms: as a person sets it for a headset.
        sounds: tones alone, where None.
    """

    def __init__(
        self,
        session: Session | GroupSession,
        device: str = "",
        latency_ms: int = 0,
        sounds: Sounds | None = None,
        output: Output | None = None,
    ) -> None:
        self.events: list[Event] = []
        self._session = session
        self.output = output or MiniaudioOutput(time.monotonic_ns, device)
        self.sound = LiveSound(self.output, sounds or Sounds(), time.monotonic_ns, latency_ms=latency_ms)
        self.player = Player(session, SystemClock(), self.sound)
        self.player.listen(lambda _session, events: self.events.extend(events))
        self.start_ns = 0
        self.longest_tick_ms = 0.0
        """How long the window would have stood still at most."""

    def __enter__(self) -> Self:
        self.player.do(Command.START)
        self.start_ns = self.events[0].due_ns
        return self

    def __exit__(self, *_exception: object) -> None:
        self.sound.close()

    @property
    def log(self) -> list[Told]:
        """What has happened so far."""
        return message(tuple(self.events), self.start_ns)

    @property
    def start_ms(self) -> float:
        """When start was pressed, on the monotonic clock."""
        return self.start_ns / 1e6

    def start_tone_ms(self, number: int) -> float:
        """Return when the `number`-th interval begins, on the monotonic clock."""
        interval = self.player.session.timeline.intervals[number]
        return self.start_ms + self.player.session.get_ready_ms + interval.start_ms

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.tick()

    def until(self, is_so: Callable[[], bool], seconds: float) -> float:
        """Return after how many seconds something was so.

        Raises:
            AssertionError: where it takes longer than `seconds`.
        """
        began = time.monotonic()
        while not is_so():
            took = time.monotonic() - began
            assert took < seconds, f"not so after {took:.1f} s: {self.sound.notice}"
            self.tick()
        return time.monotonic() - began

    def is_undisturbed(self) -> bool:
        """Play on for a while, and return whether all has happened that would have anyway, and no more."""
        before = len(self.events)
        self.wait(1.5)
        assert isinstance(self._session, Session)
        expected = undisturbed(self._session)[: len(self.events)]
        return len(self.events) > before and self.log == expected

    def tick(self) -> None:
        """Let the player look after its session, a moment later."""
        time.sleep(TICK_S)
        began = time.monotonic()
        self.player.tick()
        self.longest_tick_ms = max(self.longest_tick_ms, (time.monotonic() - began) * 1_000)


def plays(recording: Recording) -> Callable[[], bool]:
    """Return what tells whether `recording` holds any sound from now on: the keepalive is enough."""
    seen = len(recording.samples())

    def is_sounding() -> bool:
        return any(recording.samples()[seen:])

    return is_sounding
