"""Clocks that are set, summer time, sleep, and a day that never ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrotimer.app import recorder
from retrotimer.app.cut_off import told
from retrotimer.app.journal import keep_done
from retrotimer.files import history, places
from retrotimer.files.journal import journals
from retrotimer.training.states import Command, State
from tests.helpers.course import Course, found
from tests.helpers.crashes import cut_off_after
from tests.helpers.examples import rb, rf, times, workout

ROOT = Path(__file__).parents[3]


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


def cut_off_of(course: Course) -> tuple[int, bool]:
    """Return how much of `course` is offered, and whether it can be gone on with."""
    assert course.journalist._path
    folder = course.journalist._path.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETROTIMER_HOME", str(folder.parent.parent))
        again = found()
        assert again.record
        assert told(again)
        path = keep_done(again).path
        assert path
        return history.read(path).done_ms, again.can_go_on


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
    record = history.read(path)
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
    assert 118_000 <= history.read(path).done_ms <= 120_000


def test_a_machine_whose_clocks_began_elsewhere_takes_the_session_up(home: Path) -> None:
    """If it failed, a session could not be kept after a restart, whose clocks begin anew, or an hour's sleep."""
    cut_off_after(90)
    for shift in (["--boottime", "3600"], ["--monotonic", "900000", "--boottime", "900000"]):
        command = ["unshare", "--time", *shift, sys.executable, "-m", "retrotimer"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "RETROTIMER_LANGUAGE": "en"}
        for arguments in (["recover"], ["run", "warm-up-drill", "--speed", "9999", "--output", "silent"]):
            ran = subprocess.run([*command, *arguments], env=env, capture_output=True, text=True, check=True)
            assert "1:30 of it are done" in ran.stdout + ran.stderr
            assert "Traceback" not in ran.stderr
    assert home.exists()


@pytest.mark.no_cover  # tracing would double its time
def test_a_day_of_ten_thousand_intervals() -> None:
    """If it failed, a race of a day would slow down, end in an error, or not fit into its file."""
    day = workout(times(100, times(50, rf(8), rb(9.28))))
    course = Course(day)
    intervals = len(course.player.session.timeline.intervals)
    assert intervals == 10_000
    while course.player.session.state is not State.FINISHED:
        course.pass_s(12, step_s=12)
    total_ms = course.player.session.timeline.total_ms
    assert total_ms == 86_400_000
    record = course.recorder.record
    assert record
    assert (record.done_ms, record.is_finished, len(record.visits)) == (total_ms, True, intervals)
    course.crash()
    again = cut_off_of(course)
    assert again == (total_ms, False)
    (path,) = places.history().iterdir()
    assert len(history.read(path).visits) == intervals
