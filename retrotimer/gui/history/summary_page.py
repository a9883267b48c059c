"""The summary page after a session: what was done, effort and a note."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from retrotimer.app.formatting import full_day_text, local_start
from retrotimer.app.history.backward import record_growth
from retrotimer.app.history.summary import outcome
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.recorder import Kept
from retrotimer.files.atomic import NotSaved
from retrotimer.gui import theme
from retrotimer.gui.core.unsaved import ask_where
from retrotimer.gui.history.arrivals_card import ArrivalsCard, PaceCard
from retrotimer.gui.history.bar_charts import TwoWayBars
from retrotimer.gui.history.effort_scale import EffortScale
from retrotimer.gui.history.pace_test_card import PaceTestCard
from retrotimer.gui.history.summary_details import SummaryFigures, SummaryLoad, SummaryLog
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, coloured, foldable, words
from retrotimer.gui.widgets.fold import Fold
from retrotimer.gui.widgets.form_rows import Line
from retrotimer.gui.widgets.page import ENTER, PRESSED, Page, near
from retrotimer.texts import _
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.pace_test import is_pace_test

NOTE_LINES = 2
SHORT_MS = 60_000
"""A session shorter than this is offered to be discarded."""
LOW_PX = 560
"""In pages lower than this, at plain text, the bars are half as high."""


class SummaryPage(Page):
    """Shows a session that is over. `left` asks for the workouts, `again` for the same session once more.

    `unsaved` hands over what could not be saved, to be tried again later; `measured` asks to use measured paces. A
    session that is deleted here can be brought back as long as the page is shown.
    """

    again = Signal()
    unsaved = Signal(object)
    measured = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Summary"), parent=parent)
        self._unsaved_session: UnsavedSession | None = None
        self._is_warned, self._can_repeat = False, True
        self._what, self.problem = words(), _Problem()
        self.bars, self._figures, self.load = TwoWayBars(), SummaryFigures(), SummaryLoad()
        self.growth, self.pace_test = words(), PaceTestCard()
        self.effort, self.note, self.log = EffortScale(), _note(), SummaryLog(self.keep)
        self.arrivals, self.pace = ArrivalsCard(), PaceCard()
        self.arrivals.named.connect(self._name_marks)
        self.pace.measured.connect(self._use_pace)
        self.details = Fold(_("Details"), self._figures, self.load, self.log, gap=2 * theme.GRID)
        self.discard, self.delete, self.undo = (
            Button(_("Discard")),
            Button(_("Delete")),
            Button(_("Undo"), "Ctrl+Z"),
        )
        self.repeat = Button(_("Again"))
        for button, act in (
            (self.repeat, lambda: self._go(self.again)),
            (self.discard, self._delete),
            (self.delete, self._delete),
            (self.undo, lambda: self._delete(is_deleted=False)),
            (self.problem.elsewhere, self._save_elsewhere),
        ):
            button.clicked.connect(lambda _on=False, act=act: act())
        self._lay_out()

    def show_record(self, unsaved_session: UnsavedSession) -> None:
        """Show what is kept by `unsaved_session`, with the reason where it is not saved yet."""
        self._unsaved_session, self._is_warned = unsaved_session, False
        record = unsaved_session.record
        started = local_start(record.started, record.offset_s)
        when = f"{full_day_text(started.toordinal())}, {started:%H:%M}"
        self._what.setText(f"{foldable(record.name)} · {when}")
        self._what.setAccessibleName(f"{record.name} · {when}")
        self.bars.show_record(record)
        self.arrivals.show_record(record)
        self.pace.show_record(record)
        self._figures.show_record(record)
        self.growth.setText(record_growth(record))
        self.pace_test.show_record(record)
        self.load.show_record(record)
        self.log.show_record(record, unsaved_session.path)
        self.effort.choose(None, record.done_ms)
        self.note.setPlainText("")
        self._show_parts(record)
        self._show_problem(unsaved_session.problem)
        self.first = self.back if record.is_trial else self.effort
        self.first.setFocus()

    def _show_parts(self, record: SessionRecord) -> None:
        """Show the parts that a session has, or where it is deleted, that it is."""
        is_deleted = self._unsaved_session is not None and self._unsaved_session.is_deleted
        self.title.setText(_("Deleted.") if is_deleted else outcome(record))
        is_kept = not record.is_trial
        for part, is_wanted in (
            (self._done, True),
            (self._rating, is_kept),
            (self.details, True),
            (self.growth, bool(self.growth.text())),
            (self.pace_test, self._can_repeat and is_pace_test(record)),
            (self.repeat, self._can_repeat),
            (self.delete, is_kept),
            (self._short, is_kept and record.done_ms < SHORT_MS),
        ):
            part.setVisible(is_wanted and not is_deleted)
        self.undo.setVisible(is_deleted)

    def show_kept(self, record: SessionRecord, path: Path, effort: int | None, note: str) -> None:
        """Show `record` of the history, and what was said of it, which can be changed."""
        self._can_repeat = False
        self.show_record(UnsavedSession(record, Kept(path), said=(effort, note)))
        self.effort.choose(effort)
        self.note.setPlainText(note)

    def take_over(self, before: SummaryPage) -> None:
        """Show the session of the page that was here `before`, with what was said and opened on that."""
        if before._unsaved_session and before._unsaved_session is not self._unsaved_session:
            self._can_repeat = before._can_repeat
            self.show_record(before._unsaved_session)
        self.effort.choose(before.effort.effort)
        self.note.setPlainText(before.note.toPlainText())
        self.details.set_open(is_open=before.details.head.isChecked())
        if before.focusWidget() is before.note:
            self.note.setFocus()
            self.note.moveCursor(QTextCursor.MoveOperation.End)

    def _name_marks(self, names: tuple[str, ...]) -> None:
        if self._unsaved_session:
            problem = self._unsaved_session.name_marks(names)
            self.arrivals.show_record(self._unsaved_session.record)
            self._show_problem(problem or "")

    def _use_pace(self, pace: object) -> None:
        self.measured.emit(pace)
        self.pace.use.setText(_("In use now"))
        self.pace.use.setEnabled(False)

    def keep(self) -> str | None:
        """Save what is not saved yet; return a sentence where that could not be done."""
        unsaved_session = self._unsaved_session
        if unsaved_session is None:
            return None
        unsaved_session.said = self.effort.effort, self.note.toPlainText()
        problem = unsaved_session.save()
        if problem:
            self.unsaved.emit(unsaved_session)
        else:
            self.note_saved(unsaved_session)
        return problem

    def note_saved(self, unsaved_session: UnsavedSession) -> None:
        """Clear the reason why it was not saved, if `unsaved_session` is shown and saved now."""
        if (
            unsaved_session is self._unsaved_session
            and not unsaved_session.record.is_trial
            and not self.problem.isHidden()
        ):
            self._is_warned = False
            self._show_problem("")
            self.log.show_record(unsaved_session.record, unsaved_session.path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter too, where it is on no button; a figure says the effort."""
        figure = event.text()
        if event.key() in ENTER and not isinstance(self.focusWidget(), (*PRESSED, QLineEdit)):
            self.leave()
        elif event.matches(QKeySequence.StandardKey.Undo) and self.undo.isVisible():
            self.undo.click()
        elif figure.isascii() and figure.isdigit() and self._rating.isVisible():
            self.effort.type_figure(int(figure))
        else:
            super().keyPressEvent(event)

    def may_leave(self) -> bool:
        """Keep what was said; where that fails, say so and return False, once: who asks again means it."""
        problem = self.keep()
        if not problem or self._is_warned:
            return True
        self._is_warned = True
        self._show_problem(problem)
        self.problem.elsewhere.setFocus()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < theme.sized(LOW_PX)
        self.bars.use_height(is_low=is_low)
        self._legend.setVisible(not is_low)

    def leave(self) -> None:
        """Ask to go back, once what was said is kept."""
        self._go(self.left)

    def _go(self, signal: object) -> None:
        if self.may_leave():
            signal.emit()  # type: ignore[attr-defined]  # a bound signal, which PySide has no type for

    def _delete(self, *, is_deleted: bool = True) -> None:
        """Delete the session, or bring it back."""
        unsaved_session = self._unsaved_session
        if unsaved_session is None:
            return
        try:
            unsaved_session.delete(is_deleted=is_deleted)
        except NotSaved as error:
            self._show_problem(error.reason)
            return
        self._show_problem("")
        self._show_parts(unsaved_session.record)
        self.back.setFocus()

    def _save_elsewhere(self) -> None:
        unsaved_session = self._unsaved_session
        if unsaved_session is None:
            return
        problem = ask_where(self, unsaved_session)
        if problem is None:
            self._is_warned = False
            self._show_problem("")
            self.back.setFocus()
        elif problem:
            self._show_problem(problem)

    def _show_problem(self, reason: str) -> None:
        """Say `reason`, and what becomes of the session; nothing where there is no reason."""
        is_trial = self._unsaved_session is not None and self._unsaved_session.record.is_trial
        advice = _("RetroTimer keeps it and saves it as soon as it can; or save it elsewhere.")
        message = reason if is_trial or not reason else f"{reason} {advice}"
        self.problem.show_sentence(message, can_save=not is_trial)

    def _lay_out(self) -> None:
        self._short = Line(words(_("Too short to keep?")), self.discard)
        self._done, self._rating, message = Card(), Card(), words()
        self.bars.message.connect(message.setText)
        self._legend = words(_("Filled: done. Hatched: done walking. Dashed outline: planned."), px=15)
        for part in (self.bars, message, self._legend):
            self._done.column.addWidget(part)
        for rating in (words(_("How hard was it?"), px=20, head=True), self.effort, self.note):
            self._rating.column.addWidget(rating)
        self.message = message
        head = near(self._what, self.growth, self._short)
        measured = self.arrivals, self.pace, self.pace_test
        self.fill(head, self.problem, self._done, self._rating, *measured, self.details)
        self.stand_on(self.repeat, self.delete, self.undo)


class _Problem(Card):
    """Why something could not be saved, and the way out."""

    def __init__(self) -> None:
        super().__init__(strip=theme.colours.wrong)
        self._sentence = words()
        coloured(self._sentence, theme.colours.wrong)
        self.elsewhere = Button(_("Save elsewhere…"))
        self.column.addWidget(self._sentence)
        self.column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_sentence(self, sentence: str, *, can_save: bool) -> None:
        """Say `sentence`, or hide where there is none."""
        self._sentence.setText(foldable(sentence))
        self.setAccessibleName(sentence)
        self.elsewhere.setVisible(can_save)
        self.setVisible(bool(sentence))


def _note() -> QPlainTextEdit:
    note = QPlainTextEdit()
    note.setAccessibleName(_("A note"))
    note.setPlaceholderText(_("A note: wind, shoes, how it felt …"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(round(theme.sized(26 * NOTE_LINES + 16)))
    return note
