"""Test that an error of optional work does not end a session in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import crash_report
from retrotimer.app.tasks import run_task
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.terminal import run as running
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.run import run
from retrotimer.terminal.signals import ErrorPrinter
from tests.helpers.fakes import SessionHarness
from tests.unit.terminal.test_run import OVERVIEW, PLAN, passing


@pytest.fixture(autouse=True)
def unattended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No keyboard, and a home of its own, in which no error was seen."""
    monkeypatch.setattr(running, "keyboard", lambda: None)
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(crash_report, "_seen", set())


def failing(error: Exception) -> Callable[[PlainView], None]:
    """Return what fails in place of showing."""

    def show(_self: PlainView) -> None:
        raise error

    return show


def test_a_view_that_fails_costs_the_session_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a mistake in what is drawn would cost somebody their training."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    monkeypatch.setattr(PlainView, "show", failing(AttributeError("no such thing")))
    assert run(stage.player, OVERVIEW) == 0
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert err.startswith("Something went wrong meanwhile.")
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 30_000
    assert len(list(paths.log().glob("report-*"))) == 1


def test_a_terminal_that_is_gone_ends_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a session would run on for nobody, and write an error a fifth of a second."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    monkeypatch.setattr(PlainView, "show", failing(BrokenPipeError()))
    with pytest.raises(BrokenPipeError):
        run(stage.player, OVERVIEW)
    assert not paths.log().joinpath("report").exists()


@pytest.mark.parametrize("error", [AttributeError("no such thing"), OSError(5, "odd")])
def test_a_worker_thread_that_fails_is_told_at_the_end(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a traceback would tear the display of a running session, or an error go without a word."""

    def fail() -> None:
        raise error

    with ErrorPrinter() as error_reporter:
        assert run_task(fail).wait(20)
        error_reporter.tell()
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert err.startswith("Something went wrong meanwhile.")
