"""Test the keys of a terminal."""

from __future__ import annotations

import ctypes
import os
import pty
import sys
import termios
import tty
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from retrotimer.app.session.controls import Control
from retrotimer.terminal import run as keys
from retrotimer.terminal.keyboard_posix import PosixKeyboard, meanings
from retrotimer.terminal.signals import is_terminal


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        (" ", Control.TOGGLE),
        ("\x1b[C", Control.NEXT),
        ("\x1bOC", Control.NEXT),
        ("\x1b[6~", Control.NEXT),
        ("\x1b[D", Control.PREVIOUS),
        ("\x1b[5~", Control.PREVIOUS),
        ("r", Control.RESTART),
        ("R", Control.RESTART),
        ("c", Control.COOL_DOWN),
        ("+", Control.ADD_30_S),
        ("m", Control.MUTE),
        ("t", Control.NEXT_PIECE),
        ("T", Control.MUSIC),
        ("\x1b[A", Control.LOUDER),
        ("\x1b[B", Control.SOFTER),
        ("?", Control.HELP),
        ("\x1b", Control.LEAVE),
        ("q", Control.LEAVE),
        ("j", Control.JUMP),
    ],
)
def test_a_key_means_what_the_house_says(text: str, meaning: Control) -> None:
    """If it failed, a key would do nothing, or another's work."""
    assert meanings(text) == (meaning,)


@pytest.mark.parametrize("text", ["x", "\x1b[H", "\x1b[1;5C", "\x1b[15~", "\x1bOP", "é"])
def test_other_keys_mean_nothing(text: str) -> None:
    """If it failed, Ctrl and an arrow, or F5, would stop the session as Escape does."""
    assert meanings(text) == ()


def test_keys_pressed_together_are_all_taken() -> None:
    """If it failed, fast fingers would lose keys."""
    assert meanings("m\x1b[C\x1b[C\x1b m") == (
        Control.MUTE,
        Control.NEXT,
        Control.NEXT,
        Control.LEAVE,
        Control.TOGGLE,
        Control.MUTE,
    )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A terminal whose end is our standard input; gives the other end."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "r") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield ours
    os.close(ours)


def test_a_keyboard_gives_keys_and_leaves_the_terminal_as_it_was(terminal: int) -> None:
    """If it failed, the shell would show nothing of what is typed after a session."""
    before = termios.tcgetattr(terminal)
    with PosixKeyboard() as keyboard:
        assert not termios.tcgetattr(terminal)[3] & (termios.ICANON | termios.ECHO)
        os.write(terminal, b" ")
        assert keyboard.wait(5) == (Control.TOGGLE,)
        assert keyboard.wait(0) == ()
    assert termios.tcgetattr(terminal) == before


def test_an_arrow_that_comes_in_pieces_is_one_key(terminal: int) -> None:
    """If it failed, a slow line would turn an arrow into Escape, and pause the session."""
    with PosixKeyboard() as keyboard:
        pieces = [b"[", b"C"]
        read = keyboard._read

        def in_pieces() -> str:
            text = read()
            if pieces:
                os.write(terminal, pieces.pop(0))
            return text

        keyboard._read = in_pieces  # type: ignore[method-assign]
        os.write(terminal, b"\x1b")
        assert keyboard.wait(5) == (Control.NEXT,)


def test_escape_alone_is_escape(terminal: int) -> None:
    """If it failed, Escape would wait for ever for the rest of an arrow."""
    with PosixKeyboard() as keyboard:
        os.write(terminal, b"\x1b")
        assert keyboard.wait(5) == (Control.LEAVE,)


def test_only_a_terminal_has_a_keyboard(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a pipe would be read as keys, or a terminal not at all."""
    tty.setcbreak(terminal)
    assert isinstance(keys.keyboard(), PosixKeyboard)
    with open(os.devnull) as nothing:  # noqa: PTH123 - a name, not a path
        monkeypatch.setattr("sys.stdin", nothing)
        assert keys.keyboard() is None
    monkeypatch.setattr("sys.stdin", None)
    assert keys.keyboard() is None


@pytest.mark.parametrize("has_mode", [True, False])
def test_nul_on_windows_is_no_terminal(has_mode: bool, terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a question would wait for ever for keys from NUL, of which isatty() is true there."""
    del terminal
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(get_osfhandle=lambda number: number))
    kernel = SimpleNamespace(GetConsoleMode=lambda _handle, _mode: int(has_mode))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert is_terminal(sys.stdin) is has_mode
