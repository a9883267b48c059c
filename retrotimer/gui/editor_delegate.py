"""Paints the rows of the editor's tree."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from retrotimer.gui.editor_model import ITEM
from retrotimer.gui.editor_row import Look, paint_row, row_height

AnyIndex = QModelIndex | QPersistentModelIndex


class StepDelegate(QStyledItemDelegate):
    """Paints a row; `look` tells how it stands in its tree."""

    def __init__(self, look: Callable[[AnyIndex], Look], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        """Return the room of a row."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        paint_row(painter, QRectF(option.rect), index.data(ITEM), self._look(index))
