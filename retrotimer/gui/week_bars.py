"""The last weeks as two-way bars: forward up, backward down. Arrow keys and the pointer choose a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retrotimer.app.history import sessions_text
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.figures import length_text
from retrotimer.training.weeks import Total
from retrotimer.training.workout import MOVEMENTS

HEIGHT, MOST_WIDE, GAP = 130, 64.0, 4.0
FORWARD, BACKWARD = MOVEMENTS["run forward"], MOVEMENTS["run backward"]


class WeekBars(QWidget):
    """Shows weeks, the earliest first; `chosen` has the sentence of the week that was chosen."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[Total, ...] = ()
        self._at = 0
        self.setFixedHeight(round(theme.sized(HEIGHT)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the bars."""
        return QSize(560, round(theme.sized(HEIGHT)))

    def show_weeks(self, weeks: Sequence[Total]) -> None:
        """Show `weeks`, the last of them chosen."""
        self._weeks = tuple(weeks)
        self._choose(len(weeks) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose by the arrow keys."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step:
            self._choose(self._at + step)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the week below the pointer."""
        self._choose(int(event.position().x() // self._wide()))

    def _choose(self, nth: int) -> None:
        if not self._weeks:
            return
        self._at = min(max(nth, 0), len(self._weeks) - 1)
        told = week_text(self._weeks[self._at])
        self.setAccessibleName(_("Weeks: {week}").format(week=told))
        self.chosen.emit(told)
        self.update()

    def _wide(self) -> float:
        return min(self.width() / max(1, len(self._weeks)), theme.sized(MOST_WIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint a bar a week, and a frame around the chosen one."""
        painter, wide = QPainter(self), self._wide()
        up = max((week.forward_ms for week in self._weeks), default=0)
        down = max((week.backward_ms for week in self._weeks), default=0)
        px_per_ms = (self.height() - 4) / ((up + down) or 1)
        middle = 2 + up * px_per_ms
        for nth, week in enumerate(self._weeks):
            left, inner = nth * wide + GAP / 2, wide - GAP
            high, deep = week.forward_ms * px_per_ms, week.backward_ms * px_per_ms
            painter.fillRect(QRectF(left, middle - high, inner, high), theme.movement_colour(FORWARD))
            painter.fillRect(QRectF(left, middle, inner, deep), theme.movement_colour(BACKWARD))
            if nth == self._at and self.hasFocus():
                painter.setPen(QPen(theme.colours.ink, 2))
                painter.drawRect(QRectF(left - 1, 1, inner + 2, self.height() - 2))
        painter.setPen(QPen(theme.colours.ink, 1.5))
        painter.drawLine(0, round(middle), round(wide * len(self._weeks)), round(middle))


def week_text(week: Total) -> str:
    """Return what was done in `week`, as one line."""
    sentence = _(
        "Week from {monday}: {sessions}, {forward} forward, {backward} backward; load as {knee} (knee) and "
        "{calf} (calf) of running forward."
    )
    return sentence.format(
        monday=date.fromordinal(week.day).isoformat(),
        sessions=sessions_text(week.sessions),
        forward=length_text(week.forward_ms),
        backward=length_text(week.backward_ms),
        knee=length_text(week.knee_ms),
        calf=length_text(week.calf_ms),
    )
