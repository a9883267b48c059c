"""The editor by real keys: a workout made from nothing, undone, done again and saved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrotimer.files import places
from retrotimer.files.library import Preset
from retrotimer.files.preset import read_preset
from retrotimer.gui.desk import Desk
from retrotimer.gui.editor_page import EditorPage
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import compile as compile_workout

Key, CTRL, SHIFT, ALT = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLAIN = Qt.KeyboardModifier.NoModifier
NAMES = {
    "Enter": Key.Key_Return,
    "Up": Key.Key_Up,
    "Down": Key.Key_Down,
    "Del": Key.Key_Delete,
    "Esc": Key.Key_Escape,
}
HELD = {"Ctrl": CTRL, "Shift": SHIFT, "Alt": ALT}


class Hands:
    """Presses keys as they are written: `N`, `Ctrl+G`, `"text"`; counts them."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.pressed = desk, 0

    @property
    def page(self) -> EditorPage:
        """The editor."""
        assert isinstance(self.desk.window.page, EditorPage)
        return self.desk.window.page

    def press(self, *keys: str) -> None:
        """Press one key after the other, each where the keyboard is then."""
        for key in keys:
            if key.startswith('"'):
                for letter in key.strip('"'):
                    self._press(lambda target, text=letter: QTest.keyClicks(target, text))
                continue
            *held, name = key.split("+")
            modifiers = PLAIN
            for one in held:
                modifiers |= HELD[one]
            code = NAMES.get(name) or getattr(Key, f"Key_{name}")
            self._press(lambda target, code=code, held=modifiers: QTest.keyClick(target, code, held))

    def _press(self, press: Callable[[object], None]) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        press(target)
        self.pressed += 1
        QApplication.processEvents()


@pytest.fixture
def hands(desk: Desk) -> Hands:
    """Hands at the keyboard of the library, which is shown."""
    desk.window.activateWindow()
    QApplication.processEvents()
    return Hands(desk)


GENTLER = (
    ("Ctrl+N", '"Gentler 3:1"', "Enter"),
    ("W", "U", '"300"', "Enter"),
    ("N", '"90"', "Enter", "N", "B", '"30"', "Enter", "N", "W"),
    ("Shift+Up", "Shift+Up", "Ctrl+G", '"6"', "Enter"),
    ("N", "W", "C", '"180"', "Enter"),
)


def test_gentler_is_made_from_nothing_in_few_keys_undone_done_again_and_saved(
    hands: Hands, presets: dict[str, Preset]
) -> None:
    """Making the workout that is in one's head would take a mouse, or patience."""
    for keys in GENTLER:
        hands.press(*keys)
    assert hands.pressed <= 45
    made = hands.page.work.workout
    wanted = compile_workout(presets["gentler-3-1"].workout, Paces())
    assert compile_workout(made, Paces()) == wanted
    count = 0
    while hands.page.work.history.can_undo:
        hands.press("Ctrl+Z")
        count += 1
    assert hands.page.work.workout.steps == ()
    for _n in range(count):
        hands.press("Ctrl+Y" if _n % 2 else "Ctrl+Shift+Z")
    assert hands.page.work.workout == made
    hands.press("Ctrl+S")
    saved = places.presets() / "gentler-3-1 2.toml"
    assert compile_workout(read_preset(saved).workout, Paces()) == wanted
    hands.press("Esc")
    item = hands.desk.library.presets.current()
    assert item
    assert item.path == saved
