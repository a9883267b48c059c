"""What comes next, in one line that always fits: by smaller type first, then by a shorter title."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from retrotimer.app.display import Display
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.states import State
from retrotimer.training.workout import Direction, Movement

SOON_S = 5
"""How many seconds before a change the line stands out."""
WORD_SHARE = 0.62
"""How large the word "Next" is beside the title."""
TYPE_SHARE = 0.7
"""How large the type is in the line's height."""
SMALLEST_SHARE = 0.6
"""How small the type may get beside what its height allows, before the title is cut."""
SIDE, GAP = 0.4, 0.3
"""The room at both ends and between parts, beside the type's size."""


class NextLine(QWidget):
    """Says what comes next; in the last seconds before it, on a ground of the next movement's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._length = ""
        self._movement: Movement | None = None
        self.is_soon = False
        """Whether the change is so near that the line stands out."""

    def show_display(self, display: Display) -> None:
        """Show what follows on what is done now."""
        shown = (display.next_title.upper(), display.next_length, display.following, _is_soon(display))
        if shown == (self._title, self._length, self._movement, self.is_soon):
            return
        self._title, self._length, self._movement, self.is_soon = shown
        if display.next_length:
            said = _("Next: {title}, {length}").format(title=display.next_title, length=display.next_length)
        else:
            said = _("Next: {title}").format(title=display.next_title) if display.next_title else ""
        if said != self.accessibleName():
            self.setAccessibleName(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground where a change is near, the word, the arrow, the title and the length."""
        if not self._title:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._px()
        ink = theme.INK if self.is_soon else theme.colours.ink
        if self.is_soon:
            self._paint_ground(painter, px)
        self._paint_words(painter, px, ink)

    def _paint_ground(self, painter: QPainter, px: float) -> None:
        box = QRectF(0, 0, min(self.width(), self._wide(px)), self.height()).adjusted(1, 1, -1, -1)
        painter.setBrush(ground(self._movement))
        painter.setPen(QPen(theme.INK, 1.5))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _paint_words(self, painter: QPainter, px: float, ink: QColor) -> None:
        x, high = self._left(px), float(self.height())
        whole, word = theme.font(px), theme.font(WORD_SHARE * px)
        metrics = QFontMetricsF(whole)
        base = (high + metrics.capHeight()) / 2
        painter.setPen(ink)
        painter.setFont(word)
        painter.drawText(QPointF(x, base), _word())
        x += QFontMetricsF(word).horizontalAdvance(_word()) + GAP * px
        if self._direction():
            _paint_arrow(painter, QRectF(x, base - 0.6 * px, 0.5 * px, 0.5 * px), self._direction(), ink)
            x += 0.5 * px + GAP * px
        painter.setPen(ink)
        painter.setFont(whole)
        room = self.width() - self._left(px) - x - self._length_room(metrics, px)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(0.0, room) + 1)
        painter.drawText(QPointF(x, base), title)
        painter.drawText(QPointF(x + metrics.horizontalAdvance(title) + GAP * px, base), self._length)

    def _px(self) -> float:
        """Return the size of the type: what the height allows, smaller where the line is too long."""
        most = TYPE_SHARE * self.height()
        fitting = most * min(1.0, self.width() / max(1.0, self._wide(most)))
        # whole px, as fonts are: rounded up, a line that just fits would be cut
        return max(SMALLEST_SHARE * most, floor(fitting))

    def _wide(self, px: float) -> float:
        """Return how wide the whole line is with type of `px`."""
        metrics, word = QFontMetricsF(theme.font(px)), QFontMetricsF(theme.font(WORD_SHARE * px))
        arrow = (0.5 + GAP) * px if self._direction() else 0.0
        words = word.horizontalAdvance(_word()) + GAP * px + arrow + metrics.horizontalAdvance(self._title)
        return 2 * self._left(px) + words + self._length_room(metrics, px)

    def _length_room(self, metrics: QFontMetricsF, px: float) -> float:
        return metrics.horizontalAdvance(self._length) + GAP * px if self._length else 0.0

    def _left(self, px: float) -> float:
        """Return the room at both ends, so that nothing moves as the ground comes and goes."""
        return SIDE * px

    def _direction(self) -> Direction | None:
        return self._movement.direction if self._movement else None


def ground(movement: Movement | None) -> QColor:
    """Return what stands under the line before `movement`: bright in every theme, as INK is read on it."""
    return theme.arrow_colour(movement) if theme.colours.is_dark else theme.movement_colour(movement)


def _is_soon(display: Display) -> bool:
    near = display.seconds is not None and display.seconds <= SOON_S
    return near and display.state in (State.RUNNING, State.GET_READY)


def _word() -> str:
    return _("Next").upper()


def _paint_arrow(painter: QPainter, box: QRectF, direction: Direction | None, ink: QColor) -> None:
    tip, foot = (box.top(), box.bottom()) if direction is Direction.FORWARD else (box.bottom(), box.top())
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    corners = [QPointF(box.left(), foot), QPointF(box.right(), foot), QPointF(box.center().x(), tip)]
    painter.drawPolygon(QPolygonF(corners))
