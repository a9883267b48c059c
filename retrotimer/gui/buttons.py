"""Buttons of our own look: no style sheet to parse when the window starts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from retrotimer.gui import theme

RADIUS = 10


class Button(QAbstractButton):
    """A button with a text and, smaller, the key that does the same.

    `filled` is for the one thing a page is for; `px` is the size of its text at plain text scale.
    """

    def __init__(
        self, text: str, key: str = "", *, px: int = 20, filled: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._filled = key, filled
        self._shows_key = True
        self.setText(text)
        self.setFont(theme.head_font(px))
        self.setAccessibleName(text)

    def label(self) -> str:
        """Return what is painted."""
        return self._labelled(self.text()) if self._shows_key else self.text()

    def show_key(self, is_shown: bool) -> None:
        """Show the key beside the text, or not while it means something else; the room for it stays."""
        if is_shown != self._shows_key:
            self._shows_key = is_shown
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room of its label with a margin."""
        metrics = QFontMetrics(self.font())
        wide = max(metrics.horizontalAdvance(self.label()), metrics.horizontalAdvance(self._labelled(self.text())))
        return QSize(wide + 5 * theme.GRID, metrics.height() + 2 * theme.GRID)

    def width_for(self, text: str) -> int:
        """Return how wide the button is with `text` in place of its own, in px."""
        return QFontMetrics(self.font()).horizontalAdvance(self._labelled(text)) + 5 * theme.GRID

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the edge, the focus and the label."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        ground, ink = self._colours()
        painter.setBrush(ground)
        painter.setPen(self._edge())
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.label())

    def _labelled(self, text: str) -> str:
        return f"{text}   {self._key}" if self._key else text

    def _edge(self) -> QPen:
        """Return the pen of the edge: where it cannot be pressed it has gaps, to be told without colour."""
        if self.hasFocus():
            return QPen(theme.colours.focus, 3)
        return QPen(theme.colours.ink, 1.5) if self.isEnabled() else theme.disabled_pen()

    def _colours(self) -> tuple[QColor, QColor]:
        if not self.isEnabled():
            return theme.colours.panel, theme.colours.disabled
        ground, ink = (
            (theme.colours.filled, theme.colours.on_filled)
            if self._filled
            else (theme.colours.paper, theme.colours.ink)
        )
        if self.isDown():
            return (
                (theme.colours.muted, theme.colours.on_filled)
                if self._filled
                else (theme.colours.track, theme.colours.ink)
            )
        if self.underMouse() and not self._filled:
            return theme.colours.panel, ink
        return ground, ink
