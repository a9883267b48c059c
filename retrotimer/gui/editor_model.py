"""The steps and repeats as a tree that Qt can show; it follows the workout by few changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from retrotimer.gui.editor_words import spoken
from retrotimer.texts import _
from retrotimer.training.tree import Item, Items, Path
from retrotimer.training.workout import Repeat

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
MIME = "application/x-retrotimer-steps"
NOWHERE = QModelIndex()
_STEP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
STEP_FLAGS, REPEAT_FLAGS = _STEP | Qt.ItemFlag.ItemNeverHasChildren, _STEP | Qt.ItemFlag.ItemIsDropEnabled
"""Made once: Qt asks for them of every row, and joining flags takes PySide long."""


class Node:
    """A step or repeat as it is shown, with its place."""

    __slots__ = ("above", "id", "inner", "item", "row")

    def __init__(self, item: Item, above: Node | None, row: int, id_: int) -> None:
        self.item, self.above, self.row, self.id = item, above, row, id_
        self.inner: list[Node] = []


class StepModel(QAbstractItemModel):
    """Shows `items`. `dropped` tells the place to which what is selected was dragged."""

    dropped = Signal(object)

    def __init__(self, items: Items) -> None:
        super().__init__()
        self._ids, self._nodes = count(1), dict[int, Node]()
        self._token = str(id(self)).encode()
        self._top = self._made(items, None, 0)

    def show_items(self, items: Items) -> None:
        """Show `items` from now on, in place of what was shown."""
        self._sync(self._top, items, None)

    def _made(self, items: Sequence[Item], above: Node | None, first: int) -> list[Node]:
        made = []
        for row, item in enumerate(items, first):
            node = Node(item, above, row, next(self._ids))
            self._nodes[node.id] = node
            node.inner = self._made(item.steps, node, 0) if isinstance(item, Repeat) else []
            made.append(node)
        return made

    def _sync(self, nodes: list[Node], items: Items, above: Node | None) -> None:
        """Make `nodes`, which stand within `above`, show `items`."""
        start, most = 0, min(len(nodes), len(items))
        while start < most and nodes[start].item is items[start]:
            start += 1
        end = 0
        while end < most - start and nodes[-1 - end].item is items[-1 - end]:
            end += 1
        old, new = nodes[start : len(nodes) - end], items[start : len(items) - end]
        if len(old) == len(new) and all(
            isinstance(n.item, Repeat) is isinstance(i, Repeat) for n, i in zip(old, new, strict=True)
        ):
            for node, item in zip(old, new, strict=True):
                self._change(node, item)
            return
        parent = self.index_of(above)
        if old:
            self.beginRemoveRows(parent, start, start + len(old) - 1)
            del nodes[start : start + len(old)]
            for node in old:
                self._forget(node)
            _number(nodes, start)
            self.endRemoveRows()
        if new:
            self.beginInsertRows(parent, start, start + len(new) - 1)
            nodes[start:start] = self._made(new, above, start)
            _number(nodes, start + len(new))
            self.endInsertRows()

    def _change(self, node: Node, item: Item) -> None:
        if node.item is item:
            return
        node.item = item
        index = self.index_of(node)
        self.dataChanged.emit(index, index)
        if isinstance(item, Repeat):
            self._sync(node.inner, item.steps, node)

    def _forget(self, node: Node) -> None:
        self._nodes.pop(node.id, None)
        for inner in node.inner:
            self._forget(inner)

    # places

    def index_of(self, node: Node | None) -> QModelIndex:
        """Return the index of `node`."""
        return self.createIndex(node.row, 0, node.id) if node else QModelIndex()

    def index_at(self, path: Path) -> QModelIndex:
        """Return the index of what stands at `path`; of nothing where nothing does."""
        nodes, found = self._top, None
        for row in path:
            if row >= len(nodes):
                return QModelIndex()
            found = nodes[row]
            nodes = found.inner
        return self.index_of(found)

    def path_at(self, index: AnyIndex) -> Path:
        """Return the path of what `index` shows; () for nothing."""
        node, path = self._node(index), list[int]()
        while node:
            path.append(node.row)
            node = node.above
        return tuple(reversed(path))

    def repeats(self) -> Iterator[QModelIndex]:
        """Give the index of every repeat."""
        for node in self._nodes.values():
            if isinstance(node.item, Repeat):
                yield self.index_of(node)

    def _node(self, index: AnyIndex) -> Node | None:
        return self._nodes.get(index.internalId())  # of no index that is 0, which no node has

    # what Qt asks

    def index(self, row: int, column: int, parent: AnyIndex = NOWHERE) -> QModelIndex:
        """Return the index of a row within `parent`."""
        node = self._nodes.get(parent.internalId())
        nodes = node.inner if node else self._top
        return self.createIndex(row, 0, nodes[row].id) if 0 <= row < len(nodes) and column == 0 else QModelIndex()

    def parent(self, index: AnyIndex) -> QModelIndex:  # type: ignore[override]  # QObject has another
        """Return the index of the repeat around `index`."""
        node = self._node(index)
        return self.index_of(node.above) if node else QModelIndex()

    def rowCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return how many stand within `parent`."""
        node = self._node(parent)
        return len(node.inner if node else self._top)

    def columnCount(self, parent: AnyIndex = NOWHERE) -> int:  # noqa: ARG002, N802 - Qt's name
        """Return that there is one column."""
        return 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the step or repeat, or what is said of it."""
        node = self._node(index)
        if node is None:
            return None
        if role == ITEM:
            return node.item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(node.item)
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Let steps be selected, typed into and dragged, and dropped within repeats and at the top."""
        node = self._nodes.get(index.internalId())
        if node is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        return REPEAT_FLAGS if node.inner else STEP_FLAGS

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """Return that steps are moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Return the kind of what is dragged."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: ARG002, N802 - Qt's name
        """Return that what is selected is dragged: it is not carried along."""
        data = QMimeData()
        data.setData(MIME, self._token)
        data.setText(_("Steps"))
        return data

    def dropMimeData(  # noqa: N802 - Qt's name
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,
        column: int,  # noqa: ARG002
        parent: AnyIndex,
    ) -> bool:
        """Tell where what is selected is to go; on a repeat itself means its end."""
        if data.data(MIME).data() != self._token:  # from another window
            return False
        place = (*self.path_at(parent), row if row >= 0 else self.rowCount(parent))
        self.dropped.emit(place)
        return True  # Qt then asks for the rows to be removed, which this model does not do: they are gone by now


def _number(nodes: list[Node], start: int) -> None:
    for row in range(start, len(nodes)):
        nodes[row].row = row
