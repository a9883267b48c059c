"""Tapping along: with a clock that stands until it is moved, and a sound that plays nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.latency import BEAT_MS, FINDING, LEAD_MS, NEEDED, NS_PER_MS
from retrotimer.app.session.clock import Clock
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.audio.voice import Voice
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.latency_calibration import Calibration
from retrotimer.training.errors import MissingPart
from tests.helpers.fakes import FakeSound, ManualClock

TAPS = FINDING + NEEDED


class Room:
    """A calibration on screen, its clock, its sound, what it wished for and what it found."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.clock, self.sound, self.playback, self.found = (
            ManualClock(0),
            FakeSound(),
            list[PlaybackOptions](),
            list[int](),
        )
        self.qtbot, self.preferences = qtbot, Preferences(path)
        self.preferences.change(latency_ms=70)
        self.calibration = Calibration(self.preferences, PreviewPlayer(self.clock, self.make_sound, tuple))
        self.calibration.found.connect(self.found.append)
        qtbot.addWidget(self.calibration)
        with qtbot.waitExposed(self.calibration):
            self.calibration.show()
        self.calibration.begin.setFocus()

    def make_sound(self, playback: PlaybackOptions, _clock: Clock, _voice: Voice | None) -> FakeSound:
        """Take note of what was wished for."""
        self.playback.append(playback)
        return self.sound

    def press(self) -> None:
        """Press Space on whatever has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, Qt.Key.Key_Space)

    def tap(self, late_ms: Callable[[int], int], taps: int = TAPS) -> None:
        """Tap along with as many beats, each as late as `late_ms` says."""
        for beat in range(taps):
            self.clock.ns = (LEAD_MS + beat * BEAT_MS + late_ms(beat)) * NS_PER_MS
            self.press()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Room:
    """A calibration that has not begun."""
    return Room(qtbot, tmp_path / "settings.toml")


def test_steady_taps_are_offered_and_taken(room: Room) -> None:
    """If it failed, a person with a Bluetooth speaker would go on hearing each change late."""
    room.press()
    assert room.calibration.pad.hasFocus()
    room.tap(lambda _beat: 180)
    assert "about 180 ms late" in room.calibration.words.text()
    assert room.calibration.take.text() == "Use 180 ms"
    assert room.found == []
    room.press()
    assert room.found == [180]
    assert room.calibration.begin.hasFocus()


def test_the_beat_is_played_without_the_delay_that_is_set(room: Room) -> None:
    """If it failed, calibrating twice would take the first result off the second."""
    room.press()
    assert [(playback.latency_ms, playback.output) for playback in room.playback] == [(0, "auto")]


def test_taps_are_counted_down(room: Room) -> None:
    """If it failed, a person would not know how long to go on."""
    room.press()
    room.tap(lambda _beat: 100, taps=TAPS - 1)
    assert room.calibration.words.text() == "1 more tap."
    assert room.calibration.is_listening


def test_scattered_taps_are_told_and_asked_for_again(room: Room) -> None:
    """If it failed, hasty taps would become a delay."""
    room.press()
    room.tap(lambda beat: 60 * (beat % 6))
    assert "too far apart" in room.calibration.words.text()
    assert not room.calibration.take.isVisible()
    assert room.sound.closed
    room.press()
    assert room.calibration.is_listening
    assert room.found == []


def test_the_result_is_not_forced(room: Room) -> None:
    """If it failed, trying it out would change the settings."""
    room.press()
    room.tap(lambda _beat: 180)
    room.qtbot.mouseClick(room.calibration.stop, Qt.MouseButton.LeftButton)
    assert room.found == []
    assert not room.calibration.words.isVisible()
    assert room.preferences.settings.latency_ms == 70


def test_a_tap_before_the_first_beat_does_not_count(room: Room) -> None:
    """If it failed, the key that began it could spoil it."""
    room.press()
    room.clock.ns = 500 * NS_PER_MS
    room.press()
    assert "more tap" not in room.calibration.words.text()


def test_a_click_is_a_tap_too(room: Room) -> None:
    """If it failed, it could not be done with the mouse alone."""
    room.qtbot.mouseClick(room.calibration.begin, Qt.MouseButton.LeftButton)
    room.clock.ns = LEAD_MS * NS_PER_MS
    room.qtbot.mousePress(room.calibration.pad, Qt.MouseButton.LeftButton)
    assert "more taps" in room.calibration.words.text()


def test_it_can_be_stopped(room: Room) -> None:
    """If it failed, the beat would go on until it ends by itself."""
    room.press()
    room.qtbot.mouseClick(room.calibration.stop, Qt.MouseButton.LeftButton)
    assert not room.calibration.is_listening
    assert room.sound.closed
    assert not room.calibration.pad.isVisible()


def test_the_beat_ends_by_itself(room: Room) -> None:
    """If it failed, a forgotten page would beep all day."""
    room.press()
    room.clock.ns = 3_600_000 * NS_PER_MS
    engine = room.calibration._engine
    assert engine is not None
    with room.qtbot.waitSignal(engine.ended):
        engine.tick()
    assert not room.calibration.is_listening


def test_leaving_the_page_ends_the_beat(room: Room) -> None:
    """If it failed, it would beep through the next session."""
    room.press()
    room.calibration.hide()
    assert room.sound.closed


def test_trouble_with_the_sound_is_told(room: Room) -> None:
    """If it failed, a person would wait for beeps that never come."""
    room.sound.notice = "No sound: the device is gone."
    room.press()
    assert room.calibration.words.text() == "No sound: the device is gone."


def test_an_output_that_cannot_be_had_is_told(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    """If it failed, a missing library would crash the window."""

    def fail(_self: Room, *_wished: object) -> FakeSound:
        raise MissingPart("miniaudio cannot be loaded.")

    monkeypatch.setattr(Room, "make_sound", fail)
    other = Room(qtbot, tmp_path / "other.toml")
    other.press()
    assert other.calibration.words.text() == "miniaudio cannot be loaded."
    assert not other.calibration.is_listening
    assert room.calibration.begin.isVisible()
