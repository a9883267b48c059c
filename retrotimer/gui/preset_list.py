"""The list of presets: rows are read and painted when they are seen, so that thousands scroll smoothly."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from retrotimer.app.overview import Overview
from retrotimer.app.shelf import Item, Shelf
from retrotimer.gui import theme
from retrotimer.gui.preset_row import Look, paint_row, row_height, spoken, star_area, tip
from retrotimer.gui.ribbon import show_tip
from retrotimer.gui.scroll_bar import ScrollBar
from retrotimer.texts import _

AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
START_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PresetModel(QAbstractListModel):
    """The items of a shelf that are shown, in their order."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf
        self.items: list[Item] = shelf.arranged()

    def show_items(self, items: list[Item]) -> None:
        """Show `items` from now on."""
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many there are."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the item, its name, or what a screen reader says of it."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ENTRY:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item, is_favourite=self.shelf.is_favourite(item))
        return None


class PresetDelegate(QStyledItemDelegate):
    """Paints a row.

    It asks the list which row is chosen: the option's state would make PySide build QStyle's 70 enumerations.
    """

    def __init__(self, presets: PresetList) -> None:
        super().__init__(presets)
        self._list = presets

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        """Return the room of a row."""
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint the row."""
        presets, row = self._list, index.row()
        item = presets.rows.items[row]
        look = Look(row == presets.currentIndex().row(), presets.hasFocus(), presets.rows.shelf.is_favourite(item))
        paint_row(painter, QRectF(option.rect), item, look)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: AnyIndex
    ) -> bool:
        """Tell what is under the pointer: a star, a block of a ribbon, a name that may be cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        show_tip(event, self._list.tip_at(event.pos()), view)
        return True


class PresetList(QListView):
    """Presets to choose from.

    `chosen` tells the item, `started` asks to begin it (Space, Enter, double click), `starred` to give it a star
    or take it away, `typed` has what a person types to search, `painted` comes once, after the first painting.
    """

    chosen = Signal(object)
    started = Signal(object)
    starred = Signal(object)
    typed = Signal(str)
    painted = Signal()

    def __init__(self, rows: PresetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._was_painted = False
        self._last: Item | None = None
        self.setModel(rows)
        self.setItemDelegate(PresetDelegate(self))
        self.setAccessibleName(_("Workouts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # asking Qt for the viewport, the scroll bar or the selection would cost PySide 30 ms of finding their class
        self.setVerticalScrollBar(ScrollBar())
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.colours.panel)
        self.setPalette(colours)

    def current(self) -> Item | None:
        """Return the chosen item, or None where the list is empty."""
        row = self.currentIndex().row()
        return self.rows.items[row] if 0 <= row < len(self.rows.items) else None

    def show_items(self, items: list[Item], *, keep_place: bool = False) -> None:
        """Show `items`; what was chosen stays so where it is among them. `keep_place` scrolls nowhere."""
        top = self.verticalScrollBar().value() if keep_place else 0
        self.rows.show_items(items)
        self.choose(self._last)
        if keep_place:
            self.verticalScrollBar().setValue(top)

    def choose(self, item: Item | None) -> None:
        """Choose `item`, or the first one where it is not shown."""
        items = self.rows.items
        row = items.index(item) if item in items else 0
        self.setCurrentIndex(self.rows.index(row, 0))
        if not items:
            self.chosen.emit(None)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell the item that is now chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._last = self.rows.items[current.row()]
            self.chosen.emit(self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin with Space or Enter, whatever the platform takes for activation; letters go to the search."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in START_KEYS:
            self._start()
        elif event.text().isprintable() and event.text().strip() and not held:
            self.typed.emit(event.text())
        elif held or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Turn the star under the pointer, or choose a row."""
        item = self._star_at(event)
        if item:
            self.starred.emit(item)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin, but for the second click on a star."""
        if self._star_at(event):
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._start()

    def _star_at(self, event: QMouseEvent) -> Item | None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        item = self.rows.items[index.row()]
        hit = star_area(QRectF(self.visualRect(index))).contains(event.position())
        return item if hit and isinstance(item.entry, Overview) else None

    def tip_at(self, at: QPoint) -> str:
        """Return what to tell of what lies at `at`; empty where there is no row."""
        index = self.indexAt(at)
        if not index.isValid():
            return ""
        item = self.rows.items[index.row()]
        is_favourite = self.rows.shelf.is_favourite(item)
        return tip(item, QRectF(self.visualRect(index)), QPointF(at), is_favourite=is_favourite)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that are seen."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def _start(self) -> None:
        item = self.current()
        if item and isinstance(item.entry, Overview):
            self.started.emit(item.entry)
