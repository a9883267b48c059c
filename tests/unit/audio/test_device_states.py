"""Test every event in every state of the sound device, with jobs that answer at any moment."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from retrotimer.audio import device as devices
from retrotimer.audio.device import FIRST_NS, DeviceStream
from retrotimer.audio.device_states import ANSWERS, BUSY, OPEN, TRANSITIONS, Event, State
from retrotimer.training.errors import MissingPart

SECOND_NS = 1_000_000_000
PERIOD_NS = SECOND_NS // 10


class Worker:
    """A thread that does its job when the test says so, or as soon as somebody waits for it."""

    def __init__(self, rig: Rig, target: Callable[[], None]) -> None:
        self.rig, self._target = rig, target

    def start(self) -> None:
        assert self.rig.worker is None, "two jobs have the output at once"
        assert not self.rig.is_over, "a job begins after the end"
        self.rig.worker = self

    def join(self, _seconds: float) -> None:
        if self.rig.answers_in_time:
            self.rig.answer()

    def run(self) -> None:
        """Do the job."""
        self._target()


class Device:
    """An output that tells when it is used by one who does not have it, and fails as it is told to."""

    name, is_slow, buffer_ms, latency_ms = "device", True, 120, 80
    failure: Exception | None = None

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.reason: str | None = "another one stands in"
        self.pull: Callable[[int, int], bytes] | None = None
        self.error: Exception | None = None
        self.is_there = False

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Take `pull`."""
        self._used()
        if self.error:
            raise self.error
        self.pull = pull

    def close(self) -> None:
        """Let go of the pull."""
        self._used()
        self.pull = None

    def is_back(self) -> bool:
        """Return whether the device asked for is there."""
        self._used()
        if self.error:
            raise self.error
        return self.is_there

    def _used(self) -> None:
        assert self.rig.is_job == (self.rig.worker is not None), "a job and its caller use the output at once"


class Rig:
    """A stream on such a device, whose job waits until `answer`."""

    def __init__(self, *, answers_in_time: bool = True) -> None:
        self.answers_in_time = answers_in_time
        self.worker: Worker | None = None
        self.is_job = self.is_over = False
        self.now_ns = 0
        self.device = Device(self)
        self.calls: list[str] = []
        self.stream = DeviceStream(self.device, self._pull, lambda: self.calls.append("fresh"), self._paced)

    def _pull(self, count: int, _now_ns: int) -> bytes:
        assert self.calls[-1] == "paced"
        return bytes(2 * count)

    def _paced(self) -> None:
        assert self.calls[-1] == "fresh", "the pace is told twice, or before there is a stream"
        self.calls.append("paced")

    @property
    def state(self) -> State:
        """The stream's state."""
        return self.stream._state

    def answer(self) -> None:
        """Do the job that waits, if there is one."""
        if self.worker:
            self.is_job = True
            self.worker.run()
            self.is_job, self.worker = False, None

    def asks(self) -> None:
        """Let the device ask for samples, where it is open."""
        self.now_ns += PERIOD_NS
        if self.device.pull:
            self.device.pull(4, self.now_ns)

    def look(self) -> None:
        """Let a little time pass and look."""
        self.now_ns += PERIOD_NS
        self.stream.watch(self.now_ns)

    def look_late(self) -> None:
        """Let so much time pass that a device is quiet or a wait is over, and look."""
        self.now_ns += 2 * FIRST_NS
        self.stream.watch(self.now_ns)

    def play(self) -> None:
        """Let a device that asks be looked at for so long that the one it stands in for is looked for."""
        for _step in range(60):
            if self.worker or not self.device.pull:
                break
            self.asks()
            self.look()

    def close(self) -> None:
        """Close the stream."""
        self.stream.close()
        self.is_over = True


def opened(rig: Rig) -> None:
    """Open the stream, on a device that is there."""
    rig.stream.open(rig.now_ns)
    rig.answer()
    rig.asks()


def refused(rig: Rig) -> None:
    """Open it on a device that is not."""
    rig.device.error = MissingPart("no device")
    rig.stream.open(rig.now_ns)
    rig.answer()
    rig.device.error = None


def looking(rig: Rig) -> None:
    """Have the device looked for that was asked for."""
    opened(rig)
    rig.play()


def found(rig: Rig) -> None:
    """Have it found."""
    looking(rig)
    rig.device.is_there = True
    rig.answer()


def faded(rig: Rig) -> None:
    """Let the other one have its last block."""
    found(rig)
    rig.asks()


def suspected(rig: Rig) -> None:
    """Look once at a device that is quiet."""
    opened(rig)
    rig.look_late()


def closing(rig: Rig) -> None:
    """Close the stream while a job has the output, and goes on."""
    rig.answers_in_time = False
    rig.stream.open(rig.now_ns)
    rig.close()


def closed(rig: Rig) -> None:
    """Close it while it plays."""
    opened(rig)
    rig.close()


WAYS: dict[State, Callable[[Rig], None]] = {
    State.NEW: lambda _rig: None,
    State.OPENING: lambda rig: rig.stream.open(rig.now_ns),
    State.PLAYING: opened,
    State.SUSPECT: suspected,
    State.LOOKING: looking,
    State.FADING: found,
    State.FADED: faded,
    State.WAITING: refused,
    State.CLOSING: closing,
    State.CLOSED: closed,
}
"""How each state is come to by what really happens."""


def no_device(rig: Rig) -> None:
    """Let whatever a job asks for fail."""
    rig.device.error = MissingPart("no device")


def broken(rig: Rig) -> None:
    """Let the library fail in a way that nobody foresaw."""
    rig.device.error = ValueError("bug")


def there(rig: Rig) -> None:
    """Let all be well with the device that was asked for."""
    rig.device.error, rig.device.is_there = None, True


HAPPENINGS: dict[str, Callable[[Rig], None]] = {
    "open": lambda rig: None if rig.is_over else rig.stream.open(rig.now_ns),
    "asks": Rig.asks,
    "look": Rig.look,
    "look late": Rig.look_late,
    "play": Rig.play,
    "answer": Rig.answer,
    "no device": no_device,
    "broken": broken,
    "there": there,
    "close": Rig.close,
}


def check(rig: Rig) -> None:
    """Hold what must be so at every moment."""
    assert (rig.worker is not None) == (rig.state in BUSY)
    if rig.state in OPEN:
        assert rig.device.pull
    if rig.is_over:
        assert rig.state in {State.CLOSING, State.CLOSED}
        assert not rig.stream.is_open
    if rig.state is State.CLOSED:
        assert rig.device.pull is None, "the output stays open"


@pytest.mark.thorough
@pytest.mark.parametrize("in_time", [True, False], ids=["in time", "too late"])
@pytest.mark.parametrize("state", State)
def test_whatever_happens_an_ended_stream_lets_go_of_its_output(
    monkeypatch: pytest.MonkeyPatch, state: State, *, in_time: bool
) -> None:
    """A device would stay open after the session, be used by two threads at once, or never be looked for again."""
    for happenings in product(HAPPENINGS, repeat=3):
        rig = Rig(answers_in_time=in_time)
        monkeypatch.setattr(devices, "Thread", lambda target, rig=rig, **_options: Worker(rig, target))
        WAYS[state](rig)
        assert rig.state is state
        check(rig)
        for happening in happenings:
            HAPPENINGS[happening](rig)
            check(rig)
        rig.close()
        check(rig)
        rig.answer()
        assert (rig.state, rig.device.pull) == (State.CLOSED, None), happenings


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_every_event_does_what_the_table_says_and_nothing_where_it_is_silent(
    monkeypatch: pytest.MonkeyPatch, state: State, event: Event
) -> None:
    """An event that comes late, from another thread, would throw a stream into a state that it has no part in."""
    rig = Rig(answers_in_time=False)
    monkeypatch.setattr(devices, "Thread", lambda target, **_options: Worker(rig, target))
    WAYS[state](rig)
    if event in ANSWERS:
        rig.worker, rig.is_job = None, False  # the job has ended with it
    rig.is_over = False
    moved = rig.stream._step(event)
    assert moved == (event in TRANSITIONS[state])
    assert rig.state is TRANSITIONS[state].get(event, state)


def test_a_job_always_gets_its_answer_and_an_end_ends_all() -> None:
    """A state would be a trap: a stream that nobody can close, or a job whose answer is lost."""
    for state in State:
        if state in BUSY:
            assert ANSWERS & TRANSITIONS[state].keys(), state
        else:
            assert not ANSWERS & TRANSITIONS[state].keys(), state
        if state not in {State.CLOSING, State.CLOSED}:
            assert TRANSITIONS[state][Event.CLOSE] is (State.CLOSING if state in BUSY else State.CLOSED)
    assert TRANSITIONS[State.CLOSED] == {}


@pytest.mark.parametrize("error", [MissingPart("no device"), ValueError("bug")], ids=["missing", "bug"])
@pytest.mark.parametrize("way", [State.OPENING, State.LOOKING])
def test_a_job_that_fails_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, way: State, error: Exception
) -> None:
    """After one error of a sound library the stream would wait for ever, in silence and without a word."""
    rig = Rig()
    monkeypatch.setattr(devices, "Thread", lambda target, **_options: Worker(rig, target))
    WAYS[way](rig)
    rig.device.error = error
    rig.answer()
    assert rig.stream.notice
    assert str(error) in rig.stream.notice
    there(rig)
    for _time in range(3):
        rig.look_late()
        rig.answer()
        rig.asks()
    rig.play()
    assert rig.stream.is_open
