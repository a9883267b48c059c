"""Choosing a folder of one's own recordings."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import read_settings
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.voice import VoiceFolder


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> VoiceFolder:
    """Return the field, shown, on settings without recordings."""
    preferences = Preferences(tmp_path / "settings.toml")
    field = VoiceFolder(preferences)
    preferences.changed.connect(field.show_value)
    field.show_value()
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    return field


def recordings(folder: Path, *names: str) -> Path:
    """Return `folder` with files of these names."""
    folder.mkdir()
    for name in names:
        (folder / name).touch()
    return folder


def test_a_folder_is_chosen_in_a_dialog_and_kept(opened: VoiceFolder, qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, own recordings could be set in the file alone."""
    folder = recordings(tmp_path / "coach", "Run forward.wav", "easy-now.mp3", "readme.txt")
    qtbot.mouseClick(opened.choose, Qt.MouseButton.LeftButton)
    (dialog,) = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog)]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    assert read_settings(tmp_path / "settings.toml")[0].voice == str(folder)
    assert "2 recordings, 1 of them" in opened.message.text()


def test_none_brings_back_the_shipped_voice_and_keeps_the_focus(
    opened: VoiceFolder, qtbot: QtBot, tmp_path: Path
) -> None:
    """If it failed, one would not get rid of recordings, or the keyboard would be lost."""
    opened._preferences.change(voice=str(recordings(tmp_path / "coach", "halfway.ogg")))
    opened.none.setFocus()
    qtbot.keyClick(opened.none, Qt.Key.Key_Space)
    assert opened._preferences.settings.voice == ""
    assert not opened.none.isVisible()
    assert opened.choose.hasFocus()
    assert "RetroTimer's own voice" in opened.message.text()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_without_recordings_is_told(opened: VoiceFolder, tmp_path: Path, is_there: bool) -> None:
    """If it failed, a person would wonder why they hear RetroTimer's voice."""
    folder = tmp_path / "coach"
    if is_there:
        folder.mkdir()
    opened._preferences.change(voice=str(folder))
    assert ("holds no recording" if is_there else "is not there now") in opened.message.text()
