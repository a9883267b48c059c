"""Test appointments: floating, moved instead of doubled, read by an independent library."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from icalendar import Calendar

from retrotimer.exchange.icalendar import Appointment, calendar_bytes, write_calendar


def floating(*parts: int) -> datetime:
    """Return a time without a zone: year, month, day, hour, minute."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - it is what the calendar holds


MADE = datetime(2026, 11, 22, 20, 0, 5, tzinfo=UTC)
FIRST = Appointment(
    "one@retrotimer",
    "Plan, week 1",
    "Run; walk, and ≈ rest.\n" + 9 * "Long. ",
    floating(2026, 3, 29, 2, 30),
    1_278_000,
    3,
)
SECOND = Appointment("two@retrotimer", "Plan, week 2", "", floating(2026, 4, 1, 18), 1_560_000)


def test_it_reads_back(tmp_path: Path) -> None:
    """If it failed, a calendar would show another day, hour or text."""
    path = tmp_path / "plan.ics"
    write_calendar(path, [FIRST, SECOND], "Läufe", MADE)
    calendar = Calendar.from_ical(path.read_bytes())
    one, two = calendar.walk("VEVENT")
    assert str(calendar["X-WR-CALNAME"]) == "Läufe"
    assert [str(one[key]) for key in ("UID", "SUMMARY", "DESCRIPTION")] == [FIRST.uid, FIRST.title, FIRST.about]
    assert (one.decoded("DTSTART"), one.decoded("DTEND")) == (FIRST.start, FIRST.start + timedelta(minutes=22))
    assert (two.decoded("DTSTART"), two.decoded("DTEND")) == (SECOND.start, SECOND.start + timedelta(minutes=26))
    assert [event.decoded("SEQUENCE") for event in (one, two)] == [3, 0]
    assert one.decoded("DTSTAMP") == MADE


def test_times_float() -> None:
    """If it failed, a session would move when the person travels, or the clocks change."""
    source = calendar_bytes([FIRST], "Plan", MADE).decode()
    assert "DTSTART:20260329T023000\r\n" in source
    assert "TZID" not in source
    assert "VTIMEZONE" not in source
    assert re.findall(r"^(\w+):\d{8}T\d{6}Z", source, re.MULTILINE) == ["DTSTAMP"]


def test_the_form_is_that_of_the_standard() -> None:
    """If it failed, strict calendars would refuse the file."""
    source = calendar_bytes([FIRST, SECOND], "Plan", MADE)
    assert source.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//RetroTimer//")
    assert source.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in source.split(b"\r\n"))
    assert b"\n" not in source.replace(b"\r\n", b"")


def test_a_time_with_a_zone_is_refused() -> None:
    """If it failed, an appointment would not float and nobody would notice."""
    zoned = Appointment("x", "x", "", datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1))), 60_000)
    with pytest.raises(ValueError, match="floating"):
        calendar_bytes([zoned], "Plan", MADE)
