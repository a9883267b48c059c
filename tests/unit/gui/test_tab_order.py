"""What holds for every page: Tab goes through all of it, and it opens in the window, not beside it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.navigator import Navigator
from tests.helpers.started_sessions import run_for

KEYS = {
    "library": "",
    "history": "Ctrl+H",
    "plan": "Ctrl+P",
    "builder": "Ctrl+B",
    "text": "Ctrl+Shift+T",
    "settings": "Ctrl+,",
    "about": "Shift+F1",
}


OTHERS = {"editor": "Ctrl+E", "export": "Ctrl+T", "check": "Space"}


class Windows(QObject):
    """Remembers every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.property('text')}")
        return False


def focusable(page: QWidget) -> set[QWidget]:
    """Return what Tab has to reach: of several radio buttons one."""
    found = {w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled()}
    found = {w for w in found if w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.focusProxy()}
    return {w for w in found if not isinstance(w, QRadioButton) or w.isChecked()}


@pytest.mark.parametrize("back", [False, True], ids=["forth", "back"])
@pytest.mark.parametrize("name", KEYS)
def test_tab_reaches_everything(qtbot: QtBot, navigator: Navigator, name: str, back: bool) -> None:
    """Part of a page would be out of reach without a mouse."""
    run_for(20, date(2026, 11, 20))
    navigator.window.activateWindow()
    QApplication.processEvents()
    if KEYS[name]:
        QTest.keySequence(navigator.library.presets, QKeySequence(KEYS[name]))
    page = navigator.window.page
    assert page
    assert (page is navigator.library) is (name == "library")
    QApplication.processEvents()
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    reached = list[QWidget]()
    while (focus := QApplication.focusWidget()) not in reached:
        assert focus, [(type(w).__name__, w.accessibleName()) for w in reached]
        reached.append(focus)
        qtbot.keyClick(focus, key)
    missing = focusable(page) - set(reached)
    assert not missing, [(type(w).__name__, w.accessibleName()) for w in missing]


@pytest.mark.thorough
@pytest.mark.parametrize("name", [*KEYS, *OTHERS])
def test_a_page_opens_no_window_beside(
    qapp: QApplication, navigator: Navigator, preferences: Preferences, name: str
) -> None:
    """Parts of a page would flash up as windows of their own, and take the keyboard away."""
    preferences.change(ask_before=True, checklist_read=False)
    QApplication.processEvents()
    windows = Windows()
    qapp.installEventFilter(windows)
    QTest.keySequence(navigator.library.presets, QKeySequence((KEYS | OTHERS)[name]))
    QApplication.processEvents()
    qapp.removeEventFilter(windows)
    assert windows.shown == []
