"""Test clocks that are set, summer time, and sleep."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrotimer.app.session import recorder
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.training.session import Command, State
from tests.helpers.course import Course, cut_off_of
from tests.helpers.tasks import AtOnce


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, whose journal is written at once."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return folder


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The time of Berlin."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("days", [-400, -3, 3, 400])
def test_a_clock_that_is_set_in_mid_session(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """If it failed, a clock set right by the network would lengthen a session, or lose it."""
    now = datetime.now(UTC)
    monkeypatch.setattr(recorder, "wall_time", lambda: now)
    course = Course()
    course.pass_s(90)
    later = now + timedelta(days=days)
    monkeypatch.setattr(recorder, "wall_time", lambda: later)
    monkeypatch.setattr(time, "time", later.timestamp)
    course.pass_s(90)
    course.crash()
    for path in journals():
        os.utime(path, (later.timestamp(), later.timestamp()))
    monkeypatch.undo()
    again = cut_off_of(course)
    assert again == (180_000, True)


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("month_day", [(3, 29), (10, 25)])
def test_summer_time_that_begins_or_ends_in_mid_session(month_day: tuple[int, int]) -> None:
    """If it failed, a run at night would be an hour longer or shorter, or be done before it began."""
    change = datetime(2026, *month_day, 0, 59, 30, tzinfo=UTC)
    course = Course()
    course.recorder._utc_now = lambda: change
    course.recorder._started = None
    course.pass_s(120)
    path = course.end().path
    assert path
    record = store.read(path)
    assert record.done_ms == 120_000


@pytest.mark.usefixtures("zone")
def test_a_journey_to_another_zone_in_mid_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a session in a train over a border would not be found again."""
    course = Course()
    course.pass_s(60)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    course.pass_s(60)
    course.crash()
    assert cut_off_of(course) == (120_000, True)


def test_an_hour_s_sleep() -> None:
    """If it failed, an hour of sleep would count as run, or the session be at its end on waking."""
    course = Course()
    course.pass_s(90)
    course.clock.sleep(3_600)
    course.pass_s(1)
    assert course.player.session.state is State.PAUSED
    assert course.player.session.index == 1
    course.player.do(Command.RESUME)
    course.pass_s(29)
    path = course.end().path
    assert path
    assert 118_000 <= store.read(path).done_ms <= 120_000
