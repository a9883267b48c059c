"""Test the replay of a session from its journal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import (
    InterruptedSession,
    JournalWriter,
    command_log_of,
    head,
    interrupted,
    keep_done,
    move_to_trash,
)
from retrotimer.app.session.player import Player
from retrotimer.app.session.recorder import Recorder
from retrotimer.files import paths
from retrotimer.files.crash_journal import journals, new_place, read_lines
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.files.presets.reader import Preset
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Command, Session, State
from retrotimer.training.workout.paces import Paces
from tests.helpers import strategies
from tests.helpers.examples import rb, rf, tap, times, workout
from tests.helpers.fakes import FakeSound, ManualClock
from tests.helpers.full_disk import FullDisk
from tests.helpers.running_sessions import Script, Sleep
from tests.helpers.tasks import AtOnce

AT = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
WORKOUT = workout(rf(60), times(2, rb(20), rf(40)), tap())
OVERVIEW = Overview(Preset("early", Path("early.toml"), WORKOUT), Paces(run_forward=3, body_kg=60))
OPTIONS = CueOptions(off=frozenset({CueKind.POSTURE}), warning_ms=7_000, counts_aloud=True)


class Course:
    """A session that is written down as it goes."""

    def __init__(self, path: Path, overview: Overview = OVERVIEW) -> None:
        self.clock = ManualClock()
        session = Session(overview.timeline, OPTIONS, 3_000, now_ns=self.clock.ns)
        self.journal_writer = JournalWriter(path, lambda: head(overview, of_one(session), AT), AtOnce())
        self.player = Player(session, self.clock, FakeSound(), command_log=self.journal_writer)
        self.recorder = Recorder(overview, lambda: AT)
        self.player.listen(self.recorder)

    def crash(self) -> None:
        """End without an end."""
        self.journal_writer.close(is_kept=False)

    def live(self, script: Script) -> None:
        """Carry out `script`, leaving out what is illegal when its time comes."""
        for wait_ns, action in script:
            self.clock.move(wait_ns / 1e9)
            if isinstance(action, Sleep):
                self.clock.sleep(action.missed_ns / 1e9)
            self.player.tick()
            if isinstance(action, Command):
                self.player.try_do(action)

    def after(self, seconds: int, command: Command | None = None) -> None:
        """Let seconds pass one by one, then give `command`."""
        for _second in range(seconds):
            self.clock.move(1)
            self.player.tick()
        if command:
            self.player.do(command)


def found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> InterruptedSession:
    """Return the one session in `folder` that was cut off, its process being gone."""
    with monkeypatch.context() as patch:
        patch.setattr("retrotimer.app.session.crash_journal._created", lambda _pid: -1.0)
        (only,) = interrupted(folder)
    return only


@given(strategies.scripts)
def test_a_journal_gives_the_session_again(tmp_path_factory: pytest.TempPathFactory, script: Script) -> None:
    """If it failed, a session would be taken up somewhere else than it was cut off, or its record be another."""
    folder = tmp_path_factory.mktemp("journal")
    course = Course(folder / "a.jsonl")
    course.player.do(Command.START)
    course.live(script)
    course.crash()
    with pytest.MonkeyPatch.context() as patch:
        again = found(folder, patch)
    session, alive = again.session, course.player.session
    if alive.is_moving:
        course.player.do(Command.PAUSE)
        alive = course.player.session
    assert (session.state, session.index, session.visit) == (alive.state, alive.index, alive.visit)
    assert 0 <= alive.offset_ns - session.offset_ns <= 1_000_000_000
    assert session.timeline == alive.timeline
    done = again.record.done_ms if again.record else 0
    assert 0 <= (course.recorder.record.done_ms if course.recorder.record else 0) - done <= 1_000
    assert again.can_go_on is (alive.state is State.PAUSED)


def test_arrivals_come_back_those_after_the_end_and_those_taken_back_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a crash while the last ones come in would cost their times, or bring back wrong ones."""
    short = Overview(Preset("short", Path("short.toml"), workout(rf(20))), Paces())
    course = Course(tmp_path / "a.jsonl", short)
    course.player.do(Command.START)
    course.after(10)
    assert course.player.mark(4)
    course.after(20)
    assert course.player.state is State.FINISHED
    for wanted in (True, True, False):
        course.clock.move(1)
        assert course.player.mark()
        if not wanted:
            assert course.player.take_back()
    course.crash()
    again = found(tmp_path, monkeypatch)
    assert course.recorder.record
    assert again.record
    assert [mark.at_ms for mark in again.record.marks] == [7_000, 28_000, 29_000]
    assert again.record.marks == course.recorder.record.marks
    assert not again.can_go_on


def test_all_that_was_wished_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the rest of a session would have other cues or paces than its begin."""
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.after(70)
    course.crash()
    again = found(tmp_path, monkeypatch)
    assert again.session.options == OPTIONS
    assert (again.overview.preset.id, again.overview.preset.workout) == ("early", WORKOUT)
    assert (again.overview.paces, again.started, again.session.get_ready_ms) == (OVERVIEW.paces, AT, 3_000)
    assert again.record
    assert (again.record.done_ms, again.record.started, again.record.is_finished) == (67_000, AT, False)


def test_a_session_is_taken_up_on_another_clock_and_cut_off_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, the time between would count as run, or a second crash would cost the first part."""
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.after(33)
    course.crash()
    again = found(tmp_path, monkeypatch)
    clock = ManualClock(ns=77)
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    player = Player(again.restored(clock.ns), clock, FakeSound())
    journal_writer = command_log_of(player, again.overview, again)
    player.listen(again.recorder)
    clock.move(5)
    player.do(Command.RESUME)
    for _second in range(40):
        clock.move(1)
        player.tick()
    journal_writer.close(is_kept=False)
    third = found(tmp_path, monkeypatch)
    assert third.record
    assert third.record.done_ms == 70_000
    assert (third.session.index, third.session.offset_ns) == (1, 10_000_000_000)


def test_a_session_that_runs_elsewhere_is_left_alone(tmp_path: Path) -> None:
    """If it failed, a second window would offer, or throw away, what runs in the first."""
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    assert list(interrupted(tmp_path)) == []
    course.crash()


@pytest.mark.parametrize(
    "source",
    ["", "{}\n", '{"kind": "journal", "format": 2}\n', '{"kind": "journal", "format": 1}\n', "[" * 9_000],
)
def test_what_is_no_journal_is_left_where_it_is(tmp_path: Path, source: str) -> None:
    """If it failed, a spoiled file would stop every start, or be thrown away unasked."""
    (tmp_path / "a.jsonl").write_text(source, encoding="utf-8")
    assert list(interrupted(tmp_path)) == []
    assert (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_journal_goes_once_what_was_done_is_kept(tmp_path: Path, is_kept: bool) -> None:
    """If it failed, each session would be offered again, or one that could not be saved be lost."""
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.journal_writer.close(is_kept=is_kept)
    assert (tmp_path / "a.jsonl").exists() is not is_kept


def test_a_disk_that_is_full_is_told_and_the_session_goes_on() -> None:
    """If it failed, a full disk would end the session, or nobody know that a crash would cost it."""
    course = Course(Path("/dev/full"))
    course.player.do(Command.START)
    course.after(5)
    assert course.journal_writer.notice
    assert "No space left" in course.journal_writer.notice
    assert course.player.session.offset_ns == 2_000_000_000


@pytest.mark.parametrize("full_s", [(0, 5), (20, 40), (0, 70)])
def test_what_the_disk_did_not_take_is_written_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full_s: tuple[int, int]
) -> None:
    """If it failed, a crash would cost what was done while the disk was full, or do a command of it twice."""
    disk = FullDisk(tmp_path, monkeypatch)
    disk.is_full = full_s[0] == 0
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    for second in range(80):
        disk.is_full = full_s[0] <= second < full_s[1]
        course.after(1, Command.NEXT if second in (3, 25, 30) else None)
        assert (course.journal_writer.notice is not None) is disk.is_full
    alive = course.player.session
    course.crash()
    assert course.journal_writer.is_safe
    again = found(tmp_path, monkeypatch)
    assert (again.session.index, again.session.visit) == (alive.index, alive.visit)
    assert 0 <= alive.offset_ns - again.session.offset_ns <= 1_000_000_000
    assert [line["do"] for line in read_lines(tmp_path / "a.jsonl") if "do" in line] == ["start", *["next"] * 3]


def test_a_journal_that_was_lost_meanwhile_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a folder that was cleaned away on a full disk would leave a journal without a beginning."""
    disk = FullDisk(tmp_path, monkeypatch)
    disk.is_full = False
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.after(20)
    disk.is_full = True
    course.after(2)
    (tmp_path / "a.jsonl").unlink()
    disk.is_full = False
    course.after(20)
    course.crash()
    record = found(tmp_path, monkeypatch).record
    assert record
    assert record.done_ms == 39_000


def test_what_is_not_on_the_disk_is_not_called_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a person would be sent to a journal that has not got their session."""
    disk = FullDisk(tmp_path, monkeypatch)
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.after(20)
    course.crash()
    assert disk.is_full
    assert not course.journal_writer.is_safe


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    """If it failed, a session that was kept would come back as one that was cut off."""
    course = Course(tmp_path / "a.jsonl")
    course.player.do(Command.START)
    course.journal_writer.close(is_kept=True)
    course.after(5, Command.PAUSE)
    assert journals(tmp_path) == ()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with a quick disk."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return tmp_path


def test_a_session_begins_a_journal_in_its_place(home: Path) -> None:
    """If it failed, the next start would look for it in vain."""
    player = Player(Session(OVERVIEW.timeline), ManualClock(), FakeSound())
    journal_writer = command_log_of(player, OVERVIEW)
    player.do(Command.START)
    journal_writer.close(is_kept=False)
    (path,) = journals()
    assert path.parent == home / "state" / "journal"
    assert [line.get("do") for line in read_lines(path)] == [None, "start"]


def test_a_trial_at_another_speed_is_not_written_down(home: Path) -> None:
    """If it failed, a trial would be offered as a session that was cut off."""
    player = Player(Session(OVERVIEW.timeline), ManualClock(), FakeSound(), 60)
    journal_writer = command_log_of(player, OVERVIEW)
    player.do(Command.START)
    journal_writer.close(is_kept=False)
    assert (journals(), list(home.iterdir()), journal_writer.notice) == ((), [], None)


@pytest.mark.parametrize("is_lost", [True, False])
def test_what_was_done_is_kept_or_thrown_away(home: Path, monkeypatch: pytest.MonkeyPatch, is_lost: bool) -> None:
    """If it failed, a session would be in the history twice, or be offered again after it was kept."""
    course = Course(new_place(AT))
    course.player.do(Command.START)
    course.after(33)
    course.crash()
    again = found(paths.journal(), monkeypatch)
    if is_lost:
        move_to_trash(again)
        assert not paths.history().exists()
    else:
        path = keep_done(again).path
        assert path
        assert store.read(path).done_ms == 30_000
    assert journals() == ()
    assert home.exists()


def test_what_cannot_be_kept_is_not_thrown_away(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a full disk would cost the session for good."""
    course = Course(new_place(AT))
    course.player.do(Command.START)
    course.after(33)
    course.crash()
    again = found(paths.journal(), monkeypatch)
    (home / "data").touch()
    assert keep_done(again).problem
    assert len(journals()) == 1
