"""Test the export of a workout as an appointment, read back with icalendar."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from retrotimer.app.export.workout import ENDINGS, share, share_appointment
from retrotimer.app.overview import Overview
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import find
from retrotimer.training.workout.paces import Paces

NOW = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_it_stands_in_the_calendar_tomorrow_with_its_steps(tmp_path: Path) -> None:
    """If it failed, a calendar would show another day, or not what there is to do."""
    out = tmp_path / "run.ics"
    message = share_appointment(Overview(find("gentler-3-1"), Paces()), out, NOW)
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART").isoformat() == "2027-01-01T18:00:00"
    assert event.decoded("DTEND").isoformat() == "2027-01-01T18:27:00"
    assert str(event["SUMMARY"]) == "RetroTimer: Gentler 3:1"
    assert "Three parts forward to one part back" in str(event["DESCRIPTION"])
    assert "6 × (1:30 run forward, 0:30 run backward, 1:00 walk)\n" in str(event["DESCRIPTION"])
    assert "Name:" not in str(event["DESCRIPTION"])
    assert message == ("It is an appointment for 2027-01-01 at 18:00: move it to where you want it.",)


def test_an_open_workout_is_as_long_as_the_paces_say_and_that_is_told(tmp_path: Path) -> None:
    """If it failed, an appointment of no length would pass for a plan."""
    out = tmp_path / "race.ics"
    message = share_appointment(Overview(find("alternata-3k"), Paces()), out, NOW)
    (event,) = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).total_seconds() == 25 * 60
    assert message[1] == "It waits for you to tap: how long it takes is what your paces say."


def test_two_of_one_workout_are_two_appointments(tmp_path: Path) -> None:
    """If it failed, a second export would move the first appointment."""
    uids = set()
    for second in (0, 1):
        share_appointment(Overview(find("shuttle"), Paces()), tmp_path / "run.ics", NOW.replace(second=second))
        uids.add(str(Calendar.from_ical((tmp_path / "run.ics").read_bytes()).walk("VEVENT")[0]["UID"]))
    assert len(uids) == 2


def test_a_calendar_is_a_kind_of_file_like_the_others(tmp_path: Path) -> None:
    """If it failed, `export` would not know a calendar, or leave half of one."""
    assert ".ics" in ENDINGS
    assert len(share(Overview(find("shuttle"), Paces()), tmp_path / "run.ICS")) == 1
    with pytest.raises(NotSaved):
        share(Overview(find("shuttle"), Paces()), tmp_path / "gone" / "run.ics")
