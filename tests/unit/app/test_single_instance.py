"""Test the single instance: lock, requests of later starts, and hostile connections."""

from __future__ import annotations

import os
import pickle
import select
import socket
import stat
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from retrotimer.app import single_instance
from retrotimer.app.single_instance import (
    LONGEST_ADDRESS,
    MAX_MESSAGE,
    MAX_PENDING,
    Alone,
    Endpoint,
    Instance,
    Message,
    claim,
    hand_over,
    own_endpoint,
)

ODD = "" if sys.platform == "win32" else "\udcff"  # a byte of a name that is no UTF-8
MESSAGE = Message(f"/home/me/Grüße {ODD}.toml", token="kwin-7")  # noqa: S106 - not a password
GOOD = b'{"preset": "a", "of a later version": 1}'
PATIENCE_S = 30.0
pytestmark = pytest.mark.usefixtures("runtime")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets in Python")


@pytest.fixture(params=[pytest.param(False, id="socket"), pytest.param(True, id="keyed", marks=posix)])
def first(request: pytest.FixtureRequest, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    """The first process's instance, listening; as on Windows too: a name found in a file, and a key."""
    if request.param:
        monkeypatch.setattr(
            single_instance, "own_endpoint", lambda: Endpoint(runtime / "keyed", f"{runtime}/pipe-")
        )
    found = claim(Message())
    assert found
    found.open()
    yield found
    found.close()


@pytest.fixture
def listening(first: Instance, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], list[Message]]]:
    """Let the first answer beside this thread; gives what it read once there are as many."""
    monkeypatch.setattr(single_instance, "ANSWER_S", PATIENCE_S)
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
    """Send `calls` as another program might, and return what `first` makes of them."""
    found: list[Message] = []
    for data in calls:
        with first.endpoint.connect() as caller:
            with suppress(BrokenPipeError):  # too long: closed before all was written
                caller.send_bytes(data)
            with suppress(BrokenPipeError):  # so Windows says that it was closed
                while not caller.poll(0.005):  # until it is answered or closed
                    found += first.read()
    return found


def test_a_later_start_hands_over_and_goes(listening: Callable[[int], list[Message]]) -> None:
    """A second double click on a preset would open a second window, with a second sound."""
    assert claim(MESSAGE) is None
    assert claim(Message()) is None
    assert listening(2) == [MESSAGE, Message()]


def test_a_first_that_hangs_up_is_asked_again(
    listening: Callable[[int], list[Message]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows, where a pipe that was closed cannot be polled, a second window would open."""
    poll, closed = Connection.poll, [True]

    def poll_once_closed(self: Connection, timeout: float = 0.0) -> bool:
        if closed:
            closed.pop()
            raise BrokenPipeError
        return poll(self, timeout)

    monkeypatch.setattr("multiprocessing.connection._ConnectionBase.poll", poll_once_closed)  # Windows' pipes, too
    monkeypatch.setattr(single_instance, "OPENING_S", PATIENCE_S)
    assert claim(MESSAGE) is None
    assert MESSAGE in listening(1)


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


def test_a_first_that_does_not_listen_yet_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_a_first_that_never_listens_does_not_block() -> None:
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
        b" " * (MAX_MESSAGE + 1),
        b'{"preset": 7}',
        b'{"preset": "a\\u0000b"}',
        b'{"preset": "\\ud800"}',
        b'{"preset": "a", "token": null}',
        b'{"token": "%s"}' % (b"x" * 5_000),
        pickle.dumps(print),
        pickle.dumps({"preset": "a"}),
    ],
)
def test_what_is_no_message_is_dropped(first: Instance, data: bytes) -> None:
    """Another program's noise could end a session, or be taken for a preset."""
    assert heard(first, data, GOOD) == [Message("a")]


@posix
@pytest.mark.parametrize(
    "data", [b"", b"\0\0", struct.pack("!i", 30) + b'{"preset"', struct.pack("!iQ", -1, 1 << 60)]
)
def test_a_client_that_stalls_holds_up_nobody(first: Instance, data: bytes) -> None:
    """A program that connects and sends nothing, or half a message, would keep each preset from the window."""
    with ExitStack() as ending:
        for _n in range(MAX_PENDING - 2):
            stalled = ending.enter_context(socket.socket(socket.AF_UNIX))
            stalled.connect(first.endpoint.address()[0])
            stalled.sendall(data)
        assert heard(first, GOOD) == [Message("a")]


@posix
def test_a_flood_of_clients_ends_with_them(first: Instance) -> None:
    """A program that connects again and again would take every thread and file from a session for good."""
    with ExitStack() as ending:
        for _n in range(3 * MAX_PENDING):
            ending.enter_context(socket.socket(socket.AF_UNIX)).connect(first.endpoint.address()[0])
        assert threading.active_count() <= MAX_PENDING + 5
    answers: list[Message] = []
    while not answers:
        with suppress(OSError, EOFError):  # closed, while threads of the flood are not over
            answers = heard(first, GOOD)
    assert answers == [Message("a")]


@posix
def test_without_the_key_nothing_is_believed(runtime: Path) -> None:
    """On Windows any program that finds the pipe's name could hand a file over."""
    endpoint = Endpoint(runtime / "keyed", f"{runtime}/pipe-")
    lock = endpoint.lock()
    assert lock
    first = Instance(endpoint, lock)
    first.open()
    with socket.socket(socket.AF_UNIX) as raw:
        raw.connect(endpoint.address()[0])
        with Connection(raw.detach()) as stranger:
            assert stranger.recv_bytes().startswith(b"#CHALLENGE#")
            stranger.send_bytes(GOOD)
            assert stranger.recv_bytes() == b"#FAILURE#"
            with pytest.raises((EOFError, ConnectionResetError)):
                stranger.recv_bytes()
    assert first.read() == []
    first.close()


@posix
def test_a_first_that_accepts_nothing_does_not_block() -> None:
    """A window that was stopped would keep each start waiting for ever, once its queue of connections is full."""
    endpoint = own_endpoint()
    lock = endpoint.lock()
    assert lock
    with ExitStack() as ending:
        stopped = ending.enter_context(socket.socket(socket.AF_UNIX))
        stopped.bind(endpoint.path)
        stopped.listen(0)
        waiting = ending.enter_context(socket.socket(socket.AF_UNIX))
        waiting.connect(endpoint.path)
        with pytest.raises(Alone, match="does not answer"):
            claim(MESSAGE)
    lock.close()


def test_many_messages_at_once_are_all_read(first: Instance) -> None:
    """A folder of presets opened at once would lose some."""
    with ExitStack() as ending:
        for _n in range(20):
            ending.enter_context(first.endpoint.connect()).send_bytes(GOOD)
        found: list[Message] = []
        while len(found) < 20:
            found += first.read()
        assert found == [Message("a")] * 20


def test_the_number_that_is_watched_is_readable_once_there_is_a_message(first: Instance) -> None:
    """The window would not come to the front until something else happens in it."""
    first.close()
    found = claim(Message())
    assert found
    watched = found.open()
    assert select.select([watched], [], [], 0)[0] == []
    with found.endpoint.connect() as caller:
        caller.send_bytes(GOOD)
        assert select.select([watched], [], [], PATIENCE_S)[0] == [watched]
        assert found.read() == [Message("a")]
        assert select.select([watched], [], [], 0)[0] == []
        assert caller.recv_bytes() == b"ok"
    found.close()


def test_a_message_whose_sender_has_given_up_is_dropped(first: Instance) -> None:
    """The preset would open in both windows, when a busy one is free again."""
    with first.endpoint.connect() as caller:
        caller.send_bytes(GOOD)
        while first._received.empty():
            threading.Event().wait(0.005)
    assert first.read() == []


def test_handing_over_opens_nothing(listening: Callable[[int], list[Message]]) -> None:
    """A broken file told in the terminal would not be seen in the open window."""
    hand_over(MESSAGE)
    assert listening(1) == [MESSAGE]


def test_handing_over_to_nobody_leaves_the_lock_free() -> None:
    """A broken file would keep the next start from being the first."""
    hand_over(MESSAGE)
    found = claim(Message())
    assert found
    found.close()


def test_another_home_is_another_instance(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try-out with folders of its own would end in the everyday window."""
    one = claim(Message())
    monkeypatch.setenv("RETROTIMER_HOME", str(runtime / "other"))
    other = claim(Message())
    assert one
    assert other
    one.close()
    other.close()
    assert not (runtime / "home").exists()


@posix
def test_nobody_else_can_call(runtime: Path) -> None:
    """Another person on the machine could hand files over."""
    found = claim(Message())
    assert found
    found.open()
    assert {stat.S_IMODE(path.stat().st_mode) for path in runtime.iterdir()} == {0o600}
    found.close()


@posix
@pytest.mark.parametrize("name", ["t", "t" * 120])
def test_without_a_runtime_folder_there_is_one_among_the_temporary(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """On a bare machine, or with a long path, each start would open a window of its own."""
    temporary = tmp_path_factory.mktemp(name)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("TMPDIR", str(temporary))
    longest = own_endpoint().path
    folder = Path(longest).parent
    assert folder.parent in {temporary, Path("/tmp")}  # noqa: S108 - that is what is tested
    assert len(os.fsencode(longest)) <= LONGEST_ADDRESS
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_folder_that_others_can_enter_is_not_used(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else could listen there and read what is handed over."""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    folder = temporary / f"retrotimer-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(Alone, match="cannot tell here whether"):
        claim(Message())
