"""The fields of the settings page, by real keys and clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QRadioButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import DEFAULTS, Settings
from retrotimer.gui.settings.fields import CueSwitch, Number, Speed, Switch, Volume
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.fold import Fold
from tests.helpers.settings_robot import Opener, field, settings, words


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Opener:
    """Open the page on what a file says, if anything."""
    return Opener(qtbot, tmp_path / "settings.toml")


def test_a_number_holds_as_it_is_typed(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person would look for a button that says OK."""
    page = opened()
    mass = field(page, Number, "body_kg")
    mass.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(mass, "63,5")
    assert settings(page).body_kg == 63.5
    qtbot.keyClick(mass, Qt.Key.Key_Tab)
    assert mass.text() == "63.5"


@pytest.mark.parametrize(
    ("typed", "shown", "speed"),
    [
        ("5:30", "5:30", 3.03),
        ("12:07 /km", "12:07", 1.376),
        ("6:40 min/km", "6:40", 2.5),
        ("9 km/h", "6:40", 2.5),
        ("10,8km/h", "5:33", 3),
        ("3.2 m/s", "5:12", 3.2),
    ],
)
def test_a_pace_is_taken_as_people_say_it(
    qtbot: QtBot, opened: Opener, typed: str, shown: str, speed: float
) -> None:
    """If it failed, a runner's own way to say how fast they go would snap back and be scolded."""
    page = opened()
    for key in ("run_forward", "run_backward", "walk_forward", "walk_backward"):
        field_ = field(page, Speed, key)
        field_.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClicks(field_, typed)
        qtbot.keyClick(field_, Qt.Key.Key_Tab)
        assert (field_.text(), getattr(settings(page), key)) == (shown, speed)
    assert "must be" not in words(page)


def test_paces_are_shown_in_the_unit_that_is_chosen(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, who trains by miles, or by metres a second, would have to convert."""
    page = opened()
    for unit, shown in (("min/mile", "10:44"), ("m/s", "2.5")):
        qtbot.keyClick(field(page, QComboBox, "pace_unit"), Qt.Key.Key_Down)
        assert settings(page).pace_unit == unit
        assert field(page, Speed, "run_forward").text() == shown
        assert unit in words(page)
        assert unit in field(page, Speed, "run_forward").accessibleName()
    qtbot.keyClick(field(page, Speed, "run_forward"), Qt.Key.Key_Up)
    assert settings(page).run_forward == 2.55


def test_how_much_is_heard_is_one_choice_and_each_can_be_chosen(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, somebody who wants less would have to read fourteen switches."""
    page = opened()
    assert field(page, QRadioButton, "cues Everything").isChecked()
    qtbot.mouseClick(field(page, QRadioButton, "cues Few"), Qt.MouseButton.LeftButton)
    assert "posture" in settings(page).off
    assert "direction" not in settings(page).off
    assert not field(page, CueSwitch, "cue posture").isChecked()
    qtbot.mouseClick(field(page, CueSwitch, "cue posture"), Qt.MouseButton.LeftButton)
    assert not any(button.isChecked() for button in page.findChildren(QRadioButton))
    opened.path.unlink()
    page = opened(folds=False)
    (each,) = page.findChildren(Fold)
    assert not each.head.isChecked()


@pytest.mark.parametrize(("key", "typed", "value"), [("body_kg", "82 kg", 82), ("warning_s", "7s", 7)])
def test_a_unit_may_stand_behind_a_number(qtbot: QtBot, opened: Opener, key: str, typed: str, value: float) -> None:
    """If it failed, what is typed as it is read on the page would be refused."""
    page = opened()
    number = field(page, Number, key)
    number.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(number, typed)
    qtbot.keyClick(number, Qt.Key.Key_Tab)
    assert (number.text(), getattr(settings(page), key)) == (str(value), value)


@pytest.mark.parametrize(
    ("key", "typed", "message"),
    [
        ("run_backward", "1", "This must be from 2:12 to 166:40 min/km, not '1'. Until then it stays at 9:31."),
        (
            "run_forward",
            "5:75",
            "This must be from 1:23 to 166:40 min/km, not '5:75'. Until then it stays at 6:40.",
        ),
        ("body_kg", "heavy", "This must be a number from 20 to 300, not 'heavy'. Until then it stays at 70."),
        ("warning_s", "2.5", "This must be a whole number from 2 to 60, not 2.5. Until then it stays at 5."),
        ("latency_ms", "", "This must be a whole number from -500 to 2000, not ''. Until then it stays at 0."),
        ("distance_m", "nan", "This must be a number from 1 to 200, not nan. Until then it stays at 20."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_goes_once_mended(
    qtbot: QtBot, opened: Opener, key: str, typed: str, message: str
) -> None:
    """If it failed, a person would believe that something was set which was not."""
    page = opened()
    number = field(page, Number, key)
    number.setFocus(Qt.FocusReason.TabFocusReason)
    number.selectAll()
    qtbot.keyClick(number, Qt.Key.Key_Delete)
    qtbot.keyClicks(number, typed)
    assert message not in words(page)
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert message in words(page)
    assert number.accessibleDescription() == message
    assert getattr(page._preferences.settings, key) == getattr(DEFAULTS, key)
    number.selectAll()
    is_pace = key.startswith("run")
    qtbot.keyClicks(number, "5:00" if is_pace else "30" if key == "body_kg" else "4")
    assert message not in words(page)
    assert getattr(settings(page), key) == (3.33 if is_pace else 30 if key == "body_kg" else 4)


def test_the_arrow_keys_step_and_stop_at_the_bounds(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a number could be stepped beyond what can be used."""
    page = opened("[cues]\nwarning_s = 3\n")
    number = field(page, Number, "warning_s")
    for _time in range(2):
        qtbot.keyClick(number, Qt.Key.Key_Down)
    assert settings(page).warning_s == 2
    assert "must be a whole number from 2 to 60" in words(page)
    qtbot.keyClick(number, Qt.Key.Key_Up)
    assert number.text() == "3"
    assert "must be" not in words(page)


def test_a_fast_backward_run_is_warned_of(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a mistyped speed would plan a fall."""
    page = opened()
    assert "fast for running backward" not in words(page)
    speed = field(page, Number, "run_backward")
    speed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(speed, "7:30")
    assert "fast for running backward" in words(page)


def test_a_cue_is_switched_off_with_its_timing(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person could not silence what disturbs them."""
    page = opened()
    switch = field(page, CueSwitch, "cue warning")
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    qtbot.keyClick(field(page, CueSwitch, "cue finish"), Qt.Key.Key_Space)
    assert settings(page).off == ("warning", "finish")
    assert not field(page, Number, "warning_s").isEnabled()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert settings(page).off == ("finish",)
    assert field(page, Number, "warning_s").isEnabled()


@pytest.mark.parametrize("key", ["reduced_motion", "flash", "ask_before"])
def test_a_switch_switches(qtbot: QtBot, opened: Opener, key: str) -> None:
    """If it failed, a person could not have the flash off."""
    page = opened()
    before = getattr(settings(page), key)
    qtbot.keyClick(field(page, Switch, key), Qt.Key.Key_Space)
    assert getattr(settings(page), key) is not before


@pytest.mark.parametrize(("key", "wanted"), [("theme", "light"), ("text_scale", 1.15), ("output", "miniaudio")])
def test_a_choice_chooses(qtbot: QtBot, opened: Opener, key: str, wanted: object) -> None:
    """If it failed, a person could not choose a theme by the keyboard."""
    page = opened()
    qtbot.keyClick(field(page, QComboBox, key), Qt.Key.Key_Down)
    assert getattr(settings(page), key) == wanted


def test_a_text_scale_of_ones_own_is_kept(opened: Opener) -> None:
    """If it failed, looking at the page would change what was set in the file."""
    page = opened("[look]\ntext_scale = 1.37\n")
    assert field(page, QComboBox, "text_scale").currentText() == "137 %"
    assert settings(page).text_scale == 1.37


def test_a_volume_is_set_by_keys(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, tones and words could not be balanced without a mouse."""
    page = opened()
    qtbot.keyClick(field(page, Volume, "voice_volume"), Qt.Key.Key_Left)
    assert settings(page).voice_volume == 0.95
    assert "95 %" in words(page)


def test_a_volume_is_saved_once_when_it_is_let_go(opened: Opener) -> None:
    """If it failed, dragging would write the file a hundred times."""
    page = opened()
    slider = field(page, Volume, "volume")
    slider.setSliderDown(True)
    slider.setSliderPosition(40)
    assert page._preferences.settings.volume == 1.0
    slider.setSliderDown(False)
    assert settings(page).volume == 0.4


@pytest.mark.parametrize(("kind", "key"), [(QComboBox, "theme"), (QSlider, "volume")])
def test_the_wheel_scrolls_and_sets_nothing(opened: Opener, kind: type[QWidget], key: str) -> None:
    """If it failed, scrolling down the page would change what lies under the pointer."""
    page = opened()
    widget = field(page, kind, key)
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, down)
    assert settings(page) == Settings()


def test_the_devices_are_offered_and_one_that_is_gone_stays(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, the page would forget a speaker that is only switched off."""
    page = opened('[sound]\ndevice = "Old speaker"\n')
    device = field(page, QComboBox, "device")
    qtbot.waitUntil(lambda: device.count() == 4)
    assert device.currentText() == "Old speaker (not there now)"
    device.setCurrentIndex(2)
    device.activated.emit(2)
    assert settings(page).device == "Speaker (Bluetooth)"


def test_a_test_sound_is_played_and_ends_with_the_page(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person could not hear what they set, or would hear it for too long."""
    page = opened()
    opened.sound.notice = "No sound: the device is gone."
    qtbot.mouseClick(field(page, Button, "test sound"), Qt.MouseButton.LeftButton)
    assert "No sound: the device is gone." in words(page)
    assert not opened.sound.closed
    page.hide()
    assert opened.sound.closed


def test_without_an_output_there_is_nothing_to_try(opened: Opener) -> None:
    """If it failed, a person would tap along with silence."""
    page = opened('[sound]\noutput = "silent"\n')
    assert not field(page, Button, "test sound").isEnabled()
    assert not field(page, Button, "calibrate").isEnabled()
