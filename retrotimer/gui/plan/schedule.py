"""Choose when the plan is done: first day, two days of the week, and the time of day."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, QLocale, Qt, QTime, Signal
from PySide6.QtGui import QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QGridLayout, QTimeEdit, QWidget

from retrotimer.app.formatting import WEEKDAYS, day_text
from retrotimer.app.plan import USUAL_WEEKDAYS, usual_start
from retrotimer.files.plan_file import USUAL_TIME, YEARS, Chosen
from retrotimer.gui import theme
from retrotimer.gui.theme import stylesheets
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.inputs import Combo, paint_arrow_down
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

FIELD_PX = 210


class PlanChoice(Card):
    """The fields; `chosen` gives what a person took, once it makes a plan."""

    chosen = Signal(object)

    def __init__(self, before: Chosen | None, today: date, parent: QWidget | None = None) -> None:
        super().__init__("" if before else _("Your days"), parent=parent)
        usual = before or Chosen(usual_start(today), USUAL_WEEKDAYS, USUAL_TIME)
        first, last = date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)
        self.start, self.time = DayField(usual.start, first, last), TimeField(usual.at)
        self.first, self.second = _weekday_combo(usual.weekdays[0]), _weekday_combo(usual.weekdays[1])
        self.mistake, self._weekday = text_label(px=16, wrong=True), words(px=15)
        self.mistake.hide()
        self.take = Button(_("Change the days") if before else _("Begin the plan"), px=20, filled=before is None)
        self.take.clicked.connect(self._take)
        self._lay_out()
        self.start.dateChanged.connect(self._show_weekday)
        for changed in (self.first.currentIndexChanged, self.second.currentIndexChanged):
            changed.connect(self._follow_mistake)
        self._show_weekday()

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
        for row, (title, field) in zip((0, 2, 3, 4), named, strict=True):  # the weekday stands below its date
            label = words(title)
            label.setBuddy(field)
            field.setAccessibleName(title)
            field.setMaximumWidth(round(theme.sized(FIELD_PX)))
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._weekday, 1, 1)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.mistake)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_weekday(self) -> None:
        """Say which day of the week the date is: few know that of a date."""
        self._weekday.setText(day_text(self._day().toordinal()))
        self.start.setAccessibleDescription(self._weekday.text())

    def _follow_mistake(self) -> None:
        """Show what is still wrong of what was said to be; nothing once it is right."""
        if self.mistake.text():
            self._read()

    def _take(self) -> None:
        chosen = self._read()
        if chosen:
            self.chosen.emit(chosen)

    def _read(self) -> Chosen | None:
        """Return what the fields say; show what is wrong where that makes no plan."""
        at = self.time.time()
        try:
            days = (self.first.currentIndex(), self.second.currentIndex())
            chosen = Chosen(self._day(), days, time(at.hour(), at.minute()))
        except WrongRequest as error:
            notify(self.mistake, str(error))
            return None
        notify(self.mistake, "")
        return chosen

    def _day(self) -> date:
        day = self.start.date()
        return date(day.year(), day.month(), day.day())


def _weekday_combo(chosen: int) -> Combo:
    made = Combo()
    for weekday in WEEKDAYS:
        made.addItem(_(weekday))
    made.setCurrentIndex(chosen)
    return made


class DayField(QDateEdit):
    """A day, written as it is in the person's country, with a calendar to choose from."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(QDate(day.year, day.month, day.day))
        self.setDateRange(*(QDate(one.year, one.month, one.day) for one in (first, last)))
        form = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(form if "yyyy" in form else form.replace("yy", "yyyy"))
        self.setCalendarPopup(True)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setStyleSheet(stylesheets.calendar())
        plain = QTextCharFormat()
        plain.setForeground(theme.colours.ink)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)  # red is for danger
        self.setCalendarWidget(calendar)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Let Tab pass it in one step: the arrow keys go from part to part."""
        return QWidget.focusNextPrevChild(self, is_next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_arrow_down(self)


class TimeField(QTimeEdit):
    """A time of day, written as it is in the person's country."""

    def __init__(self, at: time) -> None:
        super().__init__()
        has_noon = "a" in QLocale().timeFormat(QLocale.FormatType.ShortFormat).casefold()
        self.setDisplayFormat("h:mm AP" if has_noon else "HH:mm")
        self.setTime(QTime(at.hour, at.minute))
        self.lineEdit().setTextMargins(theme.GRID, 0, theme.GRID, 0)  # without its buttons Qt forgets the padding

    def focusNextPrevChild(self, is_next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, is_next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
