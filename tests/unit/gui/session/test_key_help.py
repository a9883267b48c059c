"""The keys over a page: each line does what it says, and everything behind is out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.session.controls import KEYS, Control
from retrotimer.gui import theme
from retrotimer.gui.session.key_help import KeyHelp, KeyRow

ALL = [control for control in KEYS if control is not Control.HELP]
Key = Qt.Key


class Helped:
    """A window with a field in it, the keys over it, and what was chosen."""

    def __init__(self, qtbot: QtBot, width: int, height: int, controls: list[Control]) -> None:
        self.window, self.field, self.chosen = QMainWindow(), QLineEdit(), list[Control]()
        page = QWidget()
        QVBoxLayout(page).addWidget(self.field)
        self.window.setCentralWidget(page)
        self.window.resize(width, height)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.field.setFocus()
        self.help = KeyHelp(self.window, controls)
        self.help.chosen.connect(self.chosen.append)

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

    def rows(self) -> list[KeyRow]:
        """Return the lines, from the first to the last."""
        return self.help.findChildren(KeyRow)


@pytest.fixture
def helped(qtbot: QtBot) -> Helped:
    """All keys over a window of 1366 × 768."""
    return Helped(qtbot, 1366, 768, list(KEYS))


def test_each_line_says_a_key_and_what_it_does(helped: Helped) -> None:
    """A key would be told to nobody."""
    message = [(row.accessibleDescription(), row.accessibleName()) for row in helped.rows()]
    assert message == [(KEYS[control].keys, KEYS[control].does) for control in ALL]


def test_what_is_not_possible_is_left_out(qtbot: QtBot) -> None:
    """A key would be told that does nothing here."""
    helped = Helped(qtbot, 800, 600, [Control.TOGGLE, Control.MUTE])
    assert [row.accessibleDescription() for row in helped.rows()] == ["Space", "M"]


@pytest.mark.parametrize("nth", range(len(ALL)))
def test_a_click_on_a_line_does_it_once(helped: Helped, nth: int) -> None:
    """Somebody with a mouse alone could not do what the strip has no room for."""
    row = helped.rows()[nth]
    helped.click(row.mapTo(helped.window, row.rect().center()))
    row.click()
    assert helped.chosen == [ALL[nth]]
    assert helped.help.isHidden()


@pytest.mark.parametrize("press", [Key.Key_Return, Key.Key_Enter, Key.Key_Space])
@pytest.mark.parametrize(
    ("moves", "control"),
    [
        ((), ALL[0]),
        ((Key.Key_Down, Key.Key_Down), ALL[2]),
        ((Key.Key_Tab,), ALL[1]),
        ((Key.Key_Tab, Key.Key_Backtab), ALL[0]),
        ((Key.Key_Up, Key.Key_Up), ALL[-1]),
    ],
)
def test_keys_go_from_line_to_line_and_do_it(
    helped: Helped, moves: tuple[Qt.Key, ...], control: Control, press: Qt.Key
) -> None:
    """Somebody without a mouse could read the lines and not use them."""
    helped.press(*moves, press)
    assert helped.chosen == [control]


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Question])
def test_a_key_closes_it_and_the_focus_is_where_it_was(helped: Helped, key: Qt.Key) -> None:
    """The keys would stand over the session, or mean nothing afterwards."""
    helped.press(key)
    assert helped.help.isHidden()
    assert QApplication.focusWidget() is helped.field
    helped.press(Key.Key_A)
    assert (helped.field.text(), helped.chosen) == ("a", [])


def test_a_click_beside_it_closes_it_and_does_nothing_else(helped: Helped) -> None:
    """A click meant to close the keys would press what lies behind them, or be lost."""
    helped.click(helped.help._card.geometry().center())
    helped.click(helped.help._card.geometry().topLeft() + QPoint(8, 8))
    assert not helped.help.isHidden()
    helped.click(QPoint(6, 6))
    assert helped.help.isHidden()
    assert helped.chosen == []


def test_its_button_closes_it(helped: Helped) -> None:
    """Somebody with a mouse would not see how to go on."""
    close = helped.help._buttons[-1]
    helped.click(close.mapTo(helped.window, close.rect().center()))
    assert (helped.help.isHidden(), helped.chosen) == (True, [])


def test_what_lies_behind_is_out_of_reach(helped: Helped) -> None:
    """A letter pressed to try a key would be typed into the page behind."""
    helped.press(Key.Key_M, Key.Key_F8)
    assert (helped.field.text(), helped.chosen) == ("", [])


def test_a_screen_reader_hears_a_dialog(helped: Helped) -> None:
    """Whoever cannot see the card would hear one line and not where they are."""
    heard = QAccessible.queryAccessibleInterface(helped.help)
    assert heard.role() == QAccessible.Role.Dialog
    assert heard.text(QAccessible.Text.Name) == "Keys"
    assert QAccessible.queryAccessibleInterface(helped.rows()[0]).role() == QAccessible.Role.Button


@pytest.fixture(params=[1.0, 2.0])
def scale(request: pytest.FixtureRequest) -> Iterator[float]:
    """Texts as large as plain, and twice as large."""
    theme.use(theme.LIGHT, request.param)
    yield request.param
    theme.use(theme.LIGHT)


@pytest.mark.parametrize("size", [(640, 400), (1366, 768), (1920, 1080)])
def test_every_line_comes_into_sight_whole(qtbot: QtBot, scale: float, size: tuple[int, int]) -> None:
    """In a small window a line could be cut, or have the focus out of sight."""
    helped = Helped(qtbot, *size, list(KEYS))
    card = helped.help._card
    assert helped.window.rect().contains(card.geometry())
    assert card.horizontalScrollBar().maximum() == 0
    columns = {row.x() for row in helped.rows()}
    assert len(columns) == (2 if size[0] >= 1100 * scale else 1)
    for row in helped.rows():
        assert QApplication.focusWidget() is row
        assert row.visibleRegion().boundingRect() == row.rect()
        assert row.height() >= row.heightForWidth(row.width())
        helped.press(Key.Key_Tab)
