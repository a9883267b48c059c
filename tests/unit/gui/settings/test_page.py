"""The settings page as a whole: its way in and out, its mistakes, defaults and undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import OPTIONS, SWITCHABLE
from retrotimer.gui import theme
from retrotimer.gui.settings.fields import Number, Switch
from retrotimer.gui.settings.latency_calibration import Calibration
from retrotimer.gui.widgets.buttons import Button
from tests.helpers.settings_robot import Opener, field, settings, words


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Opener:
    """Open the page on what a file says, if anything."""
    return Opener(qtbot, tmp_path / "settings.toml")


def test_every_setting_has_its_field(opened: Opener) -> None:
    """If it failed, something could be set in the file alone."""
    page = opened()
    shown = {widget.objectName() for widget in page.findChildren(QWidget)}
    assert {option.key for option in OPTIONS} - {"off", "checklist_read"} <= shown
    assert {f"cue {kind}" for kind in SWITCHABLE} <= shown


def test_everything_that_takes_the_focus_has_a_name(opened: Opener) -> None:
    """If it failed, a screen reader would read out fields that nobody can tell apart."""
    page = opened("[paces]\nrun_forward = 3\n[look]\nflash = false\n")
    found = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    names = [w.accessibleName() or (w.text() if isinstance(w, QAbstractButton) else "") for w in found]
    assert len(found) > 30
    assert all(names)
    assert len(set(names)) == len(names)


def test_tab_goes_through_all_fields_in_the_order_they_stand(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, the keyboard would jump about, or leave fields out."""
    page = opened("[paces]\nbody_kg = 80\n[look]\nflash = false\n")
    column, heights = page.view.widget(), list[int]()
    assert column is not None
    field(page, Number, "run_forward").setFocus()
    while (focused := QApplication.focusWidget()) is not None and column.isAncestorOf(focused):
        heights.append(focused.mapTo(column, QPoint(0, 0)).y())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert len(heights) > 30
    assert heights == sorted(heights)


def test_the_checklist_can_be_asked_for(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person who wants the safety checklist could never see it again."""
    page = opened("[start]\nchecklist_read = true\n")
    assert "will be shown" not in words(page)
    qtbot.mouseClick(field(page, Button, "checklist again"), Qt.MouseButton.LeftButton)
    assert not settings(page).checklist_read
    assert "will be shown before your next session" in words(page)


@pytest.mark.parametrize("width", [640, 900])
def test_the_index_leads_to_each_part(qtbot: QtBot, opened: Opener, width: int) -> None:
    """If it failed, what is far down would have to be looked for."""
    page = opened(width=width, height=400)
    assert page.index.isVisible() == (width == 900)
    assert page.short_index.isVisible() != page.index.isVisible()
    for nth, name in enumerate(("You", "Sound", "Voice and cues", "Appearance", "Start", "Data")):
        assert (page.index.buttons[nth].text(), page.short_index.itemText(nth)) == (name, name)
        if page.index.isVisible():
            qtbot.mouseClick(page.index.buttons[nth], Qt.MouseButton.LeftButton)
        else:
            page.short_index.activated.emit(nth)
        assert page._heads[nth].visibleRegion().boundingRect().top() == 0
        assert [button.isChecked() for button in page.index.buttons].index(True) == nth
    page.view.verticalScrollBar().setValue(0)
    assert page.index.buttons[0].isChecked()
    page.view.verticalScrollBar().setValue(page.view.verticalScrollBar().maximum())
    assert page.index.buttons[-1].isChecked()


def test_a_section_goes_back_to_its_defaults_and_that_is_undone(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, one click would cost what took a person an evening on the track."""
    page = opened("[paces]\nrun_forward = 3\nbody_kg = 80\n[look]\nflash = false\n")
    back = field(page, Button, "defaults run_forward")
    before = settings(page)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert (settings(page).run_forward, settings(page).body_kg) == (2.5, 70)
    assert not settings(page).flash
    assert field(page, QLineEdit, "run_forward").text() == "6:40"
    assert back.text().startswith("Undo")
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert settings(page) == before


def test_undo_goes_once_something_else_is_set(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, an undo would take away what was set after it."""
    page = opened("[look]\nflash = false\n")
    back = field(page, Button, "defaults theme")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(page, Switch, "reduced_motion"), Qt.MouseButton.LeftButton)
    assert back.text() == "Back to defaults"
    qtbot.mouseClick(field(page, Switch, "reduced_motion"), Qt.MouseButton.LeftButton)
    assert not back.isVisible()


def test_mistakes_in_the_file_are_told_on_top(opened: Opener) -> None:
    """If it failed, a person would not know why their file does nothing."""
    page = opened('[look]\ntheme = "drak"\n')
    assert page.problem.text().replace("\u200b", "").startswith(f"{opened.path}: look.theme: this must be one of")
    assert page.problem.isVisible()


def test_a_file_that_is_not_toml_is_left_alone_and_that_is_said(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, the page would look as if it had saved."""
    page = opened("[look\n")
    qtbot.mouseClick(field(page, Switch, "flash"), Qt.MouseButton.LeftButton)
    assert "not TOML" in page.problem.text()
    assert "holds until RetroTimer is closed" in page.problem.text()
    assert not page._preferences.settings.flash
    assert opened.path.read_text(encoding="utf-8") == "[look\n"


def test_esc_and_back_leave_with_what_is_being_typed(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person would be caught on the page, or lose the last number."""
    page = opened()
    number = field(page, Number, "get_ready_s")
    number.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(number, "15")
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(number, Qt.Key.Key_Escape)
    assert settings(page).get_ready_s == 15
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)


def test_a_page_built_anew_is_where_the_old_one_was(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, choosing another theme would throw a person back to the top."""
    old = opened("[look]\nflash = false\n", height=400)
    back = field(old, Button, "defaults theme")
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Space)
    old.view.verticalScrollBar().setValue(600)
    place = old.place()
    new = opened(height=400)
    new.restore(place)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "defaults theme"
    assert new.isAncestorOf(focused)
    qtbot.waitUntil(lambda: new.view.verticalScrollBar().value() == 600)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert not settings(new).flash


@pytest.mark.parametrize(("width", "height", "scale"), [(640, 400, 1.0), (640, 400, 2.0), (1366, 768, 1.5)])
def test_nothing_is_clipped(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, width: int, height: int, scale: float
) -> None:
    """If it failed, a person with large texts or a small window would miss half of a sentence."""
    monkeypatch.setattr(theme, "text_scale", scale)
    page = opened("[paces]\nrun_backward = 2.4\n[look]\nthem = 1\nflash = false\n", width=width, height=height)
    QApplication.processEvents()
    column = page.view.widget()
    assert column is not None
    assert column.width() <= page.view.viewport().width()
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() >= label.minimumSizeHint().width(), label.text()
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            wanted = button.heightForWidth(button.width()) if button.hasHeightForWidth() else 0
            assert button.height() >= max(wanted, button.minimumSizeHint().height()), button.text()
            assert button.hasHeightForWidth() or button.width() >= button.sizeHint().width(), button.text()


def test_the_calibration_comes_into_sight(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person in a small window would not see what they are to tap."""
    page = opened(width=640, height=400)
    begin = field(page, Button, "calibrate")
    page.view.ensureWidgetVisible(begin)
    qtbot.keyClick(begin, Qt.Key.Key_Space)
    (calibration,) = page.findChildren(Calibration)
    qtbot.waitUntil(lambda: calibration.stop.visibleRegion().boundingRect() == calibration.stop.rect())
    assert calibration.pad.visibleRegion().boundingRect() == calibration.pad.rect()
