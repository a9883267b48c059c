"""One window for one person: the first start keeps the door, a later one calls there and goes away.

A message is one line of JSON in one datagram. What is torn, too long or not meant for us is dropped without an
answer. The first process opens its door once its window is up; whoever calls earlier tries again until then.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
import zlib
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer.files import paths
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator
from typing import TYPE_CHECKING

LONGEST_ADDRESS = 103
"""What macOS takes as the name of a socket; Linux takes 4 bytes more."""
LONGEST_CALL = 32_768
"""Bytes of a message: a path of 4,096 characters, each of them escaped, fits."""
LOOPBACK = "127.0.0.1"


class Door:
    """A door known by the beginning of its files' names. It is not locked by being made.

    A datagram comes whole or not at all, so neither side waits for the rest of a message.
    """

    secret = ""
    """What a message must carry to be believed, where the system does not keep others from calling."""

    def __init__(self, stem: Path) -> None:
        self._stem = stem
        self._lock: int | None = None

    def lock(self) -> bool:
        """Take the lock, which the process keeps until it ends; return False if another one has it.

        Raises:
            OSError: where there can be no lock.
        """
        lock = os.open(self._file("lock"), os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        if not _locked(lock):
            os.close(lock)
            return False
        self._lock = lock
        self._forget()  # what a crash may have left
        return True

    def unlock(self) -> None:
        """Close the door and let another process have it."""
        if self._lock is not None:
            self._forget()
            os.close(self._lock)
            self._lock = None

    def listen(self) -> socket.socket:
        """Return the socket to which calls come; reading it never waits."""
        raise NotImplementedError

    @contextmanager
    def calling(self) -> Iterator[socket.socket]:
        """Give a socket that leads to whoever listens.

        Raises:
            OSError: where nobody does.
        """
        raise NotImplementedError
        yield

    def _file(self, kind: str) -> str:
        return f"{self._stem}.{kind}"

    def _forget(self) -> None:
        with suppress(OSError):
            os.unlink(self._file("door"))  # noqa: PTH108 - one of a few names made here


class UnixDoor(Door):
    """A socket in a folder that only this person can enter."""

    def listen(self) -> socket.socket:
        """Return the socket to which calls come; reading it never waits."""
        opened = _unix_socket(self._file("door"))
        opened.setblocking(False)
        return opened

    @contextmanager
    def calling(self) -> Iterator[socket.socket]:
        """Give a socket that leads to whoever listens, with a name of its own to be answered at."""
        own = self._file(str(os.getpid()))
        with suppress(FileNotFoundError):
            os.unlink(own)  # noqa: PTH108 - of an earlier process with our number
        caller = _unix_socket(own)
        try:
            caller.connect(self._file("door"))
            yield caller
        finally:
            caller.close()
            os.unlink(own)  # noqa: PTH108


class LoopbackDoor(Door):
    """A port of this machine. Its number and a secret stand in a file that only this person can read."""

    def listen(self) -> socket.socket:
        """Return the socket to which calls come; reading it never waits."""
        import secrets  # not before the window is up
        import socket

        opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        opened.bind((LOOPBACK, 0))
        opened.setblocking(False)
        self.secret = secrets.token_hex(16)
        file = os.open(self._file("new"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w", encoding="ascii") as note:
            note.write(f"{opened.getsockname()[1]} {self.secret}")
        os.replace(self._file("new"), self._file("door"))  # noqa: PTH105 - never half written
        return opened

    @contextmanager
    def calling(self) -> Iterator[socket.socket]:
        """Give a socket that leads to whoever listens."""
        import socket

        try:
            port, self.secret = Path(self._file("door")).read_text(encoding="ascii").split()
            address = (LOOPBACK, int(port))
        except ValueError as error:
            raise ConnectionRefusedError from error
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
            caller.connect(address)
            yield caller


def own_door() -> Door:
    """Return the door of this person's RetroTimer with the folders in use.

    Raises:
        OSError: where there is no safe place for one.
    """
    state = paths.journal().parent
    name = f"retrotimer-{zlib.crc32(os.fsencode(os.path.realpath(state))):08x}"
    if sys.platform == "win32":
        state.mkdir(parents=True, exist_ok=True)
        return LoopbackDoor(state / name)
    return UnixDoor(_runtime_folder(longest=LONGEST_ADDRESS - len(f"/{name}.1234567")) / name)


if sys.platform == "win32":

    def _locked(file: int) -> bool:
        import msvcrt  # of Windows

        with suppress(OSError):
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
            return True
        return False

else:

    def _locked(file: int) -> bool:
        import fcntl  # not on Windows

        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

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


def _unix_socket(name: str) -> socket.socket:
    import socket  # not before the window is up

    made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    try:
        made.bind(name)
        os.chmod(name, 0o600)  # noqa: PTH101
    except OSError:
        made.close()
        raise
    return made


ANSWER_S = 1.0
"""How long an open door may take to answer."""
OPENING_S = 5.0
"""How long the first process may take until its door is open, or to end and free the lock."""
AGAIN_S = 0.05
OK = b"ok\n"
LONGEST_TEXT = 4_096
MOST_AT_ONCE = 16


class Alone(MissingPart):
    """This start can neither be the first nor reach the first; its window stands by itself."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a later start hands over.

    Attributes:
        preset: the absolute path of a file, a preset's or another program's, or a preset's id; None where the
            window is only to come up.
        token: what the desktop gave the later start, so that the window may come to the front.
    """

    preset: str | None = None
    token: str = ""


class Instance:
    """The first process. It must be kept: with it the lock ends."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._socket: socket.socket | None = None

    def open(self) -> int:
        """Open the door, and return the number of the file to watch for calls.

        Raises:
            OSError: where that is not possible.
        """
        self._socket = self._door.listen()
        return self._socket.fileno()

    def read(self) -> list[Message]:
        """Return what has been handed over since the last time, without waiting, and answer it."""
        calls = (self._next() for _n in range(MOST_AT_ONCE))
        return [message for message in calls if message]

    def close(self) -> None:
        """Answer no more, and let the next start be the first."""
        if self._socket:
            self._socket.close()
            self._socket = None
        self._door.unlock()

    def _next(self) -> Message | None:
        if self._socket is None:
            return None
        with suppress(OSError):  # nothing there, or a caller who has gone away
            data, caller = self._socket.recvfrom(LONGEST_CALL + 1)
            message = _message(data, self._door.secret)
            if message and caller:
                self._socket.sendto(OK, caller)
                return message
        return None


def claim(message: Message) -> Instance | None:
    """Return the instance if this start is the first; None once `message` has been handed to the first.

    Raises:
        Alone: with the reason.
    """
    try:
        door = own_door()
        until = time.monotonic() + OPENING_S
        while not door.lock():
            if _has_taken(door, message):
                return None
            _wait(until)
    except TimeoutError:
        raise Alone(_("RetroTimer is already open but does not answer, so a second window opens.")) from None
    except OSError as error:
        sentence = _("RetroTimer cannot tell here whether it is already open: {why}.")
        raise Alone(sentence.format(why=error.strerror)) from error
    return Instance(door)


def tell(message: Message) -> None:
    """Hand `message` to a window that is open, if there is one."""
    with suppress(Alone):
        instance = claim(message)
        if instance:
            instance.close()


def _wait(until: float) -> None:
    if time.monotonic() > until:
        raise TimeoutError
    time.sleep(AGAIN_S)


def _has_taken(door: Door, message: Message) -> bool:
    """Return whether the first process has answered; False while its door is not open.

    Raises:
        TimeoutError: where it is open and no answer comes.
    """
    import json  # only where there is a first

    try:
        with door.calling() as call:
            call.settimeout(ANSWER_S)
            call.send(json.dumps(asdict(message) | {"secret": door.secret}).encode() + b"\n")
            return call.recv(len(OK)) == OK
    except TimeoutError:
        raise
    except OSError:
        return False


def _message(data: bytes, secret: str) -> Message | None:
    """Return what `data` says, or None where it is not a message of ours."""
    import json  # not before the window is up

    try:
        found = json.loads(data.decode("ascii")) if len(data) <= LONGEST_CALL else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("secret", "") != secret:
        return None
    preset, token = found.get("preset"), found.get("token", "")
    return Message(preset, token) if (preset is None or _is_plain(preset)) and _is_plain(token) else None


def _is_plain(text: object) -> bool:
    """Return whether `text` can be a file's name or stand in the environment."""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT or "\0" in text:
        return False
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True
