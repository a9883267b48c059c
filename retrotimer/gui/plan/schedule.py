"""Choose when the plan is done: first day, two days of the week, and the time of day."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from retrotimer.app.formatting import WEEKDAYS, day_text
from retrotimer.app.plan import USUAL_WEEKDAYS, usual_start
from retrotimer.files.plan_file import USUAL_TIME, Chosen
from retrotimer.files.wording import shown
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.form_rows import notify, said
from retrotimer.gui.widgets.inputs import Combo
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

FIELD_PX = 210


class PlanChoice(Card):
    """The fields; `chosen` gives what a person took, once it makes a plan."""

    chosen = Signal(object)

    def __init__(self, before: Chosen | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Your days"), parent=parent)
        usual = before or Chosen(usual_start(today), USUAL_WEEKDAYS, USUAL_TIME)
        self.start = _DayField(usual.start)
        self.first, self.second = _weekday_combo(usual.weekdays[0]), _weekday_combo(usual.weekdays[1])
        self.time = QLineEdit(f"{usual.at:%H:%M}")
        self.mistake = said(px=16, wrong=True)
        self.mistake.hide()
        self.take = Button(_("Change the days") if before else _("Begin the plan"), px=20, filled=before is None)
        self.take.clicked.connect(self._take)
        self._reads_as = words(px=15)
        self._lay_out()
        self.start.textChanged.connect(self._show_day)
        for field in (self.start, self.time):
            field.textChanged.connect(self._follow_mistake)
            field.returnPressed.connect(self._take)
        for weekday in (self.first, self.second):
            weekday.currentIndexChanged.connect(self._follow_mistake)
        self._show_day()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        named = (
            (_("First day"), self.start),
            (_("One session on"), self.first),
            (_("The other on"), self.second),
            (_("Time of day"), self.time),
        )
        for nth, (title, field) in enumerate(named):
            label = words(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            field.setMaximumWidth(round(theme.sized(FIELD_PX)))
            grid.addWidget(label, nth, 0)
            grid.addWidget(field, nth, 1)
        grid.addWidget(self._reads_as, 0, 2)
        grid.setColumnStretch(2, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.mistake)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_day(self) -> None:
        """Say which day of the week the date is: few know that of a date."""
        day = _day(self.start.text())
        self._reads_as.setText(day_text(day.toordinal()) if day else "")
        self.start.setAccessibleDescription(self._reads_as.text())

    def _follow_mistake(self) -> None:
        """Show what is still wrong of what was told to be; nothing once it is right."""
        if self.mistake.text():
            notify(self.mistake, self._mistake())

    def _mistake(self) -> str:
        try:
            self._read()
        except WrongRequest as error:
            return str(error)
        return ""

    def _take(self) -> None:
        try:
            chosen = self._read()
        except WrongRequest as error:
            notify(self.mistake, str(error))
            return
        notify(self.mistake, "")
        self.chosen.emit(chosen)

    def _read(self) -> Chosen:
        """Return what the fields say.

        Raises:
            WrongRequest: where that makes no plan.
        """
        day, at = _day(self.start.text()), _time(self.time.text())
        if day is None:
            sentence = _("{found} is not a day: write year, month and day, as 2027-03-01.")
            raise WrongRequest(sentence.format(found=shown(self.start.text())))
        if at is None:
            sentence = _("{found} is not a time of day: write hours and minutes, as 18:30.")
            raise WrongRequest(sentence.format(found=shown(self.time.text())))
        return Chosen(day, (self.first.currentIndex(), self.second.currentIndex()), at)


class _DayField(QLineEdit):
    """A date; Up and Down go a day on and back."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = _day(self.text())
        if by is None or day is None:
            super().keyPressEvent(event)
        else:
            self.setText((day + timedelta(days=by)).isoformat())


def _weekday_combo(chosen: int) -> Combo:
    made = Combo()
    for weekday in WEEKDAYS:
        made.addItem(_(weekday))
    made.setCurrentIndex(chosen)
    return made


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        hours, minutes = map(int, text.split(":"))
        return time(hours, minutes)
    except ValueError:
        return None
