"""Test the totals of the history as text."""

from __future__ import annotations

from pathlib import Path

from retrotimer.app.history.history import SessionList, found_text, summed
from tests.unit.app.history.test_rows import SUNDAY, session

TODAY = SUNDAY.toordinal()


def test_a_history_is_summed_up() -> None:
    """If it failed, the head of the page would tell other figures than the sessions below."""
    two = (session(0), session(24 * 7))
    words = summed(SessionList(Path(), two, (), (), TODAY))
    assert words == "2 sessions · 2 weeks in a row · longest time backward 0:30"
    assert "first session" in summed(SessionList(Path(), (), two, (), TODAY))
    assert found_text(two) == "Found: 2 sessions, 3:00, 2:00 forward, 1:00 backward"
    assert found_text(()) == "No session fits that."
