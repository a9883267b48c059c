"""A session played to a virtual sink and listened to: what the tests and the soak have in common."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from threading import Event, Thread

from retrotimer.audio.clips import RATE
from retrotimer.audio.live import LiveSound
from retrotimer.audio.music.track import MusicTrack
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training import transitions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Command, Session
from retrotimer.training.upcoming_cues import upcoming
from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Distance,
    Repeat,
    Step,
    Workout,
)
from tests.helpers.sound_recording import Recording
from tests.system.sound.onsets import Fit, fit, onsets, rise

GET_READY_MS = 6_000
"""Long enough for a virtual sink, which takes two seconds to get going."""
METRE = Distance(1_000)
SWIFT = Paces(run_forward=4.0, run_backward=3.0, walk_forward=2.5)
"""At which a metre takes 250, 333 and 400 ms: cues as dense as they come."""
TICK_S = 0.2
SERVER_MS = 10
"""How late the server itself may be."""
SLIP_LEAD_MS = 500
"""A sound is due this much before it is recorded, at most."""
RECOVERY_MS = 1_500
"""How long after the device ran dry the mapping of frames to time, which looks a second back, may be off."""


def dense_session(rounds: int) -> Session:
    """Return a session with three start tones a second, for `rounds` seconds."""
    steps = tuple(Step(movement, METRE) for movement in (RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD))
    plan = timeline.compile(Workout("Dense", (Repeat(rounds, steps),)), SWIFT)
    return Session(plan, get_ready_ms=GET_READY_MS)


@dataclass(frozen=True, slots=True)
class Played:
    """When each sound of a session was due to pass the threshold, and when the device asked. In monotonic ms."""

    due_ms: list[float]
    asked_ms: list[float]
    period_ms: int
    latency_ms: int

    @property
    def longest_gap_ms(self) -> float:
        """The longest time between two callbacks."""
        return max(later - asked for asked, later in pairwise(self.asked_ms))

    @property
    def dry_ms(self) -> list[tuple[float, float]]:
        """From when till when the machine stood still for longer than the buffer holds, which nobody can mend."""
        dry: list[tuple[float, float]] = []
        begun: deque[float] = deque(maxlen=1_000 // self.period_ms)
        for n, (before, asked) in enumerate(pairwise(self.asked_ms)):
            begun.append(asked - n * self.period_ms)
            if begun[-1] - min(begun) > self.latency_ms - SERVER_MS:
                dry.append((before, asked))
                begun.clear()
        return dry


def live(
    session: Session,
    sounds: Sounds,
    wait: Callable[[float], object] = time.sleep,
    music: MusicTrack | None = None,
) -> Played:
    """Play `session` from start to end; `wait` gets the seconds until the next tick."""
    callbacks: list[int] = []

    def noted_ns() -> int:
        callbacks.append(time.monotonic_ns())
        return callbacks[-1]

    output = MiniaudioOutput(noted_ns)
    sound = LiveSound(output, sounds, time.monotonic_ns, music=music)
    sound.start()
    session, events = transitions.do(session, Command.START, time.monotonic_ns())
    sound.follow(of_one(session), lambda ns: ns, events)
    planned = ((ns, part) for ns, cue in upcoming(session) for part in sounds.parts(cue, session.timeline))
    due_ms = [ns / 1e6 + part.after_ms + rise(part.clip.samples) * 1_000 / RATE for ns, part in planned]
    while time.monotonic() * 1_000 < due_ms[-1]:
        wait(TICK_S)
        sound.tick(time.monotonic_ns())
        if sound.notice:
            raise AssertionError(sound.notice)
    sound.close(drain=True)
    asked_ms = [ns / 1e6 for ns in callbacks if ns / 1e6 > due_ms[0] - 1_000]
    return Played(due_ms, asked_ms, output.period_ms, output.latency_ms)


def compared(played: Played, recording: Recording) -> Fit:
    """Return how what was recorded fits what was due."""
    return fit(played.due_ms, _found_ms(recording))


def compared_where_sound(played: Played, recording: Recording) -> Fit:
    """Return the same without the moments in which the machine let the device run dry, or the sink lost its beat.

    A virtual sink keeps time by a timer: on a busy machine it leaves out some ms, which no real device does.
    """
    unsteady = [(start, end + RECOVERY_MS) for start, end in played.dry_ms]
    unsteady += [(slip - SLIP_LEAD_MS, slip + RECOVERY_MS) for slip in recording.slips_ms()]

    def is_steady(due_ms: float) -> bool:
        return not any(start < due_ms < end for start, end in unsteady)

    return fit(played.due_ms, _found_ms(recording), is_steady)


def _found_ms(recording: Recording) -> list[float]:
    return recording.ms_of(list(onsets(recording.samples())))


@contextmanager
def busy_interpreter() -> Iterator[None]:
    """Hold a third of this interpreter's time, as painting does."""
    done = Event()
    painter = Thread(target=_paint, args=(done,), daemon=True)
    painter.start()
    try:
        yield
    finally:
        done.set()
        painter.join()


@contextmanager
def busy_machine(processes: int = 2) -> Iterator[None]:
    """Burn `processes` cores beside this process, and a third of this interpreter's time."""
    burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _n in range(processes)]
    try:
        with busy_interpreter():
            yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def _paint(done: Event) -> None:
    """Hold the interpreter for 10 ms, thirty times a second."""
    while not done.wait(0.023):
        end = time.monotonic() + 0.010
        while time.monotonic() < end:
            pass
