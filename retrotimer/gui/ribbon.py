"""The ribbon, our signature: time runs right, forward stands above the line, backward hangs below.

Running is tall, walking low, standing a mark on the line.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.training.timeline import Interval, Timeline
from retrotimer.training.workout import Direction, Gait

OPEN_SHARE = 0.04
"""How much of a ribbon an interval without any known length takes."""
OUTLINED_PX = 5.0
PAST = 0.35
PLAYHEAD_PX = 3

Span = tuple[float, float]


def spans(timeline: Timeline) -> list[Span]:
    """Return where each interval starts and ends, in parts of the ribbon's width."""
    unknown_ms = max(1.0, OPEN_SHARE * timeline.planned_ms)
    lengths = [interval.length_ms or unknown_ms for interval in timeline.intervals]
    whole, at, found = sum(lengths), 0.0, []
    for length in lengths:
        found.append((at / whole, (at + length) / whole))
        at += length
    return found


def bar(interval: Interval, span: Span, area: QRectF) -> QRectF:
    """Return the bar of `interval` in `area`."""
    half = area.height() / 2
    tall = {Gait.RUN: 1.0, Gait.WALK: 0.45, Gait.STAND: 0.12}[interval.movement.gait] * half
    left, right = (area.left() + share * area.width() for share in span)
    line = area.center().y()
    if interval.movement.direction is None:
        return QRectF(left, line - tall / 2, right - left, tall)
    up = interval.movement.direction is Direction.FORWARD
    return QRectF(left, line - tall if up else line, right - left, tall)


def paint_ribbon(painter: QPainter, area: QRectF, timeline: Timeline, share: float = 1.0) -> None:
    """Paint `timeline` into `area`, its colours faded to `share`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPen(theme.faded(theme.colours.ink, max(share, 0.55)), 1.0)
    for interval, span in zip(timeline.intervals, spans(timeline), strict=True):
        box = bar(interval, span, area)
        painter.setBrush(theme.faded(theme.movement_colour(interval.movement), share))
        if box.width() >= OUTLINED_PX:
            painter.setPen(outline)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        else:
            # not fillRect: among what it may take PySide finds, and builds, Qt's 180 named gradients
            painter.setBrush(_strong(painter.brush().color()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(box.adjusted(0, 0, max(0.0, 1.0 - box.width()), 0))
    painter.setPen(QPen(theme.colours.ink, 1.5))
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))
    painter.restore()


def _strong(colour: QColor) -> QColor:
    """Return a darker kin of `colour`, to be seen where a bar is too thin for an outline."""
    return colour.darker(135)


class Ribbon(QWidget):
    """A timeline as a ribbon, with a playhead once it is told where the session is.

    The ribbon is painted once for the part to come and once, paler, for the part that is done.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timeline: Timeline | None = None
        self._spans: list[Span] = []
        self._at: float | None = None
        self._at_px: int | None = None
        self._pixmaps: dict[float, QPixmap] = {}

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least that can be read."""
        return QSize(120, 32)

    def show_timeline(self, timeline: Timeline, words: str) -> None:
        """Show `timeline`; `words` tell the same to those who do not see it."""
        if timeline is not self._timeline:
            self._timeline, self._spans = timeline, spans(timeline)
            self._at = self._at_px = None
            self._pixmaps.clear()
            self.update()
        self.setAccessibleName(words)

    def show_place(self, index: int, part: float) -> None:
        """Put the playhead `part` of the way through interval `index`; before the first for an index below 0."""
        start, end = self._spans[index] if index >= 0 else (0.0, 0.0)
        self._at = start + (end - start) * part
        at_px = round(self._at * self.width())
        if at_px != self._at_px:
            for px in (self._at_px, at_px):
                if px is not None:
                    self.update(px - PLAYHEAD_PX - 2, 0, 2 * PLAYHEAD_PX + 4, self.height())
            if self._at_px is None or abs(at_px - self._at_px) > PLAYHEAD_PX:
                self.update()
            self._at_px = at_px

    def forget_place(self) -> None:
        """Show no playhead any more."""
        self._at = self._at_px = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Paint anew for the new size."""
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._at_px = None if self._at is None else round(self._at * self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what is done, what is to come, and the playhead."""
        if self._timeline is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap(1.0))
        if self._at_px is not None:
            part = QRectF(0, 0, self._at_px, self.height())
            done = self._pixmap(PAST)
            ratio = done.devicePixelRatio()
            painter.fillRect(part, self.palette().window())
            painter.drawPixmap(part, done, QRectF(0, 0, part.width() * ratio, part.height() * ratio))
            for colour, px in ((theme.colours.paper, PLAYHEAD_PX + 4), (theme.colours.playhead, PLAYHEAD_PX)):
                painter.setPen(QPen(colour, px))  # paper parts it from whatever colour it stands on
                painter.drawLine(QPointF(self._at_px, 0), QPointF(self._at_px, self.height()))

    def _pixmap(self, share: float) -> QPixmap:
        if share not in self._pixmaps:
            self._pixmaps[share] = self._painted(share)
        return self._pixmaps[share]

    def _painted(self, share: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        if self._timeline:
            paint_ribbon(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._timeline, share)
        painter.end()
        return pixmap
