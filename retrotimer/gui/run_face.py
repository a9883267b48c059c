"""The coloured face of the run page: which way, how long, which round. Readable from across the track."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.app.display import Display
from retrotimer.gui import theme
from retrotimer.gui.arrows import paint_arrow
from retrotimer.gui.face_layout import FaceLayout, digits_font, face_layout, fitted, pattern
from retrotimer.texts import _
from retrotimer.training.states import State
from retrotimer.training.workout import Role

PAUSED_SHARE = 0.35
DONE = "✓"


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

    def show_display(self, display: Display, role: Role | None, caption: str) -> None:
        """Show `display`; `caption` is the line below the digits."""
        before, before_caption = self._display, self._caption
        self._display, self._role, self._caption = display, role, caption
        if before is None or _ground(before) != _ground(display) or before.title != display.title:
            self.setAccessibleName(_words(display))
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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place the parts for the new size."""
        super().resizeEvent(event)
        self._layout = face_layout(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint what lies in the part to be painted."""
        display, layout, dirty = self._display, self._layout, QRectF(event.rect())
        if display is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = _ground(display)
        painter.fillRect(dirty, ground)
        painter.setPen(theme.colours.face_ink)
        if dirty.intersects(layout.title):
            self._paint_title(painter, layout, display)
        if dirty.intersects(layout.side):
            self._paint_side(painter, layout, display)
        if dirty.intersects(layout.digits):
            _paint_digits(painter, layout.digits, display.digits or DONE)
        movement = display.movement or display.following
        if dirty.intersects(layout.arrow) and movement:
            paint_arrow(painter, layout.arrow, movement, self._role if display.movement else None, ground)
        if dirty.intersects(layout.caption):
            self._paint_caption(painter, layout, display)

    def _paint_title(self, painter: QPainter, layout: FaceLayout, display: Display) -> None:
        text = _title(display).upper()
        painter.setFont(fitted(layout.title_px, text, layout.title.width()))
        painter.drawText(layout.title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_side(self, painter: QPainter, layout: FaceLayout, display: Display) -> None:
        lines = [
            line
            for line in ("  ·  ".join(r for r in (display.outer_round, display.round) if r), display.left)
            if line
        ]
        high = layout.side.height() / 2
        for nth, line in enumerate(lines):
            area = QRectF(layout.side.left(), layout.side.top() + nth * high, layout.side.width(), high)
            painter.setFont(fitted(layout.side_px, line, area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line)

    def _paint_caption(self, painter: QPainter, layout: FaceLayout, display: Display) -> None:
        text = "  ·  ".join(part for part in (display.name, self._caption) if part)
        font = theme.font(layout.caption_px, family=theme.TEXT)
        painter.setFont(font)
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, layout.caption.width())
        painter.drawText(layout.caption, Qt.AlignmentFlag.AlignCenter, elided)


def _paint_digits(painter: QPainter, area: QRectF, digits: str) -> None:
    font, high = digits_font(pattern(digits), area)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    left = area.center().x() - metrics.horizontalAdvance(digits) / 2
    ascent = -metrics.tightBoundingRect("0").top()
    painter.drawText(QPointF(left, area.center().y() - high / 2 + ascent), digits)


def _ground(display: Display) -> QColor:
    colour = theme.ground(display.movement)
    return theme.faded(colour, PAUSED_SHARE) if display.state is State.PAUSED else colour


def _title(display: Display) -> str:
    return _("Paused") if display.state is State.PAUSED else display.title


def _words(display: Display) -> str:
    """Return the face in words, for those who hear the window; without the seconds, which would never be silent."""
    parts = (_title(display), display.name, display.outer_round, display.round)
    return ", ".join(part for part in parts if part)
