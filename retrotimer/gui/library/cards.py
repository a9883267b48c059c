"""Show what stands above the list: today's session of the plan, and a first word for a beginner."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.gui import theme
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import RADIUS, coloured, words
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Direction


class Due(NamedTuple):
    """The next session of the plan, and when it is to be done, in words."""

    when: str
    overview: Overview


def next_of_plan(paces: Paces) -> Due | None:
    """Return the next session of the person's plan; None without one, or where its file cannot be read."""
    from retrotimer.app.formatting import day_text
    from retrotimer.app.plan import plan_overview, read_plan
    from retrotimer.training.history.plan import State

    try:
        plan = read_plan()
    except RetroTimerError:  # the plan's own page tells it
        return None
    session = plan.next if plan else None
    if session is None:
        return None
    sentence = {
        State.TODAY: _("Today · week {number} of the plan"),
        State.OPEN: _("Due since {day} · week {number} of the plan"),
    }.get(session.state, _("{day} · week {number} of the plan"))
    when = sentence.format(number=session.number, day=day_text(session.day))
    return Due(when, plan_overview(session.number, paces))


class _Framed(QWidget):
    """A card with a frame in the colour that marks what is chosen."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colours.paper)
        painter.setPen(QPen(theme.colours.focus, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class PlanCard(_Framed):
    """The plan's next session; `started` gives its `Overview`."""

    started = Signal(object)

    def __init__(self, due: Due, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        when = words(due.when, px=15, bold=True)
        coloured(when, theme.colours.focus)
        backward = due.overview.timeline.time_ms(Direction.BACKWARD)
        text = due.overview.total_text
        if backward:
            from retrotimer.training.formatting import length_text

            text = _("{length}, of it {backward} backward").format(length=text, backward=length_text(backward))
        self.start = Button(_("Start"), px=17, filled=True)
        self.start.setAccessibleName(_("Start the plan's session"))
        self.start.clicked.connect(lambda: self.started.emit(due.overview))
        row = QHBoxLayout()
        row.addWidget(words(text, px=20, head=True), 1)
        row.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(2)
        column.addWidget(when)
        column.addLayout(row)


class WelcomeCard(_Framed):
    """A first word; `workout_requested` and `plan_requested` take its advice, `closed` puts it away."""

    workout_requested = Signal()
    plan_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text: QLabel = words(
            _("New to running backward? Start with First steps, or follow the eight-week plan."), px=15
        )
        self.workout, self.plan = Button(_("First steps"), px=16), Button(_("Plan"), px=16)
        self.close_button = Button("×", px=16)
        self.close_button.setAccessibleName(_("Close"))
        self.close_button.setToolTip(_("Close"))
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        for button in (self.workout, self.plan):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        column.addWidget(self.text)
        column.addLayout(row)
        self.workout.clicked.connect(self.workout_requested)
        self.plan.clicked.connect(self.plan_requested)
        self.close_button.clicked.connect(self.closed)
