"""Show one step of a session in a line: what is on now, or what comes next."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from retrotimer.app.session.display import Display
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.session import State
from retrotimer.training.workout.workout import Direction, Movement

SOON_S = 5
"""How many seconds before a change the next step stands out."""
WORD_SHARE = 0.62
"""How large the word "Next" is beside the title."""
TYPE_SHARE = 0.7
"""How large the type is in the line's height."""
SMALLEST_SHARE = 0.6
"""How small the type may get beside what its height allows, before the title is cut."""
WORD_ROOM = 0.4
"""How much of the line's width the word before the title takes at most: a group's name may be long."""
SIDE, GAP = 0.4, 0.3
"""The room at both ends and between parts, beside the type's size."""


class StepLine(QWidget):
    """A step: a word, its arrow, its title and its length; `is_marked` puts it on the colour of its movement.

    `clicked` tells that it was.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = self._title = self._length = ""
        self._movement: Movement | None = None
        self.is_marked = False

    def show_now(self, display: Display) -> None:
        """Show what is done now, and how long it still lasts."""
        is_paused = display.state is State.PAUSED
        title = _("Paused").upper() if is_paused else display.whole_title
        self._show(_("Now"), title, display.digits, display.movement, is_marked=not is_paused)
        self._name(_("Now: {title}").format(title=_("Paused") if is_paused else display.title))

    def show_group(self, name: str, display: Display, *, is_chosen: bool) -> None:
        """Show what the group `name` does now; marked where commands are for it."""
        is_paused = display.state is State.PAUSED
        title = _("Paused").upper() if is_paused else display.whole_title
        self._show(
            name, title, display.digits, display.movement, is_marked=is_chosen and not is_paused, is_name=True
        )
        words = (name, _("Paused") if is_paused else display.title, _("chosen") if is_chosen else "")
        self._name(", ".join(word for word in words if word))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        super().mousePressEvent(event)

    def show_next(self, display: Display) -> None:
        """Show what follows; marked in the last seconds before it."""
        title, length = display.next_title, display.next_length
        near = display.seconds is not None and display.seconds <= SOON_S
        is_soon = near and display.state in (State.RUNNING, State.GET_READY)
        self._show(_("Next"), title.upper(), length, display.following, is_marked=is_soon)
        sentence = _("Next: {title}, {length}") if length else _("Next: {title}") if title else ""
        self._name(sentence.format(title=title, length=length))

    def _show(
        self,
        word: str,
        title: str,
        length: str,
        movement: Movement | None,
        *,
        is_marked: bool,
        is_name: bool = False,
    ) -> None:
        shown = word if is_name else word.upper(), title, length, movement, is_marked
        if shown != (self._word, self._title, self._length, self._movement, self.is_marked):
            self._word, self._title, self._length, self._movement, self.is_marked = shown
            self.update()

    def _name(self, sentence: str) -> None:
        if sentence != self.accessibleName():  # a screen reader would say it again
            self.setAccessibleName(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._title:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._px()
        if self.is_marked:
            self._paint_ground(painter, px)
        self._paint_words(painter, px, theme.INK if self.is_marked else theme.colours.ink)

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
        said = QFontMetricsF(word).elidedText(self._word, Qt.TextElideMode.ElideRight, WORD_ROOM * self.width())
        painter.drawText(QPointF(x, base), said)
        x += QFontMetricsF(word).horizontalAdvance(said) + GAP * px
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
        px, least = floor(most * min(1.0, self.width() / max(1.0, self._wide(most)))), SMALLEST_SHARE * most
        while px > least and self._wide(px) > self.width():  # fonts have whole px: a smaller one may be as wide
            px -= 1
        return max(least, px)

    def _wide(self, px: float) -> float:
        """Return how wide the whole line is with type of `px`."""
        metrics, word = QFontMetricsF(theme.font(px)), QFontMetricsF(theme.font(WORD_SHARE * px))
        arrow = (0.5 + GAP) * px if self._direction() else 0.0
        said = min(word.horizontalAdvance(self._word), WORD_ROOM * self.width())
        words = said + GAP * px + arrow + metrics.horizontalAdvance(self._title)
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


def _paint_arrow(painter: QPainter, box: QRectF, direction: Direction | None, ink: QColor) -> None:
    tip, footer = (box.top(), box.bottom()) if direction is Direction.FORWARD else (box.bottom(), box.top())
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    corners = [QPointF(box.left(), footer), QPointF(box.right(), footer), QPointF(box.center().x(), tip)]
    painter.drawPolygon(QPolygonF(corners))
