"""The run page, with real keys on real widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.session.controls import Control
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.widgets.buttons import Button
from retrotimer.training.session import State

Begin = Callable[[str], Any]
Key = Qt.Key


def test_space_pauses_and_goes_on(qtbot: QtBot, track: Begin) -> None:
    """The key nearest to hand would not stop the clock."""
    run = track("gentler-3-1")
    run.pass_s(10)
    assert run.engine.display.digits == "5:00"
    qtbot.keyClick(run.page, Key.Key_Space)
    assert run.state() is State.PAUSED
    run.pass_s(60)
    qtbot.keyClick(run.page, Key.Key_Space)
    run.pass_s(1)
    assert run.engine.display.digits == "4:59"


@pytest.mark.parametrize(
    ("key", "title", "digits"),
    [
        (Key.Key_Right, "Turn", "3"),
        (Key.Key_PageDown, "Turn", "3"),
        (Key.Key_Left, "Run forward", "1:30"),
        (Key.Key_PageUp, "Run forward", "1:30"),
        (Key.Key_R, "Run forward", "1:30"),
        (Key.Key_C, "Walk forward", "3:00"),
        (Key.Key_Plus, "Run forward", "1:50"),
    ],
)
def test_keys_move_the_session(qtbot: QtBot, track: Begin, key: Key, title: str, digits: str) -> None:
    """A key of the list, or a presenter's clicker, would do something else than it says."""
    run = track("gentler-3-1")
    run.pass_s(320)
    assert (run.engine.display.title, run.engine.display.digits) == ("Run forward", "1:20")
    qtbot.keyClick(run.page, key)
    assert (run.engine.display.title, run.engine.display.digits) == (title, digits)


def test_sound_keys_change_the_sound(qtbot: QtBot, track: Begin) -> None:
    """The athlete could not make it louder or silent from the keyboard."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.page, Key.Key_Up)
    assert run.sound.volume == pytest.approx(0.9)
    for _n in range(12):
        qtbot.keyClick(run.page, Key.Key_Down)
    assert run.sound.volume == 0
    qtbot.keyClick(run.page, Key.Key_M)
    assert run.sound.muted
    assert run.page.bar._buttons[Control.MUTE].text() == "Sound on"


def test_music_keys_skip_and_switch_and_say_so(qtbot: QtBot, track: Begin) -> None:
    """The athlete could not skip a song, or would not know whether the key was taken."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.page, Key.Key_T)
    assert "next piece" not in run.sound.calls  # there is no music
    run.sound.music_on = True
    qtbot.keyClick(run.page, Key.Key_T)
    assert run.sound.calls[-1] == "next piece"
    assert run.page._message == "Next piece of music"
    qtbot.keyClick(run.page, Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert not run.sound.music_on
    assert run.page._message == "Music off"


def test_buttons_do_what_their_keys_do(qtbot: QtBot, track: Begin) -> None:
    """A coach with a mouse could not pause."""
    run = track("gentler-3-1")
    run.pass_s(15)
    buttons = {b.text(): b for b in run.page.bar.findChildren(Button)}
    qtbot.mouseClick(buttons["Pause"], Qt.MouseButton.LeftButton)
    assert run.state() is State.PAUSED
    assert buttons["Pause"].text() == "Go on"
    qtbot.mouseClick(buttons["Next"], Qt.MouseButton.LeftButton)
    assert run.engine.display.digits == "1:30"


def test_escape_pauses_before_it_stops(qtbot: QtBot, track: Begin) -> None:
    """One slip on Esc would throw a session away."""
    run = track("gentler-3-1")
    run.pass_s(15)
    qtbot.keyClick(run.page, Key.Key_Escape)
    assert run.state() is State.PAUSED
    qtbot.keyClick(run.page, Key.Key_Escape)
    assert run.state() is State.FINISHED
    assert run.sound.closed
    assert isinstance(run.window.page, SummaryPage)


def test_full_screen_and_back(qtbot: QtBot, track: Begin) -> None:
    """The group could not see it from afar, or the laptop would stay covered."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.page, Key.Key_F)
    assert run.window.isFullScreen()
    qtbot.keyClick(run.page, Key.Key_Escape)
    assert not run.window.isFullScreen()
    assert run.engine.session.is_moving


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space, Key.Key_Escape])
def test_end_is_shown_and_leads_on(qtbot: QtBot, track: Begin, key: Key) -> None:
    """A finished session would look as if it still ran, or hold the window for ever."""
    run = track("warm-up-drill")
    with qtbot.waitSignal(run.engine.ended):
        run.pass_s(310)
    assert run.engine.display.title == "Finished"
    qtbot.keyClick(run.page, key)
    assert isinstance(run.window.page, SummaryPage)


def test_a_button_leads_on_from_the_end(qtbot: QtBot, track: Begin) -> None:
    """Whoever has only a mouse would not see that a click shows what they did."""
    run = track("warm-up-drill")
    with qtbot.waitSignal(run.engine.ended):
        run.pass_s(310)
    shown = [b for b in run.page.findChildren(Button) if b.isVisible()]
    assert shown == [run.page.bar.summary]
    qtbot.mouseClick(shown[0], Qt.MouseButton.LeftButton)
    assert isinstance(run.window.page, SummaryPage)


def test_missing_sound_is_told(track: Begin) -> None:
    """An athlete would walk away from a laptop that stays silent."""
    run = track("gentler-3-1")
    assert not run.page.notice.isVisible()
    run.sound.notice = "No sound: the device does not answer."
    run.pass_s(1)
    assert run.page.notice.isVisible()
    assert run.page.notice.text() == run.sound.notice


def test_what_nobody_can_act_on_fades(track: Begin) -> None:
    """A sentence on the laptop's sleep would stand before a group for the whole session."""
    run = track("gentler-3-1")
    given = ["The computer may fall asleep."]
    run.engine._notices = (lambda: given[0],)
    run.pass_s(1)
    assert run.page.notice.text() == given[0]
    run.pass_s(9)
    assert run.page.notice.isVisible()
    run.pass_s(1)
    assert not run.page.notice.isVisible()
    given[0] = "The disk is full."
    run.pass_s(1)
    assert run.page.notice.text() == given[0]


@pytest.mark.parametrize(("key", "digits"), [(Key.Key_Space, "4:50"), (Key.Key_J, "3:50")])
def test_sleep_pauses_and_asks(qtbot: QtBot, track: Begin, key: Key, digits: str) -> None:
    """A lid closed for a minute would cost that minute, or fire its cues all at once."""
    run = track("gentler-3-1")
    run.pass_s(20)
    run.sleep_s(60)
    assert run.state() is State.PAUSED
    assert run.page.sleep.isVisible()
    qtbot.keyClick(run.page, key)
    assert run.state() is State.RUNNING
    assert run.engine.display.digits == digits
