"""Open the keyboard of a terminal, on any system."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Protocol, Self, TextIO

from retrotimer.app.session.controls import Control
from retrotimer.terminal.calls import Calls


class Keyboard(Protocol):
    """Where keys come from, opened and closed by `with`."""

    calls: Calls | None
    """Calls of other threads, which end a wait too."""

    def __enter__(self) -> Self:
        """Take each key as it is pressed."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        ...

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Wait for keys, `seconds` at most; return at once when there are some."""
        ...


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a standard stream is a terminal; on Windows NUL says so too, and is none."""
    if stream is None or not stream.isatty():
        return False
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    mode = ctypes.c_ulong()
    handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
    return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))


def keyboard() -> Keyboard | None:
    """Return the keyboard of this terminal; None where standard input is none."""
    if not is_terminal(sys.stdin):
        return None
    if sys.platform == "win32":
        from retrotimer.terminal.keyboard_windows import WindowsKeyboard as Own  # there only
    else:
        from retrotimer.terminal.keyboard_posix import PosixKeyboard as Own  # not on Windows
    return Own()
