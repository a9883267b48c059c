"""Paint weeks as two-way bars, forward up and backward down, to be chosen by keys or pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.app.formatting import full_day_text, month_text
from retrotimer.app.history.backward import week_growth
from retrotimer.app.history.history import SHOWN_WEEKS, load_text, sessions_text
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.formatting import length_text
from retrotimer.training.history.weeks import Total
from retrotimer.training.workout.workout import MOVEMENTS

LEAST_HIGH, MOST_HIGH, MONTH_PX, SIDE_PX = 84, 210, 14, 15
NARROWEST, WIDEST, GAP_SHARE = 16.0, 96.0, 0.12
"""How wide the place of a week may be, in px, and how much of it stays free."""
LEAST_BAR = 2.0
"""A bar of the shortest time is still this many px high."""
MOST_WEEKS = 52
THURSDAY, LEAST_WEEKS = 3, 3
WORDS_FROM = 700
"""From which width on, in px at plain text, the directions are named beside the bars."""
FORWARD, BACKWARD = MOVEMENTS["run forward"], MOVEMENTS["run backward"]
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -SHOWN_WEEKS,
    Qt.Key.Key_PageDown: SHOWN_WEEKS,
}


class WeekBars(QWidget):
    """Shows as many weeks as have room, a year at most, and always the chosen one.

    `message` has the sentence of the week that is chosen, or below the pointer; `asked` the Monday of the one that
    a person chose.
    """

    message = Signal(str)
    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[Total, ...] = ()
        self._at = self._first = 0
        self._below: int | None = None
        self.setMinimumHeight(round(theme.sized(LEAST_HIGH)))
        self.setMaximumHeight(round(theme.sized(MOST_HIGH)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Return the least room; it takes more where there is."""
        return QSize(400, round(theme.sized(LEAST_HIGH)))

    def show_weeks(self, weeks: Sequence[Total]) -> None:
        """Show `weeks`, the earliest first; the chosen one stays so, and at first it is the last."""
        known = self._weeks[self._at].day if self._weeks else None
        self._weeks = tuple(weeks)
        self._choose(next((n for n, week in enumerate(weeks) if week.day == known), len(weeks) - 1))

    def show_week(self, first: int) -> None:
        """Choose the week of the Monday `first`."""
        self._choose(next((n for n, week in enumerate(self._weeks) if week.day == first), self._at))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step:
            self._ask(self._at + step)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._below = self._week_at(event.position().x())
        self._notify()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._below = None
        self._notify()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        nth = self._week_at(event.position().x())
        if nth is not None:
            self._ask(nth)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_to(self._at)

    def _ask(self, nth: int) -> None:
        self._choose(nth)
        if self._weeks:
            self.asked.emit(self._weeks[self._at].day)

    def _choose(self, nth: int) -> None:
        self._at = min(max(nth, 0), max(len(self._weeks) - 1, 0))
        self._below = None
        self._turn_to(self._at)
        self._notify()

    def _turn_to(self, nth: int) -> None:
        """Have week `nth` among those that are seen, the last ones at first."""
        count = self._count()
        last = max(len(self._weeks) - count, 0)
        self._first = min(max(self._first, nth - count + 1), nth, last)
        self.update()

    def _notify(self) -> None:
        if self._weeks:
            sentence = week_text(self._weeks, self._weeks[self._at if self._below is None else self._below])
            self.setAccessibleName(_("Weeks: {week}").format(week=sentence))
            self.message.emit(sentence)
            self.update()

    # places

    def _left(self) -> float:
        metrics = QFontMetricsF(theme.text_font(SIDE_PX))
        return max(metrics.horizontalAdvance(text) for text in self._sides()) + theme.GRID

    def _sides(self) -> tuple[str, str]:
        return (_("forward ↑"), _("backward ↓")) if self.width() >= theme.sized(WORDS_FROM) else ("↑", "↓")

    def _count(self) -> int:
        """Return how many weeks are seen at once."""
        return min(MOST_WEEKS, len(self._weeks), max(1, int((self.width() - self._left()) / NARROWEST)))

    def _wide(self) -> float:
        return min((self.width() - self._left()) / max(1, self._count()), theme.sized(WIDEST))

    def _week_at(self, x: float) -> int | None:
        nth = int((x - self._left()) // self._wide())
        return self._first + nth if 0 <= nth < self._count() else None

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left, wide = QPainter(self), self._left(), self._wide()
        seen = self._weeks[self._first : self._first + self._count()]
        bottom = self.height() - QFontMetricsF(theme.text_font(MONTH_PX)).height() - 2
        middle, px_per_ms = self._scale(seen, bottom)
        for nth, week in enumerate(seen):
            place = QRectF(left + nth * wide, 0, wide, bottom)
            self._paint_choice(painter, place, self._first + nth)
            _paint_bars(painter, place, week, middle, px_per_ms)
        self._paint_words(painter, middle)
        _paint_months(painter, seen, QRectF(left, bottom, wide, self.height() - bottom), self.width())
        painter.setPen(QPen(theme.colours.ink, 1.5))
        painter.drawLine(round(left), round(middle), round(left + wide * len(seen)), round(middle))

    def _scale(self, seen: Sequence[Total], bottom: float) -> tuple[float, float]:
        """Return the y of the line, with room for a word on each side, and px per ms."""
        up = max((week.forward_ms for week in seen), default=0)
        down = max((week.backward_ms for week in seen), default=0)
        word = QFontMetricsF(theme.text_font(SIDE_PX)).height()
        middle = min(max(2 + (bottom - 4) * up / ((up + down) or 1), word), bottom - word)
        rooms = ((middle - 2, up), (bottom - 2 - middle, down))
        return middle, min((room / most for room, most in rooms if most), default=0.0)

    def _paint_choice(self, painter: QPainter, place: QRectF, nth: int) -> None:
        if nth == self._at:
            painter.fillRect(place, theme.colours.track)
        if nth == self._at and self.hasFocus():
            painter.setPen(QPen(theme.colours.focus, 3))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        elif nth == self._below:
            painter.setPen(QPen(theme.colours.muted, 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_words(self, painter: QPainter, middle: float) -> None:
        font = theme.text_font(SIDE_PX)
        high = QFontMetricsF(font).height()
        painter.setFont(font)
        painter.setPen(theme.colours.muted)
        for text, top in zip(self._sides(), (middle - high, middle), strict=True):
            painter.drawText(QRectF(0, top, self._left(), high), Qt.AlignmentFlag.AlignLeft, text)


def _paint_bars(painter: QPainter, place: QRectF, week: Total, middle: float, px_per_ms: float) -> None:
    gap = max(1.0, place.width() * GAP_SHARE)
    left, wide = place.left() + gap / 2, place.width() - gap
    if week.forward_ms:
        high = max(LEAST_BAR, week.forward_ms * px_per_ms)
        painter.fillRect(QRectF(left, middle - high, wide, high), theme.movement_colour(FORWARD))
    if week.backward_ms:
        deep = max(LEAST_BAR, week.backward_ms * px_per_ms)
        painter.fillRect(QRectF(left, middle, wide, deep), theme.movement_colour(BACKWARD))


def _paint_months(painter: QPainter, seen: Sequence[Total], place: QRectF, most: float) -> None:
    """Name each month below its first week, January with its year, where there is room; `place` is the first's."""
    font = theme.text_font(MONTH_PX)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.colours.muted)
    free = 0.0
    for nth, text in _months(seen):
        left, wide = place.left() + nth * place.width(), metrics.horizontalAdvance(text)
        if left >= free and left + wide <= most:
            painter.drawText(QRectF(left, place.top(), wide + 1, place.height()), Qt.AlignmentFlag.AlignLeft, text)
            free = left + wide + theme.GRID


def _months(seen: Sequence[Total]) -> Iterator[tuple[int, str]]:
    """Give the first week of each month, by its Thursday, and what is written below it.

    A month that is nearly over where the bars begin has no name, as the next one's needs the room.
    """
    days = [date.fromordinal(week.day + THURSDAY) for week in seen]
    firsts = [nth for nth, day in enumerate(days) if not nth or day.month != days[nth - 1].month]
    if len(firsts) > 1 and firsts[1] < LEAST_WEEKS:
        firsts.pop(0)
    for nth in firsts:
        day, has_year = days[nth], nth == firsts[0] or days[nth].month == 1
        yield nth, f"{month_text(day.month)} {day.year}" if has_year else month_text(day.month)


def week_text(weeks: Sequence[Total], week: Total) -> str:
    """Return what was done in `week`, one of `weeks`, as one line, and how its backward time grew."""
    if not week.sessions:
        return _("Week of {day}: no session.").format(day=full_day_text(week.day))
    sentence = _(
        "Week of {day}: {sessions}, {forward} forward, {backward} backward; by our model it loads the knee as "
        "{knee} of running forward, the calf as {calf}."
    )
    growth = week_growth(weeks, week)
    more = [_("Backward {growth} against the week before.").format(growth=growth)] if growth else []
    if week.rated:
        more.append(_("Session {load}.").format(load=load_text(week)))
    text = sentence.format(
        day=full_day_text(week.day),
        sessions=sessions_text(week.sessions),
        forward=length_text(week.forward_ms),
        backward=length_text(week.backward_ms),
        knee=length_text(week.knee_ms),
        calf=length_text(week.calf_ms),
    )
    return " ".join((text, *more))
