"""The states of a session in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrotimer.app.overview import Overview
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.controller import SessionState
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.training.workout.paces import Paces
from tests.unit.gui.conftest import Track

Begin = Callable[[str], Track]


def test_a_session_goes_from_the_check_to_its_summary_and_back(
    navigator: Navigator, presets: dict[str, Preset], track: Begin
) -> None:
    """Closing the window, a second start or a saved session would act on a page that is not shown."""
    sessions, found = navigator.sessions, [navigator.sessions.state]
    navigator.preferences.change(ask_before=True)
    sessions.ask(Overview(presets["gentler-3-1"], Paces()))
    found.append(sessions.state)
    assert isinstance(navigator.window.page, PreflightPage)
    navigator.window.page.left.emit()
    found.append(sessions.state)
    running = track("gentler-3-1")
    found.append(sessions.state)
    running.pass_s(60)
    sessions.leave()
    found.append(sessions.state)
    navigator.show_library()
    found.append(sessions.state)
    state = SessionState
    assert found == [state.NONE, state.PREFLIGHT, state.NONE, state.RUNNING, state.SUMMARY, state.NONE]


def test_a_session_with_nothing_done_has_no_summary(navigator: Navigator, track: Begin) -> None:
    """A person who stops at once would be asked how hard it was."""
    track("gentler-3-1")
    navigator.sessions.leave()
    assert navigator.sessions.state is SessionState.NONE
    assert navigator.window.page is navigator.library


def test_any_other_page_ends_the_check(navigator: Navigator, presets: dict[str, Preset]) -> None:
    """A page that is gone would count as shown."""
    navigator.preferences.change(ask_before=True)
    navigator.sessions.ask(Overview(presets["gentler-3-1"], Paces()))
    navigator.show_settings()
    assert navigator.sessions.state is SessionState.NONE


def test_a_running_session_is_not_replaced(navigator: Navigator, presets: dict[str, Preset], track: Begin) -> None:
    """What was done in the first one would be lost."""
    stage = track("gentler-3-1").navigator.sessions.stage
    navigator.sessions.begin(Overview(presets["long-and-tall"], Paces()))
    assert navigator.sessions.stage is stage


def test_an_illegal_transition_is_an_error(navigator: Navigator, track: Begin) -> None:
    """A running session would be dropped without being saved."""
    track("gentler-3-1")
    with pytest.raises(ValueError, match="from RUNNING to SUMMARY"):
        navigator.sessions._enter(SessionState.SUMMARY)
