"""Show the eight-week plan: the next session, the weeks, and the days chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from retrotimer.app.formatting import day_text
from retrotimer.app.overview import Overview
from retrotimer.app.plan import (
    Plan,
    before_session,
    export_plan,
    local_now,
    plan_from,
    plan_overview,
    read_plan,
    state_word,
)
from retrotimer.files.plan_file import Chosen, write_chosen
from retrotimer.gui import theme
from retrotimer.gui.plan.schedule import PlanChoice
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, coloured, words
from retrotimer.gui.widgets.form_rows import notify, said
from retrotimer.gui.widgets.page import Page
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError, WrongFile
from retrotimer.training.history.plan import Planned, PlanWeek, State
from retrotimer.training.workout.paces import Paces

WEEK_RIBBON_PX = (150, 44)
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
        ribbon.setFixedSize(*(round(theme.sized(px)) for px in WEEK_RIBBON_PX))
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


RIBBON_PX = 96


class PlanPage(Page):
    """Shows the plan. `started` gives the session that is to begin."""

    PLACE = "plan"
    started = Signal(object)

    def __init__(
        self, paces: Paces, now: Callable[[], datetime] = local_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Eight-week plan"), parent=parent)
        self._paces, self._now = paces, now
        self._plan: Plan | None = None
        self._overview: Overview | None = None
        self._sentence, self._about, self._mind = words(px=24, head=True), words(), words()
        coloured(self._mind, theme.colours.wrong)
        self.problem, self.notice = said(wrong=True), said()
        self.notice.hide()
        self.ribbon, self.weeks = Ribbon(), PlanWeeks()
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self.start = Button(_("Start"), "␣", px=24, filled=True)
        self.calendar = Button(_("Calendar…"))
        self.start.clicked.connect(lambda: self.started.emit(self._overview))
        self.calendar.clicked.connect(self._ask_where)
        self._lay_out()
        self.choice: PlanChoice
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.start.isVisible():
            self.start.click()
        else:
            super().keyPressEvent(event)

    def export(self, path: Path) -> None:
        """Write what is to come into a calendar at `path`, and say so, or why not."""
        if self._plan is None:
            return
        try:
            count = export_plan(self._plan, path, self._paces)
        except RetroTimerError as error:
            notify(self.notice, str(error))
            return
        sentence = ngettext("{n} session is in {file}.", "{n} sessions are in {file}.", count)
        notify(self.notice, sentence.format(n=count, file=path.name))

    # what is shown

    def _read(self) -> None:
        try:
            self._plan = read_plan(self._now())
            notify(self.problem, "\n".join(self._plan.problems) if self._plan else "")
        except WrongFile as error:
            self._plan = None
            notify(self.problem, str(error))
        self._show()

    def _show(self) -> None:
        plan = self._plan
        session = plan.next if plan else None
        for widget, is_wanted in (
            (self.weeks, plan is not None),
            (self.calendar, plan is not None),
            (self.ribbon, session is not None),
            (self.start, session is not None),
        ):
            widget.setVisible(is_wanted)
        if plan:
            self.weeks.show_plan(plan, self._paces)
        self._show_next(plan, session)
        self._place_choice(plan.chosen if plan else None)
        self.first = self.start if session else self.back if plan else self.choice.start
        self.first.setFocus()

    def _show_next(self, plan: Plan | None, session: Planned | None) -> None:
        if plan is None or session is None:
            self._overview = None
            self._sentence.setText(
                _("You have done all eight weeks.") if plan else _("Two sessions a week, for eight weeks")
            )
            self._about.setText(_about())
            notify(self._mind, "")
            return
        self._overview = overview = plan_overview(session.number, self._paces)
        self._sentence.setText(_next_text(session))
        self._about.setText(f"{overview.total_text} · {overview.preset.workout.about}")
        self.ribbon.show_timeline(overview.timeline, _("{name} in time").format(name=overview.preset.workout.name))
        in_mind = before_session(overview, plan.now) if session.state is not State.COMING else ()
        notify(self._mind, "\n".join(in_mind))

    def _place_choice(self, before: Chosen | None) -> None:
        made = PlanChoice(before, self._now().date())
        made.chosen.connect(self._choose)
        if hasattr(self, "choice"):
            self.column.replaceWidget(self.choice, made)
            self.choice.deleteLater()
        else:
            self.column.insertWidget(self.column.count() - 2, made)
        self.choice = made

    def _choose(self, chosen: Chosen) -> None:
        try:
            write_chosen(chosen)
        except RetroTimerError as error:
            notify(self.problem, _("{why} The plan holds until the window is closed.").format(why=error))
        else:
            notify(self.problem, "")
        self._plan = plan_from(chosen, self._now())
        notify(self.notice, "")  # a calendar that was written has the days of before
        self._show()

    def _ask_where(self) -> None:
        name = _("RetroTimer plan") + ".ics"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the plan for a calendar"), name, "iCalendar (*.ics)"
        )
        if chosen:
            self.export(Path(chosen))

    # its parts

    def _lay_out(self) -> None:
        following = Card()
        for part in (self._sentence, self._about, self.ribbon, self._mind):
            following.column.addWidget(part)
        self.fill(self.problem, self.notice, following, self.weeks, words(_worth(), px=15))
        self.stand_on(self.start, self.calendar)


def _next_text(session: Planned) -> str:
    sentence = _("Next: week {number}, on {day}")
    if session.state is State.OPEN:
        sentence = _("Still to do since {day}: week {number}")
    if session.state is State.TODAY:
        sentence = _("Today: week {number}")
    return sentence.format(number=session.number, day=day_text(session.day))


def _about() -> str:
    return _(
        "It begins with walking backward and ends with half-minute runs. What you did is seen from your history, "
        "and a week in which you missed a session is done again."
    )


def _worth() -> str:
    return _(
        "The plan is a rule of thumb of ours, no study has tried it: no session runs over a tenth longer than "
        "the longest before it. From week 6 on more of the running is backward than is right for a novice: the "
        "plan makes an intermediate of you. A week in which you missed a session is done again."
    )
