"""Choosing music on the settings page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import read_settings
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.music import MusicChoice


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> MusicChoice:
    """Return the field, shown, on settings without music."""
    preferences = Preferences(tmp_path / "settings.toml")
    field = MusicChoice(preferences)
    preferences.changed.connect(field.show_value)
    field.show_value()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


def test_a_folder_is_chosen_and_its_pieces_are_counted(opened: MusicChoice, qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, music could be set in the file alone, or a folder without any be taken without a word."""
    folder = tmp_path / "songs"
    folder.mkdir()
    for name in ("a.mp3", "b.ogg", "c.m4a"):
        (folder / name).touch()
    assert "only the cues" in opened.message.text()
    qtbot.mouseClick(opened.choose, Qt.MouseButton.LeftButton)
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog)]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    assert read_settings(tmp_path / "settings.toml")[0].music == str(folder)
    qtbot.waitUntil(lambda: "2 pieces of music" in opened.message.text())
    assert "1 file" in opened.message.text()
    qtbot.mouseClick(opened.none, Qt.MouseButton.LeftButton)
    assert read_settings(tmp_path / "settings.toml")[0].music == ""


def test_a_list_can_be_chosen_too(opened: MusicChoice, qtbot: QtBot) -> None:
    """If it failed, a list of another player could not be used from the window."""
    qtbot.mouseClick(opened.choose_list, Qt.MouseButton.LeftButton)
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog)]
    assert "*.m3u" in dialog.nameFilters()[0]
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFile
    dialog.close()
