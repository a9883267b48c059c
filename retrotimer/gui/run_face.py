"""The coloured face of the run page: which way, how long, which round. Readable from across the track."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.app.display import Display
from retrotimer.gui import theme
from retrotimer.gui.arrows import STILL, moves, paint_arrow
from retrotimer.gui.face_layout import FaceLayout, face_layout
from retrotimer.gui.face_lines import Line, caption_line, digit_lines, side_lines, title_line
from retrotimer.texts import _
from retrotimer.training.states import State
from retrotimer.training.workout import Role

PAUSED_SHARE = 0.35
FRAME_S = 5
"""From how many seconds before a change on the frame grows."""
TRACK_SHARE = 0.16


class RunFace(QWidget):
    """Shows a `Display`, and repaints only the parts of it that changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._display: Display | None = None
        self._role: Role | None = None
        self._caption = ""
        self._layout: FaceLayout = face_layout(1, 1)
        self._phase = STILL
        self._part = 0.0
        self._is_flashing = False

    @property
    def can_move(self) -> bool:
        """Whether the arrow has somewhere to go now."""
        display = self._display
        under_way = display is not None and display.state in (State.RUNNING, State.GET_READY)
        return under_way and display is not None and moves(display.movement or display.following, self._role)

    def show_display(self, display: Display, role: Role | None, caption: str) -> None:
        """Show `display`; `caption` is the line below the digits."""
        before, before_caption = self._display, self._caption
        self._display, self._role, self._caption = display, role, caption
        words = _words(display)
        if before is None or words != _words(before):
            self._tell(words, is_new=before is not None)
        if before is None or _look(before) != _look(display):
            self.update()
            return
        layout = self._layout
        for area, changed in (
            (layout.digits, before.digits != display.digits),
            (layout.side, (before.round, before.left) != (display.round, display.left)),
            (layout.caption, (before_caption, before.name) != (caption, display.name)),
        ):
            if changed:
                self.update(area.toAlignedRect())

    def show_part(self, part: float) -> None:
        """Show how far the interval is, from 0 to 1."""
        before, self._part = self._part, part
        wide = self._layout.bar.width()
        if round(before * wide) != round(part * wide):
            self.update(self._layout.bar.toAlignedRect())

    def show_phase(self, phase: float) -> None:
        """Show the arrow `phase`, from 0 to 1, on its way."""
        if phase != self._phase:
            self._phase = phase
            self.update(self._layout.arrow.toAlignedRect())

    def show_flash(self, *, is_on: bool) -> None:
        """Show the ground in a lighter tint, or no longer."""
        if is_on != self._is_flashing:
            self._is_flashing = is_on
            self.update()

    def lines(self) -> list[Line]:
        """Return every text that is shown."""
        display, layout = self._display, self._layout
        if display is None:
            return []
        caption = caption_line(display.name, self._caption, layout)
        return [title_line(display, layout), *side_lines(display, layout), *digit_lines(display, layout), caption]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts for the new size."""
        super().resizeEvent(event)
        self._layout = face_layout(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what lies in the part to be painted."""
        display, layout, dirty = self._display, self._layout, QRectF(event.rect())
        if display is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self._ground(display)
        painter.fillRect(dirty, ground)
        movement = display.movement or display.following
        if dirty.intersects(layout.arrow) and movement:
            role = self._role if display.movement else None
            paint_arrow(painter, layout.arrow, movement, role, ground, phase=self._phase)
        if dirty.intersects(layout.bar) and display.state is not State.FINISHED:
            _paint_bar(painter, layout.bar, self._part, ground)
        if is_about_to_change(display):
            self._paint_frame(painter, display)
        painter.setPen(theme.colours.face_ink)
        for line in self.lines():
            if dirty.intersects(line.area):
                line.paint(painter)

    def _ground(self, display: Display) -> QColor:
        ground = theme.ground(display.movement)
        if display.state is State.PAUSED:
            return theme.faded(ground, PAUSED_SHARE)
        if self._is_flashing:
            return theme.flash_ground(ground)
        return ground

    def _paint_frame(self, painter: QPainter, display: Display) -> None:
        """Paint a frame of the colour that comes next, thicker each second, parted from the ground by a line."""
        thick = self._layout.frame_px * (FRAME_S + 1 - (display.seconds or 1)) / FRAME_S
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        whole = QRectF(self.rect())
        pen = QPen(theme.movement_colour(display.following), thick)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(whole.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))
        painter.setPen(QPen(theme.colours.face_ink, max(1.0, thick / 6)))
        painter.drawRect(whole.adjusted(thick, thick, -thick, -thick))
        painter.restore()

    def _tell(self, words: str, *, is_new: bool) -> None:
        """Give those who hear the window the phase, and say it aloud when it is another one."""
        self.setAccessibleName(words)
        if is_new and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def is_about_to_change(display: Display) -> bool:
    """Return whether another movement, or the end, is so near that it is shown."""
    if display.state not in (State.RUNNING, State.GET_READY) or display.seconds is None:
        return False
    return 0 < display.seconds <= FRAME_S and display.following != display.movement


def _paint_bar(painter: QPainter, area: QRectF, part: float, ground: QColor) -> None:
    ink, round_px = theme.colours.face_ink, area.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.mixed(ink, ground, TRACK_SHARE))
    painter.drawRoundedRect(area, round_px, round_px)
    done = max(area.height(), area.width() * part)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(area.left(), area.top(), done, area.height()), round_px, round_px)


def _look(display: Display) -> tuple[object, ...]:
    """Return what the whole face depends on."""
    near = display.seconds if is_about_to_change(display) else None
    return display.state, display.movement, display.following, display.whole_title, near


def _words(display: Display) -> str:
    """Return the face in words, for those who hear the window; without the seconds, which would never be silent."""
    state = _("Paused") if display.state is State.PAUSED else ""
    parts = (state, display.title, display.distance, display.name, display.outer_round, display.round)
    return ", ".join(part for part in parts if part)
