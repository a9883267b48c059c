"""The list of presets: each row with its name, its length and level, and its small ribbon, painted on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.words import level_word
from retrotimer.files.library import Broken, Preset
from retrotimer.gui import sheets, theme
from retrotimer.gui.ribbon import paint_ribbon
from retrotimer.texts import _
from retrotimer.training.paces import Paces

AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 102
ROW_GAP = theme.GRID


class PresetModel(QAbstractListModel):
    """Presets, as an `Overview` each, and broken files, for a view."""

    def __init__(self, entries: Sequence[Preset | Broken], paces: Paces) -> None:
        super().__init__()
        self._entries = [e if isinstance(e, Broken) else Overview(e, paces) for e in entries]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name of a preset, what a screen reader says of it, or all of it."""
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.id if isinstance(entry, Broken) else entry.preset.workout.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.data(index)}, {side_text(entry)}"
        return None


def side_text(entry: Overview | Broken) -> str:
    """Return what stands beside the name: length and level, or that the file cannot be used."""
    if isinstance(entry, Broken):
        return _("cannot be read")
    level = level_word(entry.preset.workout.level)
    return " · ".join(part for part in (entry.total_text, level) if part)


class PresetDelegate(QStyledItemDelegate):
    """Paints a row.

    It asks the list which row is chosen: the option's state would make PySide build QStyle's 70 enumerations.
    """

    def __init__(self, presets: PresetList) -> None:
        super().__init__(presets)
        self._list = presets

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002, N802
        """Return the room of a row."""
        return QSize(200, ROW_HEIGHT + ROW_GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the card, the name, the side text and the ribbon."""
        entry: Overview | Broken = index.data(ENTRY)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2 - ROW_GAP)
        chosen = index.row() == self._list.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colours.paper if chosen else theme.colours.panel)
        focused = chosen and self._list.hasFocus()
        painter.setPen(
            QPen(theme.colours.focus if focused else theme.colours.ink, 3 if focused else 2)
            if chosen
            else QPen(theme.colours.line)
        )
        painter.drawRoundedRect(box, 10, 10)
        inner = box.adjusted(16, 8, -16, -8)
        _paint_head(painter, QRectF(inner.left(), inner.top(), inner.width(), 32), str(index.data()), entry)
        if isinstance(entry, Overview):
            paint_ribbon(painter, inner.adjusted(0, 36, 0, 0), entry.timeline)
        painter.restore()


def _paint_head(painter: QPainter, area: QRectF, name: str, entry: Overview | Broken) -> None:
    """Paint the name and what fits beside it: length and level, or the length alone."""
    name_font, side_font = theme.font(26), theme.font(16, bold=False, family=theme.TEXT)
    metrics, side_metrics = QFontMetricsF(name_font), QFontMetricsF(side_font)
    side = side_text(entry)
    if isinstance(entry, Overview) and metrics.horizontalAdvance(name + "  " + side) > area.width():
        side = entry.total_text
    room = area.width() - side_metrics.horizontalAdvance(side) - 2 * theme.GRID
    painter.setPen(theme.colours.ink)
    painter.setFont(name_font)
    elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
    painter.setPen(theme.colours.muted)
    painter.setFont(side_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, side)


class PresetList(QListView):
    """Presets to choose from; `chosen` tells the entry, `started` asks to begin it (Space, Enter, double click)."""

    chosen = Signal(object)
    started = Signal(object)

    def __init__(self, model: PresetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._found)
        self.setItemDelegate(PresetDelegate(self))
        self.setAccessibleName(_("Workouts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # asking Qt for the viewport, the scroll bar or the selection would cost PySide 30 ms of finding their class
        self.setStyleSheet(sheets.scroll_bars())
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.colours.panel)
        self.setPalette(colours)
        self.activated.connect(lambda index: self._start(index.data(ENTRY)))

    def search(self, text: str) -> None:
        """Show only presets with `text` in their name."""
        self._found.setFilterFixedString(text)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._found.index(0, 0))

    def choose(self, preset_id: str | None) -> None:
        """Choose the preset with that id, or the first one."""
        rows = range(self._found.rowCount())
        ids = [self._found.index(row, 0).data(ENTRY) for row in rows]
        row = next((n for n, e in enumerate(ids) if isinstance(e, Overview) and e.preset.id == preset_id), 0)
        self.setCurrentIndex(self._found.index(row, 0))

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802 - Qt's name
        """Tell the entry that is now chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.data(ENTRY))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Begin with Space or Enter, whatever the platform takes for activation."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._start(self.currentIndex().data(ENTRY))
        else:
            super().keyPressEvent(event)

    def _start(self, entry: object) -> None:
        if isinstance(entry, Overview):
            self.started.emit(entry)
