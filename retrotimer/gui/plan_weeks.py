"""The weeks of the plan, each with what its sessions ask and what became of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from retrotimer.app.days import day_text
from retrotimer.app.plan import Plan, plan_overview, state_word
from retrotimer.gui import theme
from retrotimer.gui.cards import coloured, words
from retrotimer.gui.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.paces import Paces
from retrotimer.training.plan import Planned, PlanWeek, State

RIBBON_PX = (150, 44)
BESIDE_PX = 460
"""From which width on, at plain text, a week has its ribbon."""
MARKS = {State.DONE: "✓", State.MISSED: "×", State.TODAY: "→", State.OPEN: "→", State.COMING: "·"}


class PlanWeeks(QWidget):
    """A row for each week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        self._grid.setVerticalSpacing(theme.GRID)
        self._grid.setColumnStretch(2, 1)
        self._shown: list[QWidget] = []
        self._ribbons: list[Ribbon] = []

    def minimumSizeHint(self) -> QSize:
        """Return the room of the narrowest rows: without their ribbons."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Do without ribbons where the room is for words."""
        super().resizeEvent(event)
        self._show_ribbons()

    def _show_ribbons(self) -> None:
        for ribbon in self._ribbons:
            ribbon.setVisible(self.width() >= theme.sized(BESIDE_PX))

    def show_plan(self, plan: Plan, paces: Paces) -> None:
        """Show the weeks of `plan`."""
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._shown, self._ribbons = [], []
        for row, week in enumerate(plan.shown_weeks):
            self._show_week(row, week, paces)
        self._show_ribbons()

    def _show_week(self, row: int, week: PlanWeek, paces: Paces) -> None:
        overview = plan_overview(week.number, paces)
        ribbon = Ribbon()
        ribbon.setFixedSize(*(round(theme.sized(px)) for px in RIBBON_PX))
        name = week_name(week)
        ribbon.show_timeline(overview.timeline, _("{name} in time").format(name=name))
        head = words(f"{name}\n{overview.total_text}", px=18, bold=True)
        self._ribbons.append(ribbon)
        sessions = QWidget()
        lines = QGridLayout(sessions)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setVerticalSpacing(0)
        for nth, session in enumerate(week.sessions):
            lines.addWidget(_session(session), nth, 0)
        for column, widget in enumerate((head, ribbon, sessions)):
            self._grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignVCenter)
            self._shown.append(widget)


def week_name(week: PlanWeek) -> str:
    """Return which week it is, and whether it is done once more."""
    if week.attempt > 1:
        return _("Week {number}, again").format(number=week.number)
    return _("Week {number}").format(number=week.number)


def _session(session: Planned) -> QLabel:
    text = f"{MARKS[session.state]} {day_text(session.day)}: {state_word(session.state)}"
    made = words(text, bold=session.state in (State.TODAY, State.OPEN))
    if session.state is State.COMING:
        coloured(made, theme.colours.muted)
    if session.state is State.MISSED:
        coloured(made, theme.colours.wrong)
    return made
