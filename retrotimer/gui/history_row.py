"""A row of the history, painted when it is seen: figures stand in columns, where it is narrow below the name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from retrotimer.app.days import day_text
from retrotimer.app.history import Session, sessions_text
from retrotimer.app.history_rows import Row, SessionRow, head_text, remarks
from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.figures import length_text
from retrotimer.training.weeks import Figures, Total

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
class Look:
    """How a row stands in its list."""

    is_chosen: bool
    has_focus: bool


def is_folded(wide: float) -> bool:
    """Return whether rows of `wide` px have two lines."""
    return wide < theme.sized(FOLDED_BELOW)


def row_height(wide: float) -> int:
    """Return how high the rows are that are `wide` px wide."""
    return round(theme.sized(FOLDED_HIGH if is_folded(wide) else HIGH))


def paint_row(painter: QPainter, place: QRectF, row: Row, look: Look) -> None:
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


def _ground(painter: QPainter, place: QRectF, row: Row, look: Look) -> tuple[QColor, QColor]:
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
    told = _remarks(session)
    beside = _part(room, room.width() - remarks_px(room.width(), session)) if told else room
    room.setLeft(room.left() + writer.left(beside, session.name) + SIDE)
    writer.left(room, told, SMALL_PX, is_quiet=True)


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
