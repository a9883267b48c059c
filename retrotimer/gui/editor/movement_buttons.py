"""Show how to begin where there are no steps yet: a button for each movement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.icons import IconButton, movement_button
from retrotimer.gui.editor.step_row import RADIUS
from retrotimer.gui.editor.step_text import MOVEMENTS
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.labels import label
from retrotimer.texts import _
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import NEW_STEP, Editing
from retrotimer.training.workout.workout import Movement


def added(movement: Movement) -> Callable[[Editing], Editing]:
    """Return what adds a step with `movement`."""
    return partial(editing.add, items=(replace(NEW_STEP, movement=movement),))


class EmptyPage(QWidget):
    """Stands over the steps of `document` while there are none. `added` tells that a button made one."""

    added = Signal()

    def __init__(self, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._has_focus = document, False
        self.title, self.hint = label(), label()
        for text, words in ((self.title, _("What comes first?")), (self.hint, "")):
            text.setParent(self)
            text.setText(words)
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.title.setFont(theme.head_font(24))
        self.hint.setFont(theme.text_font(16))
        self.buttons = {movement: movement_button(movement, _(words)) for movement, words in MOVEMENTS.items()}
        for movement, button in self.buttons.items():
            button.setParent(self)
            button.clicked.connect(partial(self._add, movement))
        document.edited.connect(self.follow)
        self.show_focus(has_focus=False)
        self.follow()

    def follow(self) -> None:
        """Stand there only while there are no steps."""
        self.setVisible(not self._document.now.items)

    def show_focus(self, *, has_focus: bool) -> None:
        """Name the keys that begin a step while they do: elsewhere the letters go into a field."""
        self._has_focus = has_focus
        words = _("Or by keys: F forward, B backward, W walk, S stand. Then type how long: 1:30.")
        self.hint.setText(words if has_focus else "")
        self.update()

    def _add(self, movement: Movement) -> None:
        self._document.commit_typing()
        self._document.do(added(movement))
        self.added.emit()

    def _rows(self, room: int) -> list[list[IconButton]]:
        """Return the buttons in rows, as many in each as fit into `room` px."""
        rows: list[list[IconButton]] = [[]]
        for button in self.buttons.values():
            if rows[-1] and _width([*rows[-1], button]) > room:
                rows.append([])
            rows[-1].append(button)
        return rows

    def heightForWidth(self, width: int) -> int:
        rows, button = self._rows(width - 4 * GRID), next(iter(self.buttons.values()))
        return len(rows) * (button.sizeHint().height() + GRID) + self.title.fontMetrics().lineSpacing() + 2 * GRID

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rows of buttons into the middle, with the words around them."""
        super().resizeEvent(event)
        room, line_px = self.width() - 4 * GRID, self.title.fontMetrics().lineSpacing()
        top = max(GRID // 2, (self.height() - self.heightForWidth(self.width()) - line_px) // 2)
        self.title.setGeometry(2 * GRID, top, room, line_px)
        top += line_px + GRID
        for row in self._rows(room):
            left = (self.width() - _width(row)) // 2
            for button in row:
                button.setGeometry(QRect(QPoint(left, top), button.sizeHint()))
                left += button.width() + GRID
            top += row[0].height() + GRID
        self.hint.setGeometry(2 * GRID, top, room, max(0, self.height() - top - GRID))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colours.focus, 3) if self._has_focus else QPen(theme.colours.line, 1))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADIUS, RADIUS)


def _width(row: list[IconButton]) -> int:
    return sum(button.sizeHint().width() for button in row) + GRID * (len(row) - 1)
