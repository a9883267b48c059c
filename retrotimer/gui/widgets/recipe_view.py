"""Show a workout's recipe: a line for each part, which lights up together with its blocks in the ribbon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.texts import _
from retrotimer.training.workout.recipe import SEPARATOR, RecipeLine

MOST = 60
"""More lines than that are only counted."""
PX = 19
EDGE, GAP = 10, 5
"""The room beside a line's words, and above and below them."""
FIGURES = re.compile(r"\d[\d:.]*(\s?m\b|\s×)?")
WIDTHS = 4
Row = tuple[QTextLayout, QRectF]


class RecipeView(QWidget):
    """Shows the lines of a recipe; `pointed` tells at which one the mouse points, -1 for none."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: Sequence[str] = ()
        self._rows: dict[int, list[Row]] = {}
        """The folded lines, by `WIDTHS` widths: a layout asks for several before it settles on one."""
        self._lit = self._pointed = -1
        self._size = 1.0
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[RecipeLine]) -> None:
        """Show `lines`."""
        texts = [line.text for line in lines]
        if len(texts) > MOST:
            texts[MOST:] = [_("… and {n} more").format(n=len(texts) - MOST)]
        self.setAccessibleName(SEPARATOR.join(texts))
        self._texts, self._lit, self._pointed = texts, -1, -1
        self._forget()

    def use_size(self, size: float) -> None:
        """Write in type of `size`; plain is 1."""
        if size != self._size:
            self._size = size
            self._forget()

    def light(self, line: int) -> None:
        """Light `line`, or none for -1."""
        if line != self._lit:
            self._lit = line
            self.update()

    def row_area(self, line: int) -> QRectF:
        """Return where `line` is."""
        return self._laid_out(self.width())[line][1]

    def sizeHint(self) -> QSize:
        return QSize(440, self.heightForWidth(440))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, round(theme.sized(PX)))

    def heightForWidth(self, width: int) -> int:
        rows = self._laid_out(width)
        return round(rows[-1][1].bottom()) + 1 if rows else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid_out(self.width())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        rows = enumerate(self._laid_out(self.width()))
        self._point(next((n for n, (_text, area) in rows if area.contains(event.position())), -1))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(-1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for nth, (text, area) in enumerate(self._laid_out(self.width())):
            if nth == self._lit:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.faded(theme.colours.focus, 0.15))
                painter.drawRoundedRect(area, 6, 6)
            painter.setPen(theme.colours.ink)
            text.draw(painter, QPointF(EDGE, area.top() + GAP))

    def _point(self, line: int) -> None:
        if line != self._pointed:
            self._pointed = line
            self.pointed.emit(line)

    def _forget(self) -> None:
        self._rows.clear()
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> list[Row]:
        """Return the words of each line, folded to `width`, and where they are."""
        rows = self._rows.get(width)
        if rows is None:
            font, top = theme.text_font(PX * max(self._size, 0.85)), 0.0
            if len(self._rows) == WIDTHS:
                self._rows.clear()
            rows = self._rows[width] = []
            for text in self._texts:
                layout = _folded(text, font, max(1, width - 2 * EDGE))
                high = layout.boundingRect().height() + 2 * GAP
                rows.append((layout, QRectF(0, top, width, high)))
                top += high
        return rows


def _folded(text: str, font: QFont, width: int) -> QTextLayout:
    """Return `text`, its figures bold, in lines of `width` px."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    formats = []
    for found in FIGURES.finditer(text):
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = found.start(), found.end() - found.start(), bold
        formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout
