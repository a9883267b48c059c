"""Arrivals and own paces on the summary page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.history.arrivals import OwnPace
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.files.group_state import read_groups
from retrotimer.files.history import store
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.started_sessions import AT, PACES

PLAN = (Planned(RUN_FORWARD, None), Planned(RUN_BACKWARD, None))
MARKS = (
    Mark(80_000, 0, 80_000, None, 1, distance_mm=200_000),
    Mark(90_000, 0, 90_000, distance_mm=200_000),
    Mark(130_000, 1, 50_000, None, 1, distance_mm=100_000),
    Mark(150_000, 1, 60_000, distance_mm=100_000),
)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SummaryPage:
    """Return the summary of a session with four arrivals."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    page = SummaryPage()
    qtbot.addWidget(page)
    visits = tuple(Visit(n, what, 90_000) for n, what in enumerate(PLAN))
    page.show_record(UnsavedSession(SessionRecord("Laps", "laps", AT, PACES, PLAN, visits, True, marks=MARKS)))
    page.show()
    return page


def test_a_name_is_typed_once_and_remembered(page: SummaryPage, qtbot: QtBot) -> None:
    """A coach would type a name for each lap, and again after each session."""
    name = page.arrivals.names[0]
    name.setFocus()
    name.selectAll()
    qtbot.keyClicks(name, "Zoe")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert [name.text() for name in page.arrivals.names] == ["Zoe", "Arrival 2", "Arrival 4"]
    assert read_groups().athletes == ("Zoe",)
    assert page._unsaved_session
    assert page._unsaved_session.path
    assert [mark.name for mark in store.read(page._unsaved_session.path).marks] == ["Zoe", "", "Zoe", ""]


def test_the_table_is_taken_along(page: SummaryPage, tmp_path: Path) -> None:
    """Times would have to be copied by hand."""
    page.arrivals.copy.click()
    assert "1:20.00 · 2.50 m/s" in QGuiApplication.clipboard().text()
    page.arrivals.write(str(tmp_path / "all.csv"))
    assert "80000" in (tmp_path / "all.csv").read_text()
    (tmp_path / "each").mkdir()
    page.arrivals.write(str(tmp_path / "each"))
    assert len(list((tmp_path / "each").iterdir())) == 3


def test_own_paces_are_shown_and_used(page: SummaryPage, qtbot: QtBot) -> None:
    """An athlete would measure paces and have to work them out."""
    assert "Forward 2.22 m/s. Backward 1.67 m/s. Backward is 0.75 of forward" in page.pace._figures.text()
    with qtbot.waitSignal(page.measured) as asked:
        page.pace.use.click()
    assert asked.args == [OwnPace(pytest.approx(2.2222, abs=1e-3), pytest.approx(1.6667, abs=1e-3))]  # type: ignore[arg-type]
