"""Buttons that fold where the room is short."""

from __future__ import annotations

from typing import cast

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.gui.widgets.buttons import FoldingRow, action_button
from retrotimer.gui.widgets.menus import Line, Part


def row_of(qtbot: QtBot, width: int, *, keeps_first: bool) -> FoldingRow:
    """Return a row of four buttons, so wide."""
    buttons = [action_button(name) for name in ("One", "Two", "Three", "Four")]
    row = FoldingRow(buttons, "More", keeps_first=keeps_first)
    qtbot.addWidget(row)
    row.resize(width, 40)
    row.show()
    return row


def shown(row: FoldingRow) -> list[str]:
    """Return the buttons that are shown, in the order in which they stand."""
    return [button.text() for button in sorted(row.buttons, key=lambda one: one.x()) if button.isVisible()]


def folded(row: FoldingRow) -> list[str]:
    """Return what the menu offers."""
    lines = [line for part in cast("tuple[Part, ...]", row._parts()) for line in part.lines]
    return [line.text for line in lines if isinstance(line, Line)]


def test_where_there_is_room_all_buttons_are_shown(qtbot: QtBot) -> None:
    """A button would hide in a menu without need."""
    for keeps_first in (False, True):
        row = row_of(qtbot, 2_000, keeps_first=keeps_first)
        assert shown(row) == ["One", "Two", "Three", "Four"]
        assert row.buttons[-1].isHidden()


def test_a_row_folds_whole(qtbot: QtBot) -> None:
    """Choices that belong together would be torn apart."""
    row = row_of(qtbot, 200, keeps_first=False)
    assert shown(row) == ["More"]
    assert folded(row) == ["One", "Two", "Three", "Four"]


def test_or_keeps_the_first_ones_that_fit(qtbot: QtBot) -> None:
    """What is done most would hide in a menu although there is room for it."""
    row = row_of(qtbot, 250, keeps_first=True)
    assert shown(row) == ["One", "Two", "More"]
    assert folded(row) == ["Three", "Four"]
    row.offer(row.buttons[0], is_offered=False)
    assert shown(row)[0] == "Two"
    assert row.buttons[-1].geometry().right() <= row.width()


def test_what_cannot_be_done_now_is_not_in_the_menu(qtbot: QtBot) -> None:
    """A choice would do nothing."""
    row = row_of(qtbot, 250, keeps_first=True)
    row.buttons[3].setEnabled(False)
    assert folded(row) == ["Three"]


def test_the_keyboard_goes_to_the_menu_with_its_button(qtbot: QtBot) -> None:
    """The keyboard would be lost as a window is made smaller."""
    row = row_of(qtbot, 2_000, keeps_first=True)
    row.activateWindow()
    QApplication.processEvents()
    row.buttons[3].setFocus()
    row.resize(250, 40)
    assert row.focusWidget() is row.buttons[-1]
