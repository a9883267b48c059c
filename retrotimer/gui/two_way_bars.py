"""What was done against what was planned: a bar for each interval, forward up, backward down."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.texts import _, ngettext
from retrotimer.training.record import Bar, SessionRecord
from retrotimer.training.workout import Direction

HEIGHT = 190
GAP_SHARE, MOST_GAP, MOST_WIDE = 0.25, 8.0, 64.0
LEAST_DONE = 2.0
"""A bar of the shortest time is still this many px high."""
OUTLINED_FROM = 4.0
"""Bars narrower than this many px have no room for an outline: their plan is a pale ground instead."""
WHOLE_MS = 500
"""So little less than planned still counts as done whole."""


class TwoWayBars(QWidget):
    """The plan as outlines, what was done as filled bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumHeight(round(theme.sized(HEIGHT)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the bars."""
        return QSize(560, round(theme.sized(HEIGHT)))

    def show_record(self, record: SessionRecord) -> None:
        """Show what was done in `record`."""
        self._bars = record.bars()
        whole = sum(_is_whole(bar) for bar in self._bars)
        words = ngettext(
            "Done against planned: {whole} of {n} interval done whole.",
            "Done against planned: {whole} of {n} intervals done whole.",
            len(self._bars),
        )
        self.setAccessibleName(words.format(whole=whole, n=len(self._bars)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the line between the directions, its words and the bars."""
        if not self._bars:
            return
        painter = QPainter(self)
        font = theme.text_font(15)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        up, down = _("forward ↑"), _("backward ↓")
        left = max(metrics.horizontalAdvance(words) for words in (up, down)) + 2 * theme.GRID
        area = QRectF(left, 2, self.width() - left - 2, self.height() - 4)
        middle, px_per_ms = self._scale(area, metrics.height() + 4)
        painter.setPen(theme.colours.muted)
        beside = Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(0, middle - metrics.height() - 2, left, metrics.height()), beside, up)
        painter.drawText(QRectF(0, middle + 2, left, metrics.height()), beside, down)
        wide = min(area.width() / len(self._bars), MOST_WIDE)
        for nth, bar in enumerate(self._bars):
            _paint_bar(painter, bar, QRectF(left + nth * wide, middle, wide, px_per_ms))
        painter.setPen(QPen(theme.colours.ink, 1.5))
        painter.drawLine(round(left), round(middle), self.width(), round(middle))

    def _scale(self, area: QRectF, least: float) -> tuple[float, float]:
        """Return the height of the line, with room for a word above and below, and px per ms."""
        up = max((_most(bar) for bar in self._bars if _side(bar) > 0), default=0)
        down = max((_most(bar) for bar in self._bars if _side(bar) < 0), default=0)
        share = up / (up + down or 1)
        middle = min(max(area.top() + area.height() * share, area.top() + least), area.bottom() - least)
        rooms = ((middle - area.top(), up), (area.bottom() - middle, down))
        return middle, min((room / most for room, most in rooms if most), default=0.0)


def _side(bar: Bar) -> int:
    return {Direction.FORWARD: 1, Direction.BACKWARD: -1, None: 0}[bar.what.movement.direction]


def _most(bar: Bar) -> int:
    return max(bar.done_ms, bar.what.planned_ms or 0)


def _is_whole(bar: Bar) -> bool:
    planned_ms = bar.what.planned_ms
    return bar.done_ms > 0 if planned_ms is None else bar.done_ms >= planned_ms - WHOLE_MS


def _paint_bar(painter: QPainter, bar: Bar, place: QRectF) -> None:
    """Paint `bar` at `place`: its left, the line's y, its width, and the px of a ms for its height."""
    gap = min(place.width() * GAP_SHARE, MOST_GAP)
    wide = max(1.0, place.width() - gap)

    def box(ms: int) -> QRectF:
        side = _side(bar)
        high = max(LEAST_DONE, ms * place.height()) if side else 3 * LEAST_DONE
        top = place.top() - (high if side > 0 else 0 if side < 0 else high / 2)
        return QRectF(place.left() + gap / 2, top, wide, high)

    has_outline = wide >= OUTLINED_FROM
    if bar.what.planned_ms:
        painter.setPen(QPen(theme.colours.muted, 1.5, Qt.PenStyle.DashLine) if has_outline else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.paper if has_outline else theme.colours.track)
        painter.drawRect(box(bar.what.planned_ms))
    if bar.done_ms:
        painter.setPen(QPen(theme.colours.ink, 1) if has_outline else Qt.PenStyle.NoPen)
        painter.setBrush(theme.movement_colour(bar.what.movement))
        painter.drawRect(box(bar.done_ms))
