"""The texts of the run page's face: each with its place and a font in which it fits there."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from retrotimer.app.display import Display
from retrotimer.gui import theme
from retrotimer.gui.face_layout import FaceLayout, filling, fitted, pattern, paused_parts
from retrotimer.texts import _
from retrotimer.training.states import State

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
        """Paint it with the painter's pen."""
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
