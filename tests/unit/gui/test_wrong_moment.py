"""A key, button or media key of the window at a wrong moment, when nobody has looked at the clock yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.session.controls import COMMANDS, Control
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.session.mpris import Mpris
from retrotimer.gui.session.run_bar import BUTTONS
from retrotimer.gui.session.run_page import CONTROL_KEYS, RunPage
from retrotimer.gui.widgets.buttons import Button
from retrotimer.training.session import State
from tests.helpers.fakes import S
from tests.unit.gui.conftest import Track

Begin = Callable[[str], Track]
Key = Qt.Key
WHOLE_S = 10 + 300
"""How long the drill lasts, its get-ready counted."""


def just_ended(here: Track) -> None:
    """Let the end come, unseen."""
    here.pass_s(WHOLE_S - 0.1)
    here.clock.ns += S


def just_slept(here: Track) -> None:
    """Let the machine sleep, unseen."""
    here.pass_s(20)
    here.clock.ns += S // 10
    here.clock.sleep(600)


def paused_by_sleep(here: Track) -> None:
    """Let the machine sleep, and the page ask."""
    here.pass_s(20)
    here.sleep_s(600)


def changing(here: Track) -> None:
    """Let the first interval begin, unseen."""
    here.pass_s(9.9)
    here.clock.ns += S


MOMENTS = (just_ended, just_slept, paused_by_sleep, changing)
AFTER_TOGGLE = (State.FINISHED, State.RUNNING, State.RUNNING, State.PAUSED)
TOGGLED = list(zip(MOMENTS, AFTER_TOGGLE, strict=True))


def is_asking(here: Track) -> bool:
    """Return whether the page shows the question after sleep."""
    return here.page.sleep.isVisible()


@pytest.mark.thorough
@pytest.mark.parametrize("moment", MOMENTS)
def test_no_key_raises_or_shows_what_is_no_more(
    qtbot: QtBot, track: Begin, moment: Callable[[Track], None]
) -> None:
    """If it failed, a key at the wrong moment would say "Something went wrong", or leave an old picture."""
    for key, control in CONTROL_KEYS.items():
        here = track("warm-up-drill")
        here.engine._timer.stop()
        moment(here)
        qtbot.keyClick(here.page, key)
        if control is Control.LEAVE and moment is paused_by_sleep:
            assert isinstance(here.window.page, SummaryPage)
            continue
        assert isinstance(here.window.page, RunPage)
        if control in COMMANDS or control is Control.LEAVE:
            session = here.engine.session
            assert session.now_ns == here.clock.ns
            assert here.engine.display.state is session.state
            assert is_asking(here) is (session.state is State.PAUSED and session.missed_ns > 0)
        here.navigator.sessions.leave()


@pytest.mark.parametrize(("moment", "state"), TOGGLED)
def test_space_does_what_it_says_then(
    qtbot: QtBot, track: Begin, moment: Callable[[Track], None], state: State
) -> None:
    """If it failed, the key nearest to hand would be lost in the second of an end or of waking."""
    here = track("warm-up-drill")
    here.engine._timer.stop()
    moment(here)
    qtbot.keyClick(here.page, Key.Key_Space)
    assert here.state() is state


@pytest.mark.thorough
@pytest.mark.parametrize("moment", MOMENTS)
def test_no_button_raises(qtbot: QtBot, track: Begin, moment: Callable[[Track], None]) -> None:
    """If it failed, a coach's click at the wrong moment would say "Something went wrong"."""
    clicked = set()
    for control in BUTTONS:
        here = track("warm-up-drill")
        here.window.resize(2560, 1080)
        QApplication.processEvents()
        here.engine._timer.stop()
        moment(here)
        button = here.page.bar._buttons[control]
        if button.isVisible() and button.isEnabled():
            clicked.add(control)
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        here.navigator.sessions.leave()
    assert {Control.TOGGLE, Control.NEXT} <= clicked


@pytest.mark.parametrize("nth", range(3))
def test_no_answer_after_sleep_raises_where_it_slept_again(qtbot: QtBot, track: Begin, nth: int) -> None:
    """If it failed, a lid closed again over the question would cost its answer."""
    here = track("warm-up-drill")
    paused_by_sleep(here)
    here.engine._timer.stop()
    here.clock.sleep(5)
    page = here.page
    qtbot.mouseClick(page.sleep.findChildren(Button)[nth], Qt.MouseButton.LeftButton)
    assert here.state() is (State.RUNNING, State.FINISHED, State.FINISHED)[nth]


@pytest.mark.thorough
@pytest.mark.parametrize(("moment", "state"), TOGGLED)
def test_no_media_key_raises(track: Begin, moment: Callable[[Track], None], state: State) -> None:
    """If it failed, a button on headphones would be dead, or say "Something went wrong"."""
    stopped = State.FINISHED if moment is just_ended else State.PAUSED
    states = {"PlayPause": state, "Pause": stopped, "Stop": stopped}
    for method in (*states, "Play", "Next", "Previous"):
        here = track("warm-up-drill")
        here.engine._timer.stop()
        moment(here)
        Mpris(here.engine, here.page)._call(method)
        assert here.engine.session.now_ns == here.clock.ns
        assert here.state() is states.get(method, here.state())
        here.navigator.sessions.leave()


@pytest.mark.parametrize("moment", [just_slept, just_ended])
def test_escape_does_not_leave_what_was_seen_running(
    qtbot: QtBot, track: Begin, moment: Callable[[Track], None]
) -> None:
    """If it failed, Esc at the moment of waking would stop the session before the question is seen."""
    here = track("warm-up-drill")
    here.engine._timer.stop()
    moment(here)
    qtbot.keyClick(here.page, Key.Key_Escape)
    assert isinstance(here.window.page, RunPage)
    assert is_asking(here) is (moment is just_slept)
    qtbot.keyClick(here.page, Key.Key_Escape)
    assert isinstance(here.window.page, SummaryPage)
