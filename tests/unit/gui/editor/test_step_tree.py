"""All views of the editor follow the workout, and nothing moves away from under the hands of whoever edits it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.theme import GRID
from tests.helpers.editor_robot import Hands

SIZES = [(1366, 768), *(pytest.param(size, marks=pytest.mark.thorough) for size in ((800, 600), (640, 480)))]


def commit_typing(page: EditorPage) -> None:
    """Let what waits for a pause be done, and be laid out."""
    if page.side.load.later.isActive():
        page.side.load.later.stop()
        page.side.load.follow()
    for _round in range(4):
        QApplication.processEvents()


def click(widget: QWidget) -> None:
    """Click the middle of `widget`."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def height_in(page: EditorPage, field: QWidget) -> int:
    """Return how far down the page `field` stands."""
    return field.mapTo(page, QPoint(0, 0)).y()


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
def test_the_tools_stay_where_they_are_whatever_the_workout_comes_to(new: Hands, size: tuple[int, int]) -> None:
    """If it failed, the second click of two would hit another button, or the load."""
    new.navigator.window.resize(*size)
    page = new.page
    commit_typing(page)
    click(next(iter(page.tree.empty.buttons.values())))
    commit_typing(page)
    page._scroll.ensureWidgetVisible(page.tools, 0, 2 * GRID)  # a small window has scrolled to the first step
    before = height_in(page, page.tools)
    duplicate = page.tools.commands["duplicate"]
    at = duplicate.mapTo(new.navigator.window, duplicate.rect().center())
    for count in (2, 3):
        clicked = new.navigator.window.childAt(at)
        assert clicked is duplicate
        click(clicked)
        commit_typing(page)
        assert len(new.items) == count
        assert height_in(page, page.tools) == before
    for keys in (("B", '"3000"', "Enter"), ("W", '"7200"', "Enter"), ("Del",), ("Del",), ("Ctrl+Z",)):
        new.press(*keys)
        commit_typing(page)
        assert height_in(page, page.tools) == before


@pytest.mark.parametrize("size", SIZES)
def test_every_view_follows_when_the_last_step_is_deleted(new: Hands, size: tuple[int, int]) -> None:
    """If it failed, ribbon, totals and load would go on showing a workout that is not there any more."""
    new.navigator.window.resize(*size)
    new.press("B", '"3000"', "Enter")
    page = new.page
    page.side.load.fold.click()
    commit_typing(page)
    empty = picture(page.totals.ribbon)
    new.press("Del")
    commit_typing(page)
    totals = page.totals
    assert not any(part.isVisible() for parts in totals.figures for part in parts)
    assert picture(totals.ribbon) != empty
    assert len(set(picture(totals.ribbon))) == 1
    assert totals.ribbon.accessibleName() == "The workout in time: nothing to show yet"
    assert page.side.load.panel.curves.accessibleDescription() == ""
    assert page.side.load.isHidden()
    assert page.side.load.fold.isHidden()
    assert page.side.step.nothing.isVisible()
    new.press("Ctrl+Z")
    commit_typing(page)
    assert totals.figures[0][0].text() == "50:00"
    assert picture(totals.ribbon) == empty
    assert page.side.load.isVisible()
    assert page.side.load.fold.text() == "Load: high"


def picture(widget: QWidget) -> list[int]:
    """Return the colours of what is painted along the middle of `widget`'s lower half."""
    image = widget.grab().toImage()
    return [image.pixel(x, image.height() * 3 // 4) for x in range(0, image.width(), 7)]


@pytest.mark.parametrize("size", SIZES)
def test_a_workout_that_cannot_be_run_shows_no_figures_of_an_older_one(new: Hands, size: tuple[int, int]) -> None:
    """If it failed, figures of another workout would stand beside the one that is too long to be run."""
    new.navigator.window.resize(*size)
    new.press("F", '"6h"', "Enter", "Ctrl+G", '"3"', "Enter")
    assert new.page.totals.figures[0][0].text() == "18:00:00"
    new.press('"99"', "Enter")
    commit_typing(new.page)
    totals = new.page.totals
    assert not any(part.isVisible() for parts in totals.figures for part in parts)
    assert totals.why.isVisible()
    assert totals.why.text() == totals.why.toolTip() != ""


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["about", "tags", "source"])
def test_a_field_stays_where_it_is_while_it_is_typed_into(new: Hands, size: tuple[int, int], key: str) -> None:
    """If it failed, the panel would scroll away from the field that a person is typing into."""
    new.navigator.window.resize(*size)
    new.press("F", '"300"', "Enter", "N", "B", '"90"', "Enter")
    page = new.page
    commit_typing(page)
    field = page.side.whole.fields[key]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    commit_typing(page)
    before = height_in(page, field)
    for letter in "abc":
        QTest.keyClicks(field, letter)
        commit_typing(page)
        assert height_in(page, field) == before


@pytest.mark.parametrize("size", SIZES)
def test_the_panel_stays_where_it_was_scrolled_to_while_steps_are_typed(new: Hands, size: tuple[int, int]) -> None:
    """If it failed, what a person reads beside the steps would jump with every key."""
    new.navigator.window.resize(*size)
    new.press("B", '"300"', "Enter")
    page = new.page
    commit_typing(page)
    bar = page.side.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    for seconds in ("310", "320"):
        new.press(f'"{seconds}"', "Enter")
        commit_typing(page)
        assert bar.value() == before


@pytest.mark.parametrize("size", SIZES)
def test_a_choice_stays_where_it_is_when_the_load_above_it_changes(new: Hands, size: tuple[int, int]) -> None:
    """If it failed, the level would run away from under the keys that go through it."""
    new.navigator.window.resize(*size)
    new.press("F", '"300"', "Enter", "N", "B", '"55"', "Enter", "N", "W", '"300"', "Enter")
    page = new.page
    commit_typing(page)
    field = page.side.whole.fields["level"]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    commit_typing(page)
    before = height_in(page, field)
    for _level in range(3):
        QTest.keyClick(field, Qt.Key.Key_Down)
        commit_typing(page)
        assert height_in(page, field) == before


def test_only_the_keys_that_work_here_are_told(hands: Hands) -> None:
    """If it failed, a person would be told to press F for forward, and write an F into the name."""
    hands.press("Ctrl+N")
    page = hands.page
    assert page.name.hasFocus()
    assert "F forward" not in seen(page)
    assert "N adds" not in seen(page)
    assert page.legend.text() == "Enter goes on to the steps."
    hands.press('"Fast"', "Enter")
    assert page.legend.text().startswith("F forward   B backward")
    hands.press("F", '"9"')
    assert page.tree.cell.hasFocus()
    assert page.legend.text() == "Enter takes it. Esc leaves it as it was."
    hands.press("Enter", "Tab")
    assert page.legend.text() == "Esc goes to the steps."
    hands.press("Esc")
    assert page.legend.text().startswith("F forward   B backward")


def seen(page: EditorPage) -> str:
    """Return all words that are to be read on `page`."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_empty_page_names_keys_only_while_they_begin_a_step(hands: Hands) -> None:
    """If it failed, the letters of the steps would be offered while they go into the name."""
    hands.press("Ctrl+N")
    assert "F forward" not in seen(hands.page)
    hands.press("Enter")
    assert "F forward" in hands.page.tree.empty.hint.text()
    hands.press("F")
    assert not hands.page.tree.empty.isVisible()
    hands.press("Del")
    assert hands.page.tree.empty.isVisible()
