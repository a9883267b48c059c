"""Paint a step or repeat as a row, and find the part of it at a place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from retrotimer.gui import theme
from retrotimer.gui.editor.step_text import detail, measure, title
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.ribbon import bar
from retrotimer.training.workout.timeline import Interval
from retrotimer.training.workout.tree import Item
from retrotimer.training.workout.workout import Movement, Repeat, Step, Tap

HIGH, HANDLE, GLYPH, SIGN, MEASURE = 40, 20, 30, 32, 176
RADIUS = 8
LEFT, CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignCenter


class RowPart(Enum):
    """What a person can grab or click in a row."""

    HANDLE = auto()
    FOLD = auto()
    LESS = auto()
    MEASURE = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How a row stands in its tree; `has_signs` shows its − and +."""

    is_selected: bool
    is_current: bool
    is_open: bool = True
    is_wrong: bool = False
    has_signs: bool = False


def row_height() -> int:
    """Return how high a row is, with the gap below it."""
    return round(sized(HIGH)) + GRID // 2


def box_of(row: QRectF) -> QRectF:
    """Return what a row paints: all but the gap."""
    return row.adjusted(2, 1, -2, 1 - GRID / 2)


def row_parts(row: QRectF) -> dict[RowPart, QRectF]:
    """Return where the parts of `row` are."""
    box = box_of(row)
    wide, sign = min(sized(MEASURE), box.width() / 2), sized(SIGN)
    at = box.left() + sized(HANDLE)
    return {
        RowPart.HANDLE: QRectF(box.left(), box.top(), sized(HANDLE), box.height()),
        RowPart.FOLD: QRectF(at, box.top(), sized(GLYPH) + GRID, box.height()),
        RowPart.LESS: QRectF(box.right() - wide, box.top(), sign, box.height()),
        RowPart.MEASURE: QRectF(box.right() - wide + sign, box.top(), wide - 2 * sign, box.height()),
        RowPart.MORE: QRectF(box.right() - sign, box.top(), sign, box.height()),
    }


def part_at(row: QRectF, at: QPointF) -> RowPart | None:
    """Return the part of `row` at a place."""
    return next((part for part, area in row_parts(row).items() if area.contains(at)), None)


def paint_row(painter: QPainter, row: QRectF, item: Item, style: RowStyle) -> None:
    """Paint `item` into `row`."""
    c, box, parts = theme.colours, box_of(row), row_parts(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(c.field if style.is_selected else c.panel)
    edge = c.focus if style.is_current else c.wrong if style.is_wrong else c.ink if style.is_selected else c.line
    painter.setPen(QPen(edge, 3 if style.is_current else 2 if style.is_selected or style.is_wrong else 1))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    _paint_handle(painter, parts[RowPart.HANDLE])
    side = min(sized(GLYPH), box.height() - 6)
    glyph = QRectF(parts[RowPart.FOLD].left() + GRID / 2, box.center().y() - side / 2, side, side)
    if isinstance(item, Step):
        paint_movement(painter, glyph, item.movement)
    else:
        _paint_fold(painter, glyph, is_open=style.is_open)
    _paint_measure(painter, parts, item, style)
    left = glyph.right() + GRID
    _paint_words(painter, QRectF(left, box.top(), parts[RowPart.LESS].left() - left, box.height()), item)
    painter.restore()


def paint_movement(painter: QPainter, area: QRectF, movement: Movement) -> None:
    """Paint `movement` as the ribbon does: above or below the line, tall or low."""
    painter.setPen(QPen(theme.colours.ink, 1))
    painter.setBrush(theme.movement_colour(movement))
    painter.drawRoundedRect(bar(Interval(0, 1, movement), (0.15, 0.85), area), 2, 2)
    painter.setPen(QPen(theme.colours.ink, 1.5))
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))


def _paint_handle(painter: QPainter, area: QRectF) -> None:
    """Paint six dots: here a row is dragged."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.muted)
    gap, centre = sized(5.5), area.center() + QPointF(sized(1), 0)
    for x in (-gap / 2, gap / 2):
        for y in (-gap, 0.0, gap):
            painter.drawEllipse(centre + QPointF(x, y), sized(1.5), sized(1.5))


def _paint_fold(painter: QPainter, area: QRectF, *, is_open: bool) -> None:
    """Paint an arrow: down where the steps within are shown, right where they are not."""
    half, middle = area.width() / 5, area.center()
    down = ((-half, -half / 2), (half, -half / 2), (0, half))
    points = down if is_open else tuple((y, x) for x, y in down)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.ink)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def _paint_measure(painter: QPainter, parts: dict[RowPart, QRectF], item: Item, style: RowStyle) -> None:
    """Paint how long or how often, between − and + where these are shown and do something."""
    font = theme.head_font(24)
    painter.setFont(font)
    painter.setPen(theme.colours.wrong if style.is_wrong else theme.colours.ink)
    room = parts[RowPart.MEASURE]
    text = QFontMetricsF(font).elidedText(measure(item), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, CENTRE, text)
    if style.has_signs and (isinstance(item, Repeat) or not isinstance(item.length, Tap)):
        for part, sign in ((RowPart.LESS, "−"), (RowPart.MORE, "+")):
            painter.drawText(parts[part], CENTRE, sign)


def _paint_words(painter: QPainter, area: QRectF, item: Item) -> None:
    """Paint the title, and what else there is to know as far as there is room."""
    name_font, detail_font = theme.head_font(21), theme.text_font(15)
    metrics, right = QFontMetricsF(name_font), Qt.TextElideMode.ElideRight
    name = metrics.elidedText(title(item), right, max(0.0, area.width()))
    painter.setPen(theme.colours.ink)
    painter.setFont(name_font)
    painter.drawText(area, LEFT, name)
    rest = area.adjusted(metrics.horizontalAdvance(name) + 1.5 * GRID, 0, -GRID, 0)
    if rest.width() >= sized(40):
        painter.setPen(theme.colours.muted)
        painter.setFont(detail_font)
        painter.drawText(rest, LEFT, QFontMetricsF(detail_font).elidedText(detail(item), right, rest.width()))
