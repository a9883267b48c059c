"""One window for one person: the first start keeps the door, a later one calls there and goes away.

A message is one line of JSON in one datagram. What is torn, too long or not meant for us is dropped without an
answer. The first process opens its door once its window is up; whoever calls earlier tries again until then.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from retrotimer.app.door import LONGEST_CALL, Door, own_door
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    import socket

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
