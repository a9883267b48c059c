"""Run one window for each person: the first process keeps a lock, later ones send it requests over a socket.

A request is one JSON message; invalid ones are dropped. Until the first process listens, later starts retry.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from queue import Empty, Full, Queue
from typing import TYPE_CHECKING, BinaryIO

from retrotimer.files import paths
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    import socket
    from multiprocessing.connection import Connection, Listener

LONGEST_ADDRESS = 103  # bytes of a socket's path on macOS; Linux allows 4 more
MAX_MESSAGE = 32_768  # bytes of a message: a path of 4,096 characters, each of them escaped, fits
MAX_TEXT = 4_096
MAX_PENDING = 64  # connections that may be open at once; more are closed at once
ANSWER_S = 1.0  # how long the first process may take to answer
OPENING_S = 5.0  # how long the first process may take until it listens, or to end and free the lock
RETRY_S = 0.05
LOCKED = {errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0}
"""Errors of a lock that another process has, on POSIX, Windows and Wine, which sets none."""
OK = b"ok"
PIPE = r"\\.\pipe\retrotimer-"


class Alone(MissingPart):
    """Raised where a start can neither be the first nor reach the first; it opens a window of its own."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request of a later start: a preset, or None to raise the window, and the desktop's activation `token`.

    `preset` is the absolute path of a preset's or another program's file, or an id.
    """

    preset: str | None = None
    token: str = ""


class Endpoint:
    """The lock of the first process and its address, both files beside `stem`.

    The address is a Unix socket in a private folder, or with the prefix `pipe` a file with a named pipe and its
    key.
    """

    def __init__(self, stem: Path, pipe: str | None = None) -> None:
        self.lock_path, self.path = f"{stem}.lock", f"{stem}.socket"
        self._pipe = pipe

    def lock(self) -> BinaryIO | None:
        """Return the locked file, None if another process has the lock. Raises OSError where there can be none."""
        file = os.fdopen(os.open(self.lock_path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        try:
            _lock_file(file.fileno())
        except OSError as error:
            file.close()
            if error.errno in LOCKED:
                return None
            raise
        self.forget()  # a crash may have left it
        return file

    def listen(self) -> Listener:
        """Return a listener at a new address. Raises OSError where that is not possible."""
        from multiprocessing.connection import Listener

        if self._pipe is None:
            listener = Listener(self.path, backlog=MAX_PENDING)
            os.chmod(self.path, 0o600)  # noqa: PTH101
            return listener
        import secrets

        new = f"{self.path}.new"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(f"{self._pipe}{secrets.token_hex(8)}\n{secrets.token_hex(16)}")
        os.replace(new, self.path)  # noqa: PTH105
        return Listener(self.address()[0], backlog=MAX_PENDING)

    def address(self) -> tuple[str, bytes | None]:
        """Return where the first process listens, and its key, if any. Raises OSError if it does not."""
        if self._pipe is None:
            return self.path, None
        try:
            name, key = Path(self.path).read_text(encoding="ascii").splitlines()
        except ValueError as error:
            raise ConnectionRefusedError from error
        return name, key.encode()

    def connect(self) -> Connection:
        """Connect to the first process; may block. Raises OSError, EOFError, ProcessError."""
        from multiprocessing.connection import Client

        name, key = self.address()
        return Client(name, authkey=key)

    def forget(self) -> None:
        """Remove the address."""
        with suppress(OSError):
            os.unlink(self.path)  # noqa: PTH108


def own_endpoint() -> Endpoint:
    """Return the endpoint of this person's RetroTimer with the folders in use. Raises OSError."""
    state = paths.journal().parent
    name = f"retrotimer-{zlib.crc32(os.fsencode(os.path.realpath(state))):08x}"
    if sys.platform == "win32":
        # of this machine, also where the data is on a stick
        local = Path(os.environ.get("LOCALAPPDATA") or state) / "retrotimer"
        local.mkdir(parents=True, exist_ok=True)
        return Endpoint(local / name, pipe=PIPE)
    return Endpoint(_runtime_folder(longest=LONGEST_ADDRESS - len(f"/{name}.socket")) / name)


if sys.platform == "win32":

    def _lock_file(number: int) -> None:
        import msvcrt

        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:

    def _lock_file(number: int) -> None:
        import fcntl

        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _runtime_folder(longest: int) -> Path:
        """Return a folder that nobody else can enter, with a path of at most `longest` bytes."""
        runtime, temporary = (os.environ.get(name, "") for name in ("XDG_RUNTIME_DIR", "TMPDIR"))
        if _fits(runtime, longest) and _is_ours(runtime):
            return Path(runtime)
        own = f"/retrotimer-{os.getuid()}"
        folder = (temporary if _fits(temporary, longest - len(own)) else "/tmp") + own  # noqa: S108 - checked below
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)  # noqa: PTH102
        if not _is_ours(folder):
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), folder)
        return Path(folder)

    def _fits(folder: str, longest: int) -> bool:
        return os.path.isabs(folder) and len(os.fsencode(folder)) <= longest  # noqa: PTH117

    def _is_ours(folder: str) -> bool:
        try:
            found = os.lstat(folder)
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


class Instance:
    """The first process; keep it, as it holds the lock.

    Threads accept connections and read messages, so a silent client holds up nobody; `read` answers in the window's
    thread, so a window that hangs gives no answer.
    """

    def __init__(self, endpoint: Endpoint, lock: BinaryIO) -> None:
        self.endpoint, self._lock = endpoint, lock
        self._listening: threading.Thread | None = None
        self._is_closed = threading.Event()
        self._slots = threading.BoundedSemaphore(MAX_PENDING)
        self._received: Queue[tuple[Message, Connection]] = Queue(MAX_PENDING)
        self._wake: tuple[socket.socket, socket.socket] | None = None

    def open(self) -> int:
        """Listen, and return a socket that is readable once `read` has something. Raises OSError."""
        import socket  # not before the window is up

        listener = self.endpoint.listen()
        self._wake = socket.socketpair()
        for end in self._wake:
            end.setblocking(False)
        self._listening = threading.Thread(target=self._accept, args=(listener,), daemon=True)
        self._listening.start()
        return self._wake[0].fileno()

    def read(self) -> list[Message]:
        """Return the messages received since the last call, without waiting, and answer them."""
        messages = []
        with suppress(OSError):
            if self._wake:
                self._wake[0].recv(MAX_MESSAGE)
        with suppress(Empty):
            while True:
                message, connection = self._received.get_nowait()
                with suppress(OSError), connection:  # a client that has given up opened a window of its own
                    connection.send_bytes(OK)
                    messages.append(message)
        return messages

    def close(self) -> None:
        """Stop listening and free the lock, so that the next start is the first."""
        self._is_closed.set()
        if self._listening:
            with suppress(OSError, EOFError):
                self._stop_accepting()
            self._listening.join(ANSWER_S)
            self._listening = None
        with suppress(Empty):
            while True:
                self._received.get_nowait()[1].close()  # its start will be the first
        for end in self._wake or ():
            end.close()
        self._wake = None
        if not self._lock.closed:
            self.endpoint.forget()
            self._lock.close()  # frees it

    def _stop_accepting(self) -> None:
        from multiprocessing.connection import Client

        Client(self.endpoint.address()[0]).close()

    def _accept(self, listener: Listener) -> None:
        with listener:
            while not self._is_closed.is_set():
                try:
                    connection = listener.accept()
                except OSError:  # too many open files, or a client that has gone away
                    self._is_closed.wait(RETRY_S)
                    continue
                if self._slots.acquire(blocking=False):
                    threading.Thread(target=self._receive, args=(connection,), daemon=True).start()
                else:
                    connection.close()

    def _receive(self, connection: Connection) -> None:
        """Queue the message of `connection`, or close it."""
        from multiprocessing import ProcessError
        from multiprocessing.connection import answer_challenge, deliver_challenge

        try:
            key = self.endpoint.address()[1]
            if key:
                deliver_challenge(connection, key)
                answer_challenge(connection, key)
            message = _message(connection.recv_bytes(MAX_MESSAGE))
            if message and self._wake:
                self._received.put_nowait((message, connection))
                self._wake[1].send(b".")
                return
        except (OSError, EOFError, ProcessError, AssertionError, Full):
            pass  # none of ours; AssertionError comes from the challenge
        finally:
            self._slots.release()
        connection.close()


def claim(message: Message) -> Instance | None:
    """Return the instance if this start is the first, None once `message` was handed over. Raises Alone."""
    try:
        endpoint = own_endpoint()
        until = time.monotonic() + OPENING_S
        while not (lock := endpoint.lock()):
            if _has_taken(endpoint, message):
                return None
            _wait(until)
    except TimeoutError:
        raise Alone(_("RetroTimer is already open but does not answer, so a second window opens.")) from None
    except OSError as error:
        sentence = _("RetroTimer cannot tell here whether it is already open: {why}.")
        raise Alone(sentence.format(why=error.strerror or error)) from error
    return Instance(endpoint, lock)


def hand_over(message: Message) -> None:
    """Send `message` to a window that is open, if there is one."""
    with suppress(Alone):
        instance = claim(message)
        if instance:
            instance.close()


def _wait(until: float) -> None:
    if time.monotonic() > until:
        raise TimeoutError
    time.sleep(RETRY_S)


def _has_taken(endpoint: Endpoint, message: Message) -> bool:
    """Return whether the first process answered, False if it does not listen yet. Raises TimeoutError."""
    import json  # only where there is a first
    import multiprocessing.connection  # noqa: F401 - now, not within the time that the first has to answer
    from multiprocessing import ProcessError

    until = time.monotonic() + ANSWER_S
    sent: Queue[Connection | None] = Queue()

    def send() -> None:
        """Connect and send, which block where the first process accepts nothing."""
        try:
            connection = endpoint.connect()
            connection.send_bytes(json.dumps(asdict(message)).encode())
        except (OSError, EOFError, ProcessError, AssertionError):
            sent.put(None)
        else:
            sent.put(connection)

    threading.Thread(target=send, daemon=True).start()
    try:
        connection = sent.get(timeout=ANSWER_S)
    except Empty:
        raise TimeoutError from None
    if connection is None:
        return False
    with connection:
        try:
            if connection.poll(max(0.0, until - time.monotonic())):
                return connection.recv_bytes(len(OK)) == OK
        except (OSError, EOFError):  # on Windows a pipe that was closed cannot even be polled
            return False
    raise TimeoutError


def _message(data: bytes) -> Message | None:
    import json  # not before the window is up

    try:
        found = json.loads(data.decode("ascii"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    preset, token = found.get("preset"), found.get("token", "")
    return Message(preset, token) if (preset is None or _is_plain(preset)) and _is_plain(token) else None


def _is_plain(text: object) -> bool:
    """Return whether `text` can be a file's name or a value in the environment."""
    if not isinstance(text, str) or len(text) > MAX_TEXT or "\0" in text:
        return False
    try:  # on Windows fsencode takes any surrogate
        text.encode() if sys.platform == "win32" else os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True
