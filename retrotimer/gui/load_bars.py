"""The load balance of a session: a bar for each tissue with a mark at its limit, and what it means."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.load import CALF_LIMIT, KNEE_LIMIT, Load

FULL = 1.35
"""The load at a bar's right end."""
ROW = 34


class LoadBars(QWidget):
    """Two bars, knee and calf."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load: Load | None = None
        self._row = round(theme.sized(ROW))
        self.setFixedHeight(2 * self._row)
        self.setMinimumWidth(150)

    def sizeHint(self) -> QSize:
        """Return the room for two bars."""
        return QSize(440, 2 * self._row)

    def show_load(self, load: Load) -> None:
        """Show the peaks of `load`."""
        self._load = load
        self.setAccessibleName(
            _(
                "Peak load of the knee {knee:.2f}, limit {knee_limit:.2f}; calf {calf:.2f}, limit {calf_limit:.2f}"
            ).format(knee=load.knee_peak, knee_limit=KNEE_LIMIT, calf=load.calf_peak, calf_limit=CALF_LIMIT)
        )
        self.update()

    def show_nothing(self) -> None:
        """Show no load, as there is none; the room stays."""
        self._load = None
        self.setAccessibleName("")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both bars."""
        if self._load is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.text_font(18, bold=True)
        rows = (
            (_("Knee"), self._load.knee_peak, KNEE_LIMIT),
            (_("Calf"), self._load.calf_peak, CALF_LIMIT),
        )
        words = max(QFontMetricsF(font).horizontalAdvance(word) for word, _peak, _limit in rows) + 16
        for nth, (word, peak, limit) in enumerate(rows):
            row = QRectF(0, nth * self._row, self.width(), self._row)
            painter.setFont(font)
            painter.setPen(theme.colours.ink)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
            _paint_bar(painter, QRectF(words, row.top() + 8, row.width() - words, row.height() - 16), peak, limit)


def _paint_bar(painter: QPainter, area: QRectF, peak: float, limit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.track)
    painter.drawRoundedRect(area, 5, 5)
    painter.setBrush(theme.colours.bar)
    painter.drawRoundedRect(
        QRectF(area.left(), area.top(), area.width() * min(1.0, peak / FULL), area.height()), 5, 5
    )
    painter.setPen(QPen(theme.colours.ink, 3))
    x = area.left() + area.width() * limit / FULL
    painter.drawLine(round(x), round(area.top() - 5), round(x), round(area.bottom() + 5))
