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
    desk = started()
    words = question(desk).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    assert str(tmp_path / "stick") in words
    assert "retrotimer data move FOLDER" in words
    press(qtbot, question(desk), "Look again")
    assert "It is not there yet." in question(desk).accessibleDescription()
    qtbot.keyClick(question(desk), Qt.Key.Key_Escape)
    assert not is_asked(desk)
    assert "is not there now" in message(desk.library)
    page = desk.histories.show_history()
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: "is not there now" in message(page))
    assert "Nothing yet" not in message(page)
    here = section(desk)
    assert "is not there now" in message(here)
    press(qtbot, here, "Look again")
    assert "It is not there yet." in message(here)
    assert not (tmp_path / "stick").exists()
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    desk.show_library()
    assert names(desk) == ["Mine"]


def test_it_goes_on_by_itself_once_the_stick_is_in(started: Open, tmp_path: Path) -> None:
    """A person would have to start the program again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = started()
    assert is_asked(desk)
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    assert not is_asked(desk)
    assert names(desk) == ["Mine"]


def test_data_that_lies_elsewhere_can_be_pointed_to(qtbot: QtBot, started: Open, tmp_path: Path) -> None:
    """A stick with another name would need a terminal."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = started()
    press(qtbot, question(desk), "It lies elsewhere…")
    choose(tmp_path / "XDG_DATA_HOME")
    qtbot.waitUntil(lambda: is_asked(desk))
    assert "There is no data of RetroTimer" in question(desk).accessibleDescription()
    press(qtbot, question(desk), "It lies elsewhere…")
    choose(tmp_path / "away")
    qtbot.waitUntil(lambda: paths.data() == tmp_path / "away" and not desk.data.mover.is_working)
    assert names(desk) == ["Mine"]


def test_one_can_do_without_it_for_now_and_join_it_later(qtbot: QtBot, started: Open, tmp_path: Path) -> None:
    """A day without the stick would be a day without training, or one that is never seen again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = started()
    press(qtbot, question(desk), "Use this laptop's folder for now")
    assert not is_asked(desk)
    assert names(desk) == []
    paths.presets().mkdir()
    (paths.presets() / "today.toml").write_text(SOURCE.replace("Mine", "Today"))
    assert f"what lies in {tmp_path / 'stick'} is not used" in message(section(desk))
    desk.show_library()
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    press(qtbot, question(desk), "Not now")
    desk.data.look()
    assert not is_asked(desk), "it would be asked for ever"
    press(qtbot, section(desk), "Use the other folder again")
    qtbot.waitUntil(lambda: paths.data() == tmp_path / "stick" and not desk.data.mover.is_working)
    desk.show_library()
    assert sorted(names(desk)) == ["Mine", "Today"]


def test_no_question_lies_over_a_session(started: Open, tmp_path: Path) -> None:
    """A stick that is pulled out in mid-session would cover the digits."""
    move(tmp_path / "stick")
    desk = started()
    desk.preferences.change(ask_before=False, checklist_read=True, output="silent")
    item = desk.library.presets.current()
    assert item
    desk.sessions.ask(item.entry)  # type: ignore[arg-type]  # it can be used
    (tmp_path / "stick").rename(tmp_path / "away")
    desk.data.look()
    assert not is_asked(desk)
    desk.sessions.leave()
    desk.show_library()
    desk.data.look()
    assert is_asked(desk)
