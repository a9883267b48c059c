"""Provide a fake sound device, a LiveSound session on a manual clock, and functions that measure its output."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from threading import Event as Flag

from retrotimer.audio.clips import FRAMES_PER_MS, Clip
from retrotimer.audio.live import Due, LiveSound
from retrotimer.audio.music.track import MusicTrack
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.errors import MissingPart
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Event, Session
from retrotimer.training.transitions import do, update
from tests.helpers.examples import plan, rb, rf

PERIOD_MS = 40
LATENCY_MS = 160
LOUD = 100
"""Samples above this are not the keep-alive tone."""
BLOCK = 10 * FRAMES_PER_MS
"""So many frames are looked at together: one by one they would take seconds."""


def samples_of(sound: bytes) -> array[int]:
    """Return the samples of `sound` (tests run on little-endian machines)."""
    return array("h", sound)


def steady(frames: int, level: int = 10_000) -> Clip:
    """Return a clip of one constant level, so that every change of a sample is visible."""
    return Clip(array("h", [level]) * frames)


def loud_spans(samples: Sequence[int], quiet: int = 50 * FRAMES_PER_MS) -> list[tuple[int, int]]:
    """Return loud spans of `samples` as (first, last) frames, separated by more than `quiet` silent frames."""
    assert quiet >= BLOCK  # else one block may hold two spans
    spans: list[tuple[int, int]] = []
    for begin in range(0, len(samples), BLOCK):
        block = samples[begin : begin + BLOCK]
        if max(block) <= LOUD and min(block) >= -LOUD:
            continue
        first = begin + next(frame for frame, sample in enumerate(block) if abs(sample) > LOUD)
        last = begin + next(frame for frame in reversed(range(len(block))) if abs(block[frame]) > LOUD)
        if spans and first - spans[-1][1] <= quiet:
            spans[-1] = (spans[-1][0], last)
        else:
            spans.append((first, last))
    return spans


class FakeOutput:
    """Fake an output whose callbacks the test makes; opening fails while `is_there` is False."""

    name = "fake"
    buffer_ms = 200
    latency_ms = LATENCY_MS
    is_slow = False

    def __init__(self) -> None:
        self.reason: str | None = None
        self.failure: Exception | None = None
        self.is_there = True
        self.gate = Flag()
        self.gate.set()
        self.opened = 0
        self.pull: Callable[[int, int], bytes] | None = None

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Wait for `gate`, then keep `pull`, or raise MissingPart if there is no device."""
        self.gate.wait()
        if not self.is_there:
            raise MissingPart("no device")
        self.opened += 1
        self.pull = pull

    def close(self) -> None:
        """Drop the callback."""
        self.pull = None

    def is_back(self) -> bool:
        """Return whether the device is there."""
        return self.is_there


class FakeMixer:
    """Run a session on a `LiveSound` with a fake device, whose callbacks come exactly every 40 ms.

    The device starts at 0 ns, so frame 0 is heard at `LATENCY_MS`.
    """

    def __init__(self, session: Session, music: MusicTrack | None = None, **options: float) -> None:
        self.now_ns = 0
        self.session = session
        self.output = FakeOutput()
        self.sound = LiveSound(self.output, Sounds(), lambda: self.now_ns, music=music)
        self.heard = bytearray()
        self.speed = options.get("speed", 1.0)
        self.sound.start()

    def play(self, ms: int) -> None:
        """Let `ms` pass (a multiple of `PERIOD_MS`): for each period one device callback, then one tick."""
        for _period in range(ms // PERIOD_MS):
            if self.output.pull:
                self.heard += self.output.pull(PERIOD_MS * FRAMES_PER_MS, self.now_ns)
            self.now_ns += PERIOD_MS * MS
            self.tick()

    def tick(self) -> None:
        """Update the session and the sound, as a player does several times a second."""
        self.session, _events = update(self.session, self._session_ns())
        self.sound.tick(self.now_ns)

    def do(self, command: Command) -> tuple[Event, ...]:
        """Apply `command` now, as a player does."""
        self.session, events = do(self.session, command, self._session_ns())
        self.sound.follow(of_one(self.session), lambda ns: round(ns / self.speed), events)
        return events

    def spans_ms(self) -> list[tuple[int, int]]:
        """Return the loud spans so far, in ms of the clock, device latency included."""
        spans = loud_spans(samples_of(bytes(self.heard)))
        return [(_heard_ms(start), _heard_ms(end)) for start, end in spans]

    def _session_ns(self) -> int:
        return round(self.now_ns * self.speed)


def _heard_ms(frame: int) -> int:
    return frame // FRAMES_PER_MS + LATENCY_MS


def kinds(dues: Sequence[Due]) -> list[str]:
    """Return the kinds of `dues`, for comparing."""
    return [str(due.kind) for due in dues]


QUIET = CueOptions(off=frozenset(CueKind) - {CueKind.START, CueKind.FINISH})
"""Only start tones and the finish."""
START_MS = 500
FINISH_MS = 1_200


def mixer_of(
    *steps_s: int,
    options: CueOptions = QUIET,
    get_ready_ms: int = 0,
    speed: float = 1.0,
    music: MusicTrack | None = None,
) -> FakeMixer:
    """Return a `FakeMixer` with a session that alternates forward and backward runs of `steps_s` seconds."""
    steps = [(rb if n % 2 else rf)(seconds) for n, seconds in enumerate(steps_s)]
    return FakeMixer(Session(plan(*steps), options, get_ready_ms=get_ready_ms), music, speed=speed)


def starts(mixer: FakeMixer) -> list[int]:
    """Return the times, in ms, at which sounds began."""
    return [start for start, _end in mixer.spans_ms()]
