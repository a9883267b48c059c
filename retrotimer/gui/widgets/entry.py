"""A line to type an answer in, which takes Enter for itself."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.page import ENTER


class Entry(QLineEdit):
    """A field; `taken` when a person has typed and presses Enter."""

    taken = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.text_font(17))
        self.setPlaceholderText(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.taken.emit()
        else:
            super().keyPressEvent(event)
