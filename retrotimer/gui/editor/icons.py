"""Provide buttons with a painted icon: the bundled fonts have no such signs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF

from retrotimer.gui import theme
from retrotimer.gui.editor.step_row import LEFT, paint_movement
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.buttons import ActionButton
from retrotimer.texts import _
from retrotimer.training.workout.workout import Movement

ICON_PX = 18
Paint = Callable[[QPainter, QRectF], None]
"""Paints an icon into a square; pen and brush have the colour of the text."""


class IconButton(ActionButton):
    """A button with an icon before its `text`, or with the icon alone.

    Args:
        name: what it is called, for its tip and for a screen reader.
        texts: other texts that it will show; it is wide enough for each of them.
    """

    def __init__(self, icon: Paint, name: str, key: str = "", text: str = "", texts: tuple[str, ...] = ()) -> None:
        super().__init__(name, key)
        self.paint_icon, self._texts = icon, (text, *texts)
        self.setText(text)

    def label(self) -> str:
        return ""

    def sizeHint(self) -> QSize:
        metrics, icon = self.fontMetrics(), round(sized(ICON_PX))
        words = max((metrics.horizontalAdvance(text) + GRID for text in self._texts if text), default=0)
        return QSize(icon + words + 3 * GRID, metrics.height() + 2 * GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, side = QPainter(self), sized(ICON_PX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colours.ink if self.isEnabled() else theme.colours.disabled
        painter.setPen(QPen(ink, sized(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(ink)
        self.paint_icon(painter, QRectF(1.5 * GRID, (self.height() - side) / 2, side, side))
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(round(side + 2.5 * GRID), 0, 0, 0), LEFT, self.text())


def movement_button(movement: Movement, words: str) -> IconButton:
    """Return a button for `movement` with its block of the ribbon as the icon."""
    return IconButton(partial(_paint_movement, movement), words, text=words)


def _paint_movement(movement: Movement, painter: QPainter, area: QRectF) -> None:
    paint_movement(painter, area, movement)


def paint_play(painter: QPainter, area: QRectF) -> None:
    """Paint a triangle that points right."""
    left, right = area.left() + area.width() * 0.15, area.right() - area.width() * 0.05
    corners = (QPointF(left, area.top()), QPointF(right, area.center().y()), QPointF(left, area.bottom()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygonF(corners))


def paint_stop(painter: QPainter, area: QRectF) -> None:
    """Paint a square."""
    inset = area.width() * 0.1
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRect(area.adjusted(inset, inset, -inset, -inset))


def paint_undo(painter: QPainter, area: QRectF) -> None:
    """Paint an arrow that turns back to the left."""
    side = area.width()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(QPointF(area.left() + side * 0.1, area.top() + side * 0.35))
    path.lineTo(area.right() - side * 0.35, area.top() + side * 0.35)
    path.arcTo(QRectF(area.right() - side * 0.62, area.top() + side * 0.35, side * 0.55, side * 0.55), 90, -180)
    path.lineTo(area.left() + side * 0.35, area.top() + side * 0.9)
    painter.drawPath(path)
    tip = QPointF(area.left() + side * 0.08, area.top() + side * 0.35)
    for y in (-0.27, 0.27):
        painter.drawLine(tip, tip + QPointF(side * 0.27, side * y))


def paint_redo(painter: QPainter, area: QRectF) -> None:
    """Paint an arrow that turns on to the right."""
    painter.save()
    painter.translate(2 * area.center().x(), 0)
    painter.scale(-1, 1)
    paint_undo(painter, area)
    painter.restore()


def listen_button(key: str) -> IconButton:
    """Return the button that plays from the chosen step on; `show_listening` turns it into one that stops."""
    made = IconButton(paint_play, _("Listen from here"), key, _("Listen"), (_("Stop"),))
    made.setAccessibleDescription(_("Plays the cues of twenty seconds from the chosen step on."))
    return made


def show_listening(button: IconButton, *, is_playing: bool) -> None:
    """Let a button of `listen_button` offer to stop while something is played."""
    button.paint_icon = paint_stop if is_playing else paint_play
    button.setText(_("Stop") if is_playing else _("Listen"))
    button.setAccessibleName(_("Stop") if is_playing else _("Listen from here"))
    button.update()
