"""The strip below the face: its buttons, what comes next, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.session.controls import Control
from retrotimer.app.session.player import Player
from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.run_bar import BUTTONS, FIRST, BarKind, RunBar
from retrotimer.gui.session.second_screen import STRIP_PX
from retrotimer.gui.session.step_line import ground
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.face_layout import BAR_SHARE
from retrotimer.training.session import Session
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, RUN_BACKWARD, RUN_FORWARD, WALK_BACKWARD, WALK_FORWARD
from tests.helpers.contrast import contrast
from tests.helpers.fakes import FakeSound, ManualClock, S

SIZES = [(640, 400), (800, 600), (1366, 768), (1920, 1080), (3840, 2160)]


class Strip(NamedTuple):
    """A strip below a running session, and what its buttons asked for."""

    bar: RunBar
    engine: Engine
    clock: ManualClock
    asked: list[Control]

    def at_s(self, seconds: float) -> None:
        """Let it be `seconds` after the start."""
        self.clock.ns = round(seconds * S)
        self.engine.tick()
        self.show()

    def show(self) -> None:
        """Show the session as it is."""
        self.bar.show_session(self.engine.display, self.engine.player)
        self.bar.show_place(self.engine.session)

    def pause(self) -> None:
        """Pause the session, or let it go on."""
        self.engine.control(Control.TOGGLE)
        self.show()

    def shown(self) -> list[Button]:
        """Return the buttons that are seen, from left to right."""
        return [button for button in self.bar._buttons.values() if button.isVisible()]

    def resize(self, width: int, height: int) -> None:
        """Give the strip its share of a window."""
        self.bar.resize(width, round(min(BAR_SHARE * height, 240)))


@pytest.fixture
def strip(qtbot: QtBot, presets: dict[str, Preset]) -> Iterator[Strip]:
    """The strip of "Gentler 3:1", ten seconds of getting ready before it."""
    clock, bar, asked = ManualClock(0), RunBar(), list[Control]()
    engine = Engine(Player(Session(Overview(presets["gentler-3-1"], Paces()).timeline), clock, FakeSound()))
    engine.control(Control.TOGGLE)
    bar.asked.connect(asked.append)
    qtbot.addWidget(bar)
    made = Strip(bar, engine, clock, asked)
    made.resize(1366, 768)
    made.show()
    with qtbot.waitExposed(bar):
        bar.show()
    yield made
    engine.player.sound.close(drain=False)
    theme.use(theme.LIGHT)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_paused", [False, True])
def test_everything_has_its_own_room(strip: Strip, size: tuple[int, int], is_paused: bool) -> None:
    """A button would lie outside the window, over another one, or be too narrow for its text."""
    for control in (Control.GROUP, Control.PHONE):
        strip.bar.offer(control, is_offered=True)
    strip.at_s(20)
    if is_paused:
        strip.pause()
    strip.resize(*size)
    parts = [strip.bar.next, *strip.shown()]
    for nth, part in enumerate(parts):
        assert strip.bar.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[nth + 1 :])
        assert not part.geometry().intersects(strip.bar.ribbon.geometry())
    assert all(button.width() >= button.sizeHint().width() for button in strip.shown())
    shown = {control for control, button in strip.bar._buttons.items() if button.isVisible()}
    assert {Control.TOGGLE, Control.NEXT, Control.HELP, Control.COOL_DOWN} <= shown
    assert shown == set(FIRST[: FIRST.index(_last(shown)) + 1]) - _absent(is_paused)


def _last(shown: set[Control]) -> Control:
    return [control for control in FIRST if control in shown][-1]


def _absent(is_paused: bool) -> set[Control]:
    return set() if is_paused else {Control.LEAVE}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [0.8, 1.3, 2.0])
def test_buttons_follow_the_text_scale_as_far_as_they_fit(
    strip: Strip, size: tuple[int, int], scale: float
) -> None:
    """Whoever needs large letters would meet the smallest ones just where they are in a hurry."""
    strip.at_s(20)
    strip.resize(*size)
    plain = strip.shown()[0].font().pixelSize()
    theme.use(theme.LIGHT, scale)
    strip.bar.resize(size[0] + 1, strip.bar.height())
    found = strip.shown()[0].font().pixelSize()
    wanted = max(14, scale * plain)
    assert found <= wanted + 1
    assert found >= wanted - 1 if size[1] >= 768 else found >= plain + (scale > 1)
    parts = [strip.bar.next, *strip.shown()]
    for nth, part in enumerate(parts):
        assert strip.bar.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[nth + 1 :])
        assert not part.geometry().intersects(strip.bar.ribbon.geometry())
    assert strip.bar.ribbon.height() >= 20
    assert len(strip.shown()) >= 3


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_at_the_end_one_button_is_left(strip: Strip, size: tuple[int, int], scale: float) -> None:
    """Buttons that do nothing would stand there, and nobody would see what leads on."""
    theme.use(theme.LIGHT, scale)
    strip.resize(*size)
    strip.at_s(20_000)
    assert strip.shown() == []
    button = strip.bar.summary
    assert button.isVisible()
    assert strip.bar.rect().contains(button.geometry())
    assert not button.geometry().intersects(strip.bar.ribbon.geometry())
    assert button.width() >= button.sizeHint().width()
    message = list[bool]()
    strip.bar.left.connect(lambda: message.append(True))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert message == [True]
    assert strip.asked == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_below_other_pages_it_tells_what_is_on_now(
    qtbot: QtBot, strip: Strip, size: tuple[int, int], scale: float
) -> None:
    """A coach beside the second screen would have to guess what the group does."""
    theme.use(theme.LIGHT, scale)
    bar = RunBar(BarKind.STRIP)
    qtbot.addWidget(bar)
    bar.resize(size[0], STRIP_PX)
    strip.at_s(420)
    bar.show_session(strip.engine.display, strip.engine.player)
    bar.show()
    assert (bar.now.accessibleName(), bar.now.is_marked) == ("Now: Run backward", True)
    assert bar.next.accessibleName() == "Next: Walk forward, 1:00"
    parts = [bar.now, bar.next, bar.ribbon, *(button for button in bar.findChildren(Button) if button.isVisible())]
    assert len(parts) > 5
    for nth, part in enumerate(parts):
        assert bar.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[nth + 1 :])
        assert part.height() >= (20 if part is bar.ribbon else part.sizeHint().height())
    strip.pause()
    bar.show_session(strip.engine.display, strip.engine.player)
    assert bar.now.accessibleName() == "Now: Paused"


def test_a_group_sees_no_buttons(qtbot: QtBot, strip: Strip) -> None:
    """A projector would show what nobody before it can press."""
    bar = RunBar(BarKind.AUDIENCE)
    qtbot.addWidget(bar)
    bar.resize(1366, 146)
    bar.show()
    for seconds in (20, 20_000):
        strip.at_s(seconds)
        bar.show_session(strip.engine.display, strip.engine.player)
        assert not [button for button in bar.findChildren(Button) if button.isVisible()]
    assert bar.ribbon.isVisible()


def test_a_wide_strip_has_every_button(strip: Strip) -> None:
    """A coach with a mouse would look in vain for the volume."""
    strip.at_s(20)
    strip.pause()
    strip.bar.resize(3000, 146)
    assert len(strip.shown()) == len(BUTTONS) - 2
    for control in (Control.GROUP, Control.PHONE):
        strip.bar.offer(control, is_offered=True)
    assert len(strip.shown()) == len(BUTTONS)
    for button in strip.shown():
        if button.isEnabled():
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    enabled = [control for control in BUTTONS if strip.bar._buttons[control].isEnabled()]
    assert strip.asked == enabled
    assert Control.LEAVE in enabled


def test_nothing_moves_when_the_session_pauses(strip: Strip) -> None:
    """A second click on Pause would hit another button."""
    strip.resize(3840, 2160)
    strip.at_s(20)
    before = {button: button.geometry() for button in strip.shown()}
    strip.engine.control(Control.MUTE)
    strip.pause()
    assert {button: button.geometry() for button in before} == before
    assert all(button.width() >= button.sizeHint().width() for button in strip.shown())
    assert strip.bar._buttons[Control.LEAVE].isVisible()
    strip.pause()
    assert not strip.bar._buttons[Control.LEAVE].isVisible()


def test_tab_goes_from_left_to_right_and_space_presses(strip: Strip) -> None:
    """Somebody without a mouse would jump about, or could not press what has the focus."""
    strip.at_s(20)
    buttons = [button for button in strip.shown() if button.isEnabled()]
    buttons[0].setFocus()
    for button in buttons:
        assert QApplication.focusWidget() is button
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(button, Qt.Key.Key_Tab)
    assert [strip.bar._buttons[control] for control in strip.asked] == buttons
    assert [button.x() for button in buttons] == sorted(button.x() for button in buttons)


def test_each_button_tells_its_key(strip: Strip) -> None:
    """Nobody would learn the keys from the buttons."""
    assert "(Space)" in strip.bar._buttons[Control.TOGGLE].toolTip()
    assert all(button.toolTip() and button.accessibleName() for button in strip.bar._buttons.values())


@pytest.mark.parametrize("colours", theme.THEMES, ids=lambda colours: colours.name)
def test_the_next_step_stands_out_in_the_last_five_seconds(strip: Strip, colours: theme.Colours) -> None:
    """An athlete would turn too late, or be told to all the time."""
    theme.use(colours)
    strip.at_s(304.5)
    assert not strip.bar.next.is_marked
    strip.at_s(305)
    assert strip.bar.next.is_marked
    line = strip.bar.next
    image = QImage(line.size(), QImage.Format.Format_RGB32)
    image.fill(colours.paper)
    line.render(image, QPoint())
    assert image.pixelColor(round(0.15 * line.height()), line.height() // 2) == ground(RUN_FORWARD)
    strip.pause()
    assert not line.is_marked


@pytest.mark.parametrize("colours", theme.THEMES, ids=lambda colours: colours.name)
@pytest.mark.parametrize("movement", [None, RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD, WALK_BACKWARD])
def test_the_next_step_can_be_read_on_its_ground(colours: theme.Colours, movement: object) -> None:
    """What comes next could not be read in the sun just when it matters."""
    theme.use(colours)
    try:
        assert contrast(theme.INK, ground(movement)) >= 7  # type: ignore[arg-type]
    finally:
        theme.use(theme.LIGHT)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("title", [words.upper() for words in MOVEMENTS])
def test_every_movement_is_told_whole(
    strip: Strip, size: tuple[int, int], title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a small window one would have to guess whether "RUN BACKWA…" comes next."""
    strip.resize(*size)
    line = strip.bar.next
    line._title, line._length, line._movement = title, "10:00", MOVEMENTS[title.lower()]
    drawn: list[tuple[str, float]] = []
    monkeypatch.setattr("retrotimer.gui.session.step_line.QPainter", _recording(drawn))
    line.grab()
    assert [text for text, _right in drawn][-2:] == [title, "10:00"]


@pytest.mark.parametrize("size", SIZES)
def test_a_long_step_is_cut_and_its_length_is_kept(
    strip: Strip, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long title would push the length of the step out of sight."""
    strip.resize(*size)
    line = strip.bar.next
    width = line.width()
    line._title, line._length = "WALK BACKWARD, AND THEN SOME MORE OF A VERY LONG NAME" * 4, "≈ 12:30"
    drawn: list[tuple[str, float]] = []
    real = _recording(drawn)
    monkeypatch.setattr("retrotimer.gui.session.step_line.QPainter", real)
    line.grab()
    assert line.width() == width
    assert [text for text, _right in drawn][-1] == "≈ 12:30"
    assert drawn[-2][0].endswith("…")
    assert all(right <= width for _text, right in drawn)


def _recording(drawn: list[tuple[str, float]]) -> type:
    from PySide6.QtGui import QPainter  # the real one, before it is replaced

    class Recording(QPainter):
        def drawText(self, at: QPointF, text: str) -> None:  # type: ignore[override]
            drawn.append((text, at.x() + self.fontMetrics().horizontalAdvance(text)))

    return Recording


def test_a_screen_reader_is_told_where_the_session_is(strip: Strip, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever cannot see the ribbon would not know how long it still takes, or would hear of each second."""
    strip.at_s(20)
    heard = QAccessible.queryAccessibleInterface(strip.bar)
    assert "Less than 27 minutes are left." in heard.text(QAccessible.Text.Description)
    message: list[str] = []
    monkeypatch.setattr(strip.bar, "setAccessibleDescription", message.append)
    for second in range(21, 81):
        strip.at_s(second)
    assert len(message) == 1
    assert strip.bar.next.accessibleName() == "Next: Run forward, 1:30"
