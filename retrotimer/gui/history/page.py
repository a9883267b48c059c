"""The history page: totals, weeks and all sessions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.history.history import Session, SessionList, found_text, summed
from retrotimer.app.history.readiness import last_walk_text
from retrotimer.app.history.transfer import ONE, share_file, share_history, share_session
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.core.key_bindings import HISTORY, Actions
from retrotimer.gui.history.list import HistoryList
from retrotimer.gui.history.loader import HistoryReader
from retrotimer.gui.history.week_chart import WeekBars
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button, FoldingRow
from retrotimer.gui.widgets.cards import Scroll, foldable, words
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.inputs import SearchField
from retrotimer.gui.widgets.notice import Notice
from retrotimer.gui.widgets.page import EDGE, ROOMY
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

KINDS = "CSV (*.csv);;JSON (*.json);;FIT (*.fit)"
ONE_KINDS = "FIT (*.fit);;CSV (*.csv);;JSON (*.json)"


def ask_and_share(parent: QWidget, book: SessionList, chosen: Session | None) -> str:
    """Write all sessions of `book`, or the `chosen` one where a person wants a FIT file; return what to tell."""
    where, _filter = QFileDialog.getSaveFileName(parent, _("Export"), "retrotimer-history.csv", KINDS)
    if not where:
        return ""
    notes: tuple[str, ...] = ()
    try:
        if Path(where).suffix.casefold() == ONE and chosen:
            notes = share_session(chosen, Path(where))
        else:
            shared = share_history(book, Path(where))
            notes = (*shared.unread, *shared.lost)
    except RetroTimerError as error:
        return str(error)
    return "\n".join((_("Saved: {file}").format(file=where), *notes))


def ask_and_share_one(parent: QWidget, session: Session) -> str:
    """Write `session` where and as a person chooses; return what to say of it."""
    name = f"{stem_for(session.name)}-{session.local_start:%Y-%m-%d}.fit"
    where, _filter = QFileDialog.getSaveFileName(parent, _("Export this session"), name, ONE_KINDS)
    if not where:
        return ""
    try:
        notes = share_file(session.path, Path(where))
    except RetroTimerError as error:
        return str(error)
    return "\n".join((_("Saved: {file}").format(file=where), *notes))


DELETION = "deletion"
"""What is told of a deletion is about it."""
SEARCH_PX, BESIDE_PX = 200, 560
"""How wide the search is at least, and the page that has it in its head, in px at plain text."""


class HistoryPage(QWidget):
    """Shows what `reader` reads. `left` asks to go back, `opened` for the summary of a session."""

    PLACE = "history"
    left = Signal()
    opened = Signal(object)

    def __init__(self, reader: HistoryReader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._deleted: list[Session] = []
        self._latest: tuple[Session, ...] = ()
        self.setAccessibleName(_("History"))
        self.figures, self.week, self.found = words(), text_label(px=15), text_label(px=15, muted=True)
        self.problems, self.notice = text_label(px=15), Notice()
        self._told_at: Session | None = None
        self.bars, self.sessions = WeekBars(), HistoryList()
        self.search = SearchField(_("Search in name, note and date"))
        self.back = Button(_("Back"), "Esc", px=17)
        self.delete, self.undo = Button(_("Delete"), _("Del"), px=17), Button(_("Undo"), "Ctrl+Z", px=17)
        self.export = Button(_("Export…"), px=17)
        self.action_row = FoldingRow((self.delete, self.export), _("More"), keeps_first=True)
        self._connect()
        self._lay_out()
        self.notify("")
        self.show_book(reader.book)

    @property
    def book(self) -> SessionList | None:
        """What is shown; None before it was read."""
        return self._reader.book

    def show_book(self, book: SessionList | None) -> None:
        """Show `book`, which may have been read again; choice, place and search stay. None is still being read."""
        has_any = bool(book and book.sessions)
        for part in (self.bars, self.week, self.search, self.sessions):
            part.setVisible(has_any)
        for button in (self.delete, self.export):
            button.setEnabled(has_any)
        self._space.setVisible(not has_any)
        self.undo.setVisible(bool(self._deleted))
        if book:
            walk = last_walk_text(book)
            self.figures.setText(foldable(f"{summed(book)}\n{walk}" if walk else summed(book)))
            notify(self.problems, "\n".join(book.problems))
            self.bars.show_weeks(book.all_weeks)
        else:
            self._show_progress(0)
            self.problems.hide()
        self._find()

    def place(self) -> tuple[str, str]:
        """Return what is searched, and the id of what is chosen."""
        session = self.sessions.current()
        return self.search.text(), session.id if session else ""

    def go_to(self, searched: str, known: str) -> None:
        """Search for `searched`, and choose the session with the id `known`."""
        self.search.setText(searched)
        self.sessions.choose(known)

    def notify(self, sentence: str, about: str = "") -> None:
        """Say how something went, until what it is `about` goes: see `Notice`."""
        self._told_at = self.sessions.current()
        self.notice.show_sentence(sentence, about)

    def _end_moment(self) -> None:
        now, before = self.sessions.current(), self._told_at
        if (now and now.id) != (before and before.id):
            self.notice.end_moment()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list: as a focus proxy it would take the rest of the page out of Tab's way."""
        super().focusInEvent(event)
        self.sessions.setFocus(event.reason())

    def showEvent(self, event: QShowEvent) -> None:
        """Read, and follow what comes from elsewhere."""
        super().showEvent(event)
        self._reader.follow(is_wanted=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing that nobody sees."""
        super().hideEvent(event)
        self._reader.follow(is_wanted=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self._reader.read.connect(self.show_book)
        self._reader.begun.connect(self._show_latest)
        self._reader.moved.connect(self._show_progress)
        self.bars.message.connect(self._tell_week)
        self.bars.asked.connect(self.sessions.show_week)
        self.sessions.week_seen.connect(self.bars.show_week)
        self.search.textChanged.connect(self._find)
        self.search.left.connect(self.sessions.setFocus)
        self.sessions.opened.connect(self.opened)
        self.sessions.menu_requested.connect(self._open_menu)
        self.sessions.selectionModel().currentChanged.connect(self._end_moment)
        self.back.clicked.connect(self.left)
        self.delete.clicked.connect(self._delete)
        self.undo.clicked.connect(self._undo)
        self.export.clicked.connect(self._ask_where)
        acts = {"search": self.search.setFocus, "undo": self._undo}
        of_session = {"open": self._open, "export": self._export_one, "delete": self._delete}
        self._actions, self._of_session = Actions(self, HISTORY, acts), Actions(self.sessions, HISTORY, of_session)

    def _open_menu(self, at: QPoint) -> None:
        from retrotimer.gui.widgets.menus import Part, open_context_menu  # seldom needed

        actions = self._of_session
        parts = Part((actions["open"], actions["export"])), Part((actions["delete"],))
        open_context_menu(self.sessions, at, parts)

    def _open(self) -> None:
        session = self.sessions.current()
        if session:
            self.opened.emit(session)

    def _lay_out(self) -> None:
        self._head, body, self._space = QHBoxLayout(), QWidget(), QWidget()
        self._head.setSpacing(2 * GRID)
        self._title = title = words(_("History"), px=34, head=True)
        title.setWordWrap(False)
        self._head.addWidget(self.back)
        self._head.addWidget(title, 1)
        self._head.addWidget(self.action_row)
        self._column = column = QVBoxLayout(body)
        column.setSpacing(GRID)
        for part, share in (
            (self.figures, 0),
            (self.bars, 2),
            (self.week, 0),
            (self.found, 0),
            (self.sessions, 5),
            (self._space, 1),
            (self.problems, 0),
        ):
            column.addWidget(part, share)
        message = QHBoxLayout()
        message.addWidget(self.notice, 1)
        message.addWidget(self.undo)
        column.addLayout(message)
        self._scroll = Scroll(body)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._show_focus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(self._scroll, 1)
        self.search.setStyleSheet("QLineEdit { background: transparent; border: none; }")  # it paints itself
        self.search.setMinimumWidth(round(theme.sized(SEARCH_PX)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have the search in the head, or where that is too narrow above the sessions."""
        super().resizeEvent(event)
        edge = EDGE if self.width() >= theme.sized(ROOMY[0]) else 2 * GRID
        self._head.setContentsMargins(edge, GRID, edge, GRID)
        self._column.setContentsMargins(edge, GRID, edge, 2 * GRID)
        self._title.setFont(theme.head_font(34 if self.height() >= theme.sized(ROOMY[1]) else 26))
        self.week.setMinimumHeight(0)
        beside = self.back.sizeHint().width() + self._title.sizeHint().width() + self.search.minimumWidth()
        margins = 12 * GRID + self._scroll.verticalScrollBar().sizeHint().width()
        needed = beside + self.action_row.minimumSizeHint().width() + margins
        if self.width() >= max(needed, theme.sized(BESIDE_PX)):
            self._head.insertWidget(2, self.search, 99)
        else:
            self._column.insertWidget(self._column.indexOf(self.week) + 1, self.search)

    def _show_focus(self) -> None:
        """Scroll to where the keys go, where the page is too low for all."""
        if self.sessions.hasFocus():
            self._scroll.ensureWidgetVisible(self.sessions, 0, 0)
            if self.undo.isVisible():
                self._scroll.ensureWidgetVisible(self.undo, 0, GRID)

    def _show_latest(self, sessions: tuple[Session, ...]) -> None:
        """Show the latest sessions while the others are read: they can be opened, not yet searched or deleted."""
        self._latest = sessions
        self._space.hide()
        for part in (self.bars, self.week, self.search, self.sessions):
            part.show()  # with what is not known yet too: else they would push the list down under the pointer
        self._find()

    def _show_progress(self, percent: int) -> None:
        if self.book is None:
            self.figures.setText(_("Your sessions are being read: {percent} %.").format(percent=percent))

    def _tell_week(self, sentence: str) -> None:
        """Tell of a week, in as much room as the longest sentence had: else the list jumps with the pointer."""
        self.week.setText(sentence)
        high = self.week.heightForWidth(self.week.width())
        self.week.setMinimumHeight(max(high, self.week.minimumHeight()))

    def _find(self) -> None:
        searched = self.search.text()
        found = self.book.search(searched) if self.book else self._latest
        self.sessions.show_sessions(found)
        notify(self.found, found_text(found) if self.book and searched.strip() else "")

    def _delete(self) -> None:
        session = self.sessions.current()
        if session is None or self.book is None:
            return
        try:
            book = self.book.delete(session.id)
        except RetroTimerError as error:
            self.notify(str(error))
            return
        self._deleted.append(session)
        self._take(book)
        self.notify(_("{name} was deleted. Undo brings it back.").format(name=session.name), DELETION)

    def _undo(self) -> None:
        if self.book is None or not self._deleted:
            return
        try:
            book = self.book.undelete(self._deleted[-1].id)
        except RetroTimerError as error:
            self.notify(str(error))
            return
        session = self._deleted.pop()
        self.notice.end(DELETION)
        self._take(book)
        self.sessions.choose(session.id)
        self.sessions.setFocus()

    def _take(self, book: SessionList) -> None:
        self._reader.keep(book)
        self.show_book(book)

    def _export_one(self) -> None:
        session = self.sessions.current()
        if session:
            self.notify(ask_and_share_one(self, session))

    def _ask_where(self) -> None:
        if self.book:
            self.notify(ask_and_share(self, self.book, self.sessions.current()))
