"""The summary after a session: what was done, how hard it felt, and a note."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from retrotimer.app import recorder
from retrotimer.app.summary import outcome
from retrotimer.files import history
from retrotimer.files.atomic import NotSaved
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import Card, coloured, foldable, words
from retrotimer.gui.effort_scale import MOST, EffortScale
from retrotimer.gui.page import ENTER, WIDE, Page
from retrotimer.gui.summary_figures import SummaryFigures
from retrotimer.gui.summary_load import SummaryLoad
from retrotimer.gui.summary_log import SummaryLog
from retrotimer.gui.two_way_bars import TwoWayBars
from retrotimer.texts import _
from retrotimer.training.record import SessionRecord

NOTE_LINES = 3


class SummaryPage(Page):
    """Shows a session that is over. `left` asks for the workouts, `again` for the same session once more."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        back = Button(_("Back to the workouts"), "Esc", filled=True)
        super().__init__(_("Summary"), widest=WIDE, back=back, parent=parent)
        self._record: SessionRecord | None = None
        self._path: Path | None = None
        self._rated: tuple[int | None, str] = (None, "")
        self._told = ""
        self._outcome = words()
        self.trouble = _Trouble()
        self.trouble.elsewhere.clicked.connect(self._save_elsewhere)
        self.bars, self._figures, self.load = TwoWayBars(), SummaryFigures(), SummaryLoad()
        self.effort, self.note, self.log = EffortScale(), _note(), SummaryLog(self.keep)
        self.repeat = Button(_("Again"))
        self.repeat.clicked.connect(lambda: self._go(self.again))
        self._lay_out()

    def show_record(self, record: SessionRecord, saved: Path | None, trouble: str | None) -> None:
        """Show `record`, kept in the file `saved`, or not kept for the reason that the sentence `trouble` gives."""
        self._record, self._path, self._told = record, saved, ""
        self.title.setText(foldable(record.name))
        self.title.setAccessibleName(record.name)
        started = record.started.astimezone()
        self._outcome.setText(f"{started:%Y-%m-%d, %H:%M} · {outcome(record)}")
        self.bars.show_record(record)
        self._figures.show_record(record)
        self.load.show_record(record)
        self.log.show_record(record, saved)
        self.effort.choose(None)
        self.note.setPlainText("")
        self._rated = (None, "")
        self._rating.setVisible(not record.is_trial)
        self.trouble.show_sentence(trouble, can_save=not record.is_trial)
        self.first = self.back if record.is_trial else self.effort
        self.first.setFocus()

    def show_kept(self, record: SessionRecord, path: Path, effort: int | None, note: str) -> None:
        """Show `record` of the history, and what was said of it, which can be said anew."""
        self.show_record(record, path, None)
        self.effort.choose(effort)
        self.note.setPlainText(note)
        self._rated = (effort, note)
        self.repeat.hide()
        self.back.setText(_("Back to the history"))

    def keep(self) -> str | None:
        """Save what is not saved yet; return a sentence where that could not be done."""
        record, said = self._record, (self.effort.effort, self.note.toPlainText())
        if record is None or record.is_trial:
            return None
        if self._path is None:
            self._path, trouble = recorder.keep(record)
            if trouble:
                return trouble
        if self._path and said != self._rated:
            try:
                history.rate(self._path, *said)
            except NotSaved as error:
                return str(error)
            self._rated = said
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Enter too, where it is on no button; a figure says the effort."""
        figure = event.text()
        if event.key() in ENTER and not isinstance(self.focusWidget(), Button):
            self.leave()
        elif figure.isascii() and figure.isdigit() and self._rating.isVisible():
            self.effort.choose(int(figure) or MOST)
        else:
            super().keyPressEvent(event)

    def may_leave(self) -> bool:
        """Keep what was said; where that fails, say so and return False, once: who asks again means it."""
        trouble = self.keep()
        if not trouble or trouble == self._told:
            return True
        self._told = trouble
        self.trouble.show_sentence(trouble, can_save=True)
        self.trouble.elsewhere.setFocus()
        return False

    def leave(self) -> None:
        """Ask to go back, once what was said is kept."""
        self._go(self.left)

    def _go(self, signal: object) -> None:
        if self.may_leave():
            signal.emit()  # type: ignore[attr-defined]  # a bound signal, which PySide has no type for

    def _save_elsewhere(self) -> None:
        if self._record is None:
            return
        name = f"{self._record.started:%Y%m%dT%H%M%SZ}.json"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the session"), name, "JSON (*.json)")
        if not chosen:
            return
        try:
            self._path = history.save_as(self._record, Path(chosen))
        except NotSaved as error:
            self.trouble.show_sentence(str(error), can_save=True)
            return
        self._rated, self._told = (None, ""), ""
        self.trouble.show_sentence(None, can_save=False)
        self.back.setFocus()

    def _lay_out(self) -> None:
        self._rating = self._rating_card()
        done, self.told = Card(_("Done against planned")), words()
        self.bars.told.connect(self.told.setText)
        legend = words(_("Filled: done. Hatched: done walking. Dashed outline: planned."), px=15)
        for part in (self.bars, self.told, legend):
            done.column.addWidget(part)
        self.fill(self._outcome, self.trouble, self._rating, done, self._figures, self.load, self.log)
        self.stand_on(self.back, self.repeat)

    def _rating_card(self) -> Card:
        card = Card(_("How hard was it?"))
        card.column.addWidget(self.effort)
        label = words(_("A note"))
        label.setBuddy(self.note)
        card.column.addWidget(label)
        card.column.addWidget(self.note)
        return card


class _Trouble(Card):
    """Why something could not be saved, and the way out."""

    def __init__(self) -> None:
        super().__init__(strip=theme.colours.wrong)
        self._sentence = words()
        coloured(self._sentence, theme.colours.wrong)
        self.elsewhere = Button(_("Save elsewhere…"))
        self.column.addWidget(self._sentence)
        self.column.addWidget(self.elsewhere, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_sentence(self, sentence: str | None, *, can_save: bool) -> None:
        """Say `sentence`, or hide where there is none."""
        self._sentence.setText(foldable(sentence or ""))
        self.setAccessibleName(sentence or "")
        self.elsewhere.setVisible(can_save)
        self.setVisible(bool(sentence))


def _note() -> QPlainTextEdit:
    note = QPlainTextEdit()
    note.setAccessibleName(_("A note"))
    note.setPlaceholderText(_("Wind, shoes, how it felt …"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(round(theme.sized(26 * NOTE_LINES + 16)))
    return note
