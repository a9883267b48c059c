"""A session that cannot begin because the sound library that is set is missing, from wherever it is started."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.diagnostics import crash_report
from retrotimer.app.launch_options import LaunchOptions
from retrotimer.audio.outputs.simpleaudio_probe import Probe
from retrotimer.files.presets.library import Preset
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.settings.page import SettingsPage
from retrotimer.gui.startup import show_first_page
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.dialogs import Question
from retrotimer.training.session import Command
from tests.helpers.crashes import cut_off_after

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
OUTPUTS = "retrotimer.audio.outputs"


@dataclass
class Start:
    """The program's window, which makes its sessions as the program does."""

    qtbot: QtBot
    preferences: Preferences
    navigator: Navigator

    def press(self, key: Key) -> None:
        """Press a key on the page."""
        assert self.navigator.window.page
        self.qtbot.keyClick(self.navigator.window.page, key)

    def questions(self) -> list[Question]:
        """Return the questions that stand on the window."""
        return [one for one in self.navigator.window.findChildren(Question) if one.isVisible()]


Begin = Callable[..., Start]


@pytest.fixture
def begin(
    qtbot: QtBot, preferences: Preferences, presets: dict[str, Preset], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Open the window on a machine without a desktop."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    windows: list[Window] = []

    def opened(*, start: bool = False) -> Start:
        window = Window()
        windows.append(window)
        qtbot.addWidget(window)
        navigator = show_first_page(
            window, preferences, Appearance(preferences), LaunchOptions(presets["gentler-3-1"], start)
        )
        with qtbot.waitExposed(window):
            window.show()
        return Start(qtbot, preferences, navigator)

    yield opened
    for window in windows:
        window.close_for_certain()


def lose_library(preferences: Preferences, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    """Let the sound be set to `output`, whose library does not load."""
    preferences.change(output=output)
    if output == "miniaudio":
        monkeypatch.setitem(sys.modules, f"{OUTPUTS}.miniaudio", None)
    else:
        probe = Probe(is_usable=False, sentence="No sound. Install it with: pip install simpleaudio")
        monkeypatch.setattr(f"{OUTPUTS}.simpleaudio_probe.probe", lambda: probe)


Way = Callable[[Start], None]


def from_library(start: Start) -> None:
    """Start the chosen workout from the list."""
    start.qtbot.keyClick(start.navigator.library.presets, Key.Key_Space)


def after_the_check(start: Start) -> None:
    """Start it with the check before it."""
    start.preferences.change(ask_before=True)
    from_library(start)
    assert isinstance(start.navigator.window.page, PreflightPage)
    start.press(Key.Key_Return)


def after_a_crash(start: Start) -> None:
    """Go on with a session that was cut off."""
    journal = cut_off_after(90, at=datetime.now(UTC))
    start.navigator.sessions.ask_about_interrupted()
    (question,) = start.questions()
    (button,) = [b for b in question.findChildren(Button) if b.text() == "Go on, paused where it was"]
    start.qtbot.mouseClick(button, LEFT)
    assert journal.exists()


def once_more(start: Start) -> None:
    """Do it, and then again."""
    output = start.preferences.settings.output
    start.preferences.change(output="silent", get_ready_s=0)
    from_library(start)
    assert start.navigator.sessions.stage
    start.navigator.sessions.stage.engine.player.do(Command.NEXT)
    start.navigator.sessions.leave()
    page = start.navigator.window.page
    assert isinstance(page, SummaryPage)
    start.preferences.change(output=output)
    start.qtbot.mouseClick(page.repeat, LEFT)


@pytest.mark.parametrize("output", ["miniaudio", "simpleaudio"])
@pytest.mark.parametrize("way", [from_library, after_the_check, after_a_crash, once_more])
def test_why_it_cannot_begin_is_told(
    begin: Begin, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, way: Way, output: str
) -> None:
    """Whoever lacks a library would read "Something went wrong", and not what to install."""
    lose_library(preferences, monkeypatch, output)
    start = begin()
    way(start)
    (question,) = start.questions()
    assert question.accessibleName() == "The session cannot begin"
    assert f"pip install {output}" in question.accessibleDescription()
    assert start.navigator.sessions.stage is None
    start.qtbot.keyClick(question, Key.Key_Escape)
    assert start.navigator.window.page is start.navigator.library
    assert crash_report.latest() is None


def test_it_is_told_where_the_window_opens_with_a_session(
    begin: Begin, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`retrotimer run --window` would open an empty window."""
    lose_library(preferences, monkeypatch, "miniaudio")
    start = begin(start=True)
    (question,) = start.questions()
    assert "pip install miniaudio" in question.accessibleDescription()


def test_the_settings_are_one_click_away(
    begin: Begin, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The output that is set would have to be looked for."""
    lose_library(preferences, monkeypatch, "miniaudio")
    start = begin()
    from_library(start)
    (question,) = start.questions()
    (button,) = [b for b in question.findChildren(Button) if b.text() == "Open the settings"]
    start.qtbot.mouseClick(button, LEFT)
    assert isinstance(start.navigator.window.page, SettingsPage)
