"""Provide the steps and repeats as a Qt item model that is updated by few changes.

It uses `QStandardItem` rows: Qt asks for all rows whenever one comes or goes, and two thousand calls into Python
would be felt at each key.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel

from retrotimer.gui.editor.step_text import spoken
from retrotimer.texts import _
from retrotimer.training.workout.tree import Item, Items, Path
from retrotimer.training.workout.workout import Repeat

AnyIndex = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
MIME = "application/x-retrotimer-steps"
_STEP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
STEP_FLAGS, REPEAT_FLAGS = _STEP | Qt.ItemFlag.ItemNeverHasChildren, _STEP | Qt.ItemFlag.ItemIsDropEnabled


class Node(QStandardItem):
    """The row of a step or repeat.

    The item is an attribute: `setData` calls through Qt, and two thousand of them would be felt at a key.
    """

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setFlags(REPEAT_FLAGS if isinstance(item, Repeat) else STEP_FLAGS)
        self.inner = [Node(inner) for inner in item.steps] if isinstance(item, Repeat) else []
        if self.inner:
            self.appendRows(self.inner)


class StepModel(QStandardItemModel):
    """Shows `items`. `dropped` has the place to which the selection was dragged."""

    dropped = Signal(object)

    def __init__(self, items: Items) -> None:
        super().__init__()
        self._token = str(id(self)).encode()
        self._top: list[Node] = []
        self.show_items(items)

    def show_items(self, items: Items) -> None:
        """Show `items` from now on, in place of what was shown."""
        self._sync(self._top, items, self.invisibleRootItem())

    def _sync(self, nodes: list[Node], items: Items, parent: QStandardItem) -> None:
        """Make `nodes`, which stand within `parent`, show `items`."""
        start, most = 0, min(len(nodes), len(items))
        while start < most and nodes[start].item is items[start]:
            start += 1
        end = 0
        while end < most - start and nodes[-1 - end].item is items[-1 - end]:
            end += 1
        old, new = nodes[start : len(nodes) - end], items[start : len(items) - end]
        if len(old) != len(new) or any(
            isinstance(n.item, Repeat) is not isinstance(i, Repeat) for n, i in zip(old, new, strict=True)
        ):
            if old:
                parent.removeRows(start, len(old))
            made = [Node(item) for item in new]
            nodes[start : start + len(old)] = made
            if made:
                parent.insertRows(start, made)
        elif new:
            for node, item in zip(old, new, strict=True):
                node.item = item
                if isinstance(item, Repeat):
                    self._sync(node.inner, item.steps, node)
            self.dataChanged.emit(old[0].index(), old[-1].index())

    # places

    def index_at(self, path: Path) -> QModelIndex:
        """Return the index of what stands at `path`; of nothing where nothing does."""
        index = QModelIndex()
        for row in path:
            index = self.index(row, 0, index)
            if not index.isValid():
                break
        return index

    def path_at(self, index: AnyIndex) -> Path:
        """Return the path of what `index` shows; () for nothing."""
        path = list[int]()
        while index.isValid():
            path.append(index.row())
            index = index.parent()
        return tuple(reversed(path))

    # what Qt asks

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (ITEM, *SPOKEN) or not index.isValid():
            return super().data(index, role)
        node = self.itemFromIndex(index)
        return (spoken(node.item) if role in SPOKEN else node.item) if isinstance(node, Node) else None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: ARG002 - Qt's name
        """Return that what is selected is dragged: it is not carried along."""
        data = QMimeData()
        data.setData(MIME, self._token)
        data.setText(_("Steps"))
        return data

    def dropMimeData(
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
        return True

    def removeRows(self, row: int, count: int, parent: AnyIndex = QModelIndex()) -> bool:  # noqa: ARG002, B008
        """Remove nothing when Qt asks for it, as it does after a drop: what was moved stands elsewhere by now."""
        return False
