"""The window, with real keys on real widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from retrotimer.app.controls import Control
from retrotimer.gui.window import Window
from retrotimer.training.states import State

Begin = Callable[[str], Any]
Key = Qt.Key


def test_space_starts_the_chosen_workout(qtbot: QtBot, window: Window) -> None:
    """Nobody could start with the keyboard alone."""
    with qtbot.waitSignal(window.wanted) as wanted:
        qtbot.keyClick(window.library.presets, Key.Key_Space)
    assert wanted.args[0].preset.id == "gentler-3-1"


def test_start_button_starts_the_chosen_workout(qtbot: QtBot, window: Window) -> None:
    """Nobody could start with the mouse alone."""
    qtbot.keyClick(window.library.presets, Key.Key_Up)
    with qtbot.waitSignal(window.wanted) as wanted:
        qtbot.mouseClick(window.library.panel.start, Qt.MouseButton.LeftButton)
    assert wanted.args[0].preset.id == "beginner"


def test_space_pauses_and_goes_on(qtbot: QtBot, track: Begin) -> None:
    """The key nearest to hand would not stop the clock."""
    run = track("gentler-3-1")
    run.pass_s(10)
    assert run.engine.display.digits == "5:00"
    qtbot.keyClick(run.window.run_page, Key.Key_Space)
    assert run.state() is State.PAUSED
    run.pass_s(60)
    qtbot.keyClick(run.window.run_page, Key.Key_Space)
    run.pass_s(1)
    assert run.engine.display.digits == "4:59"


@pytest.mark.parametrize(
    ("key", "title", "digits"),
    [
        (Key.Key_Right, "Run backward", "0:30"),
        (Key.Key_PageDown, "Run backward", "0:30"),
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
    qtbot.keyClick(run.window.run_page, key)
    assert (run.engine.display.title, run.engine.display.digits) == (title, digits)


def test_sound_keys_change_the_sound(qtbot: QtBot, track: Begin) -> None:
    """The athlete could not make it louder or silent from the keyboard."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.window.run_page, Key.Key_Up)
    assert run.sound.volume == pytest.approx(0.9)
    for _n in range(12):
        qtbot.keyClick(run.window.run_page, Key.Key_Down)
    assert run.sound.volume == 0
    qtbot.keyClick(run.window.run_page, Key.Key_M)
    assert run.sound.muted
    assert run.window.run_page.bar._buttons[Control.MUTE].text() == "Sound on"


def test_buttons_do_what_their_keys_do(qtbot: QtBot, track: Begin) -> None:
    """A coach with a mouse could not pause."""
    run = track("gentler-3-1")
    run.pass_s(15)
    buttons = {b.text(): b for b in run.window.run_page.bar.findChildren(type(run.window.library.panel.start))}
    qtbot.mouseClick(buttons["Pause"], Qt.MouseButton.LeftButton)
    assert run.state() is State.PAUSED
    assert buttons["Pause"].text() == "Go on"
    qtbot.mouseClick(buttons["Next"], Qt.MouseButton.LeftButton)
    assert run.engine.display.digits == "1:30"


def test_escape_pauses_before_it_stops(qtbot: QtBot, track: Begin) -> None:
    """One slip on Esc would throw a session away."""
    run = track("gentler-3-1")
    run.pass_s(15)
    qtbot.keyClick(run.window.run_page, Key.Key_Escape)
    assert run.state() is State.PAUSED
    qtbot.keyClick(run.window.run_page, Key.Key_Escape)
    assert run.state() is State.FINISHED
    assert run.sound.closed
    assert run.window.library.isVisible()


def test_question_mark_shows_every_key(qtbot: QtBot, track: Begin) -> None:
    """Nobody would find out what the keys are."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.window.run_page, Key.Key_Question)
    box = run.window.findChild(QMessageBox)
    assert "add 30 seconds" in box.text()
    box.close()


def test_full_screen_and_back(qtbot: QtBot, track: Begin) -> None:
    """The group could not see it from afar, or the laptop would stay covered."""
    run = track("gentler-3-1")
    qtbot.keyClick(run.window.run_page, Key.Key_F)
    assert run.window.isFullScreen()
    qtbot.keyClick(run.window.run_page, Key.Key_Escape)
    assert not run.window.isFullScreen()
    assert run.engine.session.is_moving


def test_end_is_shown_and_enter_leads_back(qtbot: QtBot, track: Begin) -> None:
    """A finished session would look as if it still ran, or hold the window for ever."""
    run = track("warm-up-drill")
    with qtbot.waitSignal(run.engine.ended):
        run.pass_s(310)
    assert run.engine.display.title == "Finished"
    qtbot.keyClick(run.window.run_page, Key.Key_Return)
    assert run.window.library.isVisible()


def test_closing_the_window_ends_the_session(track: Begin) -> None:
    """Sound would go on without a window."""
    run = track("gentler-3-1")
    run.window.close()
    assert run.sound.closed


def test_missing_sound_is_told(track: Begin) -> None:
    """An athlete would walk away from a laptop that stays silent."""
    run = track("gentler-3-1")
    assert not run.window.run_page.notice.isVisible()
    run.sound.notice = "No sound: the device does not answer."
    run.pass_s(1)
    assert run.window.run_page.notice.isVisible()
    assert run.window.run_page.notice.text() == run.sound.notice


@pytest.mark.parametrize(("key", "digits"), [(Key.Key_Space, "4:50"), (Key.Key_J, "3:50")])
def test_sleep_pauses_and_asks(qtbot: QtBot, track: Begin, key: Key, digits: str) -> None:
    """A lid closed for a minute would cost that minute, or fire its cues all at once."""
    run = track("gentler-3-1")
    run.pass_s(20)
    run.sleep_s(60)
    assert run.state() is State.PAUSED
    assert "asleep" in run.window.run_page.face._caption
    qtbot.keyClick(run.window.run_page, key)
    assert run.state() is State.RUNNING
    assert run.engine.display.digits == digits
