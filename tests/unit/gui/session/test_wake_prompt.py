"""The strip after sleep: what it says, its answers, and that it fits."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.session.wake_prompt import SleepBar
from retrotimer.gui.widgets.buttons import Button
from retrotimer.training.session import Command
from tests.helpers.contrast import contrast

ANSWERS = [Command.RESUME, Command.JUMP, Command.STOP]


class Woken:
    """A page with the strip on it, and the answers given."""

    def __init__(self, qtbot: QtBot, width: int) -> None:
        self.page, self.bar, self.given = QWidget(), SleepBar(), list[Command]()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        column.addWidget(self.bar)
        self.bar.asked.connect(self.given.append)
        self.bar.show_missed("3:20")
        self.page.resize(width, 400)
        qtbot.addWidget(self.page)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.buttons = self.bar.findChildren(Button)


def test_it_says_how_long(qtbot: QtBot) -> None:
    """An athlete could not tell whether to jump, nor a blind one that there is a question."""
    woken = Woken(qtbot, 1366)
    assert woken.bar._words.text() == "The computer was asleep for 3:20."
    assert woken.bar.accessibleName() == "The computer was asleep for 3:20."
    woken.bar.show_missed("1:00:05")
    assert woken.bar._words.text() == "The computer was asleep for 1:00:05."


@pytest.mark.parametrize("nth", range(3))
def test_a_click_answers(qtbot: QtBot, nth: int) -> None:
    """A button would do another's work."""
    woken = Woken(qtbot, 800)
    QTest.mouseClick(woken.buttons[nth], Qt.MouseButton.LeftButton)
    assert woken.given == [ANSWERS[nth]]


def test_keys_reach_every_answer(qtbot: QtBot) -> None:
    """Somebody without a mouse could not answer."""
    woken = Woken(qtbot, 800)
    woken.buttons[0].setFocus()
    for button in woken.buttons:
        assert QApplication.focusWidget() is button
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(button, Qt.Key.Key_Tab)
    assert woken.given == ANSWERS


@pytest.mark.parametrize("width", [480, 640, 1366, 3840])
def test_words_and_buttons_fit(qtbot: QtBot, width: int) -> None:
    """A part of the question or an answer would be cut off."""
    woken = Woken(qtbot, width)
    assert woken.bar.width() == width
    for button in woken.buttons:
        assert button.width() >= button.sizeHint().width()
        assert woken.bar.rect().contains(button.geometry())
    words = woken.bar._words
    assert words.height() >= words.heightForWidth(words.width())
    assert woken.bar.rect().contains(words.geometry())
    assert not any(words.geometry().intersects(button.geometry()) for button in woken.buttons)


@pytest.mark.parametrize("colours", theme.THEMES, ids=lambda colours: colours.name)
def test_its_words_can_be_read(qtbot: QtBot, colours: theme.Colours) -> None:
    """The question would be lost in the sun or the dusk."""
    theme.use(colours)
    try:
        bar = SleepBar()
        qtbot.addWidget(bar)
        palette = bar.palette()
        assert contrast(palette.windowText().color(), palette.window().color()) >= 7
    finally:
        theme.use(theme.LIGHT)


@pytest.mark.parametrize("width", [640, 1366, 3840])
def test_buttons_follow_the_text_scale_as_far_as_they_fit(qtbot: QtBot, width: int) -> None:
    """Whoever needs large letters could not read the answers."""
    before = Woken(qtbot, width)
    plain = before.buttons[0].font().pixelSize()
    theme.use(theme.LIGHT, 1.5)
    try:
        woken = Woken(qtbot, width)
        assert woken.buttons[0].font().pixelSize() > plain or width == 640
        assert all(woken.bar.rect().contains(button.geometry()) for button in woken.buttons)
        assert all(button.width() >= button.sizeHint().width() for button in woken.buttons)
    finally:
        theme.use(theme.LIGHT)
