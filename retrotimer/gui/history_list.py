"""The list of sessions: a row is made of words only when it is seen, so that ten thousand open at once."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from retrotimer.app.history import Session
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.figures import length_text
from retrotimer.training.weeks import Total

AnyIndex = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Sessions, the latest first; the first of each day tells the day's total too."""

    def __init__(self) -> None:
        super().__init__()
        self.sessions: tuple[Session, ...] = ()
        self._days: dict[int, Total] = {}

    def show_sessions(self, sessions: tuple[Session, ...], days: tuple[Total, ...]) -> None:
        """Show `sessions` from now on, with the totals of their `days`."""
        self.beginResetModel()
        self.sessions, self._days = sessions, {day.day: day for day in days}
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.sessions)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index.row())
        return None

    def _text(self, row: int) -> str:
        session = self.sessions[row]
        words = _("{start:%Y-%m-%d %H:%M} · {name} · {done}, {backward} backward")
        text = words.format(
            start=session.local_start,
            name=session.name,
            done=length_text(session.done_ms),
            backward=length_text(session.backward_ms),
        )
        if session.effort:
            text = _("{session} · effort {effort}").format(session=text, effort=session.effort)
        day = self._days.get(session.day)
        is_first = row == 0 or self.sessions[row - 1].day != session.day
        if day and day.sessions > 1 and is_first:
            text = _("{session} · the day: {done}").format(session=text, done=length_text(day.done_ms))
        return text


class HistoryList(QListView):
    """Sessions to choose from: `opened` asks for the one, by Enter or a click; `deleted` to delete it."""

    opened = Signal(object)
    deleted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HistoryModel()
        self.setModel(self.rows)
        self.setAccessibleName(_("Sessions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setFont(theme.text_font(17))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.opened.emit(self.rows.sessions[index.row()]))

    def current(self) -> Session | None:
        """Return the chosen session."""
        row = self.currentIndex().row()
        return self.rows.sessions[row] if 0 <= row < len(self.rows.sessions) else None

    def show_sessions(self, sessions: tuple[Session, ...], days: tuple[Total, ...]) -> None:
        """Show `sessions`; what was chosen stays so where it is among them, and so does the place."""
        known, top = self.current(), self.verticalScrollBar().value()
        self.rows.show_sessions(sessions, days)
        row = next((n for n, one in enumerate(sessions) if known and one.id == known.id), 0)
        self.setCurrentIndex(self.rows.index(row, 0))
        self.verticalScrollBar().setValue(top)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open by Enter or Space, delete by Del."""
        session, key = self.current(), event.key()
        if session and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(session)
        elif session and key == Qt.Key.Key_Delete:
            self.deleted.emit(session)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
