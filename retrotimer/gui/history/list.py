"""The list view of sessions by week and day; only visible rows are painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from retrotimer.app.formatting import day_text
from retrotimer.app.history.history import Session, sessions_text
from retrotimer.app.history.rows import Row, SessionRow, WeekRow, head_text, remarks, rows, spoken
from retrotimer.gui import theme
from retrotimer.gui.theme import stylesheets
from retrotimer.texts import _
from retrotimer.training.formatting import length_text
from retrotimer.training.history.weeks import Figures, Total, monday

HIGH, FOLDED_HIGH, TEXT_PX, SMALL_PX = 32, 54, 17, 15
SIDE = theme.GRID
DAY, TIME, DONE, WAY = 116, 56, 84, 104
"""The widths of the columns, in px at plain text."""
REMARKS_SHARE, MOST_REMARKS_SHARE = 0.4, 0.7
"""Which part of the room of a name is kept for effort and note, and at most for the effort."""
FOLDED_BELOW, FORWARD_FROM = 580, 680
"""Narrower, in px at plain text, a row has two lines; narrower than the other, it does without the time forward."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SessionRowStyle:
    """How a row stands in its list."""

    is_chosen: bool
    has_focus: bool


def is_folded(wide: float) -> bool:
    """Return whether rows of `wide` px have two lines."""
    return wide < theme.sized(FOLDED_BELOW)


def row_height(wide: float) -> int:
    """Return how high the rows are that are `wide` px wide."""
    return round(theme.sized(FOLDED_HIGH if is_folded(wide) else HIGH))


def paint_row(painter: QPainter, place: QRectF, row: Row, look: SessionRowStyle) -> None:
    """Paint `row` into `place`."""
    painter.save()
    ink, quiet = _ground(painter, place, row, look)
    area = place.adjusted(SIDE, 0, -SIDE, 0)
    writer = _Writer(painter, ink, quiet)
    if is_folded(place.width()):
        _paint_folded(writer, area, row)
    elif isinstance(row, SessionRow):
        _paint_session(writer, area, row)
    else:
        room = _paint_figures(writer, area, row.total, is_bold=True)
        count = writer.right(room, sessions_text(row.total.sessions), SMALL_PX)
        writer.left(room.adjusted(0, 0, -count - SIDE, 0), head_text(row), is_bold=True)
    painter.restore()


def _ground(painter: QPainter, place: QRectF, row: Row, look: SessionRowStyle) -> tuple[QColor, QColor]:
    """Paint what a row stands on; return the inks for it, the second a quieter one."""
    c = theme.colours
    if look.is_chosen:
        painter.fillRect(place, c.focus if look.has_focus else c.track)
        return (c.field, c.field) if look.has_focus else (c.ink, c.ink)
    if not isinstance(row, SessionRow):
        painter.fillRect(place, c.panel)
    return c.ink, c.muted


class _Writer:
    """Writes texts of a row, cut where the room ends."""

    def __init__(self, painter: QPainter, ink: QColor, quiet: QColor) -> None:
        self._painter, self._ink, self._quiet = painter, ink, quiet

    def left(
        self, room: QRectF, text: str, px: float = TEXT_PX, *, is_bold: bool = False, is_quiet: bool = False
    ) -> float:
        """Write `text` at the left; return how wide it is."""
        return self._write(room, text, px, LEFT, is_bold=is_bold, is_quiet=is_quiet)

    def right(
        self, room: QRectF, text: str, px: float = TEXT_PX, *, is_bold: bool = False, is_quiet: bool = False
    ) -> float:
        """Write `text` at the right; return how wide it is."""
        return self._write(room, text, px, RIGHT, is_bold=is_bold, is_quiet=is_quiet)

    def _write(
        self, room: QRectF, text: str, px: float, align: Qt.AlignmentFlag, *, is_bold: bool, is_quiet: bool
    ) -> float:
        font = theme.text_font(px, bold=is_bold)
        metrics = QFontMetricsF(font)
        wide = metrics.horizontalAdvance(text)
        if wide > room.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        self._painter.setFont(font)
        self._painter.setPen(self._quiet if is_quiet else self._ink)
        self._painter.drawText(room, align, text)
        return min(wide, room.width())


def _paint_session(writer: _Writer, area: QRectF, row: SessionRow) -> None:
    session = row.session
    room = _paint_figures(writer, area, session.figures, is_bold=False)
    if row.tells_day:
        writer.left(_part(room, theme.sized(DAY)), day_text(session.day))
    room.setLeft(room.left() + theme.sized(DAY))
    writer.left(_part(room, theme.sized(TIME)), f"{session.local_start:%H:%M}", is_quiet=True)
    room.setLeft(room.left() + theme.sized(TIME))
    room.setRight(room.right() - SIDE)
    message = _remarks(session)
    beside = _part(room, room.width() - remarks_px(room.width(), session)) if message else room
    room.setLeft(room.left() + writer.left(beside, session.name) + SIDE)
    writer.left(room, message, SMALL_PX, is_quiet=True)


def _paint_figures(writer: _Writer, area: QRectF, figures: Figures | Total, *, is_bold: bool) -> QRectF:
    """Paint the times into their columns; return the room that is left of them."""
    done, forward, backward = _times(figures)
    columns = [(backward, WAY), (forward, WAY), (done, DONE)]
    if area.width() < theme.sized(FORWARD_FROM):
        columns.pop(1)
    room = QRectF(area)
    for text, wide in columns:
        writer.right(room, text, is_bold=is_bold)
        room.setRight(room.right() - theme.sized(wide))
    return room


def _paint_folded(writer: _Writer, area: QRectF, row: Row) -> None:
    upper, lower = QRectF(area), QRectF(area)
    upper.setBottom(area.center().y() + theme.sized(2))
    lower.setTop(area.center().y() - theme.sized(2))
    is_head = not isinstance(row, SessionRow)
    done, forward, backward = _times(row.session.figures if isinstance(row, SessionRow) else row.total)
    upper.setRight(upper.right() - writer.right(upper, done, is_bold=is_head) - SIDE)
    if isinstance(row, SessionRow):
        at = _("{day}, {time:%H:%M}").format(day=day_text(row.session.day), time=row.session.local_start)
        writer.left(upper, row.session.name)
        below = " · ".join((at, f"{forward} {backward}", *remarks(row.session)))
    else:
        writer.left(upper, head_text(row), is_bold=True)
        below = " · ".join((sessions_text(row.total.sessions), f"{forward} {backward}"))
    writer.left(lower, below, SMALL_PX, is_quiet=True)


def _times(figures: Figures | Total) -> tuple[str, str, str]:
    """Return the time under way, forward and backward."""
    return (
        length_text(figures.done_ms),
        f"↑ {length_text(figures.forward_ms)}",
        f"↓ {length_text(figures.backward_ms)}",
    )


def remarks_px(room: float, session: Session) -> float:
    """Return how much of `room` px is kept for what there is to say of `session`, however long its name.

    It is enough to tell that it was stopped and how hard it was; a long note and a long name share what is left.
    """
    metrics = QFontMetricsF(theme.text_font(SMALL_PX))
    whole = metrics.horizontalAdvance(_remarks(session)) + 1
    least = metrics.horizontalAdvance(" · ".join(remarks(session._replace(note="")))) + 1
    return min(whole, max(REMARKS_SHARE * room, min(least, MOST_REMARKS_SHARE * room)))


def _remarks(session: Session) -> str:
    return " · ".join(remarks(session))


def _part(room: QRectF, wide: float) -> QRectF:
    return QRectF(room.left(), room.top(), wide - SIDE, room.height())


AnyIndex = QModelIndex | QPersistentModelIndex
LEAST_ROWS = 3
"""So many rows are to be seen, however low the window."""


class HistoryModel(QAbstractListModel):
    """The rows, the latest first. Only sessions can be chosen; the first below a head is read out with it."""

    def __init__(self) -> None:
        super().__init__()
        self.sessions: tuple[Session, ...] = ()
        self.shown: tuple[Row, ...] = ()

    def show_sessions(self, sessions: tuple[Session, ...]) -> None:
        """Show `sessions` from now on."""
        self.beginResetModel()
        self.sessions, self.shown = sessions, rows(sessions)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let sessions alone be chosen."""
        if index.isValid() and isinstance(self.shown[index.row()], SessionRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row."""
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index.row())
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            return spoken(self.shown[index.row()])  # all of what may be cut off
        return None

    def _text(self, nth: int) -> str:
        first = self.head_of(nth) if isinstance(self.shown[nth], SessionRow) else nth
        return "; ".join(spoken(row) for row in self.shown[first : nth + 1])

    def head_of(self, nth: int) -> int:
        """Return the first of the heads right above row `nth`; the row itself where there are none."""
        while nth and not isinstance(self.shown[nth - 1], SessionRow):
            nth -= 1
        return nth

    def session_from(self, nth: int) -> int:
        """Return the row of the first session from `nth` on. The last row of all is one, where there are any."""
        nth = min(max(nth, 0), len(self.shown) - 1)
        while nth >= 0 and not isinstance(self.shown[nth], SessionRow):
            nth += 1
        return nth

    def row_of(self, known: str) -> int | None:
        """Return the row of the session with the id `known`."""
        return next((n for n, row in enumerate(self.shown) if _is_session(row, known)), None)

    def row_of_week(self, first: int) -> int | None:
        """Return the row of the head of the week of the Monday `first`, or of the next earlier one."""
        weeks = ((nth, row) for nth, row in enumerate(self.shown) if isinstance(row, WeekRow))
        return next((nth for nth, row in weeks if row.day <= first), None)


def _is_session(row: Row, known: str) -> bool:
    return isinstance(row, SessionRow) and row.session.id == known


class _Delegate(QStyledItemDelegate):
    """Paints a row; it asks the list which is chosen, as the option's state would cost PySide time."""

    def __init__(self, sessions: HistoryList) -> None:
        super().__init__(sessions)
        self._list = sessions

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        """Return the room of a row."""
        return QSize(100, self._list.take_row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        nth = index.row()
        look = SessionRowStyle(nth == self._list.currentIndex().row(), self._list.hasFocus())
        paint_row(painter, QRectF(option.rect), self._list.rows.shown[nth], look)


class HistoryList(QListView):
    """Sessions to choose from.

    `opened` asks for one, by Enter, Space or a click; `menu_requested` for a menu of the chosen one at a global
    place; `week_seen` tells the Monday of the week of what was chosen.
    """

    opened = Signal(object)
    menu_requested = Signal(QPoint)
    week_seen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = HistoryModel()
        self._laid_out_px = 0
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Sessions"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().setStyleSheet(stylesheets.scroll_bars())
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.colours.paper)
        self.setPalette(colours)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._tell_week)
        self._make_room()

    def current(self) -> Session | None:
        """Return the chosen session."""
        nth = self.currentIndex().row()
        row = self.rows.shown[nth] if 0 <= nth < len(self.rows.shown) else None
        return row.session if isinstance(row, SessionRow) else None

    def show_sessions(self, sessions: tuple[Session, ...]) -> None:
        """Show `sessions`; what was chosen stays so where it is among them, and so does the place."""
        known, nth, top = self.current(), self.currentIndex().row(), self.verticalScrollBar().value()
        self.rows.show_sessions(sessions)
        found = self.rows.row_of(known.id) if known else None
        self._choose(nth if found is None else found)
        self.verticalScrollBar().setValue(top)

    def choose(self, known: str) -> None:
        """Choose the session with the id `known`, where it is among those shown."""
        nth = self.rows.row_of(known)
        if nth is not None:
            self._choose(nth)

    def show_week(self, first: int) -> None:
        """Show the week of the Monday `first`, or the next earlier one, and choose the latest session in it.

        What is chosen stays so where that week has no session.
        """
        nth = self.rows.row_of_week(first)
        row = None if nth is None else self.rows.shown[nth]
        if nth is None or not isinstance(row, WeekRow):
            return
        if row.day == first:
            self._choose(nth)
        self.scrollTo(self.rows.index(nth, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _choose(self, nth: int) -> None:
        self.setCurrentIndex(self.rows.index(self.rows.session_from(nth), 0))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go where a key leads; where that is a head, to the session below it."""
        index = super().moveCursor(action, modifiers)
        return self.rows.index(self.rows.session_from(index.row()), 0) if index.isValid() else index

    def _open(self, index: QModelIndex) -> None:
        row = self.rows.shown[index.row()]
        if isinstance(row, SessionRow):
            self.opened.emit(row.session)

    def _tell_week(self, index: QModelIndex) -> None:
        row = self.rows.shown[index.row()] if index.isValid() else None
        if isinstance(row, SessionRow):
            self.scrollTo(self.rows.index(self.rows.head_of(index.row()), 0))
            self.week_seen.emit(monday(row.session.day))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rows, or unfold them."""
        super().resizeEvent(event)
        self._make_room()

    def take_row_height(self) -> int:
        """Return how high a row is at this width, for rows that are being laid out."""
        self._laid_out_px = row_height(self.viewport().width())
        return self._laid_out_px

    def _make_room(self) -> None:
        high = row_height(self.viewport().width())
        self.setMinimumHeight(LEAST_ROWS * high)
        if high != self._laid_out_px:  # hidden, rows may have been laid out for any width
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Return the least room; it takes what there is."""
        return QSize(200, self.minimumHeight())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of the session under the pointer, or of what is chosen where a key asks for it."""
        index, at = self.currentIndex(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        else:
            at = self.viewport().mapToGlobal(self.visualRect(index).center())
        if index.isValid() and isinstance(self.rows.shown[index.row()], SessionRow):
            self.setCurrentIndex(index)
            self.menu_requested.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        session, key = self.current(), event.key()
        if session and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(session)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
