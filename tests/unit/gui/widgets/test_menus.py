"""Menus: where they open, and that their lines tell their keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from pytestqt.qtbot import QtBot

from retrotimer.gui.navigator import Navigator
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.menus import Line, Part, open_menu, place_beside

ROOM = QRect(0, 0, 1000, 600)


@pytest.mark.parametrize("left", [0, 300, 930])
@pytest.mark.parametrize("top", [0, 250, 560])
@pytest.mark.parametrize("size", [(200, 150), (300, 330), (200, 598)])
def test_a_menu_covers_neither_its_button_nor_the_screen_s_edge(left: int, top: int, size: tuple[int, int]) -> None:
    """The button that opened it, or some of its lines, would be out of sight."""
    button = QRect(left, top, 70, 40)
    menu = QRect(place_beside(button, QSize(*size), ROOM), QSize(*size))
    assert ROOM.contains(menu)
    assert not menu.intersects(button)


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_a_line_tells_its_keys(qtbot: QtBot) -> None:
    """What is in a menu would be done by mouse for ever."""
    button, done = Button("More"), list[str]()
    qtbot.addWidget(button)
    button.show()
    lines = (Line("Salt & pepper", lambda: done.append("salt"), keys="Ctrl+P"), Line("Plain", lambda: None))
    menu = open_menu(button, (Part(lines),))
    assert [action.text() for action in menu.actions()] == ["Salt && pepper\tCtrl+P", "Plain"]
    menu.actions()[0].trigger()
    assert done == ["salt"]
    menu.close()


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_the_library_s_menu_tells_the_keys_that_it_takes(navigator: Navigator) -> None:
    """A menu would name a key that does something else, or none."""
    menu = open_menu(navigator.library.footer.more, navigator.library_actions.menu())
    told = {action.text(): action.shortcut().toString() for action in menu.actions() if action.text()}
    assert told["Rename"] == "F2"
    assert told["Duplicate"] == "Ctrl+Shift+D"
    assert all(
        action.isShortcutVisibleInContextMenu() for action in menu.actions() if not action.shortcut().isEmpty()
    )
    assert not {"History", "Plan", "Settings", "Workouts"} & told.keys()
    menu.close()
