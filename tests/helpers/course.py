"""Run a session on a manual clock, with its recorder and crash journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import InterruptedSession, command_log_of, interrupted, keep_done
from retrotimer.app.session.player import Player
from retrotimer.app.session.recorder import Kept, Recorder, keep
from retrotimer.app.session.recovery import summary_text
from retrotimer.files.history import store
from retrotimer.files.presets.reader import Preset
from retrotimer.training.session import Command, Session
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout
from tests.helpers.examples import rb, rf, times, workout
from tests.helpers.fakes import FakeSound, ManualClock

WORKOUT = workout(times(10, rf(60), rb(60)))


class Course:
    """A running session with its player, recorder and journal writer."""

    def __init__(self, workout: Workout = WORKOUT) -> None:
        self.clock = ManualClock()
        overview = Overview(Preset("long", Path("long.toml"), workout), Paces())
        session = Session(overview.timeline, get_ready_ms=0, now_ns=self.clock.ns)
        self.player = Player(session, self.clock, FakeSound())
        self.journal_writer = command_log_of(self.player, overview)
        self.recorder = Recorder(overview)
        self.player.listen(self.recorder)
        self.player.do(Command.START)

    def pass_s(self, seconds: float, step_s: float = 1) -> None:
        """Advance the clock in steps of `step_s`, with a tick after each."""
        for _look in range(round(seconds / step_s)):
            self.clock.move(step_s)
            self.player.tick()

    def end(self) -> Kept:
        """Stop the session, and save its record."""
        self.player.close()
        assert self.recorder.record
        kept = keep(self.recorder.record)
        self.journal_writer.close(is_kept=kept.path is not None)
        return kept

    def crash(self) -> None:
        """Leave the journal as a crash would."""
        self.journal_writer.close(is_kept=False)


def found() -> InterruptedSession:
    """Return the one interrupted session, as if its process had ended."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("retrotimer.app.session.crash_journal._created", lambda _pid: -1.0)
        (only,) = interrupted()
    return only


def cut_off_of(course: Course) -> tuple[int, bool]:
    """Return the recoverable time of `course` in ms, and whether it can be resumed."""
    assert course.journal_writer._path
    folder = course.journal_writer._path.parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETROTIMER_HOME", str(folder.parent.parent))
        again = found()
        assert again.record
        assert summary_text(again)
        path = keep_done(again).path
        assert path
        return store.read(path).done_ms, again.can_go_on
