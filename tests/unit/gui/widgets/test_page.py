"""What every page with a column has in common: Back, Enter, focus, and a column that stays readable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import words
from retrotimer.gui.widgets.page import MEASURE, Page, near

Key = Qt.Key


class Example(Page):
    """A page with a field and two buttons."""

    def __init__(self) -> None:
        super().__init__("Example")
        self.field, self.action = QLineEdit(), Button("Do it")
        self.first = self.field
        self.fill(near(words("One"), words("Two")), self.field)
        self.stand_on(self.action)


@pytest.fixture
def page(qtbot: QtBot) -> Example:
    """Return an example that is seen."""
    made = Example()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return])
def test_back_by_key(qtbot: QtBot, page: Example, key: Key) -> None:
    """If it failed, there would be no way back without a mouse."""
    page.back.setFocus()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.back, key)


def test_enter_presses_the_button_it_is_on_alone(qtbot: QtBot, page: Example) -> None:
    """If it failed, Enter in a field would do what nobody asked for, or nothing on a button."""
    with qtbot.assertNotEmitted(page.action.clicked):
        qtbot.keyClick(page.field, Key.Key_Return)
    page.action.setFocus()
    with qtbot.waitSignal(page.action.clicked), qtbot.assertNotEmitted(page.left):
        qtbot.keyClick(page.action, Key.Key_Return)


def test_focus_begins_where_the_page_wants_it_and_tab_goes_everywhere(qtbot: QtBot, page: Example) -> None:
    """If it failed, whoever has no mouse could not reach every part."""
    assert page.focusWidget() is page.field
    met: list[QWidget | None] = [page.field]
    for _n in range(3):
        qtbot.keyClick(met[-1], Key.Key_Tab)
        met.append(page.focusWidget())
    assert met == [page.field, page.action, page.back, page.field]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [640, 1366, 3840])
def test_the_column_is_short_enough_to_read_between_back_and_its_buttons(
    qtbot: QtBot, width: int, scale: float
) -> None:
    """If it failed, lines would run across a wide screen, with the buttons far from what they are about."""
    theme.use(theme.LIGHT, scale)
    page = Example()
    qtbot.addWidget(page)
    page.resize(width, 500)
    with qtbot.waitExposed(page):
        page.show()
    assert page.field.width() <= theme.sized(MEASURE)
    left = page.field.mapTo(page, page.field.rect().topLeft()).x()
    for button in (page.back, page.action):
        assert button.mapTo(page, button.rect().topLeft()).x() == left
    assert page.back.geometry().bottom() < page.view.geometry().top()
