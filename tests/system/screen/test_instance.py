"""A second start on a real screen: the window that is open comes to the front and gets the preset."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.helpers.xvfb import Screen

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = 30_000
FIRST = """
import sys
from retrotimer.app.single_instance import Message, claim
from retrotimer.gui.app import make_application
from retrotimer.gui.instance_server import InstanceServer, bring_up
from retrotimer.gui.core.main_window import Window

def called(message):
    print("called with", message.preset, flush=True)
    bring_up(window, message.token)

def changed(state):
    print(state.name, flush=True)
    if "minimized" in sys.argv:
        sys.argv.remove("minimized")
        window.showMinimized()

instance = claim(Message())
application, window = make_application(), Window()
application.applicationStateChanged.connect(changed)
window.show()
server = InstanceServer(instance, window)
server.called.connect(called)
if "full-screen" in sys.argv:
    window.showFullScreen()
sys.exit(application.exec())
"""
SECOND = """
from retrotimer.app.single_instance import Message, claim
print(claim(Message("gentler-3-1")))
"""
COVER = """
from PySide6.QtWidgets import QApplication, QWidget
application, cover = QApplication([]), QWidget()
cover.setStyleSheet("background: #00ff00")
cover.showMaximized()
application.exec()
"""


GREEN = 0x00FF00
MIDDLE, EDGE = (683, 300), (683, 764)


class DesktopSession:
    """Programs on one screen, with one home. `said` is the file of what the first one tells."""

    def __init__(self, screen: Screen, home: Path, ending: ExitStack) -> None:
        own = {"RETROTIMER_HOME": str(home), "XDG_RUNTIME_DIR": str(home), "RETROTIMER_LANGUAGE": "en"}
        self.env, self._screen, self._ending = screen.env | own, screen, ending
        self.said = home / "said"

    def start(self, code: str, *arguments: str) -> None:
        """Start a program that runs until the test ends."""
        out = self._ending.enter_context(self.said.open("a"))
        program = subprocess.Popen([sys.executable, "-c", code, *arguments], env=self.env, stdout=out)
        self._ending.callback(program.wait)
        self._ending.callback(program.kill)

    def lines(self) -> list[str]:
        """Return what the first program has told."""
        return self.said.read_text().splitlines()

    def is_covered(self, at: tuple[int, int] = MIDDLE) -> bool:
        """Return whether the other window is to be seen there."""
        return self._screen.pixels([at]) == [GREEN]


@pytest.fixture
def desktop(screen: Screen, tmp_path: Path) -> Iterator[DesktopSession]:
    """The screen of a small laptop and a folder of its own."""
    tmp_path.chmod(0o700)
    with ExitStack() as ending:
        yield DesktopSession(screen, tmp_path, ending)


@pytest.mark.parametrize("state", ["", "minimized", "full-screen"])
def test_a_second_start_brings_the_window_to_the_front(qtbot: QtBot, desktop: DesktopSession, state: str) -> None:
    """A double click on a preset would seem to do nothing, or open a second window beside a running session."""
    desktop.start(FIRST, state)
    qtbot.waitUntil(lambda: desktop.said.exists() and "ApplicationActive" in desktop.lines(), timeout=PATIENCE_MS)
    desktop.start(COVER)
    qtbot.waitUntil(
        lambda: desktop.is_covered() and desktop.lines()[-1] == "ApplicationInactive", timeout=PATIENCE_MS
    )
    second = subprocess.run(
        [sys.executable, "-c", SECOND], env=desktop.env, capture_output=True, text=True, check=False
    )
    assert (second.stdout, second.stderr) == ("None\n", "")
    seen = ["called with gentler-3-1", "ApplicationActive"]
    qtbot.waitUntil(lambda: desktop.lines()[-2:] == seen and not desktop.is_covered(), timeout=PATIENCE_MS)
    assert desktop.is_covered(EDGE) == (state != "full-screen")
