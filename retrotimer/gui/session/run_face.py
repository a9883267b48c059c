"""Paint the coloured face of the run page: direction, digits and round, readable from across the track."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.app.session.display import Display
from retrotimer.gui import theme
from retrotimer.gui.widgets.face_layout import FaceLayout, face_layout, filling
from retrotimer.gui.widgets.ribbon import STILL, moves, paint_arrow
from retrotimer.texts import _
from retrotimer.training.session import State
from retrotimer.training.workout.workout import Role

PAUSED_WORD_SHARE = 0.42
"""How much of the digits' place the word "Paused" takes while it stands above them."""


def paused_parts(digits: QRectF) -> tuple[QRectF, QRectF]:
    """Return the places of the word "Paused" and, below it, of the digits."""
    high = digits.height()
    word = digits.adjusted(0, 0.06 * high, 0, (0.06 + PAUSED_WORD_SHARE - 1) * high)
    return word, digits.adjusted(0, word.bottom() - digits.top() + 0.07 * high, 0, 0)


def fitted(font_px: float, text: str, width: float, *, family: str = theme.CONDENSED) -> QFont:
    """Return a font of `font_px`, or as much smaller as `text` needs to fit into `width`."""
    font = theme.font(font_px, family=family)
    while (needed := QFontMetricsF(font).horizontalAdvance(text)) > width and font.pixelSize() > 1:
        # hinted letters do not shrink evenly
        font = theme.font(max(1, min(font.pixelSize() - 1, int(font.pixelSize() * width / needed))), family=family)
    return font


def pattern(digits: str) -> str:
    """Return the widest text of the same form, so that the size does not change from one second to the next."""
    return "00" if len(digits) <= 2 else "".join("0" if sign.isdigit() else sign for sign in digits)


DONE = "✓"
LEAST_SHARE = 0.62
"""How far a caption shrinks before its name is cut short."""
LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


class Line(NamedTuple):
    """A text, its place, and how it stands there; `is_big` ones fill it by the height of their capitals."""

    text: str
    area: QRectF
    font: QFont
    align: Qt.AlignmentFlag = CENTRE
    is_big: bool = False

    @property
    def box(self) -> QRectF:
        """What its signs cover."""
        return QFontMetricsF(self.font).tightBoundingRect(self.text).translated(self._origin)

    def paint(self, painter: QPainter) -> None:
        painter.setFont(self.font)
        painter.drawText(self._origin, self.text)

    @property
    def _origin(self) -> QPointF:
        """Where its base line begins."""
        metrics = QFontMetricsF(self.font)
        left = self.area.center().x() - metrics.horizontalAdvance(self.text) / 2
        if self.align is LEFT:
            left = self.area.left()
        elif self.align is RIGHT:
            left = self.area.right() - metrics.horizontalAdvance(self.text)
        if self.is_big:
            rise = -metrics.tightBoundingRect("0").center().y()
        else:
            rise = (metrics.ascent() - metrics.descent()) / 2
        return QPointF(left, self.area.center().y() + rise)


def title_line(display: Display, layout: FaceLayout) -> Line:
    """Return the line that says which way to go, and how far where that is what counts."""
    text = display.whole_title
    return Line(text, layout.title, fitted(layout.title_px, text, layout.title.width()), LEFT)


def side_lines(display: Display, layout: FaceLayout) -> list[Line]:
    """Return round and time left."""
    rounds = "  ·  ".join(part for part in (display.outer_round, display.round) if part)
    high = layout.side.height() / 2
    lines = []
    for nth, text in enumerate(part for part in (rounds, display.left) if part):
        area = QRectF(layout.side.left(), layout.side.top() + nth * high, layout.side.width(), high)
        lines.append(Line(text, area, fitted(layout.side_px, text, area.width()), RIGHT))
    return lines


def digit_lines(display: Display, layout: FaceLayout) -> list[Line]:
    """Return the digits; while it is paused, below the word that says so."""
    digits, area = display.digits or DONE, layout.digits
    if display.state is not State.PAUSED:
        return [Line(digits, area, filling(pattern(digits), area)[0], is_big=True)]
    word = _("Paused").upper()
    above, below = paused_parts(area)
    return [
        Line(word, above, filling(word, above)[0], is_big=True),
        Line(digits, below, filling(pattern(digits), below)[0], is_big=True),
    ]


def caption_line(name: str, said: str, layout: FaceLayout) -> Line:
    """Return the line below the digits: a step's name, cut short where it must be, and what is said.

    It stands in the middle below the digits where it has room there, else in the middle of the face.
    """
    area, px = layout.caption, layout.caption_px
    text = "  ·  ".join(part for part in (name, said) if part)
    below = QRectF(layout.digits.left(), area.top(), layout.digits.width(), area.height())
    if QFontMetricsF(theme.font(px, family=theme.TEXT)).horizontalAdvance(text) <= below.width():
        return Line(text, below, theme.font(px, family=theme.TEXT))
    font = fitted(px, text, area.width(), family=theme.TEXT)
    if font.pixelSize() < LEAST_SHARE * px and name:
        font = fitted(LEAST_SHARE * px, said, area.width(), family=theme.TEXT)
        metrics = QFontMetricsF(font)
        room = area.width() - metrics.horizontalAdvance(f"  ·  {said}" if said else "")
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(0.0, room))
        text = "  ·  ".join(part for part in (short, said) if part)
    return Line(text, area, font)


PAUSED_SHARE = 0.35
FRAME_S = 5
"""From how many seconds before a change on the frame grows."""
TRACK_SHARE = 0.16


class MovingFace(QWidget):
    """Base of what shows a `Display`: its arrow moves, its ground flashes."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._display: Display | None = None
        self._phase, self._is_flashing = STILL, False

    def arrow_area(self) -> QRectF:
        """Return where the arrow is."""
        raise NotImplementedError

    def show_phase(self, phase: float) -> None:
        """Show the arrow `phase`, from 0 to 1, on its way."""
        if phase != self._phase:
            self._phase = phase
            self.update(self.arrow_area().toAlignedRect())

    def show_flash(self, *, is_on: bool) -> None:
        """Show the ground in a lighter tint, or no longer."""
        if is_on != self._is_flashing:
            self._is_flashing = is_on
            self.update()


class RunFace(MovingFace):
    """Shows a `Display`, and repaints only the parts of it that changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role: Role | None = None
        self._caption = ""
        self._layout: FaceLayout = face_layout(1, 1)
        self._part = 0.0

    def arrow_area(self) -> QRectF:
        return self._layout.arrow

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
            self._notify(words, is_new=before is not None)
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

    def lines(self) -> list[Line]:
        """Return every text that is shown."""
        display, layout = self._display, self._layout
        if display is None:
            return []
        caption = caption_line(display.name, self._caption, layout)
        return [title_line(display, layout), *side_lines(display, layout), *digit_lines(display, layout), caption]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout = face_layout(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
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
            paint_bar(painter, layout.bar, self._part, ground)
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

    def _notify(self, words: str, *, is_new: bool) -> None:
        """Give those who hear the window the phase, and say it aloud when it is another one."""
        self.setAccessibleName(words)
        if is_new and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def is_about_to_change(display: Display) -> bool:
    """Return whether another movement, or the end, is so near that it is shown."""
    if display.state not in (State.RUNNING, State.GET_READY) or display.seconds is None:
        return False
    return 0 < display.seconds <= FRAME_S and display.following != display.movement


def paint_bar(painter: QPainter, area: QRectF, part: float, ground: QColor) -> None:
    """Paint how much of an interval is done."""
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
