"""Show the load of a workout: one word, its curves, and what would make it easier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.app.formatting import grade_word, info_text, load_text, tissue_text
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button, FoldButton, InfoButton
from retrotimer.gui.widgets.labels import label
from retrotimer.gui.widgets.ribbon import spans
from retrotimer.texts import _
from retrotimer.training.history.load_curves import Drawn, Peaks, Point
from retrotimer.training.load.load import CALF_LINE, KNEE_LINE, grade
from retrotimer.training.workout.timeline import Timeline

if TYPE_CHECKING:
    from retrotimer.app.overview import Overview
    from retrotimer.training.load.gentler import Suggestion

ABOVE = 1.2
"""The load at a lane's top, as a part of its limit: even backward running without end stays below it."""
LANE_PX, LEAST_LANE_PX = 40.0, 26.0
WORDS_PX, OVER_PX, GAP_PX, DOTS_PX, PIECE = 15, 4, 4, 4, 32
FOLDED = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
LIMITS = (KNEE_LINE, CALF_LINE)


class LoadCurves(QWidget):
    """Two lanes, as wide as the ribbon above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
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
        super().resizeEvent(event)
        self._pixmap = None

    def sizeHint(self) -> QSize:
        return QSize(440, self.heightForWidth(440))

    def heightForWidth(self, width: int) -> int:
        words_px = sum(self._words_px(words, width) for words in self._words)
        return round(words_px + 2 * (self._lane_px + GAP_PX))

    def minimumSizeHint(self) -> QSize:
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
        painter.setPen(QPen(theme.colours.ink, OVER_PX))
        painter.setBrush(QBrush(theme.colours.ink, Qt.BrushStyle.BDiagPattern))
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
    return (
        tissue_text(_("Knee"), grade(own.knee, KNEE_LINE), own.knee / (forward.knee or 1)),
        tissue_text(_("Calf"), grade(own.calf, CALF_LINE), own.calf / (forward.calf or 1)),
    )


MANY = 100
"""Above this number of intervals, gentler versions are computed only on request, as that takes a moment."""


class LoadPanel(QWidget):
    """The load in words; `curves` and `verdict` belong under the ribbon, where the owner puts them.

    `gentler` gives the changed workout that a person took, `changed` says that another height is needed.
    """

    gentler = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = LoadCurves()
        self._overview: Overview | None = None
        self.verdict, self._advice, self._how, self.info = (label() for _n in range(4))
        self.info.hide()
        self._ask = Button(_("What would make it easier?"))
        self._ask.clicked.connect(self._suggest)
        self._rows: list[QWidget] = []
        self._pool: list[tuple[Button, QLabel]] = []
        self._found: tuple[Suggestion, ...] = ()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for part in (self._advice, self._how):
            column.addWidget(part)
        column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._grid)
        column.addWidget(self.info)
        self.use_size(1.0)

    def use_size(self, size: float) -> None:
        """Give the words their size; plain is 1."""
        self._size = size
        self.curves.use_size(size)
        self.verdict.setFont(theme.text_font(18 * max(size, 0.85), bold=True))
        small = theme.text_font(16 * max(size, 0.9))
        for part in (self._advice, self._how, self.info):
            part.setFont(small)
        self._ask.setFont(theme.head_font(17))

    def show_overview(self, overview: Overview, drawn: Drawn | None = None) -> None:
        """Show the load of `overview`; `drawn` is its load along time, where that is worked out already."""
        self._overview = overview
        balance = overview.load
        if drawn:
            self.curves.show_drawn(drawn)
        else:
            self.curves.show_timeline(overview.timeline)
        self.verdict.setText(load_text(balance))
        self._advice.setText(" ".join(balance.reasons))
        self._advice.setVisible(bool(balance.reasons))
        self.info.setText(info_text(balance))
        count = len(overview.timeline.intervals)
        self._ask.setVisible(count > MANY and not balance.is_gentler)
        if count <= MANY and not balance.is_gentler:
            self._suggest()
        else:
            self._show_rows(())

    def show_nothing(self) -> None:
        """Show no load, as there is none."""
        self._overview = None
        self.curves.show_nothing()
        for part in (self.verdict, self._advice, self.info):
            part.setText("")
        self._ask.hide()
        self._show_rows(())

    def _suggest(self) -> None:
        """Work out and show what would make it easier."""
        from retrotimer.training.load.gentler import gentler  # most presets need none

        if self._overview is None:
            return
        self._ask.hide()
        found = gentler(self._overview.preset.workout, self._overview.paces)
        self._show_rows(found)
        if not found:
            self._how.setText(_("No single small change makes it easy."))
            self._how.show()
        self.changed.emit()

    def _show_rows(self, found: tuple[Suggestion, ...]) -> None:
        self._found = found
        self._how.setText(_("What would make it easier:"))
        self._how.setVisible(bool(found))
        while len(self._pool) < len(found):
            self._add_row()
        self._rows = []
        for nth, (use, words) in enumerate(self._pool):
            for part in (use, words):
                part.setVisible(nth < len(found))
            if nth < len(found):
                words.setText(found[nth].message)
                use.setAccessibleName(_("Use this workout: {change}").format(change=found[nth].text))
                self._rows += [use, words]

    def _add_row(self) -> None:
        """Add a row for a suggestion. Rows are used again: new ones in their place would make the others jump."""
        nth = len(self._pool)
        words, use = label(), Button(_("Use"))
        words.setFont(theme.text_font(17 * max(self._size, 0.9)))
        use.setFont(theme.head_font(17))
        use.clicked.connect(lambda: self.gentler.emit(self._found[nth].workout))
        self._grid.addWidget(use, nth, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, nth, 1, Qt.AlignmentFlag.AlignVCenter)
        self._pool.append((use, words))


class LoadSection(QWidget):
    """The load in one line, with its curves and words folded below it; `opened` tells whether they are shown."""

    opened = Signal(bool)
    changed = Signal()

    def __init__(self, *, is_open: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = LoadPanel()
        self.fold = FoldButton()
        self.info = InfoButton(_("What the load is"))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.panel.curves)
        body.addWidget(self.panel)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.fold)
        head.addWidget(self.info)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(head)
        column.addWidget(self._body)
        self.fold.setChecked(is_open)
        self._body.setVisible(is_open)
        self.fold.toggled.connect(self._open)
        self.info.toggled.connect(self._tell)
        self.panel.changed.connect(self.changed)

    def use_size(self, size: float) -> None:
        """Give the words their size; plain is 1."""
        self.fold.setFont(theme.text_font(18 * max(size, 0.85), bold=True))
        self.panel.use_size(size)

    def show_overview(self, overview: Overview) -> None:
        """Show the load of `overview`; what is folded is worked out when it is opened."""
        self._overview = overview
        text = _("Load on knee and calf: {grade}").format(grade=grade_word(overview.load.grade))
        self.fold.setText(text)
        self.fold.setAccessibleName(text)
        self.fold.updateGeometry()
        if self.fold.isChecked():
            self.panel.show_overview(overview)

    def _open(self, is_open: bool) -> None:
        if is_open:
            self.panel.show_overview(self._overview)
        else:
            self.info.setChecked(False)
        self._body.setVisible(is_open)
        self.opened.emit(is_open)
        self.changed.emit()

    def _tell(self, is_told: bool) -> None:
        self.panel.info.setVisible(is_told)
        self.fold.setChecked(self.fold.isChecked() or is_told)
        self.changed.emit()
