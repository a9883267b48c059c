"""Make painted bars selectable by arrow keys and pointer, and readable by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from retrotimer.app.history.summary import bar_text, bars_text
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.history.record import Bar, SessionRecord
from retrotimer.training.workout.workout import Direction, Gait


class BarMarks(QObject):
    """A mark over each bar of `bars`. `message` has the words of the one that is chosen."""

    message = Signal(str)

    def __init__(self, bars: QWidget) -> None:
        super().__init__(bars)
        self._bars = bars
        self.all: list[BarMark] = []

    def show_words(self, words: Sequence[str]) -> None:
        """Mark as many bars as there are `words`; Tab comes to the first, arrow keys go on from there."""
        for mark in self.all:
            mark.deleteLater()
        self.all = [BarMark(message, nth, self) for nth, message in enumerate(words)]
        self._let_in(0)

    def place(self, places: Iterable[QRect]) -> None:
        """Put the marks at `places`."""
        for mark, place in zip(self.all, places, strict=False):
            mark.setGeometry(place)
            mark.show()

    def go_to(self, nth: int) -> None:
        """Choose another bar, the first or last where there is none."""
        nth = min(max(nth, 0), len(self.all) - 1)
        self._let_in(nth)
        self.all[nth].setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self, wanted: int) -> None:
        """Let Tab come to one mark alone."""
        for nth, mark in enumerate(self.all):
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if nth == wanted else Qt.FocusPolicy.ClickFocus)

    @property
    def bars(self) -> QWidget:
        """What the marks are on."""
        return self._bars


class BarMark(QWidget):
    """The mark over bar `nth`, framed while it has the focus."""

    def __init__(self, message: str, nth: int, marks: BarMarks) -> None:
        super().__init__(marks.bars)
        self._nth, self._marks = nth, marks
        self.setAccessibleName(message)
        self.setToolTip(message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._marks.all) - 1
        nth = {
            Qt.Key.Key_Left: self._nth - 1,
            Qt.Key.Key_Right: self._nth + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if nth is None:
            super().keyPressEvent(event)
        else:
            self._marks.go_to(nth)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._marks.message.emit(self.accessibleName())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._marks.message.emit(self.accessibleName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colours.focus, 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))


HEIGHT = 190
GAP_SHARE, MOST_GAP, MOST_WIDE = 0.25, 8.0, 64.0
LEAST_DONE = 2.0
"""A bar of the shortest time is still this many px high."""
OUTLINED_FROM = 4.0
"""Bars narrower than this many px have no room for an outline: their plan is a pale ground instead."""
MOST_MARKS = 600
"""So many bars can be chosen one by one; of more, none would be wide enough to point at."""


class TwoWayBars(QWidget):
    """The plan as outlines, what was done as filled bars. `message` has the words of the bar that is chosen."""

    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.marks = BarMarks(self)
        self.marks.message.connect(self.message)
        self.setMinimumHeight(round(theme.sized(HEIGHT)))

    def sizeHint(self) -> QSize:
        return QSize(560, self.minimumHeight())

    def use_height(self, *, is_low: bool) -> None:
        """Be half as high where the page `is_low`."""
        self.setMinimumHeight(round(theme.sized(HEIGHT) / (2 if is_low else 1)))
        self.updateGeometry()

    def show_record(self, record: SessionRecord) -> None:
        """Show what was done in `record`."""
        self._bars = record.bars()
        words = bars_text(self._bars)
        self.setAccessibleName(_("Done against planned: {words}").format(words=words))
        count = len(self._bars)
        marked = self._bars if count <= MOST_MARKS else ()
        self.marks.show_words([bar_text(bar, nth, count) for nth, bar in enumerate(marked, 1)])
        self._place_marks()
        self.message.emit(words)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def _place_marks(self) -> None:
        left, wide = self._columns()
        edges = [round(left + nth * wide) for nth in range(len(self._bars) + 1)]
        self.marks.place(
            QRect(edge, 0, edges[nth + 1] - edge, self.height()) for nth, edge in enumerate(edges[:-1])
        )

    def _columns(self) -> tuple[float, float]:
        """Return where the first bar's room begins, and how wide that of each is."""
        metrics = QFontMetricsF(_font())
        left = max(metrics.horizontalAdvance(words) for words in _sides()) + 2 * theme.GRID
        return left, min((self.width() - left - 2) / max(1, len(self._bars)), theme.sized(MOST_WIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setFont(_font())
        high = QFontMetricsF(_font()).height()
        left, wide = self._columns()
        area = QRectF(left, 2, self.width() - left - 2, self.height() - 4)
        middle, px_per_ms = self._scale(area, high + 4)
        painter.setPen(theme.colours.muted)
        for words, top in zip(_sides(), (middle - high - 2, middle + 2), strict=True):
            painter.drawText(QRectF(0, top, left, high), Qt.AlignmentFlag.AlignLeft, words)
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


def _font() -> QFont:
    return theme.text_font(15)


def _sides() -> tuple[str, str]:
    return _("forward ↑"), _("backward ↓")


def _side(bar: Bar) -> int:
    return {Direction.FORWARD: 1, Direction.BACKWARD: -1, None: 0}[bar.what.movement.direction]


def _most(bar: Bar) -> int:
    return max(bar.done_ms, bar.what.planned_ms or 0)


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
        if has_outline and bar.what.movement.gait is Gait.WALK:
            painter.setBrush(QBrush(theme.colours.ink, Qt.BrushStyle.BDiagPattern))
            painter.drawRect(box(bar.done_ms))
