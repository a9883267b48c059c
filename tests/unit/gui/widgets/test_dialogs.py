"""A question inside the window: answered by keys and clicks, and nothing else in reach until then."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.widgets.dialogs import Answer, Question, ask_to_close
from tests.unit.gui.conftest import Track

KEEP, STOP = Answer("keep", "Keep training"), Answer("stop", "Stop and close")


class LaunchOptions:
    """A window with a field in it, a question over it, and the answers given."""

    def __init__(self, qtbot: QtBot, *answers: Answer) -> None:
        self.window, self.field, self.given = QMainWindow(), QLineEdit(), list[str]()
        page = QWidget()
        QVBoxLayout(page).addWidget(self.field)
        self.window.setCentralWidget(page)
        self.window.resize(800, 600)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.field.setFocus()
        self.question = Question(self.window, "Stop this session?", "It is not finished yet.", answers)
        self.question.answered.connect(self.given.append)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus
            QTest.keyClick(focus, key)

    def click(self, at: QPoint) -> None:
        """Click where the mouse would hit."""
        hit = self.window.childAt(at)
        assert hit
        QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(self.window, at))

    def focused(self) -> str:
        """Return the name of what has the focus."""
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus else ""


@pytest.fixture
def asked(qtbot: QtBot) -> LaunchOptions:
    """A question with a safe and another answer."""
    return LaunchOptions(qtbot, KEEP, STOP)


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        ((Qt.Key.Key_Space,), "keep"),
        ((Qt.Key.Key_Return,), "keep"),
        ((Qt.Key.Key_Escape,), "keep"),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Escape), "keep"),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Space), "stop"),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Enter), "stop"),
        ((Qt.Key.Key_Right, Qt.Key.Key_Return), "stop"),
        ((Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space), "keep"),
        ((Qt.Key.Key_Left, Qt.Key.Key_Space), "stop"),
        ((Qt.Key.Key_Backtab, Qt.Key.Key_Space), "stop"),
    ],
)
def test_keys_answer(asked: LaunchOptions, keys: tuple[Qt.Key, ...], name: str) -> None:
    """Somebody without a mouse could not close the window, or would stop the session unawares."""
    asked.press(*keys)
    assert asked.given == [name]
    assert asked.question.isHidden()


def test_a_click_answers_once(asked: LaunchOptions) -> None:
    """A double click would answer twice."""
    stop = asked.question._buttons[1]
    at = stop.mapTo(asked.window, stop.rect().center())
    asked.click(at)
    asked.question.reject()
    assert asked.given == ["stop"]


def test_what_lies_behind_is_out_of_reach(qtbot: QtBot, asked: LaunchOptions) -> None:
    """A click or key meant for the question would skip an interval of the session behind it."""
    done: list[str] = []
    shortcut = QShortcut(Qt.Key.Key_F8, asked.window)
    shortcut.activated.connect(lambda: done.append("shortcut"))
    asked.click(QPoint(400, 20))
    asked.click(asked.field.mapTo(asked.window, asked.field.rect().topLeft() + QPoint(3, 3)))
    asked.press(Qt.Key.Key_F8, Qt.Key.Key_A, Qt.Key.Key_PageDown, Qt.Key.Key_M)
    assert (done, asked.field.text(), asked.given) == ([], "", [])
    asked.field.setFocus()
    qtbot.waitUntil(lambda: asked.focused() == KEEP.text)
    asked.press(Qt.Key.Key_Escape)
    asked.press(Qt.Key.Key_F8)
    assert done == ["shortcut"]


def test_the_focus_goes_back_where_it_was(asked: LaunchOptions) -> None:
    """Keys would mean nothing after the answer until something is clicked."""
    asked.press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is asked.field
    asked.press(Qt.Key.Key_A)
    assert asked.field.text() == "a"


def test_a_screen_reader_hears_a_dialog_with_its_question(asked: LaunchOptions) -> None:
    """Whoever cannot see the card would hear a button's name and not what is asked."""
    heard = QAccessible.queryAccessibleInterface(asked.question)
    assert heard.role() == QAccessible.Role.Dialog
    assert heard.text(QAccessible.Text.Name) == "Stop this session?"
    assert heard.text(QAccessible.Text.Description) == "It is not finished yet."
    assert asked.focused() == KEEP.text


@pytest.fixture
def large_text() -> Iterator[None]:
    """Texts twice as large."""
    theme.use(theme.LIGHT, 2.0)
    yield
    theme.use(theme.LIGHT)


@pytest.mark.usefixtures("large_text")
def test_three_long_answers_in_large_text_are_all_in_reach(qtbot: QtBot) -> None:
    """On a small screen with large text an answer could lie outside the window."""
    asked = LaunchOptions(qtbot, KEEP, STOP, Answer("later", "Stop and keep what was done"))
    asked.window.resize(640, 400)
    card = asked.question._card
    assert asked.window.rect().contains(card.geometry())
    for _n in range(3):
        asked.press(Qt.Key.Key_Tab)
        button = QApplication.focusWidget()
        assert button
        assert button.width() >= button.sizeHint().width()
        shown = button.visibleRegion().boundingRect()
        assert (shown.width(), shown.height()) == (button.width(), button.height())


def test_the_question_follows_the_window(asked: LaunchOptions) -> None:
    """After a change of the window's size a part of the page could be clicked."""
    asked.window.resize(1000, 700)
    assert asked.question.geometry() == asked.window.rect()
    middle = asked.question._card.geometry().center() - asked.window.rect().center()
    assert middle.manhattanLength() <= 2


def test_a_later_question_goes_first(asked: LaunchOptions) -> None:
    """Two questions at once would fight for the keyboard without end."""
    later = Question(asked.window, "Go on from here?", "", (Answer("on", "Go on"), Answer("off", "Stop")))
    given: list[str] = []
    later.answered.connect(given.append)
    asked.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert (given, asked.given) == (["off"], [])
    assert asked.focused() == KEEP.text
    asked.press(Qt.Key.Key_Space)
    assert asked.given == ["keep"]
    assert QApplication.focusWidget() is asked.field


def test_closing_is_asked_once_while_the_session_goes_on(track: Callable[[str], Track]) -> None:
    """The window's close button would end a session unasked, ask twice, or hold the session up."""
    run, closed = track("gentler-3-1"), list[str]()
    run.pass_s(20)
    question = ask_to_close(run.window, lambda: closed.append("closed"))
    assert ask_to_close(run.window, lambda: closed.append("twice")) is question
    before = run.engine.display.digits
    run.pass_s(5)
    assert run.engine.display.digits != before
    assert run.engine.session.is_moving
    question.reject()
    assert closed == []
    question = ask_to_close(run.window, lambda: closed.append("closed"))
    assert ask_to_close(run.window, lambda: closed.append("twice")) is question
    question._buttons[1].click()
    assert closed == ["closed"]
