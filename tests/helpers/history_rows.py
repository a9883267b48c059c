"""Save sessions, and open the history page on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from retrotimer.files.history import store
from retrotimer.gui.history.loader import HistoryReader
from retrotimer.gui.history.page import HistoryPage
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS


def done(name: str, days_ago: int) -> Path:
    """Save a session of three minutes, one of them backward."""
    plan = (
        Planned(MOVEMENTS["run forward"], 120_000),
        Planned(MOVEMENTS["run backward"], 60_000),
    )
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan))
    started = datetime.now(UTC) - timedelta(days=days_ago)
    ahead = started.astimezone().utcoffset() or timedelta()  # of this machine's zone: else today were another day
    record = SessionRecord(
        name, "x", started, Paces(), plan, visits, is_finished=True, offset_s=int(ahead.total_seconds())
    )
    return store.save(record)


def opened(qtbot: QtBot) -> HistoryPage:
    """Return the page after it has read the history."""
    page = HistoryPage(HistoryReader())
    qtbot.addWidget(page)
    page.resize(1_000, 700)
    with qtbot.waitActive(page):
        page.show()
    page.setFocus()
    qtbot.waitUntil(lambda: page.book is not None)
    return page


def listed(page: HistoryPage) -> list[str]:
    """Return the names of the listed sessions."""
    return [one.name for one in page.sessions.rows.sessions]
