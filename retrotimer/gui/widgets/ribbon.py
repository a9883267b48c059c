"""Paint a workout as a ribbon: time runs right, forward stands above the line, backward below.

Running is tall, walking low, standing a mark on the line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import Direction, Gait, Movement, Role

OPEN_SHARE = 0.04
"""How much of a ribbon an interval without any known length takes."""
OUTLINED_PX = 5.0
PAST, LIT = 0.35, 0.22
TALL = {Gait.RUN: 1.0, Gait.WALK: 0.45, Gait.STAND: 0.12}
"""How high a bar is, in parts of half a ribbon."""
PLAYHEAD_PX = 3

Span = tuple[float, float]
Thin = dict[tuple[int, int], tuple[Interval, list[list[float]]]]
"""Bars that are too thin for an outline, by movement: an interval of it, and where each begins and ends."""


def spans(timeline: Timeline) -> list[Span]:
    """Return where each interval starts and ends, in parts of the ribbon's width."""
    unknown_ms = max(1.0, OPEN_SHARE * timeline.planned_ms)
    lengths = [interval.length_ms or unknown_ms for interval in timeline.intervals]
    whole, at, found = sum(lengths), 0.0, []
    for length in lengths:
        found.append((at / whole, (at + length) / whole))
        at += length
    return found


def block_text(timeline: Timeline, x: float, area: QRectF, places: Sequence[Span] = ()) -> str:
    """Return what the block of `timeline` at `x` is, where it is painted into `area`; empty beside it."""
    from retrotimer.app.session.display import interval_text  # not before something is pointed at

    nth = block_at(places or spans(timeline), x, area)
    return "" if nth is None else interval_text(timeline.intervals[nth])


def block_at(places: Sequence[Span], x: float, area: QRectF) -> int | None:
    """Return which block is at `x` of a ribbon in `area`; None beside it."""
    at = (x - area.left()) / max(1.0, area.width())
    nth = bisect_right([end for _start, end in places], at)
    return nth if at >= 0 and nth < len(places) else None


def show_tip(event: QHelpEvent, text: str, widget: QWidget) -> None:
    """Show `text` in a tip where `event` asks for one, or hide the one that is shown."""
    from PySide6.QtWidgets import QToolTip  # not before something is pointed at

    if text:
        QToolTip.showText(event.globalPos(), text, widget)
    else:
        QToolTip.hideText()


def bar(interval: Interval, span: Span, area: QRectF) -> QRectF:
    """Return the bar of `interval` in `area`."""
    half = area.height() / 2
    tall = TALL[interval.movement.gait] * half
    left, right = (area.left() + share * area.width() for share in span)
    line = area.center().y()
    if interval.movement.direction is None:
        return QRectF(left, line - tall / 2, right - left, tall)
    up = interval.movement.direction is Direction.FORWARD
    return QRectF(left, line - tall if up else line, right - left, tall)


def paint_ribbon(
    painter: QPainter, area: QRectF, timeline: Timeline, share: float = 1.0, places: Sequence[Span] = ()
) -> None:
    """Paint `timeline` into `area`, its colours faded to `share`; `places` are its spans, where they are known."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPen(theme.faded(theme.colours.ink, max(share, 0.55)), 1.0)
    thin: Thin = {}
    narrow = OUTLINED_PX / max(1.0, area.width())
    for interval, span in zip(timeline.intervals, places or spans(timeline), strict=True):
        if span[1] - span[0] < narrow:
            _add_thin(thin, interval, span, area.width())
            continue
        painter.setBrush(theme.faded(theme.movement_colour(interval.movement), share))
        painter.setPen(outline)
        painter.drawRoundedRect(bar(interval, span, area).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    for interval, runs in sorted(thin.values(), key=lambda found: -TALL[found[0].movement.gait]):
        # not fillRect: among what it may take PySide finds, and builds, Qt's 180 named gradients
        painter.setBrush(_strong(theme.faded(theme.movement_colour(interval.movement), share)))
        painter.drawRects([bar(interval, (left, right), area) for left, right in runs])
    painter.setPen(QPen(theme.colours.ink, 1.5))
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))
    painter.restore()


def _add_thin(thin: Thin, interval: Interval, span: Span, width: float) -> None:
    """Put a bar that is too thin for an outline to those of its movement: what is less than a pixel apart is one.

    Ten thousand intervals would be painted one over the other in a thousand columns.
    """
    key = id(interval.movement.gait), id(interval.movement.direction)  # to hash them takes ten times as long
    _like, runs = thin.setdefault(key, (interval, []))
    end = max(span[1], span[0] + 1.0 / width)
    if runs and (span[0] - runs[-1][1]) * width < 1.0:
        runs[-1][1] = end
    else:
        runs.append([span[0], end])


def _strong(colour: QColor) -> QColor:
    """Return a darker kin of `colour`, to be seen where a bar is too thin for an outline."""
    return colour.darker(135)


class Ribbon(QWidget):
    """A timeline as a ribbon, with a playhead once it is told where the session is.

    The ribbon is painted once for the part to come and once, paler, for the part that is done. `pointed` tells at
    which interval the mouse points, -1 for none.
    """

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._timeline: Timeline | None = None
        self._spans: Sequence[Span] = []
        self._at: float | None = None
        self._at_px: int | None = None
        self._pixmaps: dict[float, QPixmap] = {}
        self._lit: Sequence[Span] = ()
        self._pointed = -1
        self.setMouseTracking(True)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def show_timeline(self, timeline: Timeline, words: str, places: Sequence[Span] = ()) -> None:
        """Show `timeline`; `words` tell the same to those who do not see it, `places` are its spans, if known."""
        if timeline is not self._timeline:
            self._timeline, self._spans = timeline, places or spans(timeline)
            self._at = self._at_px = None
            self._lit = ()
            self._pixmaps.clear()
            self.update()
        self.setAccessibleName(words)

    def light(self, intervals: Collection[int]) -> None:
        """Put a light behind the blocks of `intervals`, behind none where it is empty."""
        lit = [self._spans[nth] for nth in sorted(intervals)]
        self._lit = [*lit[:1]]
        for start, end in lit[1:]:
            before = self._lit[-1]
            self._lit[-1:] = [(before[0], end)] if start <= before[1] else [before, (start, end)]
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._point(block_at(self._spans, event.position().x(), self._area()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(None)

    def _point(self, nth: int | None) -> None:
        found = -1 if nth is None else nth
        if found != self._pointed:
            self._pointed = found
            self.pointed.emit(found)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def show_nothing(self, words: str) -> None:
        """Show no timeline, as there is none; `words` tell why."""
        self._timeline, self._spans, self._lit = None, [], ()
        self._at = self._at_px = None
        self._pixmaps.clear()
        self.setAccessibleName(words)
        self.update()

    def show_place(self, index: int, part: float) -> None:
        """Put the playhead `part` of the way through interval `index`; before the first for an index below 0."""
        if index >= len(self._spans):  # of a timeline that is no longer shown
            return
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

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            show_tip(event, self.tip_at(event.pos().x()), self)
            return True
        return super().event(event)

    def tip_at(self, x: int) -> str:
        """Return what the block at `x` is; empty where there is none."""
        return block_text(self._timeline, x, self._area(), self._spans) if self._timeline else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._at_px = None if self._at is None else round(self._at * self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is done, what is to come, and the playhead; of no timeline the line it would stand on."""
        painter = QPainter(self)
        if self._timeline is None:
            painter.setPen(QPen(theme.colours.line, 1.5))
            painter.drawLine(QLineF(1, self.height() / 2, self.width() - 1, self.height() / 2))
            return
        for start, end in self._lit:
            left, right = (self._area().left() + share * self._area().width() for share in (start, end))
            painter.fillRect(QRectF(left, 0, right - left, self.height()), theme.faded(theme.colours.focus, LIT))
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
            paint_ribbon(painter, self._area(), self._timeline, share, self._spans)
        painter.end()
        return pixmap


STRENGTHS = ((-0.6, 0.0), (0.0, 1.0), (1.0, 0.5), (2.0, 0.22), (2.6, 0.0))
"""How strong a chevron is by its place, in gaps behind the front one's; beyond the first and the last unseen."""
STILL = 0.0
"""The phase of chevrons that do not move."""


def chevron(box: QRectF, *, up: bool) -> QPolygonF:
    """Return a chevron that fills `box`."""
    thick = 0.46 * box.height()
    tip, footer = (box.top(), box.bottom()) if up else (box.bottom(), box.top())
    inward = thick if up else -thick
    return QPolygonF(
        [
            QPointF(box.center().x(), tip),
            QPointF(box.right(), footer - inward),
            QPointF(box.right(), footer),
            QPointF(box.center().x(), tip + inward),
            QPointF(box.left(), footer),
            QPointF(box.left(), footer - inward),
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
    shape = chevron(QRectF(area.left(), 0, area.width(), high), up=up)
    for nth in range(4):
        place = nth - phase
        share = strength(place)
        if share <= 0:
            continue
        top = front + place * gap
        y = top if up else 2 * area.center().y() - top - high
        painter.setBrush(theme.mixed(ink, ground, share))
        painter.drawPolygon(shape.translated(0, y))


def _paint_turn(painter: QPainter, area: QRectF, ink: QColor) -> None:
    painter.setBrush(ink)
    high = min(0.42 * area.height(), 0.72 * area.width())
    middle = area.center().y()
    painter.drawPolygon(chevron(QRectF(area.left(), middle - high * 1.06, area.width(), high), up=True))
    painter.drawPolygon(chevron(QRectF(area.left(), middle + high * 0.06, area.width(), high), up=False))
