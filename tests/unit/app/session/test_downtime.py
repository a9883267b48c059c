"""Test the downtime of an interrupted session by clocks that stop, start again or are set."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from retrotimer.app.session import crash_journal
from retrotimer.app.session.crash_journal import command_log_of
from retrotimer.app.session.player import Player
from retrotimer.training.session import Command
from tests.helpers.fakes import FakeSound, ManualClock, S
from tests.helpers.tasks import AtOnce
from tests.unit.app.session.test_crash_journal import Course, found


class Restarted(ManualClock):
    """The clock of a machine that was restarted `up_s` seconds ago."""

    def __init__(self, up_s: float) -> None:
        super().__init__(ns=round(up_s * 1e9))


@pytest.mark.parametrize("is_read_again", [False, True])
@pytest.mark.parametrize(("up_s", "wall_s"), [(20, 3_600), (50_000, 90_000)])
def test_the_time_of_a_restart_belongs_to_the_pause(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, up_s: int, wall_s: int, is_read_again: bool
) -> None:
    """If it failed, an empty battery would be a pause of no time, or one as long as the machine is up."""
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.after(33)
    course.crash()
    then = time.time() - wall_s
    os.utime(tmp_path / "a.jsonl", (then, then))
    clock = Restarted(up_s)
    monkeypatch.setattr(crash_journal, "SystemClock", lambda: clock)
    monkeypatch.setattr(crash_journal, "BOOT_ID", written(tmp_path / "boot", "another"))
    again = found(tmp_path, monkeypatch)
    player = Player(again.restored(clock.ns), clock, FakeSound())
    journal_writer = command_log_of(player, again.overview, again)
    player.listen(again.recorder)
    clock.move(5)
    player.do(Command.RESUME)
    journal_writer.close(is_kept=False)
    record = found(tmp_path, monkeypatch).record if is_read_again else again.record
    assert record
    (pause,) = record.pauses
    assert pause.ms == pytest.approx((wall_s + 5) * 1_000, abs=5_000)


def written(path: Path, text: str) -> Path:
    """Return the file at `path`, which says `text`."""
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    ("then", "wall_s", "expected_s"),
    [
        (crash_journal.Boot("this", 0), 600, 600),  # as all clocks say
        (crash_journal.Boot("this", 0), -86_400, 600),  # set back
        (crash_journal.Boot("this", 0), 86_400, 900),  # set forward: at most what passed with all sleep
        (crash_journal.Boot("this", 0), 700, 700),  # it slept meanwhile
        (crash_journal.Boot("other", 0), 5_000, 5_000),
        (crash_journal.Boot("other", 0), -5_000, 1_300),  # it is up for so long at least
        (None, 5_000, 5_000),
        (None, -5_000, 0),
    ],
)
def test_no_clock_is_believed_against_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: crash_journal.Boot | None, wall_s: int, expected_s: int
) -> None:
    """If it failed, a clock that is set after a crash would make a pause of days, or of less than nothing."""
    monkeypatch.setattr(crash_journal, "BOOT_ID", written(tmp_path / "boot", "this\n"))
    clock = ManualClock(ns=1_000 * S)
    clock.asleep_ns = 300 * S
    assert crash_journal.downtime_ns(400 * S, then, wall_s * S, clock) == expected_s * S


@pytest.mark.parametrize("noted", [None, [], ["id"], ["id", "ahead"], "id", {"id": 1}, [1, 2]])
def test_a_journal_that_does_not_tell_its_boot_is_read(noted: object) -> None:
    """If it failed, a journal of an earlier RetroTimer, or a torn one, would end in an error."""
    assert crash_journal.boot_of(noted) is None
