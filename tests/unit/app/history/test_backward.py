"""How backward time grew, told in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrotimer.app.history.backward import growth_text, most_before, session_growth, week_growth
from retrotimer.app.history.history import Session
from retrotimer.training.history.weeks import Figures, Total

TODAY = datetime(2026, 5, 30, 18, tzinfo=UTC)


def session(ago: int, backward_ms: int) -> Session:
    """Return a session so many days ago."""
    figures = Figures(600_000, 600_000 - backward_ms, backward_ms, backward_ms, 0, 0)
    at = TODAY - timedelta(days=ago)
    return Session(f"{ago}", Path(), at, "Run", "run", True, None, "", None, figures)


@pytest.mark.parametrize(
    ("ms", "before_ms", "text"),
    [(200, 150, "+33 %"), (150, 200, "−25 %"), (100, 100, "±0 %"), (100, 0, ""), (0, 100, "")],
)
def test_growth_reads_with_its_sign(ms: int, before_ms: int, text: str) -> None:
    """If it failed, less would read as more, or a first time be infinitely more."""
    assert growth_text(ms, before_ms) == text


def test_a_session_is_held_against_the_most_of_the_30_days_before() -> None:
    """If it failed, growth would be hidden by a session of last year, or by itself."""
    sessions = [session(0, 200_000), session(3, 150_000), session(30, 100_000), session(31, 900_000)]
    assert most_before(sessions, sessions[0]) == 150_000
    assert most_before(sessions[:1], sessions[0]) == 0
    assert session_growth(200_000, 150_000) == "Backward 3:20: +33 % against the most of the 30 days before (2:30)."
    assert session_growth(200_000, 0) == "Backward 3:20: the first backward time in 30 days."
    assert session_growth(0, 150_000) == ""


def test_a_week_is_held_against_the_week_before() -> None:
    """If it failed, a gap of a month would look like the week before."""
    weeks = [Total(15, 1, 9, 9, 300), Total(8, 1, 9, 9, 200), Total(1)]
    assert week_growth(weeks, weeks[0]) == "+50 %"
    assert week_growth([weeks[0]], weeks[0]) == ""
