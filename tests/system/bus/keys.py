"""A session on a bus, and the programs of others that press its keys and look at it."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.mpris import Mpris
from tests.helpers.fakes import SessionHarness
from tests.helpers.private_bus import PATIENCE_S

PATIENCE_MS = round(PATIENCE_S * 1000)
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"


class Keys:
    """A session on the bus, and playerctl to press its keys."""

    def __init__(self, qtbot: QtBot, engine: Engine, stage: SessionHarness, mpris: Mpris) -> None:
        self._qtbot, self.engine, self.stage, self.mpris = qtbot, engine, stage, mpris

    def press(self, *words: str) -> str:
        """Return what playerctl says, our event loop running meanwhile."""
        return self.run("playerctl", *words)

    def ask(self, member: str, *arguments: str) -> str:
        """Return what a bare call brings."""
        address = ["--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.retrotimer"]
        return self.run("dbus-send", *address, "/org/mpris/MediaPlayer2", member, *arguments)

    def run(self, *command: str) -> str:
        """Return what a program says, our event loop running meanwhile."""
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
            self._qtbot.waitUntil(lambda: program.poll() is not None, timeout=PATIENCE_MS)
            assert program.stdout
            return program.stdout.read().decode().strip()

    def is_there(self) -> bool:
        """Tell whether the session is on the bus."""
        return "retrotimer" in self.press("--list-all")

    def pass_s(self, seconds: float) -> None:
        """Let time pass, looked at once."""
        self.stage.clock.move(seconds)
        self.engine.tick()


class Lines:
    """The lines that a program prints as it goes on, our event loop running while they are waited for."""

    def __init__(self, program: subprocess.Popen[bytes], qtbot: QtBot) -> None:
        assert program.stdout
        self._stdout, self._qtbot, self._waiting = program.stdout, qtbot, list[str]()
        os.set_blocking(program.stdout.fileno(), False)

    def next(self) -> str:
        """Return the next line."""
        self._qtbot.waitUntil(self._is_there, timeout=PATIENCE_MS)
        return self._waiting.pop(0)

    def _is_there(self) -> bool:
        self._waiting += (self._stdout.read() or b"").decode().splitlines()
        return bool(self._waiting)


@contextmanager
def lines_of(qtbot: QtBot, *command: str) -> Iterator[Lines]:
    """Run a program, and give what it prints."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        try:
            yield Lines(program, qtbot)
        finally:
            program.kill()
