"""The sound test, with real keys and clicks, on a device that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.session.safety_checklist import unheard
from retrotimer.audio import outputs
from retrotimer.files.settings import read_settings
from retrotimer.gui.session import sound_test
from retrotimer.gui.session.preflight import LOOK_TICKS, PreflightPage
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.preflight_robot import Machine, make_page, tone

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
Show = Callable[..., PreflightPage]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with two devices."""
    return Machine.installed(monkeypatch)


@pytest.fixture
def show(
    qtbot: QtBot,
    machine: Machine,  # noqa: ARG001 - the panel finds it
    tmp_path: Path,
) -> Show:
    """Show the check with the settings given."""

    def shown(text: str = "") -> PreflightPage:
        page = make_page(tmp_path / "settings.toml", text)
        qtbot.addWidget(page)
        page.show_check()
        with qtbot.waitExposed(page):
            page.show()
        page.tick()
        return page

    return shown


def test_each_direction_s_tone_is_played(qtbot: QtBot, show: Show, machine: Machine) -> None:
    """The athlete would learn the wrong sound for a direction."""
    sound = show().sound
    machine.heard()
    qtbot.mouseClick(sound.forward.play, LEFT)
    forward = tone(RUN_FORWARD)
    assert machine.heard()[: len(forward)] == forward
    qtbot.keyClick(sound.backward.play, Key.Key_Space)
    backward = tone(RUN_BACKWARD)
    assert machine.heard()[: len(backward)] == backward


def test_no_brings_advice_and_yes_a_word(qtbot: QtBot, show: Show) -> None:
    """Who hears nothing would not be told what helps."""
    sound = show().sound
    assert not sound.help.isVisible()
    assert not sound.verdict.isVisible()
    qtbot.mouseClick(sound.forward.yes, LEFT)
    assert not sound.verdict.isVisible()
    qtbot.mouseClick(sound.backward.no, LEFT)
    assert sound.help.isVisible()
    qtbot.keyClick(sound.backward.yes, Key.Key_Space)
    assert not sound.help.isVisible()
    assert sound.verdict.text() == "✓ You hear both directions."


def test_what_appears_is_said_once(
    qtbot: QtBot, show: Show, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who does not see the panel would not know that advice, or a missing device, stands on it."""
    said = list[str]()
    ear = SimpleNamespace(updateAccessibility=lambda event: said.append(event.message()))
    monkeypatch.setattr(sound_test, "QAccessible", ear)
    machine.output.reason = "'Boom' is not there."
    page = show()
    page.tick()
    qtbot.mouseClick(page.sound.forward.no, LEFT)
    qtbot.mouseClick(page.sound.backward.no, LEFT)
    assert said == [machine.output.reason, " ".join(("What helps:", *unheard()))]


def test_a_device_is_chosen_opened_and_remembered(
    qtbot: QtBot, show: Show, machine: Machine, tmp_path: Path
) -> None:
    """The choice would be lost, or what was heard from another device stand as heard."""
    sound = show().sound
    assert machine.wanted == [("auto", "")]
    qtbot.mouseClick(sound.forward.yes, LEFT)
    for _name in range(2):
        qtbot.keyClick(sound.devices, Key.Key_Down)
    assert sound.devices.currentText() == "Speaker"
    assert machine.wanted[-1] == ("auto", "Speaker")
    assert machine.output.pull
    assert not sound.forward.yes.isChecked()
    assert read_settings(tmp_path / "settings.toml")[0].device == "Speaker"
    qtbot.keyClick(sound.devices, Key.Key_Home)
    assert machine.wanted[-1] == ("auto", "")


def test_a_device_of_before_is_shown_though_it_is_gone(show: Show, machine: Machine) -> None:
    """A speaker that is only switched off would vanish from the settings, and nobody know why it is silent."""
    machine.output.reason = "'Boom' is not there; the sound comes from the system's own device."
    page = show('[sound]\ndevice = "Boom"\n')
    assert machine.wanted == [("auto", "Boom")]
    assert page.sound.devices.currentText() == "Boom (not there now)"
    assert page.sound.notice.isVisible()
    assert page.sound.notice.text() == machine.output.reason
    machine.names = ("Laptop", "Boom")
    for _tick in range(LOOK_TICKS):
        page.tick()
    assert page.sound.devices.currentText() == "Boom"


def test_the_volume_is_heard_and_remembered(qtbot: QtBot, show: Show, machine: Machine, tmp_path: Path) -> None:
    """A volume set in the test would not be the session's."""
    page = show("[sound]\nvolume = 0.5\n")
    assert page.sound.volume.value() == 50
    qtbot.mouseClick(page.sound.forward.play, LEFT)
    soft = max(machine.heard())
    qtbot.keyClick(page.sound.volume, Key.Key_End)
    for _rest_of_the_word in range(3):
        machine.heard()
    qtbot.mouseClick(page.sound.forward.play, LEFT)
    assert max(machine.heard()) == pytest.approx(4 * soft, rel=0.01)
    qtbot.keyClick(page.sound.volume, Key.Key_Left)
    page.hide()
    assert read_settings(tmp_path / "settings.toml")[0].volume == 0.95


def test_scrolling_past_changes_nothing(show: Show, machine: Machine) -> None:
    """The wheel would change device and volume on its way down the panel."""
    page = show()
    for widget in (page.sound.devices, page.sound.volume):
        turn_wheel(widget)
    assert page.sound.volume.value() == 100
    assert machine.wanted == [("auto", "")]


def turn_wheel(widget: QWidget) -> None:
    """Turn the wheel down over `widget`."""
    place = QPointF(widget.rect().center())
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(widget.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_silence_by_choice_is_told(show: Show, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who set RetroTimer to be silent long ago would look for a fault."""
    monkeypatch.undo()
    monkeypatch.setattr(outputs, "device_names", machine.device_names)
    page = show('[sound]\noutput = "silent"\n')
    assert page.sound.notice.text() == "RetroTimer is set to play no sound."
    assert page.sound.devices.count() == 1
