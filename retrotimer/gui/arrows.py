"""Directions as shapes: chevrons up for forward, down for backward, both for a turn, a square for standing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from retrotimer.gui import theme
from retrotimer.training.workout import Direction, Movement, Role

FADES = (1.0, 0.5, 0.22)
"""How strong the chevrons are, from the one in front."""


def chevron(box: QRectF, *, up: bool) -> QPolygonF:
    """Return a chevron that fills `box`."""
    thick = 0.46 * box.height()
    tip, foot = (box.top(), box.bottom()) if up else (box.bottom(), box.top())
    inward = thick if up else -thick
    return QPolygonF(
        [
            QPointF(box.center().x(), tip),
            QPointF(box.right(), foot - inward),
            QPointF(box.right(), foot),
            QPointF(box.center().x(), tip + inward),
            QPointF(box.left(), foot),
            QPointF(box.left(), foot - inward),
        ]
    )


def paint_arrow(painter: QPainter, area: QRectF, movement: Movement, role: Role | None, ground: QColor) -> None:
    """Paint which way `movement` goes into `area`, on `ground`."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    high = min(0.42 * area.height(), 0.72 * area.width())
    gap = min(0.29 * area.height(), 0.44 * area.width())
    if role is Role.TURN:
        _paint_turn(painter, area, high)
    elif movement.direction is None:
        side = 0.6 * min(area.width(), area.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(area.center())
        painter.setBrush(theme.colours.ink)
        painter.drawRoundedRect(box, side / 12, side / 12)
    else:
        up = movement.direction is Direction.FORWARD
        top = area.center().y() - (high + 2 * gap) / 2
        for nth, fade in enumerate(FADES):
            painter.setBrush(theme.mixed(theme.colours.ink, ground, fade))
            y = top + (nth if up else 2 - nth) * gap
            painter.drawPolygon(chevron(QRectF(area.left(), y, area.width(), high), up=up))
    painter.restore()


def _paint_turn(painter: QPainter, area: QRectF, high: float) -> None:
    painter.setBrush(theme.colours.ink)
    middle = area.center().y()
    painter.drawPolygon(chevron(QRectF(area.left(), middle - high * 1.06, area.width(), high), up=True))
    painter.drawPolygon(chevron(QRectF(area.left(), middle + high * 0.06, area.width(), high), up=False))
