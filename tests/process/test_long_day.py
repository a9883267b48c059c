"""A session of a day: too long for the quick suite."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.training.session import State
from tests.helpers.course import Course, cut_off_of
from tests.helpers.examples import rb, rf, times, workout
from tests.helpers.tasks import AtOnce


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, whose journal is written at once."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return folder


def test_a_day_of_two_thousand_intervals() -> None:
    """If it failed, a race of a day would slow down, end in an error, or not fit into its file."""
    day = workout(times(20, times(50, rf(40), rb(46.4))))
    course = Course(day)
    intervals = len(course.player.session.timeline.intervals)
    assert intervals == 2_000
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
    (path,) = paths.history().iterdir()
    assert len(store.read(path).visits) == intervals
