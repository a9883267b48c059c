"""The recipe in the window: whole at any width, and lit together with the ribbon."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.gui.navigator import Navigator
from retrotimer.gui.widgets.recipe_view import MOST, RecipeView
from retrotimer.training.workout.recipe import RecipeLine


@pytest.mark.parametrize("size", [(640, 400), (1024, 600), (1920, 1080)])
@pytest.mark.parametrize(
    "preset",
    [
        "gentler-3-1",
        *(pytest.param(one, marks=pytest.mark.thorough) for one in ("pyramid", "track-laps", "alternata-3k")),
    ],
)
def test_no_line_is_cut(navigator: Navigator, size: tuple[int, int], preset: str) -> None:
    """The end of a recipe would be missing in a small window."""
    page = navigator.library
    navigator.window.resize(*size)
    page.presets.choose(next(item for item in page.presets.rows.items if item.key == preset))
    QApplication.processEvents()
    view = page.panel.recipe
    assert view.height() >= view.heightForWidth(view.width())


def test_a_line_lights_its_blocks_and_a_block_its_line(navigator: Navigator) -> None:
    """One could not see which part of the ribbon a line tells."""
    panel = navigator.library.panel
    view, ribbon = panel.recipe, panel.ribbon
    QTest.mouseMove(view, view.row_area(1).center().toPoint())
    assert view._lit == 1
    (lit,) = ribbon._lit
    first, last = (panel._line_of.index(1), len(panel._line_of) - 1 - panel._line_of[::-1].index(1))
    assert lit == (ribbon._spans[first][0], ribbon._spans[last][1])
    QTest.mouseMove(ribbon, QPoint(4, ribbon.height() // 2))
    assert view._lit == 0


def test_a_recipe_without_end_is_counted(qtbot: QtBot) -> None:
    """A workout of a thousand lines would take seconds to be shown."""
    view = RecipeView()
    qtbot.addWidget(view)
    view.show_lines([RecipeLine(f"{n}:00 walk", 1) for n in range(MOST + 5)])
    assert view.accessibleName().endswith("… and 5 more")
