"""A row of the editor's tree: how the athlete moves, what the step is called, and how long it is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from retrotimer.gui import theme
from retrotimer.gui.editor_words import aside, measure, title
from retrotimer.gui.ribbon import bar
from retrotimer.gui.theme import GRID, sized
from retrotimer.texts import _
from retrotimer.training.timeline import Interval
from retrotimer.training.tree import Item
from retrotimer.training.workout import Repeat, Step

HIGH, GLYPH, CELL = 40, 30, 148
RADIUS = 8


@dataclass(frozen=True, slots=True)
class Look:
    """How a row stands in its tree."""

    is_selected: bool
    is_current: bool
    is_open: bool = True
    is_wrong: bool = False


def row_height() -> int:
    """Return how high a row is, with the gap below it."""
    return round(sized(HIGH)) + GRID // 2


def box_of(row: QRectF) -> QRectF:
    """Return what a row paints: all but the gap."""
    return row.adjusted(2, 1, -2, 1 - GRID / 2)


def cell_of(row: QRectF) -> QRectF:
    """Return where in `row` the length stands, and is typed."""
    box = box_of(row)
    wide = min(sized(CELL), box.width() / 2)
    return QRectF(box.right() - wide, box.top(), wide, box.height())


def paint_row(painter: QPainter, row: QRectF, item: Item, look: Look) -> None:
    """Paint `item` into `row`."""
    c, box = theme.colours, box_of(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(c.field if look.is_selected else c.panel)
    edge = c.focus if look.is_current else c.wrong if look.is_wrong else c.ink if look.is_selected else c.line
    painter.setPen(QPen(edge, 3 if look.is_current else 2 if look.is_selected or look.is_wrong else 1))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    side = min(sized(GLYPH), box.height() - 6)
    glyph = QRectF(box.left() + GRID, box.center().y() - side / 2, side, side)
    if isinstance(item, Step):
        _paint_movement(painter, glyph, item)
    else:
        _paint_fold(painter, glyph, is_open=look.is_open)
    _paint_words(painter, box.adjusted(side + 2.5 * GRID, 0, -1.5 * GRID, 0), item, look)
    painter.restore()


def _paint_movement(painter: QPainter, area: QRectF, step: Step) -> None:
    """Paint the step as the ribbon does: above or below the line, tall or low."""
    painter.setPen(QPen(theme.colours.ink, 1))
    painter.setBrush(theme.movement_colour(step.movement))
    painter.drawRoundedRect(bar(Interval(0, 1, step.movement), (0.15, 0.85), area), 2, 2)
    painter.setPen(QPen(theme.colours.ink, 1.5))
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))


def _paint_fold(painter: QPainter, area: QRectF, *, is_open: bool) -> None:
    """Paint an arrow: down where the steps within are shown, right where they are not."""
    half, middle = area.width() / 5, area.center()
    points = (
        ((-half, -half / 2), (half, -half / 2), (0, half))
        if is_open
        else ((-half / 2, -half), (half, 0), (-half / 2, half))
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.ink)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def _paint_words(painter: QPainter, area: QRectF, item: Item, look: Look) -> None:
    c, vertical = theme.colours, Qt.AlignmentFlag.AlignVCenter
    length_font, name_font, aside_font = theme.head_font(24), theme.head_font(21), theme.text_font(15)
    text = measure(item)
    painter.setPen(c.wrong if look.is_wrong else c.ink)
    painter.setFont(length_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | vertical, text)
    room = area.width() - QFontMetricsF(length_font).horizontalAdvance(text) - 2 * GRID
    metrics = QFontMetricsF(name_font)
    name = metrics.elidedText(title(item), Qt.TextElideMode.ElideRight, max(0.0, room))
    painter.setPen(c.ink)
    painter.setFont(name_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | vertical, name)
    used = metrics.horizontalAdvance(name) + 1.5 * GRID
    more = aside(item)
    if not more or room - used < sized(40):
        return
    painter.setPen(c.muted)
    painter.setFont(aside_font)
    shown = QFontMetricsF(aside_font).elidedText(more, Qt.TextElideMode.ElideRight, room - used)
    painter.drawText(area.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | vertical, shown)


def is_fold(row: QRectF, item: Item, at: QPointF) -> bool:
    """Return whether `at` is where a repeat folds its steps away."""
    box = box_of(row)
    return isinstance(item, Repeat) and QRectF(
        box.left(), box.top(), sized(GLYPH) + 2 * GRID, box.height()
    ).contains(at)


def paint_empty(painter: QPainter, area: QRectF, *, has_focus: bool) -> None:
    """Paint how to begin, where there are no rows yet."""
    painter.setPen(QPen(theme.colours.focus, 3) if has_focus else QPen(theme.colours.line, 1))
    painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
    painter.setPen(theme.colours.ink)
    painter.setFont(theme.text_font(17))
    if has_focus:
        words = _(
            "Begin with how the athlete moves: F forward, B backward, W walk, S stand. Then type how long: 1:30."
        )
    else:  # where the letters would go into a field
        words = _("Here come the steps: click here, or press Add.")
    centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(GRID, GRID, -GRID, -GRID), centred, words)
