"""One window for one person: who is first, and what a later start hands over."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrotimer.app import single_instance
from retrotimer.app.single_instance import Alone, Instance, LoopbackDoor, Message, claim, tell

MESSAGE = Message("/home/me/Grüße \udcff.toml", token="kwin-7")  # noqa: S106 - not a password
pytestmark = pytest.mark.usefixtures("runtime")
KIND = [pytest.param(False, id="unix"), pytest.param(True, id="loopback")]


@pytest.fixture(params=KIND)
def first(request: pytest.FixtureRequest, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    """The first process's instance, its door open: that of Windows too, whose sockets every system has."""
    if request.param:
        monkeypatch.setattr(single_instance, "own_door", lambda: LoopbackDoor(runtime / "door"))
    found = claim(Message())
    assert found
    found.open()
    yield found
    found.close()


@pytest.fixture
def listening(first: Instance) -> Iterator[Callable[[int], list[Message]]]:
    """Let the first answer beside this thread; gives what it read once there are as many."""
    found: list[Message] = []
    is_over = threading.Event()

    def listen() -> None:
        while not is_over.wait(0.005):
            found.extend(first.read())

    def read(count: int) -> list[Message]:
        until = time.monotonic() + 10
        while len(found) < count and time.monotonic() < until:
            is_over.wait(0.005)
        return found

    thread = threading.Thread(target=listen)
    thread.start()
    yield read
    is_over.set()
    thread.join()


def heard(first: Instance, *calls: bytes) -> list[Message]:
    """Send `calls` to `first` as another program might, SECRET filled in, and return what it makes of them."""
    at = first._door
    with at.calling() as caller:
        for data in calls:
            caller.send(data.replace(b"SECRET", at.secret.encode()))
        return first.read()


def test_a_later_start_hands_over_and_goes(listening: Callable[[int], list[Message]]) -> None:
    """A second double click on a preset would open a second window, with a second sound."""
    assert claim(MESSAGE) is None
    assert claim(Message()) is None
    assert listening(2) == [MESSAGE, Message()]


def test_the_next_start_after_the_end_is_the_first(first: Instance) -> None:
    """After closing the window it could not be opened again."""
    first.close()
    found = claim(Message())
    assert found
    found.close()
    found.close()
    assert found.read() == []


def test_a_first_that_hangs_does_not_block(first: Instance) -> None:
    """A window that hangs would keep a person from training."""
    with pytest.raises(Alone, match="does not answer"):
        claim(MESSAGE)
    first.close()


def test_a_first_without_an_open_door_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two double clicks in a row would open two windows, since the first needs a moment to come up."""
    starting = claim(Message())
    assert starting
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            starting.close()

    monkeypatch.setattr(single_instance, "OPENING_S", 60.0)
    monkeypatch.setattr(time, "sleep", wait)
    found = claim(MESSAGE)
    assert found
    assert len(waits) == 3
    found.close()


def test_a_first_whose_door_never_opens_does_not_block() -> None:
    """A start that hangs would keep each later one waiting for ever."""
    starting = claim(Message())
    assert starting
    with pytest.raises(Alone, match="does not answer"):
        claim(MESSAGE)
    starting.close()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"null",
        b"[]",
        b'{"preset": "torn',
        b"\xff\xfe",
        b"[" * 30_000,
        b" " * (single_instance.LONGEST_CALL + 1),
        b'{"preset": 7}',
        b'{"preset": "a\\u0000b"}',
        b'{"preset": "\\ud800"}',
        b'{"preset": "a", "token": null}',
        b'{"token": "%s"}' % (b"x" * 5_000),
    ],
)
def test_what_is_no_message_is_dropped(first: Instance, data: bytes) -> None:
    """Another program's noise could end a session, or be taken for a preset."""
    guessed = data.replace(b"}", b', "secret": "SECRET"}')
    good = b'{"preset": "a", "secret": "SECRET", "of a later version": 1}'
    assert heard(first, guessed, good) == [Message("a")]


def test_a_wrong_secret_is_not_believed(first: Instance) -> None:
    """On Windows any program of anybody could hand a file over."""
    assert heard(first, b'{"preset": "a", "secret": "guessed"}') == []


def test_many_calls_at_once_are_all_read(first: Instance) -> None:
    """A folder of presets opened at once would lose some."""
    assert heard(first, *[b'{"preset": "a", "secret": "SECRET"}'] * 5) == [Message("a")] * 5


def test_telling_opens_nothing(listening: Callable[[int], list[Message]]) -> None:
    """A broken file told in the terminal would not be seen in the open window."""
    tell(MESSAGE)
    assert listening(1) == [MESSAGE]


def test_telling_nobody_leaves_the_door_free() -> None:
    """A broken file would keep the next start from being the first."""
    tell(MESSAGE)
    found = claim(Message())
    assert found
    found.close()


def test_another_home_is_another_door(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try-out with folders of its own would end in the everyday window."""
    one = claim(Message())
    monkeypatch.setenv("RETROTIMER_HOME", str(runtime / "other"))
    other = claim(Message())
    assert one
    assert other
    one.close()
    other.close()
    assert not (runtime / "home").exists()
