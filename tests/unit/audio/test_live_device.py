"""Live sound and its device: volume, loss and return, the end."""

from __future__ import annotations

import pytest

from retrotimer.audio.clip import FRAMES_PER_MS
from retrotimer.audio.due import LATE_NS
from retrotimer.audio.live import LiveSound
from retrotimer.audio.mixer import FADE
from retrotimer.audio.outputs.silent import SilentOutput
from retrotimer.audio.sounds import Sounds
from retrotimer.training.session import MS, Session
from retrotimer.training.states import Command, State
from tests.helpers.audio_fakes import (
    FINISH_MS,
    LATENCY_MS,
    LOUD,
    PERIOD_MS,
    QUIET,
    START_MS,
    Desk,
    at_desk,
    samples_of,
    starts,
)
from tests.helpers.examples import plan, rf, wf


def test_the_volume_is_heard_and_the_mute_too() -> None:
    """The volume keys would do nothing, or a mute let cues through."""
    desk = at_desk(2, 2, 2)
    desk.sound.volume = 0.5
    desk.do(Command.START)
    desk.play(1_000)
    soft = max(samples_of(bytes(desk.heard))[FADE:])
    desk.sound.volume = 2.0
    desk.play(2_000)
    loud = max(samples_of(bytes(desk.heard)))
    before = len(desk.heard)
    desk.sound.muted = True
    desk.play(2_000)
    assert desk.sound.volume == 1.0
    assert soft == pytest.approx(loud / 4, rel=0.1)
    assert soft > LOUD
    assert max(samples_of(bytes(desk.heard[before:]))) < LOUD
    assert desk.sound.muted


def test_a_lost_device_comes_back_and_the_timeline_is_kept() -> None:
    """A headset that drops out for a moment would silence the rest, or shift it."""
    desk = at_desk(20, 20, get_ready_ms=1_000)
    desk.do(Command.START)
    desk.play(4_000)
    desk.output.is_there = False
    pull, desk.output.pull = desk.output.pull, None
    desk.play(2_000)
    assert desk.sound.notice
    desk.output.is_there = True
    desk.heard.clear()
    desk.play(6_000)
    assert desk.output.opened == 2
    assert desk.output.pull is not pull
    assert desk.sound.notice is None
    heard_since_ms = desk.now_ns // MS - len(desk.heard) // 2 // FRAMES_PER_MS
    desk.play(12_000)
    assert [start + heard_since_ms for start in starts(desk)] == [21_000]


def test_no_device_is_no_reason_to_stop() -> None:
    """A machine without sound could not run a session."""
    desk = at_desk(2)
    desk.output.is_there = False
    desk.sound.close()
    desk.sound = LiveSound(desk.output, Sounds(), lambda: desk.now_ns)
    desk.sound.start()
    assert desk.sound.notice == "no device"
    desk.do(Command.START)
    desk.play(3_000)
    assert desk.session.state is State.FINISHED


def test_silence_costs_nothing() -> None:
    """A machine without sound would work out cues for nobody."""
    sound = LiveSound(SilentOutput("no library"), Sounds(), lambda: 0)
    sound.start()
    assert sound.notice == "no library"
    desk = at_desk(2)
    desk.do(Command.START)
    sound.follow(desk.session, lambda ns: ns, ())
    sound.tick(LATE_NS)
    assert not sound._queue
    sound.close(drain=True)


def test_closing_waits_for_the_finish() -> None:
    """The program would end in the middle of the finish tone."""
    desk = at_desk(2)
    desk.do(Command.START)
    desk.play(2_080)
    heard_at = []

    def asking(_timeout: float) -> bool:
        while not desk.sound._drained.is_set():
            desk.play(PERIOD_MS)
        heard_at.append(desk.now_ns // MS)
        return True

    desk.sound._drained.wait = asking  # type: ignore[method-assign, assignment]  # the device's thread, in ours
    desk.sound.close(drain=True)
    assert desk.output.pull is None
    assert 2_000 + FINISH_MS <= heard_at[0] <= 2_000 + FINISH_MS + 2 * PERIOD_MS


def test_walks_and_runs_start_differently() -> None:
    """The sound would tell the direction of another interval."""
    desk = Desk(Session(plan(rf(2), wf(2), rf(2)), QUIET, get_ready_ms=0))
    desk.do(Command.START)
    desk.play(6_000)
    sound = samples_of(bytes(desk.heard))
    spans = [
        slice((at - LATENCY_MS) * FRAMES_PER_MS, (at - LATENCY_MS + START_MS) * FRAMES_PER_MS)
        for at in (2_000, 4_000)
    ]
    assert sound[spans[0]] != sound[spans[1]]
