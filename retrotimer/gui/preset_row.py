"""A row of the library: name, length, level, star and ribbon, painted when it is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from retrotimer.app.overview import Overview
from retrotimer.app.shelf import Entry, Item
from retrotimer.app.words import level_word
from retrotimer.gui import theme
from retrotimer.gui.ribbon import block_text, paint_ribbon
from retrotimer.gui.stars import paint_star
from retrotimer.texts import _

HEAD, RIBBON, GAP = 36, 58, theme.GRID
NARROW = 260
STAR, STAR_HIT = 22, 48
SMALL_NAME = 21
"""The type of a name that has no room at its usual 26 px."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a row stands in its list."""

    is_chosen: bool
    has_focus: bool
    is_favourite: bool


def row_height() -> int:
    """Return how high a row is, with the gap below it: its texts grow, its ribbon need not."""
    return round(theme.sized(HEAD)) + RIBBON + 2 * GAP


def star_area(row: QRectF) -> QRectF:
    """Return where in `row` a click means the star: larger than the star, to be hit."""
    wide = theme.sized(STAR_HIT)
    return QRectF(row.right() - wide, row.top(), wide, GAP + theme.sized(HEAD))


def side_text(entry: Entry) -> str:
    """Return what stands beside the name: length and level, or that the file cannot be used."""
    if not isinstance(entry, Overview):
        return _("cannot be read")
    level = level_word(entry.preset.workout.level)
    return " · ".join(part for part in (entry.total_text, level) if part)


def spoken(item: Item, *, is_favourite: bool) -> str:
    """Return what a screen reader says of a row."""
    parts = (item.name, side_text(item.entry), _("favourite") if is_favourite else "")
    return ", ".join(part for part in parts if part)


def tip(item: Item, row: QRectF, at: QPointF, *, is_favourite: bool) -> str:
    """Return what to tell at `at` in the `row` of `item`: of its star, a block of its ribbon, or its name."""
    entry = item.entry
    if not isinstance(entry, Overview):
        return item.name
    if star_area(row).contains(at):
        return _("A favourite: click to take the star away") if is_favourite else _("Click to make it a favourite")
    ribbon = _parts(row).ribbon
    return (block_text(entry.timeline, at.x(), ribbon) if ribbon.contains(at) else "") or item.name


class _Parts(NamedTuple):
    """Where the parts of a row are."""

    box: QRectF
    head: QRectF
    ribbon: QRectF


def _parts(row: QRectF) -> _Parts:
    box = row.adjusted(2, 2, -2, -2 - GAP)
    edge = GAP if box.width() < theme.sized(NARROW) else 2 * GAP
    head = QRectF(box.left() + edge, box.top() + GAP / 2, box.width() - 2 * edge, theme.sized(HEAD))
    ribbon = QRectF(head.left(), head.bottom() + 2, head.width(), box.bottom() - head.bottom() - 2 - GAP)
    return _Parts(box, head, ribbon)


def paint_row(painter: QPainter, row: QRectF, item: Item, look: Look) -> None:
    """Paint `item` into `row`."""
    c, entry = theme.colours, item.entry
    box, head, ribbon = _parts(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(c.paper if look.is_chosen else c.panel)
    focused = look.is_chosen and look.has_focus
    painter.setPen(QPen(c.focus if focused else c.ink, 3 if focused else 2) if look.is_chosen else QPen(c.line, 1))
    painter.drawRoundedRect(box, 10, 10)
    is_preset = isinstance(entry, Overview)
    room = head.adjusted(0, 0, -theme.sized(STAR) - GAP, 0) if is_preset else head
    _paint_head(painter, room, item.name, entry)
    if isinstance(entry, Overview):
        side = theme.sized(STAR)
        star = QRectF(head.right() - side, head.center().y() - side / 2, side, side)
        paint_star(painter, star, c.ink if look.is_favourite else c.muted, is_filled=look.is_favourite)
        paint_ribbon(painter, ribbon, entry.timeline)
    painter.restore()


def _shortest(entry: Entry) -> str:
    return entry.total_text if isinstance(entry, Overview) else side_text(entry)


def _paint_head(painter: QPainter, area: QRectF, name: str, entry: Entry) -> None:
    """Paint the name and what fits beside it: length and level, or the length alone."""
    name_font, side_font = theme.head_font(26), theme.text_font(16)
    metrics, side_metrics = QFontMetricsF(name_font), QFontMetricsF(side_font)
    side = side_text(entry)
    room = area.width() - 2 * GAP
    long = metrics.horizontalAdvance(name)
    if long + side_metrics.horizontalAdvance(_shortest(entry)) > room:
        name_font = theme.head_font(SMALL_NAME)
        metrics = QFontMetricsF(name_font)
        long = metrics.horizontalAdvance(name)
    if long + side_metrics.horizontalAdvance(side) > room:
        side = _shortest(entry)
    room -= side_metrics.horizontalAdvance(side)
    painter.setPen(theme.colours.ink)
    painter.setFont(name_font)
    shown = name if long <= room else metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setPen(theme.colours.muted if isinstance(entry, Overview) else theme.colours.wrong)
    painter.setFont(side_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, side)
