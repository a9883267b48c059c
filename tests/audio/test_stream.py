"""A stream that stays open."""

from __future__ import annotations

from retrotimer.audio.stream import FIRST_NS, Stream
from tests.audio.fakes import FakeOutput

SECOND_NS = 1_000_000_000
QUIET_NS = 700_000_000
"""More than three buffers of the fake device."""


class Bench:
    """A stream on a fake device, looked after by hand."""

    def __init__(self) -> None:
        self.output = FakeOutput()
        self.fresh = 0
        self.stream = Stream(self.output, lambda count, _now: bytes(2 * count), self._begin)

    def _begin(self) -> None:
        self.fresh += 1

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


def test_three_buffers_without_a_callback_are_a_lost_device() -> None:
    """A sound server that died would leave the rest of the session silent."""
    bench = running()
    bench.stream.watch(FIRST_NS + QUIET_NS)
    assert bench.stream.is_open
    bench.stream.watch(FIRST_NS + QUIET_NS + 1)
    assert not bench.stream.is_open
    assert bench.stream.notice
    assert bench.output.pull is None


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


def test_it_is_tried_after_one_two_and_five_seconds() -> None:
    """A device would be back long before its sound, or be asked for without end."""
    bench = Bench()
    bench.output.is_there = False
    bench.stream.open(0)
    tried = []
    for now_ns in range(0, 20 * SECOND_NS, SECOND_NS // 10):
        before = bench.fresh
        bench.stream.watch(now_ns)
        if bench.fresh > before:
            tried.append(now_ns // SECOND_NS)
    assert tried == [1, 3, 8, 13, 18]
    assert bench.stream.notice == "no device"


def test_waits_begin_anew_once_the_device_asked() -> None:
    """A device lost for the second time would stay away for longer."""
    bench = running()
    for _lost in range(2):
        now_ns = FIRST_NS * 10 * (_lost + 1)
        bench.stream.watch(now_ns)
        bench.stream.watch(now_ns + 1)
        assert not bench.stream.is_open
        bench.stream.watch(now_ns + 1 + SECOND_NS)
        assert bench.stream.is_open
        assert bench.stream.notice
        bench.ask(now_ns + 2 * SECOND_NS)
        bench.stream.watch(now_ns + 2 * SECOND_NS)
        assert bench.stream.notice is None


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
