"""The door at which a running RetroTimer can be called: a lock that one process holds, and an address.

Both stand where the system keeps such things for a person (XDG_RUNTIME_DIR, or else a folder of their own among the
temporary files), under a name made from the folder of what they did: another RETROTIMER_HOME is another door. They
do not stand in that folder itself, since a stick or a network drive may know neither locks nor sockets. A lock ends
with its process, so nothing is left over from a crash that would have to be recognised.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer.files import places

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

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
    state = places.journal().parent
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
