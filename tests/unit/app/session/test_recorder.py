"""Test the record of a session."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.app.session.recorder import Recorder, keep, wall_time
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.presets.reader import Preset
from retrotimer.training.session import Command
from retrotimer.training.workout.paces import Paces
from tests.helpers.examples import rb, rf, workout
from tests.helpers.fakes import SessionHarness

AT = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
PACES = Paces(run_forward=3, body_kg=60)
OVERVIEW = Overview(Preset("early", Path("early.toml"), workout(rf(60), rb(20))), PACES)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    return tmp_path


def recorded(speed: float = 1.0) -> tuple[SessionHarness, Recorder]:
    """Return a started session and what records it."""
    stage, recorder = SessionHarness(OVERVIEW.timeline, speed=speed), Recorder(OVERVIEW, lambda: AT, speed)
    stage.player.listen(recorder)
    return stage.started(), recorder


def test_a_session_is_recorded_with_all_that_its_file_needs() -> None:
    """If it failed, a kept session would have another name, time or pace than was run."""
    stage, recorder = recorded()
    assert not recorder.is_finished
    stage.after(999)
    record = recorder.record
    assert record is not None
    assert (record.name, record.preset, record.started, record.paces) == ("Test", "early", AT, PACES)
    assert (record.done_ms, record.is_finished, recorder.is_finished) == (80_000, True, True)


def test_the_start_is_the_wall_time_of_the_start() -> None:
    """If it failed, a session would be filed under the time of its end, or of its making."""
    times = iter([AT, AT.replace(hour=9)])
    stage, recorder = SessionHarness(OVERVIEW.timeline), Recorder(OVERVIEW, lambda: next(times))
    stage.player.listen(recorder)
    stage.started().after(10).after(999)
    assert recorder.record is not None
    assert recorder.record.started == AT
    assert wall_time().tzinfo is UTC


def test_it_is_kept_in_the_history() -> None:
    """If it failed, what was done would be gone tomorrow."""
    stage, recorder = recorded()
    stage.after(33).player.do(Command.STOP)
    assert recorder.record is not None
    path, problem = keep(recorder.record)
    assert problem == ""
    assert path is not None
    assert path.parent == paths.history()
    assert store.read(path) == recorder.record


def test_a_session_that_never_began_is_none() -> None:
    """If it failed, a start by mistake would be kept as a session of nothing."""
    stage, recorder = recorded()
    assert recorder.record is None
    stage.after(2).player.do(Command.STOP)
    assert recorder.record is None
    assert Recorder(OVERVIEW).record is None


def test_a_trial_is_never_kept() -> None:
    """If it failed, trying a preset out at 60 times its speed would count as training."""
    stage, recorder = recorded(speed=60)
    stage.after(99)
    assert recorder.record is not None
    assert recorder.record.done_ms == 80_000
    path, problem = keep(recorder.record)
    assert path is None
    assert "trial" in problem
    assert not paths.history().exists()


def test_a_history_that_cannot_be_written_is_told(home: Path) -> None:
    """If it failed, a session would be lost without a word."""
    (home / "data").write_text("in the way")
    stage, recorder = recorded()
    stage.after(99)
    assert recorder.record is not None
    path, problem = keep(recorder.record)
    assert path is None
    assert "could not be saved" in problem
