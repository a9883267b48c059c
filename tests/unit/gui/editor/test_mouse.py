"""The editor by the mouse, by Tab, and for those who hear it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QTreeView, QWidget

from retrotimer.training.workout.workout import Step
from tests.helpers.editor_robot import Hands, shape


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
    """Drop what is selected on an edge of the row at `path`."""
    view = hands.page.tree
    row = view.visualRect(view.steps.index_at(path))
    at = QPointF(row.center().x(), row.bottom() - 1 if below else row.top() + 1)
    data, move = view.steps.mimeData([]), Qt.DropAction.MoveAction
    view.dropEvent(QDropEvent(at, move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    QApplication.processEvents()


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
