"""Cards: the body of a page that scrolls."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Scroll


@pytest.fixture
def scroll(qtbot: QtBot) -> Scroll:
    """Return a body of ten buttons, half of the fourth to be seen."""
    body = QWidget()
    column = QVBoxLayout(body)
    buttons = [Button(str(nth)) for nth in range(10)]
    for button in buttons:
        column.addWidget(button)
    scroll = Scroll(body)
    qtbot.addWidget(scroll)
    with qtbot.waitExposed(scroll):
        scroll.show()
    scroll.resize(200, buttons[3].geometry().center().y())
    scroll.activateWindow()
    buttons[0].setFocus()
    QApplication.processEvents()
    return scroll


def buttons_of(scroll: Scroll) -> list[Button]:
    """Return the buttons from the top."""
    return sorted(scroll.findChildren(Button), key=lambda button: button.y())


def test_a_click_on_what_is_half_to_be_seen_is_one(scroll: Scroll, qtbot: QtBot) -> None:
    """The page would scroll under the mouse as a button is pressed, and nothing would happen."""
    button = buttons_of(scroll)[3]
    handle = scroll.windowHandle()
    at = button.mapTo(scroll, QPoint(button.width() // 2, 4))
    with qtbot.waitSignal(button.clicked):
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert button.hasFocus()


def test_what_tab_leads_to_is_scrolled_into_sight(scroll: Scroll) -> None:
    """Somebody without a mouse would not see where they are."""
    button = buttons_of(scroll)[3]
    for _step in range(3):
        QTest.keyClick(scroll, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert scroll.viewport().rect().contains(button.mapTo(scroll.viewport(), button.rect().bottomLeft()))
