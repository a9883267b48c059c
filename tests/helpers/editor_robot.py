"""Press keys in the editor by their names, and count them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.widgets.dialogs import Question
from retrotimer.training.workout.tree import Items
from retrotimer.training.workout.workout import Duration, Repeat

Key = Qt.Key
NAMES = {
    "Enter": Key.Key_Return,
    "Del": Key.Key_Delete,
    "Esc": Key.Key_Escape,
    ",": Key.Key_Comma,
    "plus": Key.Key_Plus,
    "-": Key.Key_Minus,
}
HELD = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
Nested = list["str | Nested"]


class Hands:
    """Press keys on the focused widget: `N`, `Ctrl+G`, `"text"`."""

    def __init__(self, navigator: Navigator) -> None:
        self.navigator, self.pressed = navigator, 0

    @property
    def page(self) -> EditorPage:
        """The open editor page."""
        assert isinstance(self.navigator.window.page, EditorPage)
        return self.navigator.window.page

    @property
    def items(self) -> Items:
        """The edited steps."""
        return self.page.document.now.items

    def press(self, *keys: str) -> None:
        """Press the keys in order; of a quoted text, each letter."""
        for key in keys:
            if key.startswith('"'):
                for letter in key[1:-1]:
                    self._press(partial(_type, letter=letter))
            else:
                self._press(partial(_click, key=key))

    def _press(self, press: partial[None]) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        press(target)
        self.pressed += 1
        QApplication.processEvents()

    def answer(self, text: str) -> None:
        """Click the button `text` of the visible question."""
        for question in self.navigator.window.findChildren(Question):
            if not question.isHidden():
                button = next(button for button in question._buttons if button.text() == text)
                button.click()
                QApplication.processEvents()
                return
        raise AssertionError(f"no question has the answer {text}")

    def asked(self) -> str:
        """Return the name of the visible question, or an empty string."""
        standing = (
            question for question in self.navigator.window.findChildren(Question) if not question.isHidden()
        )
        return next((question.accessibleName() for question in standing), "")


def _type(target: QWidget, letter: str) -> None:
    QTest.keyClicks(target, letter)


def _click(target: QWidget, key: str) -> None:
    *held, name = key.split("+")
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= HELD[one]
    QTest.keyClick(target, NAMES.get(name) or getattr(Key, f"Key_{name}"), modifiers)


def shape(items: Items) -> Nested:
    """Return steps as "movement seconds", and repeats as lists that begin with their rounds."""
    return [
        [f"{item.rounds} x", *shape(item.steps)]
        if isinstance(item, Repeat)
        else f"{item.movement.gait} {item.movement.direction or ''} "
        f"{item.length.ms // 1_000 if isinstance(item.length, Duration) else item.length}".replace("  ", " ")
        for item in items
    ]
