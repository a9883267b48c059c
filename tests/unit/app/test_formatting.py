"""Test formatted days, and the local day of a session."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from retrotimer.app.formatting import day_text, full_day_text, local_start, month_text, tissue_text
from retrotimer.training.load.load import Grade

DAY = date(2026, 11, 24).toordinal()


def test_days_read_in_words() -> None:
    """If it failed, a list of days would have to be worked out."""
    assert (day_text(DAY), full_day_text(DAY), month_text(12)) == ("Tue 24 Nov", "Tue 24 Nov 2026", "Dec")


def test_a_start_is_told_by_the_clocks_there() -> None:
    """If it failed, a flight would move sessions to other days, or a clock at the calendar's end stop the page."""
    late = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
    assert f"{local_start(late, 7_200):%d %H:%M}" == "02 01:30"
    assert local_start(late, None) == late
    last = datetime.max.replace(tzinfo=UTC)
    assert local_start(last, 7_200) == last


@pytest.mark.parametrize(
    ("grade", "share", "text"),
    [
        (Grade.LIGHT, 0.96, "Knee: light (a little less than all forward)"),
        (Grade.LIGHT, 1.01, "Knee: light (as much as all forward)"),
        (Grade.MODERATE, 1.1, "Knee: moderate (a little more than all forward)"),
        (Grade.HIGH, 1.3, "Knee: high (much more than all forward)"),
        (Grade.HIGH, 0.7, "Knee: high (much less than all forward)"),
    ],
)
def test_a_load_reads_in_words(grade: Grade, share: float, text: str) -> None:
    """A person would be given three decimals where a word tells it."""
    assert tissue_text("Knee", grade, share) == text
