"""A session for a group: the run page on a second screen, workouts and controls on the laptop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.session.controls import Control
from retrotimer.files import paths
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session import controller, second_screen
from retrotimer.gui.session.run_bar import RunBar
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.widgets.dialogs import Question
from retrotimer.training.session import State

Begin = Callable[[str], Any]
Key = Qt.Key


@pytest.fixture
def projector(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second screen: as far as this window can tell, the one there is."""
    for module in (second_screen, controller):
        monkeypatch.setattr(module, "other_screen", lambda _window: QGuiApplication.primaryScreen())


@pytest.mark.usefixtures("projector")
def test_g_leaves_workouts_and_controls_on_the_laptop(qtbot: QtBot, track: Begin) -> None:
    """A coach could not look at the workouts while the group sees the time."""
    run = track("gentler-3-1")
    run.pass_s(20)
    qtbot.keyClick(run.page, Key.Key_G)
    assert run.window.page is run.navigator.library
    group = run.navigator.sessions._group
    assert group._screen.isVisible()
    assert group.strip.isVisible()
    run.engine.notify("No sound.")
    assert not group._screen.page.notice.isVisible()
    group.strip.asked.emit(Control.TOGGLE)
    assert run.state() is State.PAUSED
    assert group._screen.page.face._display.state is State.PAUSED
    qtbot.keyClick(group._screen, Key.Key_Space)
    start = run.navigator.library.panel.start
    assert (start.accessibleName(), start.text()) == ("Running: Gentler 3:1", "Running: Gentler 3:1")
    group.strip.asked.emit(Control.GROUP)
    assert start.text() == "Start"
    assert isinstance(run.window.page, RunPage)
    assert run.navigator.sessions._group is None


@pytest.mark.usefixtures("projector")
def test_a_session_stopped_from_the_laptop_leads_to_its_summary(qtbot: QtBot, track: Begin) -> None:
    """The session would go on on the wall, or its summary be lost."""
    run = track("gentler-3-1")
    run.pass_s(20)
    qtbot.keyClick(run.page, Key.Key_G)
    strip = run.navigator.sessions._group.strip
    strip.asked.emit(Control.LEAVE)
    assert run.state() is State.PAUSED
    strip.asked.emit(Control.LEAVE)
    assert isinstance(run.window.page, SummaryPage)
    assert run.navigator.sessions._group is None


@pytest.mark.usefixtures("projector")
def test_the_end_is_shown_on_the_laptop_too(qtbot: QtBot, track: Begin) -> None:
    """A coach would not know that there is a summary to be seen."""
    run = track("warm-up-drill")
    qtbot.keyClick(run.page, Key.Key_G)
    with qtbot.waitSignal(run.navigator.sessions.ended):
        run.pass_s(310)
    assert isinstance(run.window.page, RunPage)
    assert shown_bars(run.window) == 1
    qtbot.keyClick(run.page, Key.Key_Return)
    assert isinstance(run.window.page, SummaryPage)


@pytest.mark.usefixtures("projector")
@pytest.mark.parametrize("way", ["button", "key", "double click"])
def test_another_start_asks_about_the_running_session(
    qtbot: QtBot, track: Begin, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Start would show the other session with two strips of controls, start nothing and say nothing."""
    run = track("gentler-3-1")
    run.pass_s(20)
    qtbot.keyClick(run.page, Key.Key_G)
    library, group = run.navigator.library, run.navigator.sessions._group
    press_start(qtbot, library, way)
    question = asked(run.window)
    assert "Gentler 3:1" in question.accessibleName()
    assert run.window.page is library
    qtbot.keyClick(question, Key.Key_Escape)
    assert run.state() is State.RUNNING
    assert run.navigator.sessions._group is group
    assert group.strip.isVisible()
    press_start(qtbot, library, way)
    run.pass_s(1)
    monkeypatch.setattr(run.navigator.sessions, "is_for_group", False)
    other = library.presets.current().name
    qtbot.keyClick(asked(run.window), Key.Key_Tab)
    qtbot.keyClick(run.window.focusWidget(), Key.Key_Space)
    assert run.state() is State.FINISHED
    assert len(list(paths.history().iterdir())) == 1
    assert isinstance(run.window.page, RunPage)
    assert run.navigator.sessions.stage.overview.preset.workout.name == other
    assert shown_bars(run.window) == 1


def press_start(qtbot: QtBot, library: LibraryPage, way: str) -> None:
    """Ask for a session of the first workout of the list."""
    library.presets.choose(library.presets.rows.items[0])
    if way == "button":
        qtbot.mouseClick(library.panel.start, Qt.MouseButton.LeftButton)
    elif way == "key":
        qtbot.keyClick(library.presets, Key.Key_Space)
    else:
        at = library.presets.visualRect(library.presets.currentIndex()).center()
        qtbot.mouseDClick(library.presets.viewport(), Qt.MouseButton.LeftButton, pos=at)


def asked(window: Window) -> Question:
    """Return the question that stands on `window`."""
    return next(question for question in window.findChildren(Question) if question.isVisible())


def shown_bars(window: Window) -> int:
    """Return how many strips of controls are seen on the laptop."""
    return sum(bar.isVisible() for bar in window.findChildren(RunBar))


@pytest.mark.usefixtures("projector")
def test_sessions_can_begin_on_the_second_screen(navigator: Navigator, track: Begin) -> None:
    """With a projector standing there, every session would need one key more."""
    navigator.library_actions.second_screen_requested.emit()
    track("gentler-3-1")
    assert navigator.window.page is navigator.library
    assert navigator.sessions._group


def test_without_a_second_screen_g_says_so(qtbot: QtBot, track: Begin) -> None:
    """The key would seem broken."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.page, Key.Key_G)
    assert "no second screen" in run.page.notice.text()
    assert run.page.notice.isVisible()
