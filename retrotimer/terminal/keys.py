"""What the keys of a terminal mean, whatever machine they come from."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Protocol, Self

from retrotimer.app.controls import Control
from retrotimer.training.states import Command

Meaning = Control | Command
"""What a key asks for: a control, or the one command that has no control, to jump to now after sleep."""
LETTERS: dict[str, Meaning] = {
    " ": Control.TOGGLE,
    "r": Control.RESTART,
    "c": Control.COOL_DOWN,
    "+": Control.ADD_30_S,
    "=": Control.ADD_30_S,  # the same key on many keyboards, without shift
    "m": Control.MUTE,
    "q": Control.LEAVE,
    "?": Control.HELP,
    "j": Command.JUMP,
}


class Keyboard(Protocol):
    """Where keys come from, opened and closed by `with`."""

    def __enter__(self) -> Self:
        """Take each key as it is pressed."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        ...

    def wait(self, seconds: float) -> tuple[Meaning, ...]:
        """Wait for keys, `seconds` at most; return at once when there are some."""
        ...


def keyboard() -> Keyboard | None:
    """Return the keyboard of this terminal; None where standard input is none."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    if sys.platform == "win32":
        from retrotimer.terminal.keys_windows import WindowsKeyboard as Own  # noqa: PLC0415 - there only
    else:
        from retrotimer.terminal.keys_posix import PosixKeyboard as Own  # noqa: PLC0415 - not on Windows
    return Own()
