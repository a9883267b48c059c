"""The settings page, by real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSlider, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.clock import Clock
from retrotimer.app.start import Wishes
from retrotimer.files.options import BY_KEY, OPTIONS, SWITCHABLE
from retrotimer.files.settings import Settings, read_settings
from retrotimer.gui.buttons import Button
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.setting_fields import CueSwitch, Number, Switch, Volume
from retrotimer.gui.settings_page import SettingsPage
from retrotimer.gui.studio import Studio
from tests.gui.conftest import HandClock, Quiet

DEVICES = ("Built-in Audio", "Speaker (Bluetooth)")
Open = Callable[..., SettingsPage]
Kind = TypeVar("Kind", bound=QWidget)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


@pytest.fixture
def sound() -> Quiet:
    """The sound that the page plays on."""
    return Quiet()


@pytest.fixture
def opened(qtbot: QtBot, path: Path, sound: Quiet) -> Open:
    """Open the page on what `source` says, if anything."""

    def make_sound(_wishes: Wishes, _clock: Clock) -> Quiet:
        return sound

    def page(source: str = "", *, width: int = 900, height: int = 700) -> SettingsPage:
        if source:
            path.write_text(source, encoding="utf-8")
        made = SettingsPage(Preferences(path), Studio(HandClock(), make_sound, lambda: DEVICES))
        qtbot.addWidget(made)
        made.resize(width, height)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return page


def field(page: SettingsPage, kind: type[Kind], name: str) -> Kind:
    """Return the field called `name`."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def settings(page: SettingsPage) -> Settings:
    """Return what is set, which must be what is saved."""
    assert read_settings(page._preferences._path)[0] == page._preferences.settings
    return page._preferences.settings


def words(page: SettingsPage) -> str:
    """Return all that is to be read on the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_every_setting_has_its_field(opened: Open) -> None:
    """If it failed, something could be set in the file alone."""
    page = opened()
    shown = {widget.objectName() for widget in page.findChildren(QWidget)}
    assert {option.key for option in OPTIONS} - {"off", "checklist_read"} <= shown
    assert {f"cue {kind}" for kind in SWITCHABLE} <= shown


def test_everything_that_takes_the_focus_has_a_name(opened: Open) -> None:
    """If it failed, a screen reader would read out fields that nobody can tell apart."""
    page = opened("[paces]\nrun_forward = 3\n[look]\nflash = false\n")
    found = [w for w in page.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    names = [w.accessibleName() or (w.text() if isinstance(w, QAbstractButton) else "") for w in found]
    assert len(found) > 30
    assert all(names)
    assert len(set(names)) == len(names)


def test_tab_goes_through_all_fields_in_the_order_they_stand(qtbot: QtBot, opened: Open) -> None:
    """If it failed, the keyboard would jump about, or leave fields out."""
    page = opened()
    column, heights = page._scroll.widget(), list[int]()
    assert column is not None
    field(page, Number, "run_forward").setFocus()
    while (focused := QApplication.focusWidget()) is not None and column.isAncestorOf(focused):
        heights.append(focused.mapTo(column, QPoint(0, 0)).y())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert len(heights) > 30
    assert heights == sorted(heights)


def test_a_number_holds_as_it_is_typed(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person would look for a button that says OK."""
    page = opened()
    speed = field(page, Number, "run_forward")
    speed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(speed, "3,2")
    assert settings(page).run_forward == 3.2
    assert "5:12 for a kilometre" in words(page)
    qtbot.keyClick(speed, Qt.Key.Key_Tab)
    assert speed.text() == "3.2"


@pytest.mark.parametrize(
    ("key", "typed", "told"),
    [
        ("run_backward", "9", "This must be a number from 0.1 to 7.6, not 9. Until then it stays at 1.75."),
        ("body_kg", "heavy", "This must be a number from 20 to 300, not 'heavy'. Until then it stays at 70."),
        ("warning_s", "2.5", "This must be a whole number from 2 to 60, not 2.5. Until then it stays at 5."),
        ("latency_ms", "", "This must be a whole number from -500 to 2000, not ''. Until then it stays at 0."),
        ("distance_m", "nan", "This must be a number from 1 to 200, not nan. Until then it stays at 20."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_goes_once_mended(
    qtbot: QtBot, opened: Open, key: str, typed: str, told: str
) -> None:
    """If it failed, a person would believe that something was set which was not."""
    page = opened()
    number = field(page, Number, key)
    number.setFocus(Qt.FocusReason.TabFocusReason)
    number.selectAll()
    qtbot.keyClick(number, Qt.Key.Key_Delete)
    qtbot.keyClicks(number, typed)
    assert told not in words(page)
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert told in words(page)
    assert number.accessibleDescription() == told
    assert getattr(page._preferences.settings, key) == BY_KEY[key].default
    number.selectAll()
    qtbot.keyClicks(number, "30" if key == "body_kg" else "4")
    assert told not in words(page)
    assert getattr(settings(page), key) == (30 if key == "body_kg" else 4)


def test_the_arrow_keys_step_and_stop_at_the_bounds(qtbot: QtBot, opened: Open) -> None:
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


def test_a_fast_backward_run_is_warned_of(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a mistyped speed would plan a fall."""
    page = opened()
    assert "fast for running backward" not in words(page)
    speed = field(page, Number, "run_backward")
    speed.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(speed, "2.2")
    assert "fast for running backward" in words(page)
    assert "rule of thumb" in words(page)


def test_a_cue_is_switched_off_with_its_timing(qtbot: QtBot, opened: Open) -> None:
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
def test_a_switch_switches(qtbot: QtBot, opened: Open, key: str) -> None:
    """If it failed, a person could not have the flash off."""
    page = opened()
    before = getattr(settings(page), key)
    qtbot.keyClick(field(page, Switch, key), Qt.Key.Key_Space)
    assert getattr(settings(page), key) is not before


@pytest.mark.parametrize(("key", "wanted"), [("theme", "light"), ("text_scale", 1.15), ("output", "miniaudio")])
def test_a_choice_chooses(qtbot: QtBot, opened: Open, key: str, wanted: object) -> None:
    """If it failed, a person could not choose a theme by the keyboard."""
    page = opened()
    qtbot.keyClick(field(page, QComboBox, key), Qt.Key.Key_Down)
    assert getattr(settings(page), key) == wanted


def test_a_text_scale_of_ones_own_is_kept(opened: Open) -> None:
    """If it failed, looking at the page would change what was set in the file."""
    page = opened("[look]\ntext_scale = 1.37\n")
    assert field(page, QComboBox, "text_scale").currentText() == "137 %"
    assert settings(page).text_scale == 1.37


def test_a_volume_is_set_by_keys(qtbot: QtBot, opened: Open) -> None:
    """If it failed, tones and words could not be balanced without a mouse."""
    page = opened()
    qtbot.keyClick(field(page, Volume, "voice_volume"), Qt.Key.Key_Left)
    assert settings(page).voice_volume == 0.95
    assert "95 %" in words(page)


def test_a_volume_is_saved_once_when_it_is_let_go(opened: Open) -> None:
    """If it failed, dragging would write the file a hundred times."""
    page = opened()
    slider = field(page, Volume, "volume")
    slider.setSliderDown(True)
    slider.setSliderPosition(40)
    assert page._preferences.settings.volume == 1.0
    slider.setSliderDown(False)
    assert settings(page).volume == 0.4


@pytest.mark.parametrize(("kind", "key"), [(QComboBox, "theme"), (QSlider, "volume")])
def test_the_wheel_scrolls_and_sets_nothing(opened: Open, kind: type[QWidget], key: str) -> None:
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


def test_the_devices_are_offered_and_one_that_is_gone_stays(qtbot: QtBot, opened: Open) -> None:
    """If it failed, the page would forget a speaker that is only switched off."""
    page = opened('[sound]\ndevice = "Old speaker"\n')
    device = field(page, QComboBox, "device")
    qtbot.waitUntil(lambda: device.count() == 4)
    assert device.currentText() == "Old speaker (not there now)"
    device.setCurrentIndex(2)
    device.activated.emit(2)
    assert settings(page).device == "Speaker (Bluetooth)"


def test_a_test_sound_is_played_and_ends_with_the_page(qtbot: QtBot, opened: Open, sound: Quiet) -> None:
    """If it failed, a person could not hear what they set, or would hear it for too long."""
    page = opened()
    sound.notice = "No sound: the device is gone."
    qtbot.mouseClick(field(page, Button, "test sound"), Qt.MouseButton.LeftButton)
    assert "No sound: the device is gone." in words(page)
    assert not sound.closed
    page.hide()
    assert sound.closed


def test_without_an_output_there_is_nothing_to_try(opened: Open) -> None:
    """If it failed, a person would tap along with silence."""
    page = opened('[sound]\noutput = "silent"\n')
    assert not field(page, Button, "test sound").isEnabled()
    assert not field(page, Button, "calibrate").isEnabled()


def test_the_checklist_can_be_asked_for(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person who wants the safety checklist could never see it again."""
    page = opened("[start]\nchecklist_read = true\n")
    assert "will be shown" not in words(page)
    qtbot.mouseClick(field(page, Button, "checklist again"), Qt.MouseButton.LeftButton)
    assert not settings(page).checklist_read
    assert "will be shown before your next session" in words(page)


def test_a_section_goes_back_to_its_defaults_and_that_is_undone(qtbot: QtBot, opened: Open) -> None:
    """If it failed, one click would cost what took a person an evening on the track."""
    page = opened("[paces]\nrun_forward = 3\nbody_kg = 80\n[look]\nflash = false\n")
    back = field(page, Button, "defaults run_forward")
    before = settings(page)
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert (settings(page).run_forward, settings(page).body_kg) == (2.5, 70)
    assert not settings(page).flash
    assert field(page, QLineEdit, "run_forward").text() == "2.5"
    assert back.text().startswith("Undo")
    qtbot.keyClick(back, Qt.Key.Key_Space)
    assert settings(page) == before


def test_undo_goes_once_something_else_is_set(qtbot: QtBot, opened: Open) -> None:
    """If it failed, an undo would take away what was set after it."""
    page = opened("[look]\nflash = false\n")
    back = field(page, Button, "defaults theme")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(page, Switch, "reduced_motion"), Qt.MouseButton.LeftButton)
    assert back.text() == "Back to defaults"
    qtbot.mouseClick(field(page, Switch, "reduced_motion"), Qt.MouseButton.LeftButton)
    assert not back.isVisible()


def test_mistakes_in_the_file_are_told_on_top(opened: Open, path: Path) -> None:
    """If it failed, a person would not know why their file does nothing."""
    page = opened('[look]\ntheme = "drak"\n')
    assert page.trouble.text().startswith(f"{path}: look.theme: this must be one of")
    assert page.trouble.isVisible()


def test_a_file_that_is_not_toml_is_left_alone_and_that_is_said(qtbot: QtBot, opened: Open, path: Path) -> None:
    """If it failed, the page would look as if it had saved."""
    page = opened("[look\n")
    qtbot.mouseClick(field(page, Switch, "flash"), Qt.MouseButton.LeftButton)
    assert "not TOML" in page.trouble.text()
    assert "holds until RetroTimer is closed" in page.trouble.text()
    assert not page._preferences.settings.flash
    assert path.read_text(encoding="utf-8") == "[look\n"


def test_esc_and_back_leave_with_what_is_being_typed(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person would be caught on the page, or lose the last number."""
    page = opened()
    number = field(page, Number, "get_ready_s")
    number.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(number, "15")
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(number, Qt.Key.Key_Escape)
    assert settings(page).get_ready_s == 15
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)


def test_a_page_built_anew_is_where_the_old_one_was(qtbot: QtBot, opened: Open) -> None:
    """If it failed, choosing another theme would throw a person back to the top."""
    old = opened("[look]\nflash = false\n", height=400)
    back = field(old, Button, "defaults theme")
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Space)
    old._scroll.verticalScrollBar().setValue(600)
    place = old.place()
    new = opened(height=400)
    new.restore(place)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "defaults theme"
    assert new.isAncestorOf(focused)
    qtbot.waitUntil(lambda: new._scroll.verticalScrollBar().value() == 600)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert not settings(new).flash
