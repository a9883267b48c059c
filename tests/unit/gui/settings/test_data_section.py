"""Where the data lies, in the settings of the real window on real files: shown, and moved."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.data_folder import move
from retrotimer.files import paths
from retrotimer.files.data_migration import files_of
from retrotimer.gui.widgets.buttons import Button
from tests.helpers.data_robot import Open, choose, is_asked, message, names, press, question, section

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the folders of the tests are named as Linux has it"
)


def test_the_data_is_moved_from_the_settings(qtbot: QtBot, started: Open, usual_data: Path, tmp_path: Path) -> None:
    """Only people who type could share their history with a second laptop."""
    navigator, before = started(), files_of(usual_data)
    here = section(navigator)
    press(qtbot, here, "Move to another folder…")
    choose(tmp_path / "Sync")
    assert str(tmp_path / "Sync") in question(navigator).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    press(qtbot, question(navigator), "Move")
    qtbot.waitUntil(lambda: paths.data() == tmp_path / "Sync" and not navigator.data.mover.is_working)
    assert "files were brought there" in message(here) or "file was brought there" in message(here)
    assert "The old data is kept in" in message(here)
    assert files_of(tmp_path / "Sync") == before
    (aside,) = usual_data.iterdir()
    assert files_of(aside) == before
    qtbot.keyClick(navigator.window.page, Qt.Key.Key_Escape)
    assert navigator.window.page is navigator.library
    assert names(navigator) == ["Mine"]
    press(qtbot, section(navigator), "Bring it back to this laptop…")
    press(qtbot, question(navigator), "Move")
    qtbot.waitUntil(lambda: paths.data() == usual_data and not navigator.data.mover.is_working)
    assert files_of(usual_data) == before


def test_nothing_is_moved_unless_it_is_said_twice(
    qtbot: QtBot, started: Open, usual_data: Path, tmp_path: Path
) -> None:
    """A slip in a dialog would move a whole library; into a folder of other things, it would be strewn there."""
    navigator = started()
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "letter.txt").touch()
    press(qtbot, section(navigator), "Move to another folder…")
    choose(tmp_path / "Documents")
    words = question(navigator).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    assert str(tmp_path / "Documents" / "RetroTimer") in words
    qtbot.keyClick(question(navigator), Qt.Key.Key_Escape)
    assert paths.data() == usual_data
    assert [path.name for path in (tmp_path / "Documents").iterdir()] == ["letter.txt"]


def test_a_wrong_folder_and_a_failed_copy_are_told(
    qtbot: QtBot, started: Open, usual_data: Path, tmp_path: Path
) -> None:
    """A person would believe that their data lies elsewhere."""
    navigator = started()
    here = section(navigator)
    press(qtbot, here, "Move to another folder…")
    choose(usual_data / "presets")
    assert "lies within the folder in use" in message(here)
    assert not is_asked(navigator)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "presets").write_text("a file in the way")
    (tmp_path / "full" / paths.MARKER).touch()
    press(qtbot, here, "Move to another folder…")
    choose(tmp_path / "full")
    press(qtbot, question(navigator), "Move")
    qtbot.waitUntil(lambda: bool(navigator.data.mover.problem))
    assert "could not be saved" in message(here)
    assert paths.data() == usual_data
    assert here.choose.isVisible()


def test_moving_goes_on_beside_the_window_and_can_be_cancelled(
    qtbot: QtBot, started: Open, usual_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow stick would freeze the window, or hold a person who changed their mind."""
    go_on = Event()

    def slow(folder: Path, notify: Callable[[int, int], None]) -> object:
        notify(1, 4)
        assert go_on.wait(20)
        return move(folder, notify)

    monkeypatch.setattr("retrotimer.gui.settings.data_folder.move", slow)
    navigator = started()
    here = section(navigator)
    here.choose.setFocus()
    qtbot.waitUntil(here.choose.hasFocus)
    navigator.data.mover.move(tmp_path / "new")
    qtbot.waitUntil(lambda: here.bar.value() == 25)
    assert here.bar.isVisible()
    assert navigator.window.focusWidget() is here.cancel, "the keyboard is lost"
    press(qtbot, here, "Cancel")
    assert "Cancelling" in message(here)
    go_on.set()
    qtbot.waitUntil(lambda: not navigator.data.mover.is_working)
    assert f"Your data stays in {usual_data}" in message(here)
    assert (paths.data(), here.choose.isVisible()) == (usual_data, True)


def test_where_everything_lies_in_one_folder_nothing_is_offered(
    started: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A button would be there that can only fail."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    here = section(started())
    assert not [button for button in here.findChildren(Button) if button.isVisible()]
    assert f"{paths.HOME_VARIABLE} says so" in message(here)
    assert os.environ[paths.HOME_VARIABLE] in message(here)
