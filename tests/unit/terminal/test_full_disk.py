"""Test a session in the terminal with a full disk, or a sound that does not close."""

from __future__ import annotations

import builtins
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import crash_report
from retrotimer.app.history.transfer import bring
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.cli import main
from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.terminal import run as running
from retrotimer.terminal.run import run
from retrotimer.training.errors import MissingPart
from tests.helpers.fakes import SessionHarness
from tests.helpers.full_disk import FullDisk
from tests.helpers.terminal_robot import Hands
from tests.unit.terminal.test_run import OVERVIEW, PLAN, Wait, passing


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No keyboard, a home of its own, and another folder for passing files."""
    monkeypatch.setattr(running, "keyboard", lambda: None)
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    (tmp_path / "passing").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    monkeypatch.setattr(crash_report, "_seen", set())
    return tmp_path / "home"


@pytest.fixture
def disk(home: Path, monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    """The disk on which the home is, full."""
    return FullDisk(home, monkeypatch)


def until(stage: SessionHarness, at_ms: int, change: Callable[[], None]) -> Wait:
    """Return a wait in which time passes, and `change` happens once at `at_ms` of the session."""
    waits = passing(stage)
    done: list[bool] = []

    def wait(seconds: float) -> tuple[()]:
        if not done and stage.session.at_ms >= at_ms:
            done.append(True)
            change()
        return waits(seconds)

    return wait


def the_session() -> Path:
    """Return the one session of the history."""
    (path,) = paths.history().iterdir()
    return path


def test_a_disk_that_fills_before_the_end_leaves_it_to_recover(
    disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a script would believe that all is well, and nobody would know that nothing is lost."""
    disk.is_full = False
    save = store.save

    def full_then(*given: object) -> Path:
        disk.is_full = True
        try:
            return save(*given)  # type: ignore[arg-type]  # as it was called
        finally:
            disk.is_full = False

    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    with monkeypatch.context() as patch:
        patch.setattr(store, "save", full_then)
        assert run(stage.player, OVERVIEW) == MissingPart.status
    message = capsys.readouterr().out
    assert "could not be saved: No space left on device." in message
    assert "It is not lost" in message
    assert "`retrotimer recover --keep`" in message
    assert "another place" not in message
    assert message.splitlines()[-1] == "Test finished: 0:30, of it 0:10 backward."
    monkeypatch.setattr("retrotimer.app.session.crash_journal._created", lambda _pid: -1.0)
    assert main(["recover", "--keep"]) == 0
    assert store.read(the_session()).done_ms == 30_000
    assert journals() == ()


def test_a_disk_that_is_full_throughout_has_it_kept_elsewhere(
    disk: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a session in the background would be lost with a full disk."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    assert run(stage.player, OVERVIEW) == MissingPart.status
    (path,) = (tmp_path / "passing").iterdir()
    assert f"`retrotimer history import {path}`" in capsys.readouterr().out.replace("\n", " ")
    disk.is_full = False
    assert (bring(path).new, bring(path).new) == (1, 0)
    assert store.read(the_session()).done_ms == 30_000


def test_a_disk_that_gets_room_in_mid_session_loses_nothing(
    disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, making room in time would be in vain."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", until(stage, 10_000, lambda: setattr(disk, "is_full", False)))
    assert run(stage.player, OVERVIEW) == 0
    assert "Saved as" in capsys.readouterr().out
    assert store.read(the_session()).done_ms == 30_000
    assert journals() == ()


def typing(monkeypatch: pytest.MonkeyPatch, stage: SessionHarness, answers: Iterable[Callable[[], str]]) -> None:
    """Put somebody at the keyboard, who answers so when asked."""
    coming = iter(answers)
    monkeypatch.setattr(running, "keyboard", lambda: Hands(stage))
    monkeypatch.setattr(builtins, "input", lambda _prompt: next(coming)())


def test_who_makes_room_and_presses_enter_has_it_saved(
    disk: FullDisk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, the program would end although somebody sits there who could make room."""
    stage = SessionHarness(PLAN)

    def make_room() -> str:
        disk.is_full = False
        return ""

    typing(monkeypatch, stage, [lambda: "", make_room])
    assert run(stage.player, OVERVIEW) == 0
    message = capsys.readouterr().out
    assert message.count("No space left") == 2
    assert store.read(the_session()).done_ms == 30_000
    assert journals() == ()


@pytest.mark.parametrize("name", ["", "mine.json"])
@pytest.mark.usefixtures("disk")
def test_it_can_be_saved_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """If it failed, a stick in one's pocket would be of no use."""
    stage, stick = SessionHarness(PLAN), tmp_path / "stick"
    stick.mkdir()
    typing(monkeypatch, stage, [lambda: str(tmp_path / "home" / "x.json"), lambda: str(stick / name)])
    assert run(stage.player, OVERVIEW) == 0
    (path,) = stick.iterdir()
    assert f"Saved as {path}." in capsys.readouterr().out
    assert store.read(path).done_ms == 30_000


@pytest.mark.parametrize("how", [EOFError, KeyboardInterrupt])
@pytest.mark.usefixtures("disk")
def test_who_gives_up_is_told_where_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], how: type[BaseException]
) -> None:
    """If it failed, Ctrl+C at the question would lose the session or show a traceback."""
    stage = SessionHarness(PLAN)

    def give_up() -> str:
        raise how

    typing(monkeypatch, stage, [give_up])
    assert run(stage.player, OVERVIEW) == MissingPart.status
    assert "retrotimer history import" in capsys.readouterr().out.replace("\n", " ")


@pytest.mark.usefixtures("home")
def test_nowhere_at_all_is_said_plainly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, somebody would look for what is nowhere."""
    FullDisk(tmp_path, monkeypatch)
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    assert run(stage.player, OVERVIEW) == MissingPart.status
    assert "It could not be saved anywhere" in capsys.readouterr().out


def fail(*_given: object, **_more: object) -> None:
    """Fail as a driver does."""
    raise OSError(5, "Input/output error")


@pytest.mark.parametrize("part", ["close", "follow"])
@pytest.mark.usefixtures("home")
def test_a_sound_that_does_not_close_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    """If it failed, a broken sound device would take the session with it, at its very end."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", until(stage, 25_000, lambda: setattr(stage.sound, part, fail)))
    assert run(stage.player, OVERVIEW) == 0
    assert store.read(the_session()).done_ms == 30_000
    assert "Test finished: 0:30" in capsys.readouterr().out
    assert journals() == ()


@pytest.mark.usefixtures("home")
def test_a_desktop_that_does_not_let_go_costs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a desktop that crashed would take the session with it."""
    stage, awake = SessionHarness(PLAN), KeepAwake(delay_s=0)
    monkeypatch.setattr(awake, "close", fail)
    monkeypatch.setattr(running, "_wait", passing(stage))
    assert run(stage.player, OVERVIEW, awake) == 0
    assert store.read(the_session()).done_ms == 30_000
    assert "Test finished: 0:30" in capsys.readouterr().out
