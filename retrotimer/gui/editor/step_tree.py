"""Show the steps in a tree view with a delegate that paints rows; take keys, typing and dragging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from retrotimer.gui import theme
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.inline_field import Cell, measure_change, measure_text
from retrotimer.gui.editor.shortcuts import aside, letter_change, measure, title
from retrotimer.gui.editor.step_model import ITEM, StepModel
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.ribbon import bar
from retrotimer.gui.widgets.scroll import ScrollBar
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.timeline import Interval
from retrotimer.training.workout.tree import Item
from retrotimer.training.workout.workout import Repeat, Step

HIGH, GLYPH, CELL = 40, 30, 148
RADIUS = 8


@dataclass(frozen=True, slots=True)
class RowStyle:
    """How a row stands in its tree."""

    is_selected: bool
    is_current: bool
    is_open: bool = True
    is_wrong: bool = False


def row_height() -> int:
    """Return how high a row is, with the gap below it."""
    return round(sized(HIGH)) + GRID // 2


def box_of(row: QRectF) -> QRectF:
    """Return what a row paints: all but the gap."""
    return row.adjusted(2, 1, -2, 1 - GRID / 2)


def cell_of(row: QRectF) -> QRectF:
    """Return where in `row` the length stands, and is typed."""
    box = box_of(row)
    wide = min(sized(CELL), box.width() / 2)
    return QRectF(box.right() - wide, box.top(), wide, box.height())


def paint_row(painter: QPainter, row: QRectF, item: Item, look: RowStyle) -> None:
    """Paint `item` into `row`."""
    c, box = theme.colours, box_of(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(c.field if look.is_selected else c.panel)
    edge = c.focus if look.is_current else c.wrong if look.is_wrong else c.ink if look.is_selected else c.line
    painter.setPen(QPen(edge, 3 if look.is_current else 2 if look.is_selected or look.is_wrong else 1))
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    side = min(sized(GLYPH), box.height() - 6)
    glyph = QRectF(box.left() + GRID, box.center().y() - side / 2, side, side)
    if isinstance(item, Step):
        _paint_movement(painter, glyph, item)
    else:
        _paint_fold(painter, glyph, is_open=look.is_open)
    _paint_words(painter, box.adjusted(side + 2.5 * GRID, 0, -1.5 * GRID, 0), item, look)
    painter.restore()


def _paint_movement(painter: QPainter, area: QRectF, step: Step) -> None:
    """Paint the step as the ribbon does: above or below the line, tall or low."""
    painter.setPen(QPen(theme.colours.ink, 1))
    painter.setBrush(theme.movement_colour(step.movement))
    painter.drawRoundedRect(bar(Interval(0, 1, step.movement), (0.15, 0.85), area), 2, 2)
    painter.setPen(QPen(theme.colours.ink, 1.5))
    painter.drawLine(QLineF(area.left(), area.center().y(), area.right(), area.center().y()))


def _paint_fold(painter: QPainter, area: QRectF, *, is_open: bool) -> None:
    """Paint an arrow: down where the steps within are shown, right where they are not."""
    half, middle = area.width() / 5, area.center()
    points = (
        ((-half, -half / 2), (half, -half / 2), (0, half))
        if is_open
        else ((-half / 2, -half), (half, 0), (-half / 2, half))
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colours.ink)
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def _paint_words(painter: QPainter, area: QRectF, item: Item, look: RowStyle) -> None:
    c, vertical = theme.colours, Qt.AlignmentFlag.AlignVCenter
    length_font, name_font, secondary_font = theme.head_font(24), theme.head_font(21), theme.text_font(15)
    text = measure(item)
    painter.setPen(c.wrong if look.is_wrong else c.ink)
    painter.setFont(length_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | vertical, text)
    room = area.width() - QFontMetricsF(length_font).horizontalAdvance(text) - 2 * GRID
    metrics = QFontMetricsF(name_font)
    name = metrics.elidedText(title(item), Qt.TextElideMode.ElideRight, max(0.0, room))
    painter.setPen(c.ink)
    painter.setFont(name_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | vertical, name)
    used = metrics.horizontalAdvance(name) + 1.5 * GRID
    more = aside(item)
    if not more or room - used < sized(40):
        return
    painter.setPen(c.muted)
    painter.setFont(secondary_font)
    shown = QFontMetricsF(secondary_font).elidedText(more, Qt.TextElideMode.ElideRight, room - used)
    painter.drawText(area.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | vertical, shown)


def is_fold(row: QRectF, item: Item, at: QPointF) -> bool:
    """Return whether `at` is where a repeat folds its steps away."""
    box = box_of(row)
    return isinstance(item, Repeat) and QRectF(
        box.left(), box.top(), sized(GLYPH) + 2 * GRID, box.height()
    ).contains(at)


def paint_empty(painter: QPainter, area: QRectF, *, has_focus: bool) -> None:
    """Paint how to begin, where there are no rows yet."""
    painter.setPen(QPen(theme.colours.focus, 3) if has_focus else QPen(theme.colours.line, 1))
    painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), RADIUS, RADIUS)
    painter.setPen(theme.colours.ink)
    painter.setFont(theme.text_font(17))
    if has_focus:
        words = _(
            "Begin with how the athlete moves: F forward, B backward, W walk, S stand. Then type how long: 1:30."
        )
    else:  # where the letters would go into a field
        words = _("Here come the steps: click here, or press Add.")
    centred = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(area.adjusted(GRID, GRID, -GRID, -GRID), centred, words)


AnyIndex = QModelIndex | QPersistentModelIndex


class StepDelegate(QStyledItemDelegate):
    """Paints a row; `look` tells how it stands in its tree."""

    def __init__(self, look: Callable[[AnyIndex], RowStyle], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002
        return QSize(200, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        paint_row(painter, QRectF(option.rect), index.data(ITEM), self._look(index))


INDENT = 28
TYPED = frozenset("0123456789:.'")
"""What begins a length or a number of rounds."""


class EditorTree(QTreeView):
    """Shows the steps of `document` and changes them. `left` asks to leave the editor."""

    left = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document, self.steps = document, StepModel(document.now.items)
        self._follows = True  # a new model selects nothing, which is not to be told
        self.setModel(self.steps)
        self.setItemDelegate(StepDelegate(self._look, self))
        self.setAccessibleName(_("Steps"))
        self._use_appearance()
        self._use_dragging()
        self.cell = Cell(self.viewport())
        self._cell_key = 0
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

    def _use_appearance(self) -> None:
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

    def _look(self, index: AnyIndex) -> RowStyle:
        """Return how the row of `index` stands."""
        is_current = index == self.currentIndex() and self.hasFocus()
        is_wrong = bool(self.document.analysis.of(self.steps.path_at(index)))
        return RowStyle(self.selectionModel().isSelected(index), is_current, self.isExpanded(index), is_wrong)

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
        self._tell_selection()

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self._tell_selection()

    def _tell_selection(self) -> None:
        if self._follows:
            return
        paths = list[tree.Path]()
        for found in self.selectionModel().selection():
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
        self.cell.open_at(self._cell_place(index), _cell_name(item), measure_text(item), typed)

    def _place_cell(self) -> None:
        """Keep the field over its row."""
        if self.cell.isVisible():
            self.cell.place(self._cell_place(self.steps.index_at(self.document.now.current)))

    def _cell_place(self, index: QModelIndex) -> QRect:
        return cell_of(QRectF(self.visualRect(index))).toRect()

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

    # keys and mouse

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and is_fold(QRectF(self.visualRect(index)), index.data(ITEM), event.position()):
            self.setExpanded(index, not self.isExpanded(index))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.open_cell()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows; with none, how to begin."""
        super().paintEvent(event)
        if self.document.now.items:
            return
        paint_empty(QPainter(self.viewport()), QRectF(self.viewport().rect()), has_focus=self.hasFocus())

    def drawBranches(self, painter: QPainter, rect: QRect, index: AnyIndex) -> None:
        depth = len(self.steps.path_at(index)) - 1
        painter.setPen(QPen(theme.colours.muted, 2))
        for level in range(depth):
            x = rect.left() + round((level + 0.6) * self.indentation())
            painter.drawLine(x, rect.top() - GRID // 2, x, rect.bottom() - GRID // 2)


def _cell_name(item: object) -> str:
    return _("Rounds") if isinstance(item, Repeat) else _("How long")
