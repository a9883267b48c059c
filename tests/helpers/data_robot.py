"""Operate the window in tests of the data folder: questions, buttons, the folder dialog and texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.files import paths
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.settings.data_folder import DataSection
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.dialogs import Question

SOURCE = 'format = 1\nname = "Mine"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n'
Open = Callable[[], Navigator]


def question(navigator: Navigator) -> Question:
    """Return the one visible question."""
    (standing,) = [found for found in navigator.window.findChildren(Question) if found.isVisible()]
    return standing


def is_asked(navigator: Navigator) -> bool:
    """Return whether a question is visible."""
    return any(found.isVisible() for found in navigator.window.findChildren(Question))


def press(qtbot: QtBot, within: QWidget, text: str) -> None:
    """Focus the button with this text and press Space."""
    (button,) = [found for found in within.findChildren(Button) if found.text() == text and found.isVisible()]
    within.window().activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def choose(folder: Path) -> None:
    """Choose `folder` in the open file dialog."""
    (dialog,) = [found for found in QApplication.topLevelWidgets() if isinstance(found, QFileDialog)]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    QApplication.sendPostedEvents(dialog, 52)  # it is to be deleted


def section(navigator: Navigator) -> DataSection:
    """Return the data section of the settings page; open the page if necessary."""
    page = navigator.window.page
    found = page.findChild(DataSection) if page else None
    return found or navigator.show_settings().findChild(DataSection)  # type: ignore[return-value]  # it has one


def names(navigator: Navigator) -> list[str]:
    """Return the names of the user's own workouts in the library."""
    return [
        item.name for item in navigator.library.library_model.arranged("") if item.path.parent == paths.presets()
    ]


def message(widget: QWidget) -> str:
    """Return the visible text in `widget`, without zero-width spaces."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\N{ZERO WIDTH SPACE}", "")
