"""Test live sound on a device: volume, loss, return, and the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.live import LATE_NS, LiveSound
from retrotimer.audio.mixer import FADE
from retrotimer.audio.outputs import SilentOutput
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training import transitions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session, State
from tests.helpers.audio_fakes import (
    FINISH_MS,
    LATENCY_MS,
    LOUD,
    PERIOD_MS,
    QUIET,
    START_MS,
    FakeMixer,
    FakeOutput,
    loud_spans,
    mixer_of,
    samples_of,
    starts,
)
from tests.helpers.examples import plan, rb, rf, wf


def test_the_volume_is_heard_and_the_mute_too() -> None:
    """The volume keys would do nothing, or a mute let cues through."""
    mixer = mixer_of(2, 2, 2)
    mixer.sound.volume = 0.5
    mixer.do(Command.START)
    mixer.play(1_000)
    soft = max(samples_of(bytes(mixer.heard))[FADE:])
    mixer.sound.volume = 2.0
    mixer.play(2_000)
    loud = max(samples_of(bytes(mixer.heard)))
    before = len(mixer.heard)
    mixer.sound.muted = True
    mixer.play(2_000)
    assert mixer.sound.volume == 1.0
    assert soft == pytest.approx(loud / 4, rel=0.1)
    assert soft > LOUD
    assert max(samples_of(bytes(mixer.heard[before:]))) < LOUD
    assert mixer.sound.muted


def test_a_lost_device_comes_back_and_the_timeline_is_kept() -> None:
    """A headset that drops out for a moment would silence the rest, or shift it."""
    mixer = mixer_of(20, 20, get_ready_ms=1_000)
    mixer.do(Command.START)
    mixer.play(4_000)
    mixer.output.is_there = False
    pull, mixer.output.pull = mixer.output.pull, None
    mixer.play(2_000)
    assert mixer.sound.notice
    mixer.output.is_there = True
    mixer.heard.clear()
    mixer.play(6_000)
    assert mixer.output.opened == 2
    assert mixer.output.pull is not pull
    assert mixer.sound.notice is None
    heard_since_ms = mixer.now_ns // MS - len(mixer.heard) // 2 // FRAMES_PER_MS
    mixer.play(12_000)
    assert [start + heard_since_ms for start in starts(mixer)] == [21_000]


class Paced(FakeOutput):
    """A device that knows its pace only once it is opened; it then fills its buffer twice, and is slow to begin."""

    period_ms, slow_ms = 56, 100

    def __init__(self, *, asks_before_open_returns: bool) -> None:
        super().__init__()
        self.buffer_ms, self.latency_ms = 120, 80
        self.asks_before_open_returns = asks_before_open_returns
        self.paces = [(168, 94), (120, 80), (336, 200)]
        self.heard = bytearray()
        self.now_ns = 0

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Take `pull`, on the next device."""
        super().open(pull)
        self.buffer_ms, self.latency_ms = self.paces.pop(0)
        self.heard.clear()
        if self.asks_before_open_returns:
            self.ask()

    def ask(self) -> None:
        """Ask for one period."""
        assert self.pull
        self.heard += self.pull(self.period_ms * FRAMES_PER_MS, self.now_ns)

    def fill(self) -> None:
        """Ask at once for all that it takes before it plays."""
        while len(self.heard) // 2 < 2 * self.buffer_ms * FRAMES_PER_MS:
            self.ask()


@pytest.mark.parametrize("early", [False, True], ids=["asks once it is open", "asks while it opens"])
def test_cues_are_on_time_at_the_pace_of_each_device_that_is_opened(*, early: bool) -> None:
    """In the first second on a device just opened, cues would be off by what it took to begin."""
    output = Paced(asks_before_open_returns=early)
    sound = LiveSound(output, Sounds(), lambda: output.now_ns)
    sound.start()
    session, events = transitions.do(Session(plan(*[rf(1), rb(1)] * 30), QUIET, get_ready_ms=0), Command.START, 0)
    sound.follow(of_one(session), lambda ns: ns, events)
    for device in range(3):
        output.now_ns += 300 * MS - output.now_ns % (1_000 * MS)  # the next tone is due 0.7 s from now
        output.fill()
        output.now_ns += output.slow_ms * MS
        begun_ms = output.now_ns // MS - len(output.heard) // 2 // FRAMES_PER_MS
        for _period in range(4_000 // output.period_ms):
            output.ask()
            output.now_ns += output.period_ms * MS
            sound.tick(output.now_ns)
        found = [start // FRAMES_PER_MS for start, _end in loud_spans(samples_of(bytes(output.heard)))]
        heard_ms = [begun_ms + output.latency_ms + ms for ms in found]
        late_ms = [(ms + 500) % 1_000 - 500 for ms in heard_ms if ms > begun_ms + 500]
        assert len(late_ms) >= 3
        assert late_ms == pytest.approx([0] * len(late_ms), abs=1), device
        if device < 2:
            while output.opened == device + 1:
                output.now_ns += 200 * MS
                sound.tick(output.now_ns)


def test_no_device_is_no_reason_to_stop() -> None:
    """A machine without sound could not run a session."""
    mixer = mixer_of(2)
    mixer.output.is_there = False
    mixer.sound.close()
    mixer.sound = LiveSound(mixer.output, Sounds(), lambda: mixer.now_ns)
    mixer.sound.start()
    assert mixer.sound.notice == "no device"
    mixer.do(Command.START)
    mixer.play(3_000)
    assert mixer.session.state is State.FINISHED


def test_silence_costs_nothing() -> None:
    """A machine without sound would work out cues for nobody, and wait at the end for what nobody hears."""
    sound = LiveSound(SilentOutput("no library"), Sounds(), lambda: 0)
    sound._drained.wait = lambda _longest_s: pytest.fail("it waits")  # type: ignore[method-assign, assignment, misc]
    sound.start()
    assert sound.notice == "no library"
    mixer = mixer_of(2)
    mixer.do(Command.START)
    sound.follow(of_one(mixer.session), lambda ns: ns, ())
    sound.tick(LATE_NS)
    assert not sound._queue
    sound.close(drain=True)


def test_closing_waits_for_the_finish() -> None:
    """The program would end in the middle of the finish tone."""
    mixer = mixer_of(2)
    mixer.do(Command.START)
    mixer.play(2_080)
    heard_at = []

    def asking(_timeout: float) -> bool:
        while not mixer.sound._drained.is_set():
            mixer.play(PERIOD_MS)
        heard_at.append(mixer.now_ns // MS)
        return True

    mixer.sound._drained.wait = asking  # type: ignore[method-assign, assignment]  # the device's thread, in ours
    mixer.sound.close(drain=True)
    assert mixer.output.pull is None
    assert 2_000 + FINISH_MS <= heard_at[0] <= 2_000 + FINISH_MS + 2 * PERIOD_MS


def test_walks_and_runs_start_differently() -> None:
    """The sound would tell the direction of another interval."""
    mixer = FakeMixer(Session(plan(rf(2), wf(2), rf(2)), QUIET, get_ready_ms=0))
    mixer.do(Command.START)
    mixer.play(6_000)
    sound = samples_of(bytes(mixer.heard))
    spans = [
        slice((at - LATENCY_MS) * FRAMES_PER_MS, (at - LATENCY_MS + START_MS) * FRAMES_PER_MS)
        for at in (2_000, 4_000)
    ]
    assert sound[spans[0]] != sound[spans[1]]
