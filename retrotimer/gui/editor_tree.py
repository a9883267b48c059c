"""The tree of steps and repeats: selected, typed into, dragged, and changed by single keys."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView

from retrotimer.gui import theme
from retrotimer.gui.editor_cell import Cell, measure_change, measure_text
from retrotimer.gui.editor_delegate import StepDelegate
from retrotimer.gui.editor_keys import letter_change
from retrotimer.gui.editor_model import ITEM, StepModel
from retrotimer.gui.editor_row import Look, cell_of, is_fold, paint_empty
from retrotimer.gui.editor_work import Work
from retrotimer.gui.scroll_bar import ScrollBar
from retrotimer.gui.theme import GRID, sized
from retrotimer.texts import _
from retrotimer.training import editing, tree
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import Repeat

AnyIndex = QModelIndex | QPersistentModelIndex
INDENT = 28
TYPED = frozenset("0123456789:.'")
"""What begins a length or a number of rounds."""


class EditorTree(QTreeView):
    """Shows the steps of `work` and changes them. `left` asks to leave the editor."""

    left = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__()
        self.work, self.steps = work, StepModel(work.now.items)
        self._follows = True  # a new model selects nothing, which is not to be told
        self.setModel(self.steps)
        self.setItemDelegate(StepDelegate(self._look, self))
        self.setAccessibleName(_("Steps"))
        self._use_look()
        self._use_dragging()
        self.cell = Cell(self.viewport())
        self._cell_key = 0
        self.expandAll()
        self._follow_selection()
        work.edited.connect(self.follow)
        work.judged.connect(self.viewport().update)
        self.steps.dropped.connect(lambda place: work.do(lambda now: editing.move_to(now, place)))
        self.steps.rowsInserted.connect(self._expand)
        self.cell.typed.connect(self._type)
        self.cell.left.connect(self._close_cell)
        self.cell.stepped.connect(self._step)
        self.verticalScrollBar().valueChanged.connect(self._place_cell)

    def _use_look(self) -> None:
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIndentation(round(sized(INDENT)))
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ScrollBar())
        colours = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Highlight):
            colours.setColor(role, theme.colours.paper)
        self.setPalette(colours)

    def _look(self, index: AnyIndex) -> Look:
        """Return how the row of `index` stands."""
        is_current = index == self.currentIndex() and self.hasFocus()
        is_wrong = bool(self.work.judgement.of(self.steps.path_at(index)))
        return Look(self.selectionModel().isSelected(index), is_current, self.isExpanded(index), is_wrong)

    def _use_dragging(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    # following the workout

    def follow(self) -> None:
        """Show the workout as it is now, and what is selected in it."""
        if self._follows:  # it was selected here
            return
        self._follows = True
        self.steps.show_items(self.work.now.items)
        self._follows = False
        self._follow_selection()

    def _follow_selection(self) -> None:
        now, model = self.work.now, self.selectionModel()
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
        """Tell the work what is selected now."""
        super().selectionChanged(selected, deselected)
        self._tell_selection()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        """Tell the work which one is current."""
        super().currentChanged(current, previous)
        self._tell_selection()

    def _tell_selection(self) -> None:
        if self._follows:
            return
        paths = [self.steps.path_at(index) for index in self.selectionModel().selectedIndexes()]
        current = self.steps.path_at(self.currentIndex())
        self._follows = True
        self.work.settle()
        self.work.do(lambda now: editing.select(now, paths, current))
        self._follows = False

    # typing

    def open_cell(self, typed: str = "") -> None:
        """Let the length or the rounds of the current row be typed."""
        if not self.work.now.items:
            self.work.do(editing.add)
        item = self.work.now.current_item
        if item is None:
            return
        self._cell_key += 1
        self.work.settle()
        index = self.steps.index_at(self.work.now.current)
        self.scrollTo(index)
        self.cell.open_at(self._cell_place(index), _cell_name(item), measure_text(item), typed)

    def _place_cell(self) -> None:
        """Keep the field over its row."""
        if self.cell.isVisible():
            self.cell.place(self._cell_place(self.steps.index_at(self.work.now.current)))

    def _cell_place(self, index: QModelIndex) -> QRect:
        return cell_of(QRectF(self.visualRect(index))).toRect()

    def _type(self, text: str) -> None:
        item = self.work.now.current_item
        if item is None:
            return
        try:
            change = measure_change(text, item)
        except WrongRequest as error:
            self.cell.tell(str(error))
            return
        self.cell.tell("")
        self.work.do(change, f"cell {self._cell_key}")

    def _close_cell(self, is_refused: bool) -> None:
        if is_refused:
            self.work.take_back(f"cell {self._cell_key}")
        self.work.settle()
        self.setFocus()

    def _step(self, rows: int) -> None:
        """Go on to the row above or below."""
        here = self.currentIndex()
        there = self.indexBelow(here) if rows > 0 else self.indexAbove(here)
        if there.isValid():
            self.setCurrentIndex(there)

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change what is selected by single keys; digits begin a length."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        change = letter_change(event.key(), self.work.now) if held == Qt.KeyboardModifier.NoModifier else None
        if change:
            self.work.settle()
            self.work.do(change)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a repeat by its arrow, or select."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and is_fold(QRectF(self.visualRect(index)), index.data(ITEM), event.position()):
            self.setExpanded(index, not self.isExpanded(index))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let the length be typed."""
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_cell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows; with none, how to begin."""
        super().paintEvent(event)
        if self.work.now.items:
            return
        paint_empty(QPainter(self.viewport()), QRectF(self.viewport().rect()), has_focus=self.hasFocus())

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        """Paint a line for each repeat around a row."""
        depth = len(self.steps.path_at(index)) - 1
        painter.setPen(QPen(theme.colours.muted, 2))
        for level in range(depth):
            x = rect.left() + round((level + 0.6) * self.indentation())
            painter.drawLine(x, rect.top() - GRID // 2, x, rect.bottom() - GRID // 2)


def _cell_name(item: object) -> str:
    return _("Rounds") if isinstance(item, Repeat) else _("How long")
