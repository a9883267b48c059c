"""Where the data lies, in the real window on real files: missing, done without, and there again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.data_folder import move
from retrotimer.files import paths
from retrotimer.gui.history.page import HistoryPage
from tests.helpers.data_robot import SOURCE, Open, choose, is_asked, message, names, press, question, section

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the folders of the tests are named as Linux has it"
)


def test_a_folder_that_is_not_there_is_asked_about(qtbot: QtBot, started: Open, tmp_path: Path) -> None:
    """A person without their stick would see an empty library, and believe that all is lost."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    navigator = started()
    words = question(navigator).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    assert str(tmp_path / "stick") in words
    assert "retrotimer data move FOLDER" in words
    press(qtbot, question(navigator), "Look again")
    assert "It is not there yet." in question(navigator).accessibleDescription()
    qtbot.keyClick(question(navigator), Qt.Key.Key_Escape)
    assert not is_asked(navigator)
    assert "is not there now" in message(navigator.library)
    page = navigator.histories.show_history()
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: "is not there now" in message(page))
    assert "Nothing yet" not in message(page)
    here = section(navigator)
    assert "is not there now" in message(here)
    press(qtbot, here, "Look again")
    assert "It is not there yet." in message(here)
    assert not (tmp_path / "stick").exists()
    (tmp_path / "away").rename(tmp_path / "stick")
    navigator.data.look()
    navigator.show_library()
    assert names(navigator) == ["Mine"]


def test_it_goes_on_by_itself_once_the_stick_is_in(started: Open, tmp_path: Path) -> None:
    """A person would have to start the program again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    navigator = started()
    assert is_asked(navigator)
    (tmp_path / "away").rename(tmp_path / "stick")
    navigator.data.look()
    assert not is_asked(navigator)
    assert names(navigator) == ["Mine"]


def test_data_that_lies_elsewhere_can_be_pointed_to(qtbot: QtBot, started: Open, tmp_path: Path) -> None:
    """A stick with another name would need a terminal."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    navigator = started()
    press(qtbot, question(navigator), "It lies elsewhere…")
    choose(tmp_path / "XDG_DATA_HOME")
    qtbot.waitUntil(lambda: is_asked(navigator))
    assert "There is no data of RetroTimer" in question(navigator).accessibleDescription()
    press(qtbot, question(navigator), "It lies elsewhere…")
    choose(tmp_path / "away")
    qtbot.waitUntil(lambda: paths.data() == tmp_path / "away" and not navigator.data.mover.is_working)
    assert names(navigator) == ["Mine"]


def test_one_can_do_without_it_for_now_and_join_it_later(qtbot: QtBot, started: Open, tmp_path: Path) -> None:
    """A day without the stick would be a day without training, or one that is never seen again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    navigator = started()
    press(qtbot, question(navigator), "Use this laptop's folder for now")
    assert not is_asked(navigator)
    assert names(navigator) == []
    paths.presets().mkdir()
    (paths.presets() / "today.toml").write_text(SOURCE.replace("Mine", "Today"))
    assert f"what lies in {tmp_path / 'stick'} is not used" in message(section(navigator))
    navigator.show_library()
    (tmp_path / "away").rename(tmp_path / "stick")
    navigator.data.look()
    press(qtbot, question(navigator), "Not now")
    navigator.data.look()
    assert not is_asked(navigator), "it would be asked for ever"
    press(qtbot, section(navigator), "Use the other folder again")
    qtbot.waitUntil(lambda: paths.data() == tmp_path / "stick" and not navigator.data.mover.is_working)
    navigator.show_library()
    assert sorted(names(navigator)) == ["Mine", "Today"]


def test_no_question_lies_over_a_session(started: Open, tmp_path: Path) -> None:
    """A stick that is pulled out in mid-session would cover the digits."""
    move(tmp_path / "stick")
    navigator = started()
    navigator.preferences.change(ask_before=False, checklist_read=True, output="silent")
    item = navigator.library.presets.current()
    assert item
    navigator.sessions.ask(item.entry)  # type: ignore[arg-type]  # it can be used
    (tmp_path / "stick").rename(tmp_path / "away")
    navigator.data.look()
    assert not is_asked(navigator)
    navigator.sessions.leave()
    navigator.show_library()
    navigator.data.look()
    assert is_asked(navigator)
