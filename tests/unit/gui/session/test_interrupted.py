"""A session that a crash cut off, offered at the next start."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.dialogs import Question
from retrotimer.training.session import State
from tests.helpers.fakes import S
from tests.unit.gui.conftest import Track

Begin = Callable[[str], Track]
Key = Qt.Key


@pytest.fixture
def crashed(navigator: Navigator, track: Begin, monkeypatch: pytest.MonkeyPatch) -> Navigator:
    """A window as it is after a crash, 100 s into a session of "Gentler 3:1" with its get-ready of 10 s."""
    here = track("gentler-3-1")
    for _second in range(100):
        here.pass_s(1)
    (journal,) = journals()
    source = journal.read_bytes()
    navigator.sessions.leave()
    for path in paths.history().iterdir():
        path.unlink()
    navigator.show_library()
    journal.write_bytes(source)
    now = time.time()  # the disk's clock may be another than the program's
    os.utime(journal, (now, now))
    monkeypatch.setattr("retrotimer.app.session.crash_journal._created", lambda _pid: -1.0)
    return navigator


def asked(navigator: Navigator) -> Question | None:
    """Return the question that stands on the window."""
    found = [question for question in navigator.window.findChildren(Question) if question.isVisible()]
    return found[0] if found else None


def answers(navigator: Navigator) -> list[str]:
    """Return what can be answered, the safe answer first."""
    question = asked(navigator)
    assert question
    return [button.text() for button in question.findChildren(Button)]


def test_it_can_be_gone_on_with_where_it_was(qtbot: QtBot, crashed: Navigator) -> None:
    """If it failed, a crash would cost the rest of the workout."""
    crashed.sessions.ask_about_interrupted()
    question = asked(crashed)
    assert question
    assert "1:30 of it are done" in question.accessibleDescription()
    qtbot.keyClick(question, Key.Key_Escape)
    stage = crashed.sessions.stage
    assert stage
    assert isinstance(crashed.window.page, RunPage)
    session = stage.engine.session
    assert (session.state, session.index, session.offset_ns) == (State.PAUSED, 0, 90 * S)
    qtbot.keyClick(crashed.window.page, Key.Key_Space)
    assert stage.engine.session.state is State.RUNNING
    crashed.sessions.leave()
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 90_000
    assert journals() == ()


def test_what_was_done_can_be_kept(qtbot: QtBot, crashed: Navigator) -> None:
    """If it failed, a session cut off by an empty battery would be lost."""
    crashed.sessions.ask_about_interrupted()
    (button,) = [b for b in asked(crashed).findChildren(Button) if b.text() == "Keep what was done"]  # type: ignore[union-attr]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert isinstance(crashed.window.page, SummaryPage)
    (path,) = paths.history().iterdir()
    assert (store.read(path).done_ms, store.read(path).is_finished) == (90_000, False)
    assert journals() == ()


def test_it_can_be_thrown_away(qtbot: QtBot, crashed: Navigator) -> None:
    """If it failed, it would be offered for ever."""
    crashed.sessions.ask_about_interrupted()
    (button,) = [b for b in asked(crashed).findChildren(Button) if b.text() == "Discard it"]  # type: ignore[union-attr]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert journals() == ()
    assert list(paths.history().iterdir()) == []
    assert asked(crashed) is None


def test_yesterdays_is_kept_first(crashed: Navigator) -> None:
    """If it failed, Esc would take up yesterday's session."""
    yesterday = time.time() - 86_400
    os.utime(journals()[0], (yesterday, yesterday))
    crashed.sessions.ask_about_interrupted()
    assert answers(crashed)[0] == "Keep what was done"


def test_one_that_had_not_begun_is_not_asked_about(
    navigator: Navigator, track: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a start that was closed at once would be asked about."""
    track("gentler-3-1").pass_s(3)
    (journal,) = journals()
    source = journal.read_bytes()
    navigator.sessions.leave()
    journal.write_bytes(source)
    monkeypatch.setattr("retrotimer.app.session.crash_journal._created", lambda _pid: -1.0)
    navigator.sessions.ask_about_interrupted()
    assert asked(navigator) is None
    assert journals() == ()


def test_a_session_under_way_is_not_interrupted(crashed: Navigator) -> None:
    """If it failed, a question would lie over a session."""
    crashed.sessions.begin(Overview(crashed.library.presets.current().found, crashed.preferences.settings.paces))  # type: ignore[union-attr,arg-type]
    crashed.sessions.ask_about_interrupted()
    assert asked(crashed) is None
