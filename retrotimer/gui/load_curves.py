"""The load of knee and calf along a session, each in a lane of its own, to stand right under the ribbon.

Solid is the session, dashed its limit, dotted the same session all forward; what is over the limit is thick and
hatched.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.gui.ribbon import spans
from retrotimer.texts import _
from retrotimer.training.load import CALF_LIMIT, KNEE_LIMIT
from retrotimer.training.load_curves import Drawn, Peaks, Point
from retrotimer.training.timeline import Timeline

ABOVE = 1.2
"""The load at a lane's top, as a part of its limit: even backward running without end stays below it."""
LANE_PX, LEAST_LANE_PX = 40.0, 26.0
WORDS_PX, OVER_PX, GAP_PX, DOTS_PX, PIECE = 15, 4, 4, 4, 32
FOLDED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
LIMITS = (KNEE_LIMIT, CALF_LIMIT)


class LoadCurves(QWidget):
    """Two lanes, as wide as the ribbon above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._drawn: Drawn | None = None
        self._pixmap: QPixmap | None = None
        self._lane_px = LANE_PX
        self._words = ("", "")

    def use_size(self, size: float) -> None:
        """Be as high as `size` asks for; plain is 1."""
        self._lane_px = max(LEAST_LANE_PX, LANE_PX * size)
        self._pixmap = None
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint anew for the new size."""
        super().resizeEvent(event)
        self._pixmap = None

    def sizeHint(self) -> QSize:
        """Return the room for both lanes and their words."""
        return QSize(440, self.heightForWidth(440))

    def heightForWidth(self, width: int) -> int:
        """Return how high it is with its words folded into `width`."""
        words_px = sum(self._words_px(words, width) for words in self._words)
        return round(words_px + 2 * (self._lane_px + GAP_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(120, round(2 * self._lane_px))

    def show_timeline(self, timeline: Timeline) -> None:
        """Show the load along `timeline`, and along the same all forward."""
        if self._drawn is None or timeline is not self._drawn.timeline:
            self.show_drawn(Drawn(timeline, spans(timeline)))

    def show_drawn(self, drawn: Drawn) -> None:
        """Show what was worked out already."""
        if drawn is self._drawn:
            return
        self._drawn = drawn
        self._pixmap = None
        self._words = _lane_words(drawn.peaks, drawn.peaks_forward)
        self.setAccessibleName(_("Load of knee and calf along the session"))
        self.setAccessibleDescription(". ".join(self._words))
        self.updateGeometry()
        self.update()

    def show_nothing(self) -> None:
        """Show no load, as there is none; the room stays."""
        self._drawn = self._pixmap = None
        self.setAccessibleDescription("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lanes."""
        if self._drawn is None:
            return
        if self._pixmap is None:
            self._pixmap = self._painted(self._drawn)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pixmap)

    def _painted(self, drawn: Drawn) -> QPixmap:
        """Return both lanes as they are painted until something changes."""
        lanes = [_Lane(own, forward, limit) for (own, forward), limit in zip(drawn.lines, LIMITS, strict=True)]
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        for lane, words in zip(lanes, self._words, strict=True):
            painter.setFont(theme.text_font(WORDS_PX))
            painter.setPen(theme.colours.ink)
            row = QRectF(0, top, self.width(), self._words_px(words, self.width()))
            painter.drawText(row, FOLDED, words)
            lane.paint(painter, QRectF(1, row.bottom(), self.width() - 2, self._lane_px))
            top = row.bottom() + self._lane_px + GAP_PX
        painter.end()
        return pixmap

    def _words_px(self, words: str, width: int) -> float:
        metrics = QFontMetricsF(theme.text_font(WORDS_PX))
        return metrics.boundingRect(QRectF(0, 0, width, 1), FOLDED, words or " ").height() + 2


class _Lane:
    """One tissue's curves, from 0 to 1 in x."""

    def __init__(self, own: list[Point], forward: list[Point], limit: float) -> None:
        self._own, self._forward, self._limit = own, forward, limit

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint the lane into `area`."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.track)
        painter.drawRect(area)
        own = self._line(self._own, area)
        ground = QPolygonF([*own, QPointF(own[-1].x(), area.bottom()), area.bottomLeft()])
        painter.setBrush(theme.faded(theme.colours.bar, 0.45))
        painter.drawPolygon(ground)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colours.ink, 2))
        painter.drawPoints(QPolygonF(_dots(self._line(self._forward, area))))
        painter.setPen(QPen(theme.colours.bar, 2))
        _stroke(painter, own)
        limit_y = self._y(self._limit, area)
        painter.setPen(QPen(theme.colours.ink, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(area.left(), limit_y, area.right(), limit_y))
        if max(load for _x, load in self._own) > self._limit:
            self._paint_over(painter, own, ground, QRectF(area.topLeft(), QPointF(area.right(), limit_y)))

    def _paint_over(self, painter: QPainter, own: list[QPointF], ground: QPolygonF, above: QRectF) -> None:
        """Hatch what is over the limit, under a thick line."""
        painter.save()
        painter.setClipRect(above)
        painter.setPen(QPen(theme.colours.wrong, OVER_PX))
        painter.setBrush(QBrush(theme.colours.wrong, Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(ground)
        _stroke(painter, own)
        painter.restore()

    def _line(self, found: list[Point], area: QRectF) -> list[QPointF]:
        return [QPointF(area.left() + x * area.width(), self._y(load, area)) for x, load in found]

    def _y(self, load: float, area: QRectF) -> float:
        return area.bottom() - area.height() * min(1.0, load / (ABOVE * self._limit))


def _stroke(painter: QPainter, line: list[QPointF]) -> None:
    """Stroke `line` piece by piece: one stroke of many points takes many times as long."""
    for start in range(0, len(line) - 1, PIECE):
        painter.drawPolyline(QPolygonF(line[start : start + PIECE + 1]))


def _dots(line: list[QPointF]) -> list[QPointF]:
    """Return points of `line` some px apart: stroking a long line with a pattern takes a hundred times as long."""
    dots = line[:1]
    for point in line:
        if point.x() - dots[-1].x() >= DOTS_PX or abs(point.y() - dots[-1].y()) >= DOTS_PX:
            dots.append(point)
    return dots


def _lane_words(own: Peaks, forward: Peaks) -> tuple[str, str]:
    """Return what stands above each lane."""
    knee = _("Knee: peak {peak:.3f}, limit {limit:.2f}, all forward {forward:.3f}")
    calf = _("Calf: peak {peak:.3f}, limit {limit:.2f}, all forward {forward:.3f}")
    return (
        knee.format(peak=own.knee, limit=KNEE_LIMIT, forward=forward.knee),
        calf.format(peak=own.calf, limit=CALF_LIMIT, forward=forward.calf),
    )
