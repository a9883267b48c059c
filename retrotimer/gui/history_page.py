"""The history: what was done, by week, and every session of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.history import HistoryBook, Session, load_history, sessions_text
from retrotimer.app.history_sharing import ONE, share_history, share_session
from retrotimer.gui import sheets
from retrotimer.gui.buttons import Button
from retrotimer.gui.cards import words
from retrotimer.gui.history_list import HistoryList
from retrotimer.gui.search_field import SearchField
from retrotimer.gui.theme import GRID
from retrotimer.gui.watching import Watching
from retrotimer.gui.week_bars import WeekBars
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.figures import length_text

KINDS = "CSV (*.csv);;JSON (*.json);;FIT (*.fit)"


class HistoryPage(QWidget):
    """Shows the history. `left` asks to go back, `opened` for the summary of a session."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book: HistoryBook = load_history()
        self._deleted: list[str] = []
        self.setStyleSheet(sheets.forms())
        self.setAccessibleName(_("History"))
        self.figures, self.week, self.notice = words(), words(px=15), words(px=15)
        self.bars, self.sessions = WeekBars(), HistoryList()
        self.search = SearchField(_("Search in name, note and date"))
        self.back = Button(_("Back"), "Esc", px=17)
        self.delete, self.undo = Button(_("Delete"), _("Del"), px=17), Button(_("Undo"), px=17)
        self.export = Button(_("Export…"), px=17)
        self._connect()
        self._lay_out()
        self.setFocusProxy(self.sessions)
        self.show_book(self.book)
        self._tell("\n".join(self.book.troubles))
        QTimer.singleShot(0, self, self._watch)  # years of sessions are looked through once the page is seen

    def _watch(self) -> None:
        Watching(self.book.folder, self).changed.connect(lambda _paths: self.show_book(self.book.again()))

    def show_book(self, book: HistoryBook) -> None:
        """Show `book`, which may have been read anew; place and search stay."""
        self.book = book
        has_any = bool(book.sessions)
        self.bars.setVisible(has_any)
        self.week.setVisible(has_any)
        self.bars.show_weeks(book.last_weeks())
        self.figures.setText(_summed(book) if has_any else _("Nothing yet: your first session will stand here."))
        self.undo.setVisible(bool(self._deleted))
        for button in (self.delete, self.export):
            button.setEnabled(has_any)
        self._find()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go back by Escape, search by Ctrl+F."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.bars.chosen.connect(self.week.setText)
        self.search.textChanged.connect(self._find)
        self.search.left.connect(self.sessions.setFocus)
        self.sessions.opened.connect(self.opened)
        self.sessions.deleted.connect(self._delete)
        self.back.clicked.connect(self.left)
        self.delete.clicked.connect(lambda: self._delete(self.sessions.current()))
        self.undo.clicked.connect(self._undo)
        self.export.clicked.connect(self._ask_where)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.back)
        head.addWidget(words(_("History"), px=34, head=True), 1)
        for button in (self.undo, self.delete, self.export):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        for part in (self.figures, self.bars, self.week, self.search):
            column.addWidget(part)
        column.addWidget(self.sessions, 1)
        column.addWidget(self.notice)

    def _find(self) -> None:
        self.sessions.show_sessions(self.book.search(self.search.text()), self.book.days)

    def _tell(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))

    def _delete(self, session: Session | None) -> None:
        if session is None:
            return
        try:
            book = self.book.delete(session.id)
        except RetroTimerError as error:
            self._tell(str(error))
            return
        self._deleted.append(session.id)
        self.show_book(book)
        self._tell(_("{name} was deleted. Undo brings it back.").format(name=session.name))

    def _undo(self) -> None:
        try:
            book = self.book.undelete(self._deleted[-1])
        except RetroTimerError as error:
            self._tell(str(error))
            return
        self._deleted.pop()
        self._tell("")
        self.show_book(book)
        self.sessions.setFocus()

    def _ask_where(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Export"), "retrotimer-history.csv", KINDS)
        if not chosen:
            return
        out, session = Path(chosen), self.sessions.current()
        try:
            if out.suffix.casefold() == ONE and session:
                share_session(session, out)
                notes: tuple[str, ...] = ()
            else:
                notes = share_history(self.book, out)
        except RetroTimerError as error:
            self._tell(str(error))
            return
        self._tell("\n".join((_("Saved as {path}.").format(path=chosen), *notes)))


def _summed(book: HistoryBook) -> str:
    streak = ngettext("{n} week running", "{n} weeks running", book.streak_weeks).format(n=book.streak_weeks)
    return _("{sessions} · {streak} · longest time backward {backward}").format(
        sessions=sessions_text(len(book.sessions)),
        streak=streak,
        backward=length_text(book.longest_backward_ms),
    )
