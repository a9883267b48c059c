"""A session in a program with two screens, one of which is unplugged; run by test_second_screen, which sees it end.

`python -m tests.system.screen.two_screens LOST [full-screen]`: LOST is "laptop" or "projector".
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from retrotimer.app.overview import Overview
from retrotimer.app.session.player import Player
from retrotimer.files.presets.library import find
from retrotimer.gui.app import make_application
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.screens import ScreenGuard, is_in_sight
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.session.second_screen import SecondScreen
from retrotimer.training.session import Session
from retrotimer.training.workout.paces import Paces
from tests.helpers.fakes import FakeSound, ManualClock, S
from tests.system.screen.monitors import Monitors

SIDES = {"laptop": QRect(0, 0, 1366, 768), "projector": QRect(1366, 0, 1280, 768)}


def wait(what: Callable[[], bool], message: str) -> None:
    """Wait until `what` is true, or end the program with what was waited for."""
    until = time.monotonic() + 20
    while not what():
        if time.monotonic() > until:
            sys.exit(f"waited in vain for {message}: {[w.geometry() for w in QApplication.topLevelWidgets()]}")
        QTest.qWait(20)


def digits(page: RunPage) -> str:
    """Return the digits that `page` shows."""
    display = page.face._display
    return display.digits if display else ""


def main(lost: str, *states: str) -> None:
    """Run a session on both screens, lose one, and see the session go on."""
    monitors = Monitors(os.environ["DISPLAY"])
    kept = next(name for name in SIDES if name != lost)
    for name in (kept, lost):
        monitors.plug(name, SIDES[name].x(), SIDES[name].width(), SIDES[name].height(), takes_output=name == kept)
    application = make_application()
    wait(lambda: {screen.name() for screen in application.screens()} == set(SIDES), "two screens")
    clock, window, page = ManualClock(0), QMainWindow(), RunPage()
    engine = Engine(Player(Session(Overview(find("gentler-3-1"), Paces()).timeline), clock, FakeSound()))
    window.setCentralWidget(page)
    window.setMinimumSize(640, 400)
    page.show_engine(engine)
    window.setGeometry(20, 60, 1200, 600)
    window.showFullScreen() if "full-screen" in states else window.show()
    sight = ScreenGuard(window)
    wait(lambda: window.isActiveWindow() and window.screen().name() == "laptop", "the window on the laptop")

    second, message = SecondScreen(window, RunPage()), list[str]()
    second.lost.connect(message.append)
    second.open(engine)
    engine.start()
    wait(lambda: second.isVisible() and second.geometry() == SIDES["projector"], "the run page on the projector")
    wait(lambda: QApplication.activeWindow() is window, "the keyboard on the laptop")
    clock.ns += 15 * S
    engine.tick()
    assert digits(page) == digits(second.page) != ""
    QTest.keyClick(second.page, Qt.Key.Key_Space)
    assert not engine.session.is_moving
    QTest.keyClick(second.page, Qt.Key.Key_Space)
    if photo := os.environ.get("RETROTIMER_TEST_PHOTO"):
        QTest.qWait(500)
        application.primaryScreen().grabWindow(0, 0, 0, 2646, 768).save(photo)

    monitors.unplug(lost)
    wait(lambda: message == ["The second screen is gone. The session goes on here."], "what has happened")
    wait(lambda: not second.isVisible() and window.isVisible() and is_in_sight(window), "the window in sight")
    wait(lambda: SIDES[kept].contains(window.geometry().center()), "the window on the screen that is left")
    assert window.isFullScreen() == ("full-screen" in states)
    if window.isFullScreen():
        wait(lambda: window.geometry() == SIDES[kept], "the window as large as the screen that is left")
    before = digits(page)
    clock.ns += 5 * S
    engine.tick()
    assert engine.session.is_moving
    assert digits(page) != before
    del sight
    window.close()
    monitors.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
