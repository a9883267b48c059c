"""Test the rows of the history list: heads, totals, and texts for screen readers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrotimer.app.history.history import Session
from retrotimer.app.history.rows import DayRow, SessionRow, WeekRow, head_text, remarks, rows, spoken
from retrotimer.training.history.weeks import Figures

SUNDAY = datetime(2026, 5, 3, 18, 30, tzinfo=UTC)
FIGURES = Figures(90_000, 60_000, 30_000, 30_000, 80_000, 85_000)


def session(hours: int, *, is_finished: bool = True, effort: int | None = None, note: str = "") -> Session:
    """Return a session, `hours` before Sunday evening."""
    at = SUNDAY - timedelta(hours=hours)
    return Session(f"{hours}", Path(), at, "Hills", "x", is_finished, effort, note, None, FIGURES)


def test_weeks_and_days_of_several_sessions_have_heads() -> None:
    """If it failed, a week's or a day's total would be missing, or stand above the wrong sessions."""
    sunday, morning, saturday, earlier = (session(hours) for hours in (0, 9, 24, 24 * 7))
    found = rows((sunday, morning, saturday, earlier))
    kinds = [type(row).__name__[0] for row in found]
    assert "".join(kinds) == "WDSSSWS"
    week, day = found[0], found[1]
    assert isinstance(week, WeekRow)
    assert isinstance(day, DayRow)
    assert (week.total.sessions, week.total.done_ms) == (3, 270_000)
    assert (day.total.sessions, day.total.backward_ms) == (2, 60_000)
    assert [row.tells_day for row in found if isinstance(row, SessionRow)] == [False, False, True, True]
    assert rows(()) == ()


def test_rows_are_told_in_words() -> None:
    """If it failed, who hears the list would not know the day, or what the week came to."""
    done = session(0, is_finished=False, effort=7, note="Wind\n from the lake")
    week, row = rows((done,))
    assert isinstance(week, WeekRow)
    assert head_text(week) == "Week of Mon 27 Apr 2026"
    assert spoken(week) == "Week of Mon 27 Apr 2026: 1 session, 1:30, 1:00 forward, 0:30 backward"
    assert spoken(row) == (
        "Sun 3 May 2026, 18:30: Hills, 1:30, 1:00 forward, 0:30 backward, stopped, effort 7, Wind from the lake"
    )
    assert remarks(session(0)) == ()
