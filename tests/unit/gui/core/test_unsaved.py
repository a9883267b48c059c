"""A session in the window that cannot be saved when it ends, or whose parts fail to close."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from retrotimer.app.diagnostics import crash_report
from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.gui.error_reporter import ErrorReporter
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.dialogs import Question
from tests.helpers.full_disk import FullDisk
from tests.unit.gui.conftest import Track

Begin = Callable[[str], Track]
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def full(track: Begin, monkeypatch: pytest.MonkeyPatch) -> tuple[Track, FullDisk]:
    """A session of 20 s that has ended on a full disk, its summary shown."""
    disk = FullDisk(paths.history().parent.parent, monkeypatch)
    here = track("warm-up-drill")
    here.pass_s(30)
    here.navigator.sessions.leave()
    return here, disk


def summary(here: Track) -> SummaryPage:
    """Return the summary that is shown."""
    assert isinstance(here.window.page, SummaryPage)
    return here.window.page


def saved() -> list[int]:
    """Return how much was done in each session of the history, in ms."""
    folder = paths.history()
    files = [path for path in folder.iterdir() if "rating" not in path.name] if folder.exists() else []
    return [store.read(path).done_ms for path in files]


def asked(here: Track) -> Question:
    """Return the question that stands on the window."""
    (question,) = [one for one in here.window.findChildren(Question) if one.isVisible()]
    return question


def answer(qtbot: QtBot, question: Question, text: str) -> None:
    """Give an answer."""
    (button,) = [button for button in question.findChildren(Button) if button.text() == text]
    qtbot.mouseClick(button, LEFT)


def test_room_made_at_the_summary_saves_it(qtbot: QtBot, full: tuple[Track, FullDisk]) -> None:
    """If it failed, the summary would go on saying that nothing is saved, or the session be offered again."""
    here, disk = full
    page = summary(here)
    assert "could not be saved: No space left on device." in page.problem.accessibleName()
    assert "another place" not in page.problem.accessibleName()
    qtbot.keyClick(page, Key.Key_7)
    disk.is_full = False
    here.navigator.sessions.unsaved.try_all()
    assert page.problem.isHidden()
    assert not page.log.isHidden()
    qtbot.keyClick(page, Key.Key_Escape)
    assert here.window.page is here.navigator.library
    assert saved() == [20_000]
    (path,) = [path for path in paths.history().iterdir() if "rating" not in path.name]
    said = store.rating(path)
    assert said
    assert said.effort == 7
    assert journals() == ()


def test_left_unsaved_it_is_saved_later_with_what_was_said(qtbot: QtBot, full: tuple[Track, FullDisk]) -> None:
    """If it failed, going on to the next session would lose this one."""
    here, disk = full
    here.navigator.sessions.unsaved._timer.setInterval(1)
    page = summary(here)
    qtbot.keyClick(page, Key.Key_7)
    for _n in range(2):
        qtbot.keyClick(page, Key.Key_Escape)
    assert here.window.page is here.navigator.library
    assert saved() == []
    with qtbot.waitSignal(here.navigator.sessions.unsaved.saved, timeout=20_000):
        disk.is_full = False
    assert saved() == [20_000]
    (path,) = [path for path in paths.history().iterdir() if "rating" not in path.name]
    said = store.rating(path)
    assert said
    assert said.effort == 7
    assert journals() == ()
    message = [label.text() for label in here.navigator.library.findChildren(QLabel)]
    assert "“Warm-up drill” is saved now." in message


@pytest.fixture
def left(qtbot: QtBot, full: tuple[Track, FullDisk]) -> tuple[Track, FullDisk]:
    """The same, its summary left unsaved."""
    here, disk = full
    for _n in range(2):
        qtbot.keyClick(here.window.page, Key.Key_Escape)
    return here, disk


def test_closing_asks_before_it_is_lost(qtbot: QtBot, left: tuple[Track, FullDisk]) -> None:
    """If it failed, closing the window in the evening would lose the morning's session without a word."""
    here, _disk = left
    here.window.close()
    assert here.window.isVisible()
    assert "No space left on device" in asked(here).accessibleDescription()
    qtbot.keyClick(asked(here), Key.Key_Escape)
    assert here.window.isVisible()
    here.window.close()
    answer(qtbot, asked(here), "Close all the same")
    assert not here.window.isVisible()


def test_it_can_be_saved_elsewhere_before_closing(
    qtbot: QtBot, left: tuple[Track, FullDisk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, the only way out would be to lose it."""
    here, _disk = left
    elsewhere = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(elsewhere), ""))
    here.window.close()
    answer(qtbot, asked(here), "Save elsewhere…")
    assert store.read(elsewhere).done_ms == 20_000
    here.window.close()
    assert not here.window.isVisible()


def test_closing_saves_it_where_there_is_room_by_then(left: tuple[Track, FullDisk]) -> None:
    """If it failed, room made a second ago would not count."""
    here, disk = left
    disk.is_full = False
    here.window.close()
    assert not here.window.isVisible()
    assert saved() == [20_000]


def test_stopping_and_closing_on_a_full_disk_shows_that_it_is_not_saved(
    qtbot: QtBot, track: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, "Stop and close" would lose the session without a word."""
    FullDisk(paths.history().parent.parent, monkeypatch)
    here = track("warm-up-drill")
    here.pass_s(30)
    here.window.close()
    answer(qtbot, asked(here), "Stop and close")
    assert here.window.isVisible()
    assert "No space left on device" in summary(here).problem.accessibleName()


def test_a_finished_session_is_not_lost_with_the_window(
    qtbot: QtBot, track: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, closing the window at the end, or --close, would lose the session on a full disk."""
    FullDisk(paths.history().parent.parent, monkeypatch)
    here = track("warm-up-drill")
    with qtbot.waitSignal(here.navigator.sessions.ended):
        here.pass_s(400)
    here.window.close()
    assert here.window.isVisible()
    assert "No space left on device" in asked(here).accessibleDescription()


def fail(*_given: object, **_more: object) -> None:
    """Fail as a driver or a desktop does."""
    raise OSError(5, "Input/output error")


@pytest.fixture
def error_reporter(monkeypatch: pytest.MonkeyPatch) -> Iterator[ErrorReporter]:
    """What takes errors in the program."""
    monkeypatch.setattr(crash_report, "_seen", set())
    taking = ErrorReporter()
    taking.notify = lambda _message: None
    yield taking
    taking.close()


@pytest.mark.parametrize("part", ["sound", "awake", "media keys"])
@pytest.mark.parametrize("how", ["leave", "close"])
@pytest.mark.usefixtures("error_reporter")
def test_what_does_not_close_costs_nothing(
    track: Begin, monkeypatch: pytest.MonkeyPatch, part: str, how: str
) -> None:
    """If it failed, a broken sound device or desktop would take the session with it, at its very end."""
    here = track("warm-up-drill")
    stage = here.navigator.sessions.stage
    assert stage
    here.pass_s(30)
    if part == "sound":
        monkeypatch.setattr(here.sound, "close", fail)
    elif part == "awake":
        monkeypatch.setattr(stage._awake, "close", fail)
    else:
        monkeypatch.setattr(stage, "_close_media_keys", fail)
    if how == "leave":
        here.navigator.sessions.leave()
        assert isinstance(here.window.page, SummaryPage)
    else:
        here.window.close_for_certain()
    assert saved() == [20_000]
    assert journals() == ()


def test_it_is_saved_before_the_sound_is_closed(track: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a sound that hangs as it closes would keep the session from the disk."""
    here = track("warm-up-drill")
    here.pass_s(30)
    found: list[list[int]] = []
    monkeypatch.setattr(here.sound, "close", lambda *, drain: found.append(saved()) if not drain else None)
    here.navigator.sessions.leave()
    assert found == [[20_000]]
