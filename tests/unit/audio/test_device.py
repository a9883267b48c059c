"""Test that the sound device stays open."""

from __future__ import annotations

from array import array
from threading import Event

import pytest

from retrotimer.audio import device
from retrotimer.audio.device import FIRST_NS, DeviceStream
from tests.helpers.audio_fakes import FakeOutput

SECOND_NS = 1_000_000_000
QUIET_NS = 700_000_000
"""More than three buffers of the fake device."""


class Bench:
    """A stream on a fake device, looked after by hand."""

    def __init__(self) -> None:
        self.output = FakeOutput()
        self.fresh = 0
        self.level = 0
        self.stream = DeviceStream(self.output, self._pull, self._begin)

    def _begin(self) -> None:
        self.fresh += 1

    def _pull(self, count: int, _now_ns: int) -> bytes:
        return array("h", [self.level] * count).tobytes()

    def ask(self, now_ns: int) -> None:
        """Let the device ask for a frame."""
        assert self.output.pull
        assert self.output.pull(1, now_ns) == b"\0\0"


def running() -> Bench:
    """Return a bench whose device has been asking for a while, up to `FIRST_NS`."""
    bench = Bench()
    bench.stream.open(0)
    bench.ask(FIRST_NS)
    bench.stream.watch(FIRST_NS)
    return bench


def lost(bench: Bench, now_ns: int) -> None:
    """Look twice at a device that has long been quiet."""
    bench.stream.watch(now_ns)
    bench.stream.watch(now_ns + 1)


def test_three_buffers_without_a_callback_are_a_lost_device() -> None:
    """A sound server that died would leave the rest of the session silent."""
    bench = running()
    bench.output.is_there = False
    bench.stream.watch(FIRST_NS + QUIET_NS)
    assert bench.stream.is_open
    bench.stream.watch(FIRST_NS + QUIET_NS + 1)
    assert not bench.stream.is_open
    assert bench.stream.notice
    assert bench.output.pull is None


def test_a_lost_device_is_opened_anew_at_once() -> None:
    """The sound would be away for longer than the server's short break."""
    bench = running()
    lost(bench, FIRST_NS + QUIET_NS)
    assert bench.output.opened == 2
    assert bench.stream.notice
    bench.ask(FIRST_NS + 2 * QUIET_NS)
    bench.stream.watch(FIRST_NS + 2 * QUIET_NS)
    bench.ask(FIRST_NS + 3 * QUIET_NS)
    bench.stream.watch(FIRST_NS + 3 * QUIET_NS)
    assert bench.stream.notice is None


def test_one_look_after_a_stall_is_not_enough() -> None:
    """A program that stood still would blame the device and tear the stream."""
    bench = running()
    bench.stream.watch(FIRST_NS + QUIET_NS)
    bench.ask(FIRST_NS + QUIET_NS + 1)
    bench.stream.watch(FIRST_NS + QUIET_NS + 2)
    bench.stream.watch(FIRST_NS + 2 * QUIET_NS)
    assert bench.stream.is_open
    assert bench.stream.notice is None


def test_a_device_may_take_a_while_to_begin() -> None:
    """A slow device would be closed and opened for ever."""
    bench = Bench()
    bench.stream.open(0)
    bench.ask(0)
    for now_ns in range(0, FIRST_NS, SECOND_NS // 2):
        bench.stream.watch(now_ns)
    assert bench.output.opened == 1


def test_a_device_that_asked_on_is_missed_soon() -> None:
    """A device lost in the first seconds would be noticed late."""
    bench = Bench()
    bench.stream.open(0)
    bench.ask(SECOND_NS)
    lost(bench, SECOND_NS + QUIET_NS)
    assert bench.output.opened == 2


def test_it_is_tried_ever_more_rarely_but_every_two_seconds() -> None:
    """A device would be back long before its sound, or be asked for without end."""
    bench = Bench()
    bench.output.is_there = False
    bench.stream.open(0)
    tried = []
    for now_ns in range(0, 9 * SECOND_NS, SECOND_NS // 10):
        before = bench.fresh
        bench.stream.watch(now_ns)
        if bench.fresh > before:
            tried.append(now_ns * 10 // SECOND_NS)
    assert tried == [5, 16, 27, 48, 69]
    assert bench.stream.notice == "no device"


def test_waits_begin_anew_once_the_device_asked() -> None:
    """A device lost for the second time would stay away for longer."""
    bench = running()
    for _lost in range(2):
        now_ns = FIRST_NS * 10 * (_lost + 1)
        bench.output.is_there = False
        lost(bench, now_ns)
        bench.stream.watch(now_ns + 1)
        bench.output.is_there = True
        bench.stream.watch(now_ns + 1 + SECOND_NS // 2)
        assert bench.stream.is_open
        assert bench.stream.notice
        bench.stream.watch(now_ns + SECOND_NS)
        bench.ask(now_ns + 2 * SECOND_NS)
        bench.stream.watch(now_ns + 2 * SECOND_NS)
        assert bench.stream.notice is None


def test_the_device_asked_for_is_gone_back_to_without_a_click() -> None:
    """A headset that is back would stay silent for the rest, or the loudspeaker end with a crack."""
    bench = running()
    bench.output.reason = "the laptop stands in"
    bench.level = 10_000
    heard = []
    for step in range(1, 20):
        now_ns = FIRST_NS + step * SECOND_NS // 5
        if bench.output.opened == 1:
            assert bench.output.pull
            heard.append(array("h", bench.output.pull(4, now_ns) + bench.output.pull(1, now_ns)).tolist())
        bench.stream.watch(now_ns)
    assert bench.output.opened == 2
    assert heard[-1] == [10_000, 7_500, 5_000, 2_500, 0]
    assert heard[-2] == [10_000] * 5


def test_a_slow_device_holds_nobody_up() -> None:
    """The window would stand still for as long as a dead sound server takes to say no."""
    bench = Bench()
    bench.output.is_slow = True
    gate = bench.output.gate = Event()
    bench.stream.open(0)
    bench.stream.watch(10 * SECOND_NS)
    assert not bench.stream.is_open
    assert bench.fresh == 1
    gate.set()
    assert bench.stream._worker
    bench.stream._worker.join(5)
    assert bench.stream.is_open


def test_closing_does_not_wait_for_a_device_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program could not be ended while a sound server is dead, or would leave the device open."""
    monkeypatch.setattr(device, "CLOSE_S", 0)
    bench = Bench()
    bench.output.is_slow = True
    gate = bench.output.gate = Event()
    bench.stream.open(0)
    bench.stream.close()
    gate.set()
    assert bench.stream._worker
    bench.stream._worker.join(5)
    assert bench.output.opened == 1
    assert bench.output.pull is None
    assert not bench.stream.is_open


def test_a_device_given_up_gets_nothing_more() -> None:
    """A device that comes to life late would swallow cues that another one is to play."""
    bench = running()
    bench.level = 10_000
    old = bench.output.pull
    lost(bench, FIRST_NS + QUIET_NS)
    assert old
    assert old(2, FIRST_NS + QUIET_NS) == bytes(4)


def test_a_stumble_is_told() -> None:
    """A mistake in the sound would be heard as silence and never found."""
    bench = running()
    bench.output.failure = ValueError("frame 7")
    assert bench.stream.notice
    assert "frame 7" in bench.stream.notice


def test_a_closed_stream_stays_closed() -> None:
    """The device would be opened again behind the closed session."""
    bench = running()
    bench.stream.close()
    bench.stream.watch(100 * SECOND_NS)
    assert bench.output.opened == 1
    assert bench.output.pull is None
