"""Directions as shapes: chevrons up for forward, down for backward, both for a turn, a square for standing."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from retrotimer.gui import theme
from retrotimer.training.workout import Direction, Movement, Role

STRENGTHS = ((-0.6, 0.0), (0.0, 1.0), (1.0, 0.5), (2.0, 0.22), (2.6, 0.0))
"""How strong a chevron is by its place, in gaps behind the front one's; beyond the first and the last unseen."""
STILL = 0.0
"""The phase of chevrons that do not move."""


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


def moves(movement: Movement | None, role: Role | None) -> bool:
    """Return whether the shape for a movement is one that can move: turning and standing have none."""
    return movement is not None and movement.direction is not None and role is not Role.TURN


def strength(place: float) -> float:
    """Return how strong a chevron is at `place`."""
    for (start, before), (end, after) in pairwise(STRENGTHS):
        if start <= place <= end:
            return before + (after - before) * (place - start) / (end - start)
    return 0.0


def paint_arrow(
    painter: QPainter,
    area: QRectF,
    movement: Movement,
    role: Role | None,
    ground: QColor,
    *,
    phase: float = STILL,
) -> None:
    """Paint which way `movement` goes into `area`, on `ground`; `phase`, 0 to 1, is how far it has moved on."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    ink = theme.arrow_colour(movement)
    if role is Role.TURN:
        _paint_turn(painter, area, theme.colours.face_ink)
    elif movement.direction is None:
        side = 0.6 * min(area.width(), area.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(area.center())
        painter.setBrush(ink)
        painter.drawRoundedRect(box, side / 12, side / 12)
    else:
        _paint_chevrons(painter, area, ink, ground, up=movement.direction is Direction.FORWARD, phase=phase)
    painter.restore()


def _paint_chevrons(
    painter: QPainter, area: QRectF, ink: QColor, ground: QColor, *, up: bool, phase: float
) -> None:
    high = min(0.36 * area.height(), 0.72 * area.width())
    gap = min(0.2 * area.height(), 0.4 * area.width())
    front = area.center().y() - (high + 2 * gap) / 2
    for nth in range(4):
        place = nth - phase
        share = strength(place)
        if share <= 0:
            continue
        top = front + place * gap
        y = top if up else 2 * area.center().y() - top - high
        painter.setBrush(theme.mixed(ink, ground, share))
        painter.drawPolygon(chevron(QRectF(area.left(), y, area.width(), high), up=up))


def _paint_turn(painter: QPainter, area: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    high = min(0.42 * area.height(), 0.72 * area.width())
    middle = area.center().y()
    painter.drawPolygon(chevron(QRectF(area.left(), middle - high * 1.06, area.width(), high), up=True))
    painter.drawPolygon(chevron(QRectF(area.left(), middle + high * 0.06, area.width(), high), up=False))
