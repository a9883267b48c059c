"""The panel before a session, with real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.session.keep_awake import Battery
from retrotimer.files.presets.reader import Preset
from retrotimer.files.settings import read_settings
from retrotimer.gui import theme
from retrotimer.gui.session import preflight
from retrotimer.gui.session.preflight import LOOK_TICKS, PreflightPage
from retrotimer.training.workout.paces import Paces
from tests.helpers.preflight_robot import Machine, focusable, make_page

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
READ = "[start]\nchecklist_read = true\n"
Show = Callable[..., PreflightPage]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with two devices and no battery."""
    return Machine.installed(monkeypatch)


@pytest.fixture
def overview(presets: dict[str, Preset]) -> Overview:
    """What is about to run."""
    return Overview(presets["gentler-3-1"], Paces())


@pytest.fixture
def show(
    qtbot: QtBot,
    machine: Machine,  # noqa: ARG001 - the panel finds it
    overview: Overview,
    tmp_path: Path,
) -> Iterator[Show]:
    """Show the panel before a session, with the settings given."""

    def shown(text: str = READ, *, check: bool = False, size: tuple[int, int] = (1366, 768)) -> PreflightPage:
        page = make_page(tmp_path / "settings.toml", text)
        qtbot.addWidget(page)
        page.resize(*size)
        if check:
            page.show_check()
        else:
            page.show_overview(overview)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.tick()
        return page

    yield shown
    theme.use(theme.LIGHT)


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Enter])
def test_a_key_starts_at_once(qtbot: QtBot, show: Show, machine: Machine, overview: Overview, key: Qt.Key) -> None:
    """Who has no need of the panel could not pass it with one key, or the session find its device still held."""
    page = show()
    assert QApplication.focusWidget() is page.start
    pulls = list[object]()
    page.ready.connect(lambda _overview: pulls.append(machine.output.pull))
    with qtbot.waitSignal(page.ready) as ready:
        qtbot.keyClick(page.start, key)
    assert ready.args == [overview]
    assert pulls == [None]


def test_the_page_s_focus_is_its_button_s(qtbot: QtBot, show: Show) -> None:
    """Space would do nothing where the window hands the focus to the page as a whole."""
    page = show()
    page.sound.volume.setFocus()
    page.setFocus()
    assert QApplication.focusWidget() is page.start
    with qtbot.assertNotEmitted(page.ready), qtbot.assertNotEmitted(page.left):
        qtbot.keyClick(page, Key.Key_A)


def test_the_mouse_starts_and_goes_back(qtbot: QtBot, show: Show) -> None:
    """Who has only a mouse would be stuck between library and session."""
    page = show()
    with qtbot.waitSignal(page.left):
        qtbot.mouseClick(page.back, LEFT)
    with qtbot.waitSignal(page.ready):
        qtbot.mouseClick(page.start, LEFT)


def test_escape_goes_back_from_anywhere(qtbot: QtBot, show: Show) -> None:
    """Who changed their mind would have to find the button."""
    page = show()
    for widget in (page.start, page.sound.devices, page.sound.volume, page.sound.forward.play):
        widget.setFocus()
        with qtbot.waitSignal(page.left):
            qtbot.keyClick(widget, Key.Key_Escape)


def test_enter_presses_the_button_it_is_on(qtbot: QtBot, show: Show) -> None:
    """Who plays a tone with Enter would be thrown into the session."""
    page = show()
    page.checklist.fold.setFocus()
    with qtbot.assertNotEmitted(page.ready):
        qtbot.keyClick(page.checklist.fold, Key.Key_Return)
    assert page.checklist.list.isVisible()
    page.sound.volume.setFocus()
    with qtbot.waitSignal(page.ready):
        qtbot.keyClick(page.sound.volume, Key.Key_Return)


def test_it_tells_what_will_run(show: Show) -> None:
    """The wrong workout would be noticed on the track."""
    page = show()
    assert page.title.text() == "Gentler 3:1"
    assert page.ribbon.isVisible()
    assert page.recipe.text().startswith("5:00 walk to warm up · 6 × (1:30 run forward, 0:30 run backward")
    assert "26:18" in [label.text() for label in page.findChildren(type(page.title))]


def test_the_checklist_is_open_until_it_is_read(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    """Somebody new would never see it, or everybody have to see it each time."""
    page = show("")
    assert page.checklist.list.isVisible()
    qtbot.mouseClick(page.checklist.read, LEFT)
    assert read_settings(tmp_path / "settings.toml")[0].checklist_read
    page = show("")
    assert not page.checklist.list.isVisible()
    qtbot.mouseClick(page.checklist.fold, LEFT)
    assert page.checklist.list.isVisible()
    assert not page.checklist.read.isVisible()


@pytest.mark.parametrize("tick", [(), (1,), (1, 1), (1, 1, 1)])
def test_only_a_tick_says_that_the_checklist_is_read(
    qtbot: QtBot, show: Show, tmp_path: Path, tick: tuple[int, ...]
) -> None:
    """Start would say in a person's name what they did not say, or what they took back."""
    page = show("")
    for _click in tick:
        qtbot.mouseClick(page.checklist.read, LEFT)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    is_read = bool(len(tick) % 2)
    assert read_settings(tmp_path / "settings.toml")[0].checklist_read is is_read
    assert show("").checklist.list.isVisible() is not is_read


def clicked(page: PreflightPage) -> list[QWidget]:
    """Return everything on the panel that a click changes without leaving it."""
    questions = [w for q in (page.sound.forward, page.sound.backward) for w in (q.play, q.yes, q.no)]
    return [*questions, page.sound.volume, page.checklist.fold, page.checklist.fold, page.checklist.read, page.skip]


@pytest.mark.parametrize("nth", range(11))
def test_space_starts_after_any_click(qtbot: QtBot, show: Show, nth: int) -> None:
    """Start promises Space: after an answer or a tick it would do nothing, or take the tick away."""
    page = show("")
    widget = clicked(page)[nth]
    qtbot.mouseClick(widget, LEFT)
    is_checked = widget.property("checked")
    assert page.start.label().endswith("␣")
    with qtbot.waitSignal(page.ready):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)
    assert widget.property("checked") == is_checked


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a list, where there is no real screen
def test_space_starts_after_another_device_was_chosen(qtbot: QtBot, show: Show, machine: Machine) -> None:
    """As above, with a list that opens."""
    page = show()
    assert page.sound.devices.count() > 1
    qtbot.mouseClick(page.sound.devices, LEFT)
    for key in (Key.Key_Down, Key.Key_Return):
        qtbot.keyClick(page.sound.devices.view(), key)
    assert machine.wanted[-1][1] == "Laptop"
    with qtbot.waitSignal(page.ready):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_Space)


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a list, where there is no real screen
def test_start_promises_space_only_where_it_starts(qtbot: QtBot, show: Show) -> None:
    """Whoever went to another control with Tab would be promised a start and get something else."""
    page = show("")
    for widget in page._in_order():
        if not widget.isVisible():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        promises = page.start.label().endswith("␣")
        starts = list[object]()
        page.ready.connect(starts.append)
        if widget is not page.back:  # which goes away
            qtbot.keyClick(widget, Key.Key_Space)
            if popup := QApplication.activePopupWidget():
                popup.close()
            assert bool(starts) == promises, widget
            page.ready.disconnect(starts.append)


def test_it_can_be_left_out_and_brought_back(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    """Somebody in a hurry would be held up by it each time, or never get it back."""
    page = show()
    qtbot.keyClick(page.skip, Key.Key_Space)
    assert not read_settings(tmp_path / "settings.toml")[0].ask_before
    page = show("", check=True)
    assert page.skip.isChecked()
    qtbot.mouseClick(page.skip, LEFT)
    assert read_settings(tmp_path / "settings.toml")[0].ask_before


def test_on_request_it_checks_and_starts_nothing(qtbot: QtBot, show: Show, machine: Machine) -> None:
    """Who only wants to hear the tones would start a session, or not find the checklist."""
    page = show(check=True)
    assert not page.start.isVisible()
    assert not page.ribbon.isVisible()
    assert page.checklist.list.isVisible()
    assert machine.output.pull
    assert QApplication.focusWidget() is page.back
    with qtbot.waitSignal(page.left), qtbot.assertNotEmitted(page.ready):
        qtbot.keyClick(page.back, Key.Key_Return)


def wait_for_a_look(page: PreflightPage) -> None:
    """Let so much time pass that battery and devices are looked at again."""
    for _tick in range(LOOK_TICKS):
        page.tick()


def test_an_empty_battery_is_told(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen would go dark in the middle of the session."""
    page = show()
    assert not page.laptop.isVisible()
    monkeypatch.setattr(preflight, "battery", lambda: Battery(14, is_plugged=False))
    wait_for_a_look(page)
    assert page.laptop.battery.isVisible()
    assert "14 %" in page.laptop.battery.text()
    monkeypatch.setattr(preflight, "battery", lambda: Battery(15, is_plugged=True))
    wait_for_a_look(page)
    assert page.laptop.battery.text() == "Battery 15 %, plugged in."


def test_it_tells_whether_the_laptop_stays_awake(show: Show) -> None:
    """Nobody would know whether the screen goes dark while they run."""
    page = show()
    page.tell_awake("The laptop stays awake.")
    assert page.laptop.awake.isVisible()
    page.tell_awake("")
    assert not page.laptop.isVisible()


def test_hiding_gives_the_device_back_and_showing_takes_it(show: Show, machine: Machine) -> None:
    """Another program could not play while the library is shown, or the test be silent the second time."""
    page = show()
    assert machine.output.pull
    page.hide()
    assert machine.output.pull is None
    page.show()
    assert machine.output.pull


@pytest.mark.parametrize("size", [(640, 400), (1366, 768)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_tab_goes_everywhere_and_everything_has_a_name(
    qtbot: QtBot, show: Show, size: tuple[int, int], scale: float
) -> None:
    """Part of the panel would be out of reach without a mouse, or nameless in a screen reader."""
    theme.use(theme.LIGHT, scale)
    page = show("", size=size)
    page.sound.forward.yes.click()
    page.sound.backward.yes.click()
    page.start.setFocus()
    reached = list[QWidget]()
    while QApplication.focusWidget() not in reached:
        focus = QApplication.focusWidget()
        assert focus
        reached.append(focus)
        shown = focus.visibleRegion().boundingRect()
        assert shown.height() >= min(focus.height(), 100), focus.accessibleName()
        qtbot.keyClick(focus, Key.Key_Tab)
    assert set(reached) == focusable(page)
    assert all(widget.accessibleName() or widget.property("text") for widget in reached)
    assert reached.index(page.sound.forward.play) < reached.index(page.sound.devices)
    assert reached.index(page.sound.devices) < reached.index(page.checklist.fold)
    assert reached.index(page.checklist.fold) < reached.index(page.skip)


@pytest.mark.thorough
@pytest.mark.parametrize("colours", theme.THEMES, ids=lambda colours: colours.name)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 400), (800, 600), (1366, 768), (3840, 2160)])
def test_nothing_is_clipped(show: Show, size: tuple[int, int], scale: float, colours: theme.Colours) -> None:
    """Words would be cut off in a small window, or with large letters."""
    theme.use(colours, scale)
    page = show("", size=size)
    page.tell_awake("The laptop is kept awake during the session.")
    page.sound.forward.no.click()
    page.tick()
    QApplication.processEvents()
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not widget.property("text"):
            continue
        left = widget.mapTo(page, QPoint(0, 0)).x()
        assert left >= 0
        assert left + widget.width() <= page.width()
        wanted = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else widget.sizeHint().height()
        assert widget.height() >= wanted, widget.property("text")
        if not widget.hasHeightForWidth():
            assert widget.width() >= widget.sizeHint().width(), widget.property("text")
