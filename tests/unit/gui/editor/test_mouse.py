"""The editor by the mouse, by Tab, and for those who hear it."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QTreeView, QWidget

from retrotimer.gui import theme
from retrotimer.gui.editor.step_row import RowPart
from retrotimer.training.workout.workout import Step
from tests.helpers.editor_robot import Hands, shape
from tests.helpers.mouse_robot import LEFT, PLAIN, Mouse, move, row_centre, turn_wheel


def test_steps_are_dragged_into_a_repeat_and_out_again(new: Hands) -> None:
    """Arranging by the mouse would do nothing, or lose what was dragged."""
    new.press("F", "N", "B", "Ctrl+G", "Up")
    drop(new, (1, 0), below=True)
    assert shape(new.items) == [["2 x", "run backward 60", "run forward 60"]]
    assert new.page.document.now.selected == ((0, 1),)
    drop(new, (0,), below=False)
    assert shape(new.items) == ["run forward 60", ["2 x", "run backward 60"]]
    new.press("Ctrl+Z", "Ctrl+Z")
    assert shape(new.items) == ["run forward 60", ["2 x", "run backward 60"]]


def drop(hands: Hands, path: tuple[int, ...], *, below: bool) -> None:
    """Drop what is selected on an edge of the row at `path`; before that a line shows where it goes."""
    view = hands.page.tree
    row = view.visualRect(view.steps.index_at(path))
    at = QPoint(row.center().x(), row.bottom() - 1 if below else row.top() + 1)
    data, move = view.steps.mimeData([]), Qt.DropAction.MoveAction
    button, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dragMoveEvent(QDragMoveEvent(at, move, data, button, plain))
    line = view.viewport().grab().toImage()
    y = row.bottom() - 1 if below else max(1, row.top())
    assert line.pixelColor(row.center().x(), y) == theme.colours.focus
    view.dropEvent(QDropEvent(at.toPointF(), move, data, button, plain))
    QApplication.processEvents()
    assert view._drop.isNull()


def test_a_row_is_dragged_by_its_handle_and_rows_are_chosen_by_drawing_over_them(new: Hands) -> None:
    """With the mouse alone several steps could not be chosen, or be moved by mistake."""
    new.press("F", "N", "B", "N", "W")
    mouse, page = Mouse(), new.page
    mouse.drag(page.tree.viewport(), *(row_centre(page, (nth,)) for nth in range(2)))
    assert page.document.now.selected == ((0,), (1,))
    QTest.mousePress(page.tree.viewport(), LEFT, PLAIN, row_centre(page, (2,), RowPart.HANDLE))
    assert page.tree.dragEnabled()
    QTest.mouseRelease(page.tree.viewport(), LEFT, PLAIN, row_centre(page, (2,), RowPart.HANDLE))
    move(page.tree.viewport(), row_centre(page, (2,), RowPart.HANDLE))
    assert page.tree.viewport().cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_lengths_and_rounds_grow_and_shrink_by_signs_wheel_and_chips(new: Hands) -> None:
    """A length could only be typed."""
    new.press("F", "N", "B", "Ctrl+G")
    mouse, page = Mouse(), new.page
    view = page.tree.viewport()
    for part in (RowPart.MORE, RowPart.MORE, RowPart.LESS, RowPart.MORE):
        mouse.click(view, row_centre(page, (1,), part))
    assert shape(new.items)[1] == ["4 x", "run backward 60"]
    turn_wheel(view, row_centre(page, (1,), RowPart.MEASURE), 2)
    assert shape(new.items)[1] == ["6 x", "run backward 60"]
    turn_wheel(view, row_centre(page, (0,), RowPart.MEASURE), -1)  # not chosen: this scrolls
    mouse.click(view, row_centre(page, (0,), RowPart.LESS))
    assert shape(new.items)[0] == "run forward 55"
    new.press("plus", "plus", "-")
    assert shape(new.items)[0] == "run forward 60"
    field = page.side.step.fields["for"]
    field.setFocus()
    turn_wheel(field, field.rect().center(), 1)
    assert shape(new.items)[0] == "run forward 75"
    assert isinstance(field, QLineEdit)
    assert field.text() == "1:15"
    new.press("Ctrl+Z")
    assert shape(new.items) == ["run forward 60", ["6 x", "run backward 60"]]


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_the_menu_of_a_step_does_what_the_keys_do(new: Hands) -> None:
    """What stands in no button could not be done with the mouse."""
    new.press("F", "N", "B", "Ctrl+G")
    mouse, page = Mouse(), new.page
    view = page.tree.viewport()
    mouse.open_menu(view, row_centre(page, (0,)))
    assert page.document.now.selected == ((0,),)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Remove the repeat" not in [action.text() for action in menu.actions()]
    mouse.choose("Down")
    assert shape(new.items) == [["2 x", "run forward 60", "run backward 60"]]
    mouse.open_menu(view, row_centre(page, (0, 1)))
    mouse.choose("Remove the repeat")
    mouse.open_menu(view, row_centre(page, (0,)))
    mouse.choose("Select all")
    assert [*page.document.now.selected] == [(0,), (1,)]


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a tip, where there is no real screen
def test_the_end_of_a_block_is_dragged_in_the_ribbon(new: Hands) -> None:
    """What is seen in time could not be changed there, or change by another length than is seen."""
    new.press("F", "N", "B", "Ctrl+G")
    ribbon, mouse = new.page.totals.ribbon, Mouse()
    middle, minute = ribbon.height() // 2, ribbon.width() / 3
    second_end = QPoint(ribbon.width() - 1, middle)
    move(ribbon, QPoint(round(minute), middle))
    assert ribbon.cursor().shape() == Qt.CursorShape.SplitHCursor
    mouse.drag(ribbon, QPoint(round(minute), middle), QPoint(round(1.5 * minute), middle))
    assert shape(new.items) == ["run forward 90", ["2 x", "run backward 60"]]
    assert new.page.document.now.selected == ((0,),)
    mouse.drag(ribbon, second_end, second_end - QPoint(round(ribbon.width() * 2 * 20 / 210), 0))
    assert shape(new.items) == ["run forward 90", ["2 x", "run backward 40"]]  # both rounds grow alike
    new.press("Ctrl+Z")
    assert shape(new.items) == ["run forward 90", ["2 x", "run backward 60"]]
    mouse.click(ribbon, QPoint(10, middle))
    assert shape(new.items) == ["run forward 90", ["2 x", "run backward 60"]]


def test_a_repeat_is_folded_by_its_arrow_and_a_length_typed_after_two_clicks(new: Hands) -> None:
    """The mouse could not do what the keys can."""
    new.press("F", "Ctrl+G")
    view = new.page.tree
    row = view.visualRect(view.steps.index_at((0,)))
    click = partial(QTest.mouseClick, view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    click(QPoint(row.left() + 36, row.center().y()))
    assert not view.isExpanded(view.steps.index_at((0,)))
    click(QPoint(row.left() + 36, row.center().y()))
    assert view.isExpanded(view.steps.index_at((0,)))
    step = view.visualRect(view.steps.index_at((0, 0))).center()
    click(step)
    assert new.page.document.now.selected == ((0, 0),)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, step)
    assert view.cell.isVisible()
    new.press('"45"', "Enter")
    assert shape(new.items) == [["2 x", "run forward 45"]]


def test_a_click_on_the_ribbon_chooses_the_step(new: Hands) -> None:
    """A person would have to look for the step that they see in the ribbon."""
    new.press("F", "N", "B", "N", "F")
    ribbon = new.page.totals.ribbon
    middle = QPoint(ribbon.width() // 2, ribbon.height() // 2)
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert new.page.document.now.selected == ((1,),)
    assert new.page.tree.hasFocus()
    assert [round(start, 2) for start, _end in ribbon._marked] == [0.33]


def test_tab_goes_from_the_steps_to_their_fields(new: Hands) -> None:
    """A person without a mouse would pass by every button before saying what a step is called."""
    new.press("F", "Tab")
    assert QApplication.focusWidget() is new.page.side.step.fields["do"]
    new.press("Tab", "Tab", '"Fast"', "Tab", '"Go!"', "Esc")
    step = new.items[0]
    assert isinstance(step, Step)
    assert (step.name, step.say) == ("Fast", "Go!")
    assert new.page.tree.hasFocus()


def test_every_part_of_the_editor_has_a_name(new: Hands) -> None:
    """A screen reader would say only "edit" or "button"."""
    new.press("F")
    parts: list[QWidget] = []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QTreeView):
        parts += new.page.findChildren(kind)
    assert len(parts) > 20
    assert [part for part in parts if not part.accessibleName() and part.isVisible() and part.isEnabled()] == []


def test_what_makes_it_gentler_is_done_by_one_click_and_undone(new: Hands) -> None:
    """The way to the badge would be shown and not be gone."""
    new.press("F", '"120"', "Enter", "N", "B", '"120"', "Enter")
    load = new.page.side.load
    load.fold.click()
    button = next(one for one in load.findChildren(QAbstractButton) if one.text() == "Use")
    before = new.page.document.workout
    button.click()
    assert new.page.document.workout != before
    new.page.tree.setFocus()
    new.press("Ctrl+Z")
    assert new.page.document.workout == before
