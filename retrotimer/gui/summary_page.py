"""The summary after a session: what was done, how hard it felt, and a note."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from retrotimer.app.keeping import Keeping
from retrotimer.app.recorder import Kept
from retrotimer.app.summary import outcome
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import Card, coloured, foldable, words
from retrotimer.gui.effort_scale import MOST, EffortScale
from retrotimer.gui.page import ENTER, WIDE, Page
from retrotimer.gui.save_session import ask_where
from retrotimer.gui.summary_figures import SummaryFigures
from retrotimer.gui.summary_load import SummaryLoad
from retrotimer.gui.summary_log import SummaryLog
from retrotimer.gui.two_way_bars import TwoWayBars
from retrotimer.texts import _
from retrotimer.training.record import SessionRecord

NOTE_LINES = 3


class SummaryPage(Page):
    """Shows a session that is over. `left` asks for the workouts, `again` for the same session once more.

    `unsaved` hands over what could not be saved, to be tried again later.
    """

    again = Signal()
    unsaved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        back = Button(_("Back to the workouts"), "Esc", filled=True)
        super().__init__(_("Summary"), widest=WIDE, back=back, parent=parent)
        self._keeping: Keeping | None = None
        self._is_warned = False
        self._outcome = words()
        self.trouble = _Trouble()
        self.trouble.elsewhere.clicked.connect(self._save_elsewhere)
        self.bars, self._figures, self.load = TwoWayBars(), SummaryFigures(), SummaryLoad()
        self.effort, self.note, self.log = EffortScale(), _note(), SummaryLog(self.keep)
        self.repeat = Button(_("Again"))
        self.repeat.clicked.connect(lambda: self._go(self.again))
        self._lay_out()

    def show_record(self, keeping: Keeping) -> None:
        """Show what is kept by `keeping`, with the reason where it is not saved yet."""
        self._keeping, self._is_warned = keeping, False
        record = keeping.record
        self.title.setText(foldable(record.name))
        self.title.setAccessibleName(record.name)
        started = record.started.astimezone()
        self._outcome.setText(f"{started:%Y-%m-%d, %H:%M} · {outcome(record)}")
        self.bars.show_record(record)
        self._figures.show_record(record)
        self.load.show_record(record)
        self.log.show_record(record, keeping.path)
        self.effort.choose(None)
        self.note.setPlainText("")
        self._rating.setVisible(not record.is_trial)
        self._show_trouble(keeping.trouble)
        self.first = self.back if record.is_trial else self.effort
        self.first.setFocus()

    def show_kept(self, record: SessionRecord, path: Path, effort: int | None, note: str) -> None:
        """Show `record` of the history, and what was said of it, which can be said anew."""
        self.show_record(Keeping(record, Kept(path), said=(effort, note)))
        self.effort.choose(effort)
        self.note.setPlainText(note)
        self.repeat.hide()
        self.back.setText(_("Back to the history"))

    def keep(self) -> str | None:
        """Save what is not saved yet; return a sentence where that could not be done."""
        keeping = self._keeping
        if keeping is None:
            return None
        keeping.said = self.effort.effort, self.note.toPlainText()
        trouble = keeping.save()
        if trouble:
            self.unsaved.emit(keeping)
        else:
            self.note_saved(keeping)
        return trouble

    def note_saved(self, keeping: Keeping) -> None:
        """Take away the reason why it was not saved, where `keeping` is what is shown and it is saved now."""
        if keeping is self._keeping and not keeping.record.is_trial and not self.trouble.isHidden():
            self._is_warned = False
            self._show_trouble("")
            self.log.show_record(keeping.record, keeping.path)

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
        if not trouble or self._is_warned:
            return True
        self._is_warned = True
        self._show_trouble(trouble)
        self.trouble.elsewhere.setFocus()
        return False

    def leave(self) -> None:
        """Ask to go back, once what was said is kept."""
        self._go(self.left)

    def _go(self, signal: object) -> None:
        if self.may_leave():
            signal.emit()  # type: ignore[attr-defined]  # a bound signal, which PySide has no type for

    def _save_elsewhere(self) -> None:
        keeping = self._keeping
        if keeping is None:
            return
        trouble = ask_where(self, keeping)
        if trouble is None:
            self._is_warned = False
            self._show_trouble("")
            self.back.setFocus()
        elif trouble:
            self._show_trouble(trouble)

    def _show_trouble(self, reason: str) -> None:
        """Say `reason`, and what becomes of the session; nothing where there is no reason."""
        is_trial = self._keeping is not None and self._keeping.record.is_trial
        advice = _("RetroTimer keeps it and saves it as soon as it can; or save it elsewhere.")
        told = reason if is_trial or not reason else f"{reason} {advice}"
        self.trouble.show_sentence(told, can_save=not is_trial)

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

    def show_sentence(self, sentence: str, *, can_save: bool) -> None:
        """Say `sentence`, or hide where there is none."""
        self._sentence.setText(foldable(sentence))
        self.setAccessibleName(sentence)
        self.elsewhere.setVisible(can_save)
        self.setVisible(bool(sentence))


def _note() -> QPlainTextEdit:
    note = QPlainTextEdit()
    note.setAccessibleName(_("A note"))
    note.setPlaceholderText(_("Wind, shoes, how it felt …"))
    note.setTabChangesFocus(True)
    note.setFixedHeight(round(theme.sized(26 * NOTE_LINES + 16)))
    return note
