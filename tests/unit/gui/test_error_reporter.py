"""An error in the window that nobody expected: the session goes on, a notice says so, a report is written."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.diagnostics import crash_report
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.gui.error_reporter import ErrorReporter
from retrotimer.gui.navigator import Navigator
from retrotimer.training.errors import IllegalCommand, MissingPart, RetroTimerError, WrongFile, WrongRequest
from retrotimer.training.session import State
from tests.unit.gui.conftest import Track

pytestmark = pytest.mark.qt_no_exception_capture
Begin = Callable[[str], Track]
TOLD = "Something went wrong; the session goes on. Details are in the log."


@pytest.fixture
def error_reporter(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> Iterator[ErrorReporter]:
    """The window's, taking what fails."""
    monkeypatch.setattr(crash_report, "_seen", set())
    taking = ErrorReporter(navigator.window)
    taking.notify = navigator.notify_error
    yield taking
    taking.close()


def stumble() -> None:
    """Fail as a program does."""
    raise AttributeError("no such thing")


@pytest.mark.usefixtures("error_reporter")
def test_a_slot_that_raises_costs_the_session_nothing(
    track: Begin, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a mistake of ours would cost somebody their training, or show them a traceback."""
    here = track("gentler-3-1")
    here.pass_s(30)
    QTimer.singleShot(0, here.navigator, stumble)
    qtbot.waitUntil(lambda: here.engine.notice == TOLD)
    for _second in range(10):
        here.pass_s(1)
    assert here.state() is State.RUNNING
    here.navigator.sessions.leave()
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 30_000
    assert "AttributeError: no such thing" in next(paths.log().glob("report-*")).read_text(encoding="utf-8")
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.usefixtures("error_reporter")
def test_a_listener_that_raises_at_each_event_costs_the_others_nothing(track: Begin, qtbot: QtBot) -> None:
    """If it failed, an error in what is shown would keep what is done from being written down."""
    here = track("gentler-3-1")
    here.engine.player._listeners.insert(0, lambda *_event: stumble())
    for _second in range(40):
        here.pass_s(1)
    qtbot.waitUntil(lambda: here.engine.notice == TOLD)
    here.navigator.sessions.leave()
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 30_000
    assert len(list(paths.log().glob("report-*"))) == 1


@pytest.mark.usefixtures("error_reporter")
def test_a_session_looks_at_its_clock_again_after_an_error(
    track: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, one error would stop the display and the tones for good."""
    here = track("gentler-3-1")
    with monkeypatch.context() as patch:
        patch.setattr("retrotimer.gui.core.engine.display", lambda _session: stumble())
        here.engine._timer.stop()
        QTimer.singleShot(0, here.engine, here.engine.tick)
        qtbot.waitUntil(here.engine._timer.isActive)
    qtbot.waitUntil(lambda: here.engine.notice == TOLD)


def test_an_error_in_a_thread_is_told_in_the_window(
    navigator: Navigator, error_reporter: ErrorReporter, qtbot: QtBot
) -> None:
    """If it failed, a thread would die without a word, or touch the window from outside."""
    message: list[bool] = []
    error_reporter.notify = lambda _message: message.append(threading.current_thread() is threading.main_thread())
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: message == [True])
    assert navigator.window.isVisible()


def test_without_a_session_the_library_tells(navigator: Navigator, error_reporter: ErrorReporter) -> None:
    """If it failed, an error in the library would pass unseen."""
    error_reporter.note(AttributeError("x"))
    QApplication.processEvents()
    assert navigator.library._notice
    assert navigator.library._notice.text().startswith("Something went wrong.")


MEANT = (WrongFile, WrongRequest, MissingPart)


@pytest.mark.parametrize("kind", MEANT)
def test_an_error_raised_on_purpose_is_told_in_its_own_words(
    navigator: Navigator, error_reporter: ErrorReporter, kind: type[RetroTimerError]
) -> None:
    """What a person could help themselves against would be "Something went wrong", and a report of nothing."""

    def fail() -> None:
        raise kind("The cupboard is locked: open it.")

    assert error_reporter.notify
    QTimer.singleShot(0, navigator, fail)
    QApplication.processEvents()
    QApplication.processEvents()
    assert navigator.library._notice
    assert navigator.library._notice.text() == "The cupboard is locked: open it."
    assert crash_report.latest() is None


def test_in_a_session_it_is_told_there(track: Begin, error_reporter: ErrorReporter) -> None:
    """Whoever runs would never see it."""
    here = track("gentler-3-1")
    error_reporter.note(MissingPart("The cupboard is locked: open it."))
    QApplication.processEvents()
    assert here.engine.notice == "The cupboard is locked: open it."


def test_a_command_that_is_not_legal_is_a_fault_of_ours(
    navigator: Navigator, error_reporter: ErrorReporter
) -> None:
    """Our own mistake would be told to a person as if it were theirs, and never reported."""
    error_reporter.note(IllegalCommand("'next' is not possible"))
    QApplication.processEvents()
    assert navigator.library._notice
    assert navigator.library._notice.text().startswith("Something went wrong.")
    assert crash_report.latest()


def test_before_there_is_anything_it_goes_to_standard_error(
    error_reporter: ErrorReporter, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a start that fails would leave an empty window and no word."""
    error_reporter.notify = None
    error_reporter.note(AttributeError("x"))
    QApplication.processEvents()
    assert capsys.readouterr().err.startswith("Something went wrong.")


def test_an_interrupt_is_no_mishap(error_reporter: ErrorReporter, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, Ctrl-C would be reported as an error."""
    went_on: list[type[BaseException]] = []
    monkeypatch.setattr(
        error_reporter, "_before", (lambda kind, *_rest: went_on.append(kind), threading.excepthook)
    )
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert went_on == [KeyboardInterrupt]
    assert crash_report.latest() is None
    monkeypatch.undo()
