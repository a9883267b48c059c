"""The settings while the window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import read_settings
from retrotimer.gui.core.settings_model import Preferences


def test_a_change_is_told_and_saved(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, what was set would be gone with the window."""
    preferences = Preferences(tmp_path / "new" / "settings.toml")
    with qtbot.waitSignal(preferences.changed):
        preferences.change(flash=False, volume=0.5)
    assert (preferences.settings.flash, preferences.settings.volume) == (False, 0.5)
    assert read_settings(tmp_path / "new" / "settings.toml")[0] == preferences.settings
    assert not preferences.is_unsaved


def test_what_changes_nothing_is_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, a page that shows what it hears would go round in circles."""
    preferences = Preferences(tmp_path / "settings.toml")
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.change(flash=True)
    assert not (tmp_path / "settings.toml").exists()


def test_what_cannot_be_saved_holds_and_is_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, a full disk would undo what a person just set, or lose it for good."""
    folder = tmp_path / "folder"
    folder.write_text("in the way", encoding="utf-8")
    preferences = Preferences(folder / "settings.toml")
    with qtbot.waitSignal(preferences.changed), qtbot.waitSignal(preferences.problem) as message:
        preferences.change(flash=False)
    assert "could not be saved" in message.args[0]
    assert not preferences.settings.flash
    assert preferences.is_unsaved
    folder.unlink()
    preferences.change(volume=0.5)
    saved = read_settings(folder / "settings.toml")[0]
    assert (saved.flash, saved.volume) == (False, 0.5)


def test_a_file_that_is_not_toml_is_not_written_over(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, one slip of the keyboard would cost all that a person had set."""
    path = tmp_path / "settings.toml"
    path.write_text("[look\n", encoding="utf-8")
    preferences = Preferences(path)
    assert len(preferences.mistakes) == 1
    with qtbot.waitSignal(preferences.problem):
        preferences.change(flash=False)
    assert path.read_text(encoding="utf-8") == "[look\n"
    assert not preferences.settings.flash


@pytest.mark.parametrize(("key", "left"), [("run_forward", 1), ("body_kg", 2)])
def test_mistakes_go_once_they_are_set_right(tmp_path: Path, key: str, left: int) -> None:
    """If it failed, the page would complain of what is no longer there."""
    path = tmp_path / "settings.toml"
    path.write_text("[paces]\nrun_forward = 99\nwalk_forward = 0\n", encoding="utf-8")
    preferences = Preferences(path)
    assert len(preferences.mistakes) == 2
    preferences.change(**{key: 60.0 if key == "body_kg" else 3.0})
    assert len(preferences.mistakes) == left
