"""The check box of our own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.widgets.inputs import Check, SearchField

LONG = "A reminder of posture in each backward part, whatever else is said"


def test_it_is_ticked_by_a_click_anywhere_and_by_space(qtbot: QtBot) -> None:
    """If it failed, a person would have to hit a small box, or could not use it by the keyboard."""
    check = Check("Flash")
    qtbot.addWidget(check)
    check.resize(400, 40)
    check.show()
    qtbot.mouseClick(check, Qt.MouseButton.LeftButton, pos=QPoint(390, 20))
    assert check.isChecked()
    qtbot.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_its_words_fold_where_the_room_is_narrow(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    """If it failed, long words would be cut off at large texts."""
    monkeypatch.setattr(theme, "text_scale", scale)
    page, check = QWidget(), Check(LONG)
    QVBoxLayout(page).addWidget(check)
    qtbot.addWidget(page)
    page.resize(500, 400)
    page.show()
    one_line = check.heightForWidth(10_000)
    assert check.width() < check.sizeHint().width()
    assert check.height() >= check.heightForWidth(check.width()) > one_line


@pytest.mark.parametrize(("wide", "says"), [(400, "Find a workout"), (150, "Search"), (80, "")])
def test_a_search_says_what_there_is_room_for(qtbot: QtBot, wide: int, says: str) -> None:
    """In a narrow window one would read half of a sentence."""
    field = SearchField("Find a workout")
    qtbot.addWidget(field)
    field.resize(wide, field.height())
    field.show()
    assert field.placeholderText() == says
    assert field.accessibleName() == "Find a workout"
