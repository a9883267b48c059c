"""Edit a length or a number of rounds in a field over its row, with the error below it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from retrotimer.files.presets.lengths import parse_typed, typed_text
from retrotimer.gui import theme
from retrotimer.gui.editor.key_bindings import Change
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import editing
from retrotimer.training.workout.tree import Item
from retrotimer.training.workout.workout import MAX_INTERVALS, Repeat

NOTCH = 120
TAKING: dict[int, int] = {Qt.Key.Key_Return: 0, Qt.Key.Key_Enter: 0, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
"""Keys that take what was typed, and how many rows on they go."""


def measure_text(item: Item) -> str:
    """Return what is typed for the length or the rounds of `item`."""
    return str(item.rounds) if isinstance(item, Repeat) else typed_text(item.length)


def measure_change(text: str, item: Item) -> Change:
    """Return what gives every selected step, or repeat where `item` is one, the length or rounds of `text`.

    Raises:
        WrongRequest: where that cannot be; with a sentence for the person who typed it.
    """
    if isinstance(item, Repeat):
        return partial(editing.with_rounds, rounds=rounds_of(text))
    return partial(editing.with_length, length=parse_typed(text))


def rounds_of(text: str) -> int:
    """Return the number of rounds that `text` says.

    Raises:
        WrongRequest: where it says none, or too many.
    """
    typed = text.strip().rstrip("×xX ").strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 9 and 1 <= int(typed) <= MAX_INTERVALS:
        return int(typed)
    raise WrongRequest(_("Rounds are a whole number from 1 to {most}.").format(most=MAX_INTERVALS))


def is_undo(event: QKeyEvent) -> bool:
    """Return whether a key is for undo or redo: those are of the whole workout, never of one field."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class WheelSteps:
    """Counts whole notches of a mouse wheel; what a touch pad sends in parts is added up."""

    def __init__(self) -> None:
        self._rest = 0

    def count(self, event: QWheelEvent) -> int:
        """Return how many notches up are complete with `event`, fewer than 0 for down."""
        whole = self._rest + event.angleDelta().y()
        notches = int(whole / NOTCH)
        self._rest = whole - notches * NOTCH
        event.accept()
        return notches


class EditorField(QLineEdit):
    """A line that leaves undo and redo to the page."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo nothing by itself."""
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mark(self, *, is_wrong: bool) -> None:
        """Look wrong, or no longer."""
        if bool(self.property("wrong")) != is_wrong:
            self.setProperty("wrong", is_wrong)
            self.style().unpolish(self)
            self.style().polish(self)


class Cell(EditorField):
    """Over a row.

    `typed` has each text, `left` says that it is done with: True if what was typed is not wanted; `stepped` asks
    for the row above, -1, or below, 1, instead.
    """

    typed = Signal(str)
    left = Signal(bool)
    stepped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground, self._is_leaving = parent, False
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.message = text_label(px=15, wrong=True)
        self.message.setParent(parent)
        self.setObjectName("cell")
        self.message.setObjectName("error")
        self.message.hide()
        self.hide()
        self.textEdited.connect(self.typed)

    @property
    def mistake(self) -> str:
        """What is wrong with what is being typed; nothing where nothing is."""
        return self.message.text() if self.isVisible() else ""

    def open_at(self, place: QRect, name: str, text: str, typed: str = "") -> None:
        """Show `text` at `place`, selected, or `typed` in its place."""
        self.setAccessibleName(name)
        self.setText(typed or text)
        self.place(place)
        self.notify("")
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self.typed.emit(typed)
        else:
            self.selectAll()

    def place(self, place: QRect) -> None:
        """Stand at `place`, with what is wrong below it, or above where there is no room."""
        self.setGeometry(place)
        parent = self._ground
        wide = min(parent.width() - theme.GRID, round(theme.sized(420)))
        high = self.message.heightForWidth(wide)
        below = place.bottom() + 2
        top = below if below + high <= parent.height() else place.top() - high - 2
        self.message.setGeometry(max(0, place.right() - wide), max(0, top), wide, high)

    def notify(self, sentence: str) -> None:
        """Show what is wrong with what was typed, or that nothing is."""
        self.mark(is_wrong=bool(sentence))
        self.setAccessibleDescription(sentence)
        notify(self.message, sentence)
        self.place(self.geometry())
        self.message.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it with Enter, Up and Down, unless it is wrong; let it be with Esc."""
        if event.key() in TAKING:
            if not self.property("wrong"):
                self._leave(is_refused=False)
                if TAKING[event.key()]:
                    self.stepped.emit(TAKING[event.key()])
        elif event.key() == Qt.Key.Key_Escape:
            self._leave(is_refused=True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed as far as it could be used."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._leave(is_refused=False)

    def _leave(self, *, is_refused: bool) -> None:
        if self.isHidden() or self._is_leaving:
            return
        self._is_leaving = True
        owner = self._ground.parentWidget()
        if self.hasFocus() and owner is not None:
            owner.setFocus()  # hidden with the focus, it would hand it to a field of the panel, which then scrolls
        self.hide()
        self.message.hide()
        self._is_leaving = False
        self.left.emit(is_refused)
