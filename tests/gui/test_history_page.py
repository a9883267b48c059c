"""The history in the window: listed, searched, deleted and taken back, opened and rated anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.history import load_history
from retrotimer.files import history
from retrotimer.files.places import HOME_VARIABLE
from retrotimer.gui.history_desk import HistoryDesk
from retrotimer.gui.history_page import HistoryPage
from retrotimer.gui.summary_page import SummaryPage
from retrotimer.gui.watching import Watching
from retrotimer.gui.window import Window
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.workout import MOVEMENTS


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep to an empty folder."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


def _done(name: str, days_ago: int) -> Path:
    """Keep a session of three minutes, one of them backward."""
    plan = (
        Planned(MOVEMENTS["run forward"], 120_000),
        Planned(MOVEMENTS["run backward"], 60_000),
    )
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan))
    started = datetime.now(UTC) - timedelta(days=days_ago)
    return history.save(SessionRecord(name, "x", started, Paces(), plan, visits, is_finished=True, offset_s=0))


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    """Return the page of a history with three sessions."""
    for nth, name in enumerate(("Hills", "Track", "Hills again")):
        _done(name, 8 * nth)
    made = HistoryPage()
    qtbot.addWidget(made)
    made.show()
    return made


def test_sessions_are_listed_and_found(page: HistoryPage) -> None:
    """What was done would not be seen, or not be found again."""
    assert [one.name for one in page.sessions.rows.sessions] == ["Hills", "Track", "Hills again"]
    page.search.setText("hills")
    assert [one.name for one in page.sessions.rows.sessions] == ["Hills", "Hills again"]
    assert "3:00" in str(page.sessions.rows.index(0, 0).data())
    assert "3 sessions" in page.figures.text()


def test_the_keyboard_tells_the_numbers_of_a_week(qtbot: QtBot, page: HistoryPage) -> None:
    """Who cannot see the bars, or has no mouse, would not learn what they say."""
    assert "1 session, 2:00 forward, 1:00 backward" in page.week.text()
    for _week in range(11):
        qtbot.keyClick(page.bars, Qt.Key.Key_Left)
    assert page.week.text() in page.bars.accessibleName()
    assert "0 sessions" in page.week.text()


def test_a_deletion_can_be_taken_back(qtbot: QtBot, page: HistoryPage) -> None:
    """A key pressed by mistake would cost a session."""
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    assert [one.name for one in load_history().sessions] == ["Track", "Hills again"]
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert [one.name for one in page.sessions.rows.sessions] == ["Hills", "Track", "Hills again"]
    assert not page.undo.isVisible()


def test_a_session_is_opened_and_rated_anew(qtbot: QtBot) -> None:
    """What was noted of a session would not be seen again, or could not be corrected."""
    path = _done("Hills", 0)
    history.rate(path, 4, "windy")
    window = Window()
    qtbot.addWidget(window)
    desk = HistoryDesk(window)
    page = desk.show_history()
    qtbot.keyClick(page.sessions, Qt.Key.Key_Return)
    summary = window.page
    assert isinstance(summary, SummaryPage)
    assert (summary.effort.effort, summary.note.toPlainText()) == (4, "windy")
    summary.effort.choose(7)
    qtbot.keyClick(summary, Qt.Key.Key_Escape)
    assert isinstance(window.page, HistoryPage)
    assert (load_history().sessions[0].effort, load_history().sessions[0].note) == (7, "windy")


def test_sessions_of_the_other_laptop_come_by_themselves(qtbot: QtBot, page: HistoryPage) -> None:
    """What came while the page was open would not be seen, or take the choice away."""
    qtbot.waitUntil(lambda: page.findChild(Watching) is not None)
    page.sessions.setCurrentIndex(page.sessions.rows.index(1, 0))
    _done("From the other laptop", 1)
    qtbot.waitUntil(lambda: len(page.sessions.rows.sessions) == 4, timeout=9_000)
    chosen = page.sessions.current()
    assert chosen is not None
    assert chosen.name == "Track"


def test_an_empty_history_is_friendly(qtbot: QtBot) -> None:
    """Who has done nothing yet would meet an empty page without a word."""
    page = HistoryPage()
    qtbot.addWidget(page)
    page.show()
    assert "first session" in page.figures.text()
    assert not page.export.isEnabled()
    assert not page.bars.isVisible()
