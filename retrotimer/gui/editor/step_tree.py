"""Show the steps in a tree view; take keys, typing, clicks and dragging."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from retrotimer.gui import theme
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.inline_field import Cell, WheelSteps, measure_change, measure_text
from retrotimer.gui.editor.key_bindings import letter_change
from retrotimer.gui.editor.movement_buttons import EmptyPage
from retrotimer.gui.editor.step_model import ITEM, AnyIndex, StepModel
from retrotimer.gui.editor.step_row import RowPart, RowStyle, paint_row, part_at, row_height, row_parts
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.scroll import ScrollBar
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.workout import Repeat

INDENT, DROP_PX = 28, 4
TYPED = frozenset("0123456789:.'")
"""What begins a length or a number of rounds."""
SIGNS = {RowPart.LESS: -1, RowPart.MORE: 1}
DropPosition = QAbstractItemView.DropIndicatorPosition


class StepDelegate(QStyledItemDelegate):
    """Paints a row in the style that `style_of` returns."""

    def __init__(self, style_of: Callable[[AnyIndex], RowStyle], parent: QObject) -> None:
        super().__init__(parent)
        self._style_of = style_of

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        paint_row(painter, QRectF(option.rect), index.data(ITEM), self._style_of(index))


class EditorTree(QTreeView):
    """Shows the steps of `document` and changes them.

    `left` asks to leave the editor, `menu_requested` for a menu at a place of the screen.
    """

    left = Signal()
    menu_requested = Signal(QPoint)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document, self.steps = document, StepModel(document.now.items)
        self._follows = True  # a new model selects nothing, which is no selection of a person's
        self._hovered = QPersistentModelIndex()
        self._drop = QRect()
        self._wheel, self._least_px = WheelSteps(), 0
        self.setModel(self.steps)
        self.setItemDelegate(StepDelegate(self._style_of, self))
        self.setAccessibleName(_("Steps"))
        self._set_appearance()
        self._set_dragging()
        self.cell = Cell(self.viewport())
        self._cell_key = 0
        self.empty = EmptyPage(document, self.viewport())
        self.empty.added.connect(self.setFocus)
        self.expandAll()
        self._follow_selection()
        document.edited.connect(self.follow)
        document.analysed.connect(self.viewport().update)
        self.steps.dropped.connect(lambda place: document.do(lambda now: editing.move_to(now, place)))
        self.steps.rowsInserted.connect(self._expand)
        self.cell.typed.connect(self._type)
        self.cell.left.connect(self._close_cell)
        self.cell.stepped.connect(self._step)
        self.verticalScrollBar().valueChanged.connect(self._place_cell)

    def _set_appearance(self) -> None:
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(round(sized(INDENT)))
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar())
        self.setMouseTracking(True)
        colours = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):
            colours.setColor(role, theme.colours.paper)
        self.setPalette(colours)

    def _set_dragging(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def _style_of(self, index: AnyIndex) -> RowStyle:
        is_current = index == self.currentIndex() and self.hasFocus()
        is_selected = self.selectionModel().isSelected(index)
        is_wrong = bool(self.document.analysis.of(self.steps.path_at(index)))
        has_signs = is_selected or self._hovered == index
        return RowStyle(is_selected, is_current, self.isExpanded(index), is_wrong, has_signs)

    # following the workout

    def follow(self) -> None:
        """Show the workout as it is now, and what is selected in it."""
        if self._follows:  # it was selected here
            return
        self._follows = True
        self.steps.show_items(self.document.now.items)
        self._follows = False
        self._follow_selection()

    def _follow_selection(self) -> None:
        now, model = self.document.now, self.selectionModel()
        wanted = QItemSelection()
        for first, last in tree.runs(now.selected):
            wanted.select(self.steps.index_at(first), self.steps.index_at(last))
        self._follows = True
        current = self.steps.index_at(now.current)
        self.setCurrentIndex(current)  # the view's own: Shift selects from there
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._follows = False
        if current.isValid():
            self.scrollTo(current)

    def _expand(self, parent: QModelIndex, first: int, last: int) -> None:
        self.expand(parent)
        for row in range(first, last + 1):
            index = self.steps.index(row, 0, parent)
            if self.steps.rowCount(index):
                self.expandRecursively(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._take_selection()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._take_selection()

    def _take_selection(self) -> None:
        """Select in the document what a person selected here."""
        if self._follows:
            return
        paths = list[tree.Path]()
        for found in self.selectionModel().selection():  # type: ignore[attr-defined]  # it is a list
            parent = self.steps.path_at(found.parent())
            paths += [(*parent, row) for row in range(found.top(), found.bottom() + 1)]
        current = self.steps.path_at(self.currentIndex())
        self._follows = True
        self.document.commit_typing()
        self.document.do(lambda now: editing.select(now, paths, current))
        self._follows = False

    # typing

    def open_cell(self, typed: str = "") -> None:
        """Let the length or the rounds of the current row be typed."""
        if not self.document.now.items:
            self.document.do(editing.add)
        item = self.document.now.current_item
        if item is None:
            return
        self._cell_key += 1
        self.document.commit_typing()
        index = self.steps.index_at(self.document.now.current)
        self.scrollTo(index)
        name = _("Rounds") if isinstance(item, Repeat) else _("How long")
        self.cell.open_at(self._cell_place(index), name, measure_text(item), typed)

    def _place_cell(self) -> None:
        """Keep the field over its row."""
        if self.cell.isVisible():
            self.cell.place(self._cell_place(self.steps.index_at(self.document.now.current)))

    def _cell_place(self, index: QModelIndex) -> QRect:
        parts = row_parts(QRectF(self.visualRect(index)))
        return parts[RowPart.LESS].united(parts[RowPart.MORE]).toRect()

    def _type(self, text: str) -> None:
        item = self.document.now.current_item
        if item is None:
            return
        try:
            change = measure_change(text, item)
        except WrongRequest as error:
            self.cell.notify(str(error))
            return
        self.cell.notify("")
        self.document.do(change, f"cell {self._cell_key}")

    def _close_cell(self, is_refused: bool) -> None:
        if is_refused:
            self.document.take_back(f"cell {self._cell_key}")
        self.document.commit_typing()
        self.setFocus()

    def _step(self, rows: int) -> None:
        """Go on to the row above or below."""
        here = self.currentIndex()
        there = self.indexBelow(here) if rows > 0 else self.indexAbove(here)
        if there.isValid():
            self.setCurrentIndex(there)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change what is selected by single keys; digits begin a length."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        change = letter_change(event.key(), self.document.now) if held == Qt.KeyboardModifier.NoModifier else None
        if change:
            self.document.commit_typing()
            self.document.do(change)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_cell()
        elif event.text() and event.text() in TYPED and held == Qt.KeyboardModifier.NoModifier:
            self.open_cell(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_A and held:
            self.selectAll()
        elif held or (event.text().isprintable() and event.text().strip()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.empty.show_focus(has_focus=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.empty.show_focus(has_focus=False)

    # mouse

    def _part_at(self, at: QPoint) -> tuple[QModelIndex, RowPart | None]:
        index = self.indexAt(at)
        return index, part_at(QRectF(self.visualRect(index)), at.toPointF()) if index.isValid() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold, or make longer or shorter; drag by the handle, elsewhere select what is drawn over."""
        index, part = self._part_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and part in SIGNS:
            self._nudge(index, SIGNS[part])
            return
        if part is RowPart.FOLD and self.steps.hasChildren(index):
            self.setExpanded(index, not self.isExpanded(index))
        self.setDragEnabled(part is RowPart.HANDLE)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index, part = self._part_at(event.position().toPoint())
        if part in SIGNS:  # the second of two quick clicks
            self._nudge(index, SIGNS[part])
        elif index.isValid():
            self.open_cell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index, part = self._part_at(event.position().toPoint())
        self._hover(index)
        shapes = Qt.CursorShape
        is_held = bool(event.buttons())
        shape = shapes.OpenHandCursor if part is RowPart.HANDLE and not is_held else shapes.ArrowCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if self._hovered != index:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the length of a selected row make it longer or shorter; elsewhere scroll."""
        index, part = self._part_at(event.position().toPoint())
        is_measure = part in (RowPart.LESS, RowPart.MEASURE, RowPart.MORE)
        if not (is_measure and self.hasFocus() and self.selectionModel().isSelected(index)):
            super().wheelEvent(event)
            return
        self.document.nudge(self._wheel.count(event))

    def _nudge(self, index: QModelIndex, by: int) -> None:
        """Make the row at `index`, or all that is selected with it, longer or shorter."""
        path = self.steps.path_at(index)
        if path not in self.document.now.selected:
            self.document.do(lambda now: editing.select(now, [path]))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.document.nudge(by)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of what is selected, or of the row that is pointed at."""
        at, index = event.globalPos(), self.indexAt(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        elif index.isValid() and not self.selectionModel().isSelected(index):
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.menu_requested.emit(at)

    # dragging

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._show_drop(self._drop_line(event.position().toPoint()) if event.isAccepted() else QRect())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(QRect())

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._show_drop(QRect())

    def _show_drop(self, place: QRect) -> None:
        self._drop = place
        self.viewport().update()

    def _drop_line(self, at: QPoint) -> QRect:
        """Return where what is dragged would go: a line between rows, or the repeat that takes it."""
        index, position = self.indexAt(at), self.dropIndicatorPosition()
        if not index.isValid():
            last = self.steps.index(self.steps.rowCount() - 1, 0)
            while self.isExpanded(last) and self.steps.rowCount(last):
                last = self.steps.index(self.steps.rowCount(last) - 1, 0, last)
            row = self.visualRect(last)
            return QRect(0, row.bottom() - DROP_PX + 1, self.viewport().width(), DROP_PX)
        row = self.visualRect(index)
        if position == DropPosition.OnItem:
            return row.adjusted(2, 1, -2, 1 - GRID // 2)
        y = row.top() - DROP_PX // 2 if position == DropPosition.AboveItem else row.bottom() - DROP_PX + 1
        return QRect(row.left(), max(0, y), row.width(), DROP_PX)

    # painting

    def set_least_height(self, px: int) -> None:
        """Be at least so high, and high enough for the buttons of an empty page."""
        self._least_px = px
        self.setMinimumHeight(max(px, self.empty.heightForWidth(self.viewport().width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.set_least_height(self._least_px)
        self.empty.setGeometry(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._drop.isNull():
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._drop.height() > DROP_PX:
            painter.setPen(QPen(theme.colours.focus, DROP_PX))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colours.focus)
        painter.drawRoundedRect(self._drop, DROP_PX / 2, DROP_PX / 2)

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        depth = len(self.steps.path_at(index)) - 1
        painter.setPen(QPen(theme.colours.muted, 2))
        for level in range(depth):
            x = rect.left() + round((level + 0.6) * self.indentation())
            painter.drawLine(x, rect.top() - GRID // 2, x, rect.bottom() - GRID // 2)
