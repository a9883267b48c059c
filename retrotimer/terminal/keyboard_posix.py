"""Read keys from a terminal on Linux and macOS."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from contextlib import suppress
from typing import Self

from retrotimer.app.session.controls import Control
from retrotimer.terminal.calls import Calls
from retrotimer.terminal.key_bindings import of_letter

ESCAPE_S = 0.05  # so much later than Escape, what comes is another key and not the rest of an arrow's
SEQUENCES = {
    "[A": Control.LOUDER,
    "[B": Control.SOFTER,
    "[C": Control.NEXT,
    "[D": Control.PREVIOUS,
    "[5~": Control.PREVIOUS,
    "[6~": Control.NEXT,
}


class PosixKeyboard:
    """Standard input, a key at a time. Ctrl-Z is off: a stopped timer would keep the terminal's other screen."""

    def __init__(self) -> None:
        self.calls: Calls | None = None
        self._fd = sys.stdin.fileno()
        self._before: list[object] = []

    def __enter__(self) -> Self:
        self._before = list(termios.tcgetattr(self._fd))
        tty.setcbreak(self._fd, termios.TCSADRAIN)
        now = termios.tcgetattr(self._fd)
        now[6][termios.VSUSP] = os.fpathconf(self._fd, "PC_VDISABLE").to_bytes(1, "big")
        termios.tcsetattr(self._fd, termios.TCSADRAIN, now)
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave the terminal as it was, if it is still there; keys that came too late are not for the shell."""
        with suppress(termios.error):
            termios.tcsetattr(self._fd, termios.TCSAFLUSH, self._before)  # type: ignore[arg-type]  # as it was given

    def wait(self, seconds: float) -> tuple[Control, ...]:
        """Wait up to `seconds` for keys; a terminal that is gone asks to leave."""
        if not self._comes(seconds):
            return ()
        text = self._read()
        if not text:
            return (Control.LEAVE,)
        while _is_cut(text) and self._comes(ESCAPE_S):
            text += self._read()
        return meanings(text)

    def _comes(self, seconds: float) -> bool:
        if self.calls:
            return self._fd in self.calls.wait(seconds, self._fd)
        return bool(select.select([self._fd], [], [], seconds)[0])

    def _read(self) -> str:
        try:
            return os.read(self._fd, 1024).decode(errors="replace")
        except OSError:  # the other end of the terminal is closed
            return ""


def _is_cut(text: str) -> bool:
    """Return whether `text` ends within the sequence of one key."""
    _before, escape, tail = text.rpartition("\x1b")
    return bool(escape) and (tail in ("", "[", "O") or (tail[0] == "[" and not _end(tail)))


def _end(tail: str) -> int:
    """Return the length of the sequence that `tail` starts with; 0 where it is cut or none."""
    if tail[:1] not in ("[", "O"):
        return 0
    return next((n for n, sign in enumerate(tail[1:], 2) if "@" <= sign <= "~"), 0)


def meanings(text: str) -> tuple[Control, ...]:
    """Return what the keys that sent `text` ask for; keys without a meaning are left out."""
    found: list[Control | None] = []
    while text:
        sign, text = text[0], text[1:]
        if sign != "\x1b":
            found.append(of_letter(sign))
        elif length := _end(text):
            found.append(SEQUENCES.get(text[:length].replace("O", "[")))
            text = text[length:]
        else:
            found.append(Control.LEAVE)
    return tuple(meaning for meaning in found if meaning)
