"""The page of the keys against the keys that the program takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from scene import Scene, own_home

from retrotimer.app.session.controls import KEYS
from retrotimer.gui.core.key_bindings import EDITOR, EVERYWHERE, HISTORY, LIBRARY, ActionTable
from retrotimer.gui.editor.key_bindings import LETTERS
from tests.helpers.doc_pages import DOCS, tables

TABLES = tables(DOCS / "keys.md")
TAKEN_OTHERWISE = {
    "In the library": {"↑", "↓", "Space", "Enter", "any letter"},
    "In the editor": {"a digit", "Esc", "Shift+↑", "Shift+↓"},
}
"""What the lists themselves take, which tests/unit/gui presses."""


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:  # noqa: ARG001 - the application must be pytest-qt's
    """A window at its library, with folders of its own."""
    with own_home():
        scene = Scene("light", (1366, 768))
        yield scene
        scene.close()


def message(heading: str) -> set[str]:
    """Return the keys that the page tells under `heading`, one by one."""
    cells = (row[0].replace("\\", "") for row in TABLES[heading])
    keys = (key for cell in cells for key in re.split(r" or |(?<!\+), ", cell))
    return set(keys) - TAKEN_OTHERWISE[heading]


def accepted(page: QWidget | None, *, own: bool = False) -> set[str]:
    """Return the keys of all shortcuts on `page`; with `own` of none in what is in it."""
    assert page
    depth = Qt.FindChildOption.FindDirectChildrenOnly if own else Qt.FindChildOption.FindChildrenRecursively
    shortcuts = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut, options=depth)}
    actions = {key.toString() for one in page.findChildren(QAction, options=depth) for key in one.shortcuts()}
    return shortcuts | actions


def test_the_keys_of_a_session_stand_on_the_page() -> None:
    """The page would name keys that do something else by now."""
    assert TABLES["While you run"] == [[key.keys, key.does] for key in KEYS.values()]


@pytest.mark.parametrize("keys", [EVERYWHERE, LIBRARY, EDITOR, HISTORY], ids=lambda keys: keys.title)
def test_the_window_tells_the_same_as_the_page(keys: ActionTable) -> None:
    """F1 would tell other keys than the manual, or only those of a session."""
    rows = [[cell.replace("\\", "") for cell in row] for row in TABLES[keys.title]]
    assert rows == [list(row) for row in keys.rows]


def test_the_keys_of_every_page_stand_on_the_page(scene: Scene) -> None:
    """As below, for the window as a whole."""
    told = {key for row in TABLES["Everywhere"] for key in row[0].split(" or ")}
    assert told == accepted(scene.window, own=True) - {"Ctrl+="}


def test_the_keys_of_the_library_stand_on_the_page(scene: Scene) -> None:
    """A key that nobody tells is found by chance, and one that is gone is pressed in vain."""
    assert message("In the library") == accepted(scene.window.page)


def test_the_keys_of_the_editor_stand_on_the_page(scene: Scene) -> None:
    """As above; its letters come from a table of their own."""
    scene.navigator.editor.edit_new(scene.overview().preset.workout)
    letters = {one.letter for one in LETTERS.values()}
    assert message("In the editor") == (accepted(scene.navigator.editor.page) | letters) - {"="}
