"""A whole session in the real window, by keys alone or by the mouse alone; run by test_whole_session.

`python -m tests.system.screen.whole_session keyboard|mouse`: starts, pauses, skips, goes back, adds 30 s,
cools down, finishes, rates the effort, and goes back to the library. Only the clock is moved by hand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.session.controls import Control
from retrotimer.app.session.player import Player
from retrotimer.files.presets.library import find, listed
from retrotimer.gui.app import make_application
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.training.session import Session, State
from tests.helpers.fakes import FakeSound, ManualClock, S

Key = Qt.Key
BY_KEY = {
    Control.TOGGLE: Key.Key_Space,
    Control.NEXT: Key.Key_Right,
    Control.PREVIOUS: Key.Key_Left,
    Control.ADD_30_S: Key.Key_Plus,
    Control.COOL_DOWN: Key.Key_C,
}
EFFORT = 7


def wait(what: Callable[[], bool], message: str) -> None:
    """Wait until `what` is true, or end the program with what was waited for."""
    until = time.monotonic() + 20
    while not what():
        if time.monotonic() > until:
            sys.exit(f"waited in vain for {message}")
        QTest.qWait(20)


def press(key: Qt.Key) -> None:
    """Press `key` wherever the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClick(focused, key)
    QTest.qWait(20)


def click(widget: QWidget) -> None:
    """Click into the middle of `widget`, which must be seen."""
    assert widget.isVisible()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QTest.qWait(20)


def ask(page: RunPage, control: Control, *, by_mouse: bool) -> None:
    """Have `control` done by its button or by its key."""
    if by_mouse:
        click(page.bar._buttons[control])
    else:
        press(BY_KEY[control])


def state(stage: ActiveSession) -> State:
    """Return the session's state now."""
    return stage.engine.session.state


def main(means: str) -> None:
    """Do a session by `means`."""
    by_mouse = means == "mouse"
    application, preferences, clock, window = make_application(), Preferences(), ManualClock(0), Window()
    preferences.change(ask_before=False, checklist_read=True)
    look = Appearance(preferences)
    look.use()

    def make_library(chosen: object) -> LibraryPage:  # noqa: ARG001 - there is one to choose
        return LibraryPage(listed(), preferences.settings.paces, find("gentler-3-1"))

    def make_active_session(overview: Overview, _found: object) -> ActiveSession:
        return ActiveSession(overview, Player(Session(overview.timeline), clock, FakeSound()))

    navigator = Navigator(window, preferences, look, make_library, make_active_session)
    navigator.open()
    window.resize(1366, 768)
    window.show()
    wait(window.isActiveWindow, "the window")
    if by_mouse:
        click(navigator.library.panel.start)
    else:
        press(Key.Key_Space)
    page, stage = window.page, navigator.sessions.stage
    assert isinstance(page, RunPage)
    assert stage
    engine = stage.engine
    wait(lambda: page.isVisible() and page.hasFocus(), "the run page")

    def passes(seconds: float) -> None:
        clock.ns += round(seconds * S)
        engine.tick()

    passes(15)
    ask(page, Control.TOGGLE, by_mouse=by_mouse)
    assert state(stage) is State.PAUSED
    ask(page, Control.TOGGLE, by_mouse=by_mouse)
    passes(5)
    ask(page, Control.NEXT, by_mouse=by_mouse)
    assert engine.display.title == "Run forward"
    passes(10)
    ask(page, Control.ADD_30_S, by_mouse=by_mouse)
    assert engine.display.digits == "1:50"
    ask(page, Control.PREVIOUS, by_mouse=by_mouse)
    passes(3)
    ask(page, Control.COOL_DOWN, by_mouse=by_mouse)
    assert engine.display.name == "Cool-down"
    passes(200)
    assert state(stage) is State.FINISHED
    if by_mouse:
        click(page.face)
    else:
        press(Key.Key_Return)
    summary = window.page
    assert isinstance(summary, SummaryPage)
    if by_mouse:
        click(summary.effort.marks[EFFORT])
    else:
        press(Key.Key_7)
    assert summary.effort.effort == EFFORT
    if by_mouse:
        click(summary.back)
    else:
        press(Key.Key_Escape)
    assert window.page is navigator.library
    window.close()
    application.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
