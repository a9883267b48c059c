"""Show the eight-week plan: the weeks, what is done in each, and the days chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFileDialog, QVBoxLayout, QWidget

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
    week_backward,
)
from retrotimer.files.plan_file import Chosen, plan_place, write_chosen
from retrotimer.files.presets.user_presets import move_to_trash, take_back
from retrotimer.gui import theme
from retrotimer.gui.plan.schedule import PlanChoice
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.fold import Fold, with_info
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.gui.widgets.page import Page
from retrotimer.gui.widgets.recipe_view import RecipeView
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError, WrongFile
from retrotimer.training.history.plan import Planned, PlanWeek, State
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.recipe import recipe

MARKS = {State.DONE: "✓", State.MISSED: "×", State.TODAY: "→", State.OPEN: "→", State.COMING: "·"}
BESIDE_PX = 760
"""From this width on, at plain text, the chosen week stands beside the list of weeks."""
RIBBON_PX = 96


class WeekButton(QAbstractButton):
    """A week of the plan: its name, how long its session is, and what became of its sessions."""

    def __init__(self, week: PlanWeek, total: str) -> None:
        super().__init__()
        self.week = week
        lines = (f"{MARKS[one.state]} {day_text(one.day)}: {state_word(one.state)}" for one in week.sessions)
        self._lines, self._total = (week_backward(week.number), *lines), total
        self.setText(week_name(week))
        self.setAccessibleName(f"{self.text()}, {total}. {'. '.join(self._lines)}")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self._head, self._small = theme.text_font(18, bold=True), theme.text_font(16)
        self._is_due = any(one.state in (State.TODAY, State.OPEN) for one in week.sessions)

    def sizeHint(self) -> QSize:
        head, small = QFontMetrics(self._head), QFontMetrics(self._small)
        words = head.horizontalAdvance(f"{self.text()}   {self._total}")
        wide = max(words, *(small.horizontalAdvance(line) for line in self._lines))
        return QSize(wide + 4 * theme.GRID, head.height() + len(self._lines) * small.height() + 2 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setBrush(c.field if self.isChecked() else c.panel if self.underMouse() else c.paper)
        painter.setPen(QPen(c.focus, 3) if self.isChecked() or self.hasFocus() else QPen(c.line, 1))
        painter.drawRoundedRect(box, 8, 8)
        area = box.adjusted(2 * theme.GRID - 2, theme.GRID - 2, 2 - 2 * theme.GRID, 0)
        painter.setPen(c.ink)
        painter.setFont(self._head)
        high = QFontMetrics(self._head).height()
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), high), Qt.AlignmentFlag.AlignLeft, self.text()
        )
        painter.drawText(
            QRectF(area.left(), area.top(), area.width(), high), Qt.AlignmentFlag.AlignRight, self._total
        )
        painter.setFont(theme.text_font(16, bold=self._is_due))
        painter.setPen(c.ink if self._is_due else c.muted)
        for nth, line in enumerate(self._lines):
            row = QRectF(
                area.left(), area.top() + high + nth * QFontMetrics(self._small).height(), area.width(), 99
            )
            painter.drawText(row, Qt.AlignmentFlag.AlignLeft, line)


class PlanWeeks(QWidget):
    """A button for each week; `chosen` gives the week that a person wants to see."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID // 2)
        self.buttons: list[WeekButton] = []

    def show_plan(self, plan: Plan, paces: Paces, chosen: PlanWeek | None) -> None:
        """Show the weeks of `plan`, with `chosen` marked."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        self.buttons = [WeekButton(week, plan_overview(week.number, paces).total_text) for week in plan.shown_weeks]
        for button in self.buttons:
            button.setChecked(button.week == chosen)
            button.clicked.connect(lambda _on, week=button.week: self.chosen.emit(week))
            self._column.addWidget(button)


def week_name(week: PlanWeek) -> str:
    """Return which week it is, and whether it is done once more."""
    if week.attempt > 1:
        return _("Week {number}, again").format(number=week.number)
    return _("Week {number}").format(number=week.number)


class PlanPage(Page):
    """Shows the plan: its weeks, the recipe of the chosen one, and the days. `started` gives what is to begin."""

    PLACE = "plan"
    started = Signal(object)

    def __init__(
        self, paces: Paces, now: Callable[[], datetime] = local_now, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Eight-week plan"), parent=parent)
        self._paces, self._now = paces, now
        self._plan: Plan | None = None
        self._overview: Overview | None = None
        self._ended: tuple[Path, Chosen] | None = None
        self._sentence, self._about, self._advice = words(px=24, head=True), words(), words(bold=True)
        self.problem, self.notice = text_label(wrong=True), text_label()
        self.notice.hide()
        self.ribbon, self.recipe, self.weeks = Ribbon(), RecipeView(), PlanWeeks()
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self.start = Button(_("Start"), "␣", px=24, filled=True)
        self.calendar, self.undo = Button(_("Calendar…")), Button(_("Undo"))
        self.start.clicked.connect(lambda: self.started.emit(self._overview))
        self.calendar.clicked.connect(self._ask_where)
        self.undo.clicked.connect(self._take_back)
        self.weeks.chosen.connect(self._show_week)
        self._lay_out()
        self.choice: PlanChoice
        self.end: Button
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.start.isVisible():
            self.start.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen week beside the weeks where there is room, else above them."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.inner_width >= theme.sized(BESIDE_PX)
        self._halves.setDirection(ways.RightToLeft if is_wide else ways.TopToBottom)

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
        week = next((one for one in plan.weeks if session in one.sessions), None) if plan and session else None
        for widget in (self.weeks, self.calendar):
            widget.setVisible(plan is not None)
        has_undo = plan is None and self._ended is not None
        self.undo.setVisible(has_undo)
        self.show_foot(is_shown=plan is not None or has_undo)
        if plan:
            self.weeks.show_plan(plan, self._paces, week)
        self._place_choice(plan.chosen if plan else None)
        self._show_week(week)
        self.first = self.start if session else self.back if plan else self.choice.start
        self.first.setFocus()

    def _show_week(self, week: PlanWeek | None) -> None:
        """Show what is done in `week`, and where its session is the next one, Start."""
        plan = self._plan
        session = plan.next if plan else None
        is_next = session is not None and week is not None and session in week.sessions
        for part in (self.ribbon, self.recipe):
            part.setVisible(week is not None)
        self.start.setVisible(is_next)
        notify(self._advice, "")
        if week is None or plan is None:
            self._overview = None
            done, new = _("You have done all eight weeks."), _("Two sessions a week, for eight weeks")
            self._sentence.setText(done if plan else new)
            self._about.setText(_about())
            return
        self._overview = overview = plan_overview(week.number, self._paces)
        workout = overview.preset.workout
        self._sentence.setText(_next_text(session) if is_next and session else week_name(week))
        self._about.setText(f"{overview.total_text} · {workout.about}")
        self.ribbon.show_timeline(overview.timeline, _("{name} in time").format(name=workout.name))
        self.recipe.show_lines(recipe(workout))
        is_due = is_next and session is not None and session.state is not State.COMING
        notify(self._advice, "\n".join(before_session(overview, plan.now) if is_due else ()))

    def _place_choice(self, before: Chosen | None) -> None:
        made = PlanChoice(before, self._now().date())
        made.chosen.connect(self._choose)
        while (old := self._days.takeAt(0)) is not None:
            if widget := old.widget():
                widget.deleteLater()
        if before:
            end = Button(_("End the plan"))
            end.clicked.connect(self._end_plan)
            self._days.addWidget(Fold(_("Your days"), made, Line(end)))
            self.end = end
        else:
            self._days.addWidget(made)
        self.choice = made

    def _choose(self, chosen: Chosen) -> None:
        try:
            write_chosen(chosen)
        except RetroTimerError as error:
            notify(self.problem, _("{why} The plan holds until the window is closed.").format(why=error))
        else:
            notify(self.problem, "")
        self._plan, self._ended = plan_from(chosen, self._now()), None
        notify(self.notice, "")  # a calendar that was written has the days of before
        self._show()

    def _end_plan(self) -> None:
        """Move the plan's file to the trash; what was done stays in the history."""
        if self._plan is None:
            return
        try:
            self._ended = move_to_trash(plan_place()), self._plan.chosen
        except RetroTimerError as error:
            notify(self.problem, str(error))
            return
        self._plan = None
        notify(self.problem, "")
        notify(self.notice, _("The plan has ended. What you did stays in your history."))
        self._show()
        self.undo.setFocus()

    def _take_back(self) -> None:
        if self._ended is None:
            return
        try:
            take_back(self._ended[0], plan_place())
        except RetroTimerError as error:
            notify(self.problem, str(error))
            return
        self._ended = None
        notify(self.notice, "")
        self._read()

    def _ask_where(self) -> None:
        name = _("RetroTimer plan") + ".ics"
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Save the plan for a calendar"), name, "iCalendar (*.ics)"
        )
        if chosen:
            self.export(Path(chosen))

    # its parts

    def _lay_out(self) -> None:
        week, halves, left = Card(), QWidget(), QWidget()
        head = with_info(self._sentence, words(_worth(), px=15), _("What the plan is worth"))
        for part in (head, self._about, self.ribbon, self.recipe, self._advice):
            week.column.addWidget(part)
        week.column.addStretch(1)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * theme.GRID)
        self._days = QVBoxLayout()
        column.addWidget(self.weeks)
        column.addLayout(self._days)
        column.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.RightToLeft, halves)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(2 * theme.GRID)
        self._halves.addWidget(week, 5)
        self._halves.addWidget(left, 4)
        self.fill(self.problem, self.notice, halves)
        self.stand_on(self.start, self.calendar, self.undo)


def _next_text(session: Planned) -> str:
    sentence = _("Next: week {number}, on {day}")
    if session.state is State.OPEN:
        sentence = _("Due since {day}: week {number}")
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
        "the longest before it. That tenth holds for all running only: backward running begins at nothing, so it "
        "grows by more. From week 6 on more of the running is backward than our line for a novice: the plan makes "
        "an intermediate of you. A session counts once three quarters of its running and of its backward part are "
        "done. A week in which you missed a session is done again."
    )
