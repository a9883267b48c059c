"""Where the data lies, in the real window on real files: moved, missing, done without, and there again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.asked import Asked
from retrotimer.app.moving import move
from retrotimer.files import places
from retrotimer.files.moving import files_of
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.data_section import DataSection
from retrotimer.gui.desk import Desk
from retrotimer.gui.history_page import HistoryPage
from retrotimer.gui.look import Look
from retrotimer.gui.opening import furnish
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.question import Question
from retrotimer.gui.window import Window

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="the folders of the tests are named as Linux has it"
)
SOURCE = 'format = 1\nname = "Mine"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n'
Open = Callable[[], Desk]


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual folder, with a workout in it, on a laptop of the test's own."""
    monkeypatch.delenv(places.HOME_VARIABLE, raising=False)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    places.presets().mkdir(parents=True)
    (places.presets() / "mine.toml").write_text(SOURCE)
    places.history().mkdir()
    return places.usual_data()


@pytest.fixture
def opened(qtbot: QtBot, usual: Path) -> Iterator[Open]:
    """Start the window, on whatever is there then."""
    assert usual.exists()
    desks: list[Desk] = []

    def start() -> Desk:
        preferences = Preferences()
        look = Look(preferences)
        look.use()
        window = Window()
        qtbot.addWidget(window)
        desk = furnish(window, preferences, look, Asked())
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        QApplication.processEvents()
        desk.data.look()
        desks.append(desk)
        return desk

    yield start
    for desk in desks:
        desk.window.close_for_certain()
    theme.use(theme.LIGHT)


def question(desk: Desk) -> Question:
    """Return the question that stands on the window."""
    (standing,) = [found for found in desk.window.findChildren(Question) if found.isVisible()]
    return standing


def is_asked(desk: Desk) -> bool:
    """Return whether a question stands on the window."""
    return any(found.isVisible() for found in desk.window.findChildren(Question))


def press(qtbot: QtBot, within: QWidget, text: str) -> None:
    """Press the button with this text by the keyboard."""
    (button,) = [found for found in within.findChildren(Button) if found.text() == text and found.isVisible()]
    within.window().activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def choose(folder: Path) -> None:
    """Choose `folder` in the dialog that is open."""
    (dialog,) = [found for found in QApplication.topLevelWidgets() if isinstance(found, QFileDialog)]
    dialog.fileSelected.emit(str(folder))
    dialog.close()
    QApplication.sendPostedEvents(dialog, 52)  # it is to be deleted


def section(desk: Desk) -> DataSection:
    """Return the section on the settings page, which is opened where it is not."""
    page = desk.window.page
    found = page.findChild(DataSection) if page else None
    return found or desk.show_settings().findChild(DataSection)  # type: ignore[return-value]  # it has one


def names(desk: Desk) -> list[str]:
    """Return the names of the workouts in the library that did not come with the program."""
    return [item.name for item in desk.library.shelf.arranged("") if item.path.parent == places.presets()]


def told(widget: QWidget) -> str:
    """Return what is to be read in `widget`, without the places where it may fold."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\N{ZERO WIDTH SPACE}", "")


def test_the_data_is_moved_from_the_settings(qtbot: QtBot, opened: Open, usual: Path, tmp_path: Path) -> None:
    """Only people who type could share their history with a second laptop."""
    desk, before = opened(), files_of(usual)
    here = section(desk)
    press(qtbot, here, "Move to another folder…")
    choose(tmp_path / "Sync")
    assert str(tmp_path / "Sync") in question(desk).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    press(qtbot, question(desk), "Move")
    qtbot.waitUntil(lambda: places.data() == tmp_path / "Sync" and not desk.data.mover.is_working)
    assert "files were brought there" in told(here) or "file was brought there" in told(here)
    assert "The old data is kept in" in told(here)
    assert files_of(tmp_path / "Sync") == before
    (aside,) = usual.iterdir()
    assert files_of(aside) == before
    qtbot.keyClick(desk.window.page, Qt.Key.Key_Escape)
    assert desk.window.page is desk.library
    assert names(desk) == ["Mine"]
    press(qtbot, section(desk), "Bring it back to this laptop…")
    press(qtbot, question(desk), "Move")
    qtbot.waitUntil(lambda: places.data() == usual and not desk.data.mover.is_working)
    assert files_of(usual) == before


def test_nothing_is_moved_unless_it_is_said_twice(qtbot: QtBot, opened: Open, usual: Path, tmp_path: Path) -> None:
    """A slip in a dialog would move a whole library; into a folder of other things, it would be strewn there."""
    desk = opened()
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "letter.txt").touch()
    press(qtbot, section(desk), "Move to another folder…")
    choose(tmp_path / "Documents")
    words = question(desk).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    assert str(tmp_path / "Documents" / "RetroTimer") in words
    qtbot.keyClick(question(desk), Qt.Key.Key_Escape)
    assert places.data() == usual
    assert [path.name for path in (tmp_path / "Documents").iterdir()] == ["letter.txt"]


def test_a_wrong_folder_and_a_failed_copy_are_told(qtbot: QtBot, opened: Open, usual: Path, tmp_path: Path) -> None:
    """A person would believe that their data lies elsewhere."""
    desk = opened()
    here = section(desk)
    press(qtbot, here, "Move to another folder…")
    choose(usual / "presets")
    assert "lies within the folder in use" in told(here)
    assert not is_asked(desk)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "presets").write_text("a file in the way")
    (tmp_path / "full" / places.MARKER).touch()
    press(qtbot, here, "Move to another folder…")
    choose(tmp_path / "full")
    press(qtbot, question(desk), "Move")
    qtbot.waitUntil(lambda: bool(desk.data.mover.trouble))
    assert "could not be saved" in told(here)
    assert places.data() == usual
    assert here.choose.isVisible()


def test_moving_goes_on_beside_the_window_and_can_be_cancelled(
    qtbot: QtBot, opened: Open, usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow stick would freeze the window, or hold a person who changed their mind."""
    go_on = Event()

    def slow(folder: Path, tell: Callable[[int, int], None]) -> object:
        tell(1, 4)
        assert go_on.wait(20)
        return move(folder, tell)

    monkeypatch.setattr("retrotimer.gui.data_mover.move", slow)
    desk = opened()
    here = section(desk)
    here.choose.setFocus()
    qtbot.waitUntil(here.choose.hasFocus)
    desk.data.mover.move(tmp_path / "new")
    qtbot.waitUntil(lambda: here.bar.value() == 25)
    assert here.bar.isVisible()
    assert desk.window.focusWidget() is here.cancel, "the keyboard is lost"
    press(qtbot, here, "Cancel")
    assert "Cancelling" in told(here)
    go_on.set()
    qtbot.waitUntil(lambda: not desk.data.mover.is_working)
    assert f"Your data stays in {usual}" in told(here)
    assert (places.data(), here.choose.isVisible()) == (usual, True)


def test_a_folder_that_is_not_there_is_asked_about(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A person without their stick would see an empty library, and believe that all is lost."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = opened()
    words = question(desk).accessibleDescription().replace("\N{ZERO WIDTH SPACE}", "")
    assert str(tmp_path / "stick") in words
    assert "retrotimer data move FOLDER" in words
    press(qtbot, question(desk), "Look again")
    assert "It is not there yet." in question(desk).accessibleDescription()
    qtbot.keyClick(question(desk), Qt.Key.Key_Escape)
    assert not is_asked(desk)
    assert "is not there now" in told(desk.library)
    page = desk.histories.show_history()
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: "is not there now" in told(page))
    assert "Nothing yet" not in told(page)
    here = section(desk)
    assert "is not there now" in told(here)
    press(qtbot, here, "Look again")
    assert "It is not there yet." in told(here)
    assert not (tmp_path / "stick").exists()
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    desk.show_library()
    assert names(desk) == ["Mine"]


def test_it_goes_on_by_itself_once_the_stick_is_in(opened: Open, tmp_path: Path) -> None:
    """A person would have to start the program again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = opened()
    assert is_asked(desk)
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    assert not is_asked(desk)
    assert names(desk) == ["Mine"]


def test_data_that_lies_elsewhere_can_be_pointed_to(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A stick with another name would need a terminal."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = opened()
    press(qtbot, question(desk), "It lies elsewhere…")
    choose(tmp_path / "XDG_DATA_HOME")
    qtbot.waitUntil(lambda: is_asked(desk))
    assert "There is no data of RetroTimer" in question(desk).accessibleDescription()
    press(qtbot, question(desk), "It lies elsewhere…")
    choose(tmp_path / "away")
    qtbot.waitUntil(lambda: places.data() == tmp_path / "away" and not desk.data.mover.is_working)
    assert names(desk) == ["Mine"]


def test_one_can_do_without_it_for_now_and_join_it_later(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A day without the stick would be a day without training, or one that is never seen again."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    desk = opened()
    press(qtbot, question(desk), "Use this laptop's folder for now")
    assert not is_asked(desk)
    assert names(desk) == []
    places.presets().mkdir()
    (places.presets() / "today.toml").write_text(SOURCE.replace("Mine", "Today"))
    assert f"what lies in {tmp_path / 'stick'} is not used" in told(section(desk))
    desk.show_library()
    (tmp_path / "away").rename(tmp_path / "stick")
    desk.data.look()
    press(qtbot, question(desk), "Not now")
    desk.data.look()
    assert not is_asked(desk), "it would be asked for ever"
    press(qtbot, section(desk), "Use the other folder again")
    qtbot.waitUntil(lambda: places.data() == tmp_path / "stick" and not desk.data.mover.is_working)
    desk.show_library()
    assert sorted(names(desk)) == ["Mine", "Today"]


def test_no_question_lies_over_a_session(opened: Open, tmp_path: Path) -> None:
    """A stick that is pulled out in mid-session would cover the digits."""
    move(tmp_path / "stick")
    desk = opened()
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


def test_where_everything_lies_in_one_folder_nothing_is_offered(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A button would be there that can only fail."""
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "home"))
    here = section(opened())
    assert not [button for button in here.findChildren(Button) if button.isVisible()]
    assert f"{places.HOME_VARIABLE} says so" in told(here)
    assert os.environ[places.HOME_VARIABLE] in told(here)
