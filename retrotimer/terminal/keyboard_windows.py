"""Read keys from a console on Windows. Tried under Wine only."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    raise ImportError("msvcrt is on Windows only")

import msvcrt
import time
from typing import Self

from retrotimer.app.session.controls import Control
from retrotimer.terminal.calls import Calls
from retrotimer.terminal.key_bindings import of_letter
from retrotimer.terminal.signals import Interrupted

LOOK_S = 0.02  # the console cannot be waited for: it is looked at this often
PREFIXES = ("\x00", "\xe0")
CODES = {
    "H": Control.LOUDER,
    "P": Control.SOFTER,
    "M": Control.NEXT,
    "K": Control.PREVIOUS,
    "I": Control.PREVIOUS,
    "Q": Control.NEXT,
}


class WindowsKeyboard:
    """The console, a key at a time."""

    def __init__(self) -> None:
        self.calls: Calls | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave the console as it was."""

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Wait for keys, `seconds` at most; return at once when there are some."""
        until = time.perf_counter() + seconds
        while not msvcrt.kbhit():
            left = until - time.perf_counter()
            if left <= 0 or (self.calls and self.calls.are_waiting):
                return ()
            time.sleep(min(LOOK_S, left))
        meaning = self._meaning(msvcrt.getwch())
        return (meaning,) if meaning else ()

    def _meaning(self, key: str) -> Control | None:
        if key in PREFIXES:
            return CODES.get(msvcrt.getwch())
        if key == "\x03":
            raise Interrupted
        return Control.LEAVE if key == "\x1b" else of_letter(key)
