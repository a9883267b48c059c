"""Show several groups beside each other, each with name, direction, digits, next part and ribbon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from retrotimer.app.session.display import Display, progress
from retrotimer.app.session.player import Player, interval_left_ns
from retrotimer.gui import theme
from retrotimer.gui.session.run_face import (
    DONE,
    LEFT,
    PAUSED_SHARE,
    RIGHT,
    Line,
    MovingFace,
    fitted,
    is_about_to_change,
    paint_bar,
    pattern,
)
from retrotimer.gui.widgets.face_layout import filling
from retrotimer.gui.widgets.ribbon import Ribbon, moves, paint_arrow
from retrotimer.texts import _
from retrotimer.training.session import Session, State
from retrotimer.training.workout.workout import Role

GAP_PX = 4
"""Between two faces."""
SIDE_BY_SIDE = 2
"""So many groups stand in one row; more in rows of two, and from five on of three."""


def columns_for(count: int) -> int:
    """Return in how many columns `count` groups stand."""
    return 2 if count <= 2 * SIDE_BY_SIDE else 3


class GroupLayout(NamedTuple):
    """Where the parts of a face are."""

    name: QRectF
    title: QRectF
    arrow: QRectF
    digits: QRectF
    bar: QRectF
    following: QRectF
    ribbon: QRectF


def group_layout(width: float, height: float) -> GroupLayout:
    """Place the parts in a face of `width` x `height` px: the title below the name, or beside it in a low one."""
    margin = max(6.0, 0.03 * width)
    inner, is_tall = width - 2 * margin, height > 0.75 * width
    if is_tall:
        name = QRectF(margin, 0.03 * height, 0.78 * inner, 0.13 * height)
        title = QRectF(margin, 0.17 * height, 0.78 * inner, 0.09 * height)
        top = 0.29 * height
        arrow = QRectF(margin + 0.82 * inner, 0.03 * height, 0.18 * inner, 0.23 * height)
        digits = QRectF(margin, top, inner, 0.79 * height - top)
    else:
        name = QRectF(margin, 0.015 * height, 0.46 * inner, 0.155 * height)
        title = QRectF(margin + 0.48 * inner, 0.015 * height, 0.52 * inner, 0.155 * height)
        top = 0.175 * height
        arrow = QRectF(margin, top, 0.175 * inner, 0.80 * height - top)
        digits = QRectF(margin + 0.19 * inner, top, 0.81 * inner, 0.80 * height - top)
    return GroupLayout(
        name,
        title,
        arrow,
        digits,
        QRectF(margin, 0.81 * height, inner, 0.018 * height),
        QRectF(margin, 0.835 * height, inner, 0.085 * height),
        QRectF(margin, 0.925 * height, inner, 0.065 * height),
    )


class GroupFace(MovingFace):
    """Shows one group. `clicked` asks to choose it."""

    clicked = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._session: Session | None = None
        self._part = 0.0
        self._is_chosen = self._is_next = False
        self._layout = group_layout(1, 1)
        self._lines_for: tuple[Display, GroupLayout] | None = None
        self._lines: list[Line] = []
        self.ribbon = Ribbon(self)
        self.ribbon.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def arrow_area(self) -> QRectF:
        return self._layout.arrow

    @property
    def is_chosen(self) -> bool:
        """Whether it is marked as chosen."""
        return self._is_chosen

    def show_group(self, display: Display, session: Session, *, is_chosen: bool, is_next: bool) -> None:
        """Show `display` of `session`; `is_next` has the frame: nobody changes earlier."""
        part, before = progress(session).interval, self._display
        marked, before_part = (self._is_chosen, self._is_next), self._part
        self._display, self._session, self._part = display, session, part
        self._is_chosen, self._is_next = is_chosen, is_next
        self._update(before, before_part, is_same=marked == (is_chosen, is_next))
        words = [self._name, display.title, display.round]
        words += [_("chosen")] if is_chosen else []
        self.setAccessibleName(", ".join(word for word in words if word))
        self.ribbon.show_timeline(session.timeline, _("{name} in time").format(name=self._name))
        self.ribbon.show_place(session.index, part)

    def _update(self, before: Display | None, before_part: float, *, is_same: bool) -> None:
        """Repaint what has changed: most of the time the digits or the bar alone."""
        display = self._display
        if before is None or display is None or not is_same or _look(before) != _look(display):
            self.update()
            return
        if before.digits != display.digits:
            self.update(self._layout.digits.toAlignedRect())
        wide = self._layout.bar.width()
        if round(before_part * wide) != round(self._part * wide):
            self.update(self._layout.bar.toAlignedRect())

    @property
    def can_move(self) -> bool:
        """Whether the arrow has somewhere to go now."""
        display = self._display
        if display is None or display.state not in (State.RUNNING, State.GET_READY):
            return False
        return moves(display.movement or display.following, self._role(display))

    def _role(self, display: Display) -> Role | None:
        interval = self._session.interval if self._session else None
        return interval.role if interval and display.movement else None

    def digits_px(self, digits: str) -> float:
        """Return how high `digits` are here."""
        return filling(pattern(digits), self._layout.digits)[1]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout = group_layout(self.width(), self.height())
        self.ribbon.setGeometry(self._layout.ribbon.toRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the group, and take the focus as the page does."""
        self.clicked.emit()
        super().mousePressEvent(event)

    def lines(self) -> list[Line]:
        """Return every text but the name; worked out again only for another display or size: arrows move often."""
        display, layout = self._display, self._layout
        if display is None:
            return []
        if self._lines_for != (display, layout):
            self._lines_for, self._lines = (display, layout), self._lines_of(display, layout)
        return self._lines

    def _lines_of(self, display: Display, layout: GroupLayout) -> list[Line]:
        title = _("Paused").upper() if display.state is State.PAUSED else display.whole_title
        is_beside = layout.title.top() == layout.name.top()
        digits = display.digits or DONE
        lines = [
            Line(
                title,
                layout.title,
                fitted(0.8 * layout.title.height(), title, layout.title.width()),
                RIGHT if is_beside else LEFT,
            ),
            Line(digits, layout.digits, filling(pattern(digits), layout.digits)[0], is_big=True),
        ]
        if display.next_title and display.state is not State.FINISHED:
            following = "  ".join(part for part in (display.next_title.upper(), display.next_length) if part)
            text = _("Next: {what}").format(what=following)
            room = QRectF(layout.following)
            lines.append(Line(text, room, fitted(0.8 * room.height(), text, 0.68 * room.width()), LEFT))
        if display.round:
            room = layout.following.adjusted(0.7 * layout.following.width(), 0, 0, 0)
            lines.append(Line(display.round, room, fitted(0.8 * room.height(), display.round, room.width()), RIGHT))
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        display, layout, dirty = self._display, self._layout, QRectF(event.rect())
        if display is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(display)
        painter.fillRect(dirty, ground)
        if dirty.intersects(layout.name):
            self._paint_name(painter)
        movement = display.movement or display.following
        is_going = movement is not None and display.state is not State.FINISHED
        if movement and is_going and dirty.intersects(layout.arrow):
            paint_arrow(painter, layout.arrow, movement, self._role(display), ground, phase=self._phase)
        if is_going and dirty.intersects(layout.bar):
            paint_bar(painter, layout.bar, self._part, ground)
        painter.setPen(theme.colours.face_ink)
        for line in self.lines():
            if dirty.intersects(line.area):
                line.paint(painter)
        if self._is_next:
            self._paint_frame(painter, display)

    def _ground(self, display: Display) -> QColor:
        ground = theme.ground(display.movement)
        if display.state is State.PAUSED:
            return theme.faded(ground, PAUSED_SHARE)
        return theme.flash_ground(ground) if self._is_flashing else ground

    def _paint_name(self, painter: QPainter) -> None:
        """Paint the name; on a dark ground where the group is chosen."""
        area = self._layout.name
        line = Line(self._name, area, fitted(0.92 * area.height(), self._name, 0.94 * area.width()), LEFT)
        painter.setPen(theme.colours.face_ink)
        if self._is_chosen:
            box = line.box.adjusted(-8, -6, 8, 6)
            painter.setBrush(theme.colours.face_ink)
            painter.drawRoundedRect(box, 6, 6)
            painter.setPen(theme.ground(self._display.movement if self._display else None))
        line.paint(painter)

    def _paint_frame(self, painter: QPainter, display: Display) -> None:
        """Paint a frame: thin while the change is far, in the next colour and thick once it is near."""
        is_near = is_about_to_change(display)
        thick = max(3.0, 0.012 * self.height()) * (2 if is_near else 1)
        pen = QPen(theme.movement_colour(display.following) if is_near else theme.colours.face_ink, thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = thick / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))


def _look(display: Display) -> tuple[object, ...]:
    """Return what more than the digits depends on."""
    near = is_about_to_change(display)
    movements = display.movement, display.following
    return (
        display.state,
        *movements,
        display.whole_title,
        display.next_title,
        display.next_length,
        display.round,
        near,
    )


class GroupFaces(QWidget):
    """Shows all groups of a session; `chosen` tells which one was clicked."""

    chosen = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faces = [GroupFace(name) for name in names]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP_PX)
        columns = columns_for(len(names))
        for nth, face in enumerate(self.faces):
            grid.addWidget(face, nth // columns, nth % columns)
            face.clicked.connect(lambda nth=nth: self.chosen.emit(nth))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for row in range(-(-len(names) // columns)):
            grid.setRowStretch(row, 1)

    def show_player(self, player: Player, displays: Sequence[Display]) -> None:
        """Show where the groups of `player` are."""
        sessions = player.groups.sessions
        lefts = [interval_left_ns(session) if session.is_moving else None for session in sessions]
        soonest = min((left for left in lefts if left is not None), default=None)
        for nth, (face, display, session) in enumerate(zip(self.faces, displays, sessions, strict=True)):
            is_chosen = player.chosen is not None and player.is_chosen(nth)
            is_next = soonest is not None and lefts[nth] == soonest
            face.show_group(display, session, is_chosen=is_chosen, is_next=is_next)
