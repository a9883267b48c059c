"""A workout written as text in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.files import paths
from retrotimer.files.presets.reader import Preset, read_preset
from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.plan.text_import import EXAMPLES, TextPage

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, navigator: Navigator) -> TextPage:
    """The page, reached from the library by its key."""
    qtbot.keyClick(
        navigator.library, Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    page = navigator.window.page
    assert isinstance(page, TextPage)
    return page


def type_in(qtbot: QtBot, page: TextPage, text: str) -> None:
    """Type `text`, and stop."""
    page.text.setFocus()
    qtbot.keyClicks(page.text, text)
    page.read()


def test_what_is_typed_is_read_and_kept(qtbot: QtBot, navigator: Navigator, page: TextPage) -> None:
    """If it failed, a workout on a board would have to be built step by step."""
    assert page.text.hasFocus()
    assert not page.keep.isEnabled()
    type_in(qtbot, page, '6 x (90" F / 30" B / 60" walk)')
    assert page.ribbon.isVisible()
    assert page.total.text().endswith("18:00")
    assert page.recipe.text() == "6 × (1:30 run forward, 0:30 run backward, 1:00 walk)"
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert navigator.window.page is navigator.library
    item = navigator.library.presets.current()
    assert item
    assert isinstance(item.found, Preset)
    assert read_preset(item.path).workout == item.found.workout
    assert item.path.parent == paths.presets()


def test_it_opens_in_the_editor(qtbot: QtBot, navigator: Navigator, page: TextPage) -> None:
    """If it failed, what text cannot say could not be added."""
    type_in(qtbot, page, "4 x (60s F / 20s B)")
    page.edit.setFocus()
    qtbot.keyClick(page.edit, Key.Key_Return)
    assert isinstance(navigator.window.page, EditorPage)


def test_a_mistake_is_told_where_it_was_made_and_nothing_is_lost(
    qtbot: QtBot, navigator: Navigator, page: TextPage
) -> None:
    """If it failed, a person would lose what they typed, or not know what is wrong."""
    type_in(qtbot, page, "hop three times")
    assert page.mistakes.isVisible()
    assert page.mistakes.text()
    assert not page.edit.isEnabled()
    qtbot.keyClick(page.text, Key.Key_Escape)
    assert navigator.window.page is navigator.library
    again = navigator.plans.show_text()
    assert again.text.toPlainText() == "hop three times"


def test_it_is_read_a_moment_after_the_last_key(qtbot: QtBot, page: TextPage) -> None:
    """If it failed, the ribbon would not follow, or each key be slow in a long text."""
    qtbot.keyClicks(page.text, "2 x (60s F / 20s B)")
    assert not page.ribbon.isVisible()
    qtbot.waitUntil(page.ribbon.isVisible)


@pytest.mark.parametrize("nth", range(len(EXAMPLES)))
def test_each_example_is_a_workout(qtbot: QtBot, page: TextPage, nth: int) -> None:
    """If it failed, the page would teach what it cannot read."""
    qtbot.mouseClick(page.examples[nth], Qt.MouseButton.LeftButton)
    assert page.edit.isEnabled(), page.mistakes.text()
    assert not page.mistakes.isVisible()


def test_what_was_not_read_is_told_right_below_the_box(navigator: Navigator, page: TextPage) -> None:
    """Half of a board would be missing, and an example one click away from taking the place of the rest."""
    navigator.window.resize(1024, 600)
    assert page.examples[0].isVisible()
    page.text.setPlainText("6x (1' fwd + 30s bwd) r 1' walk\nstretch")
    page.read()
    QApplication.processEvents()
    assert "stretch" in page.notes.text()
    for told in (page.notes, page.total, page.recipe):
        place = told.mapTo(page.view.viewport(), told.rect().bottomLeft())
        assert page.view.viewport().rect().contains(place)
    assert not page.examples[0].isVisible()


def test_a_place_that_cannot_be_written_is_told(
    qtbot: QtBot, page: TextPage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """If it failed, a full disk would swallow the workout."""
    (tmp_path / "file").touch()
    monkeypatch.setattr("retrotimer.files.paths.presets", lambda: tmp_path / "file")
    type_in(qtbot, page, "4 x (60s F / 20s B)")
    qtbot.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    assert page.isVisible()
    assert "could not be saved" in page.mistakes.text()


@pytest.mark.parametrize(("name", "is_taken"), [("tuesday.txt", True), ("tuesday.doc", False), ("bad.zwo", False)])
def test_files_of_other_programs_can_be_dropped(
    navigator: Navigator, tmp_path: Path, name: str, *, is_taken: bool
) -> None:
    """If it failed, a workout from Zwift or intervals.icu would need the command line."""
    path = tmp_path / name
    path.write_text("4 x (60s F / 20s B)", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(), Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier)
    navigator.library.dropEvent(event)
    found = list(paths.presets().glob("*.toml")) if paths.presets().exists() else []
    assert len(found) == is_taken
