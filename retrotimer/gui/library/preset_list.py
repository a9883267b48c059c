"""List the presets in a view that reads and paints only visible rows, so that thousands scroll smoothly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from retrotimer.app.formatting import level_word
from retrotimer.app.library import Entry, LibraryEntry, LibraryModel
from retrotimer.app.overview import Overview
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import paint_star
from retrotimer.gui.widgets.ribbon import block_text, paint_ribbon, show_tip
from retrotimer.gui.widgets.scroll import ScrollBar
from retrotimer.texts import _

HEAD, RIBBON, GAP = 36, 58, theme.GRID
SECTION = 30
"""How high the heading above the first row of a section is."""
NARROW = 260
STAR, STAR_HIT = 22, 48
SMALL_NAME, LEAST_NAME = 21, 8
"""The type of a name that has no room at its usual 26 px; so many letters of it are worth more than the length."""


@dataclass(frozen=True, slots=True)
class PresetRowStyle:
    """How a row stands in its list."""

    is_chosen: bool
    has_focus: bool
    is_favourite: bool


def row_height() -> int:
    """Return how high a row is, with the gap below it: its texts grow, its ribbon need not."""
    return round(theme.sized(HEAD)) + RIBBON + 2 * GAP


def star_area(row: QRectF) -> QRectF:
    """Return where in `row` a click means the star: larger than the star, to be hit."""
    wide = theme.sized(STAR_HIT)
    return QRectF(row.right() - wide, row.top(), wide, GAP + theme.sized(HEAD))


def side_text(entry: Entry) -> str:
    """Return what stands beside the name: length and level, or that the file cannot be used."""
    if not isinstance(entry, Overview):
        return _("cannot be read")
    level = level_word(entry.preset.workout.level)
    return " · ".join(part for part in (entry.total_text, level) if part)


def spoken(item: LibraryEntry, *, is_favourite: bool) -> str:
    """Return what a screen reader says of a row."""
    parts = (item.name, side_text(item.entry), _("favourite") if is_favourite else "")
    return ", ".join(part for part in parts if part)


def tip(item: LibraryEntry, row: QRectF, at: QPointF, *, is_favourite: bool) -> str:
    """Return what to tell at `at` in the `row` of `item`: of its star, a block of its ribbon, or its name."""
    entry = item.entry
    if not isinstance(entry, Overview):
        return item.name
    if star_area(row).contains(at):
        return _("A favourite: click to take the star away") if is_favourite else _("Click to make it a favourite")
    ribbon = _parts(row).ribbon
    return (block_text(entry.timeline, at.x(), ribbon) if ribbon.contains(at) else "") or item.name


class _Parts(NamedTuple):
    """Where the parts of a row are."""

    box: QRectF
    head: QRectF
    ribbon: QRectF


def _parts(row: QRectF) -> _Parts:
    box = row.adjusted(2, 2, -2, -2 - GAP)
    edge = GAP if box.width() < theme.sized(NARROW) else 2 * GAP
    head = QRectF(box.left() + edge, box.top() + GAP / 2, box.width() - 2 * edge, theme.sized(HEAD))
    ribbon = QRectF(head.left(), head.bottom() + 2, head.width(), box.bottom() - head.bottom() - 2 - GAP)
    return _Parts(box, head, ribbon)


def paint_row(painter: QPainter, row: QRectF, item: LibraryEntry, look: PresetRowStyle) -> None:
    """Paint `item` into `row`."""
    c, entry = theme.colours, item.entry
    box, head, ribbon = _parts(row)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(c.paper if look.is_chosen else c.panel)
    focused = look.is_chosen and look.has_focus
    painter.setPen(QPen(c.focus if focused else c.ink, 3 if focused else 2) if look.is_chosen else QPen(c.line, 1))
    painter.drawRoundedRect(box, 10, 10)
    is_preset = isinstance(entry, Overview)
    room = head.adjusted(0, 0, -theme.sized(STAR) - GAP, 0) if is_preset else head
    _paint_head(painter, room, item.name, entry)
    if isinstance(entry, Overview):
        side = theme.sized(STAR)
        star = QRectF(head.right() - side, head.center().y() - side / 2, side, side)
        paint_star(painter, star, c.ink if look.is_favourite else c.muted, is_filled=look.is_favourite)
        paint_ribbon(painter, ribbon, entry.timeline)
    painter.restore()


def _shortest(entry: Entry) -> str:
    return entry.total_text if isinstance(entry, Overview) else side_text(entry)


def _paint_head(painter: QPainter, area: QRectF, name: str, entry: Entry) -> None:
    """Paint the name and what fits beside it: length and level, or the length alone."""
    name_font, side_font = theme.head_font(26), theme.text_font(16)
    metrics, side_metrics = QFontMetricsF(name_font), QFontMetricsF(side_font)
    side = side_text(entry)
    room = area.width() - 2 * GAP
    long = metrics.horizontalAdvance(name)
    if long + side_metrics.horizontalAdvance(_shortest(entry)) > room:
        name_font = theme.head_font(SMALL_NAME)
        metrics = QFontMetricsF(name_font)
        long = metrics.horizontalAdvance(name)
    if long + side_metrics.horizontalAdvance(side) > room:
        side = _shortest(entry)
    least = min(long, LEAST_NAME * metrics.averageCharWidth())
    if isinstance(entry, Overview) and room - side_metrics.horizontalAdvance(side) < least:
        side = ""  # the right side says how long it is; without its name nobody knows which it is
    room -= side_metrics.horizontalAdvance(side)
    painter.setPen(theme.colours.ink)
    painter.setFont(name_font)
    shown = name if long <= room else metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
    painter.setPen(theme.colours.muted if isinstance(entry, Overview) else theme.colours.ink)
    painter.setFont(side_font)
    painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, side)


AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
START_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PresetModel(QAbstractListModel):
    """The items of a shelf that are shown, in their order."""

    def __init__(self, library_model: LibraryModel) -> None:
        super().__init__()
        self.library_model = library_model
        self.items: list[LibraryEntry] = library_model.arranged()
        self.headings = library_model.headings(self.items)

    def show_items(self, items: list[LibraryEntry], headings: dict[int, str]) -> None:
        """Show `items` from now on; `headings` stand above the rows that begin a section."""
        self.beginResetModel()
        self.items, self.headings = items, headings
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ENTRY:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return item.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item, is_favourite=self.library_model.is_favourite(item))
        return None


class PresetDelegate(QStyledItemDelegate):
    """Paints a row.

    It asks the list which row is chosen: the option's state would make PySide build QStyle's 70 enumerations.
    """

    def __init__(self, presets: PresetList) -> None:
        super().__init__(presets)
        self._list = presets

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:  # noqa: ARG002 - Qt's signature
        heading = round(theme.sized(SECTION)) if index.row() in self._list.rows.headings else 0
        return QSize(200, row_height() + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        presets, row = self._list, index.row()
        item = presets.rows.items[row]
        look = PresetRowStyle(
            row == presets.currentIndex().row(), presets.hasFocus(), presets.rows.library_model.is_favourite(item)
        )
        whole = QRectF(option.rect)
        heading = presets.rows.headings.get(row)
        if heading:
            painter.setPen(theme.colours.muted)
            painter.setFont(theme.text_font(15, bold=True))
            words = QRectF(whole.left() + 4, whole.top(), whole.width() - 4, theme.sized(SECTION))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _(heading))
        paint_row(painter, presets.below_heading(row, whole), item, look)

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
    or take it away, `typed` has what a person types to search, `menu_requested` the global place at which the menu
    of the chosen one is wanted; `painted` comes once, when the first painting is on the screen.
    """

    chosen = Signal(object)
    started = Signal(object)
    starred = Signal(object)
    typed = Signal(str)
    menu_requested = Signal(object)
    painted = Signal()

    def __init__(self, rows: PresetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self._was_painted = False
        self._last: LibraryEntry | None = None
        self.setModel(rows)
        self.setItemDelegate(PresetDelegate(self))
        self.setAccessibleName(_("Workouts"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # asking Qt for the viewport, the scroll bar or the selection would cost PySide 30 ms of finding their class
        self.setVerticalScrollBar(ScrollBar())
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, theme.colours.panel)
        self.setPalette(colours)

    def current(self) -> LibraryEntry | None:
        """Return the chosen item, or None where the list is empty."""
        row = self.currentIndex().row()
        return self.rows.items[row] if 0 <= row < len(self.rows.items) else None

    def show_items(self, items: list[LibraryEntry], headings: dict[int, str], *, keep_place: bool = False) -> None:
        """Show `items` under `headings`; what was chosen stays so where it is. `keep_place` scrolls nowhere."""
        top = self.verticalScrollBar().value() if keep_place else 0
        self.rows.show_items(items, headings)
        self.choose(self._last)
        if keep_place:
            self.verticalScrollBar().setValue(top)

    def choose(self, item: LibraryEntry | None) -> None:
        """Choose `item`, or the first one where it is not shown."""
        items = self.rows.items
        row = items.index(item) if item in items else 0
        self.setCurrentIndex(self.rows.index(row, 0))
        if not items:
            self.chosen.emit(None)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
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

    def below_heading(self, row: int, area: QRectF) -> QRectF:
        """Return the part of `area`, that of `row`, that the workout has: the rest is the section's heading."""
        return area.adjusted(0, theme.sized(SECTION) if row in self.rows.headings else 0, 0, 0)

    def row_area(self, index: QModelIndex) -> QRectF:
        """Return where the workout at `index` is painted."""
        return self.below_heading(index.row(), QRectF(self.visualRect(index)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu of what is under the pointer, or of what is chosen where a key asks for it."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if not index.isValid():
                return
            self.setCurrentIndex(index)
            self.menu_requested.emit(event.globalPos())
        elif self.currentIndex().isValid():
            self.menu_requested.emit(self.mapToGlobal(self.row_area(self.currentIndex()).center().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self._star_at(event)
        if item:
            self.starred.emit(item)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._star_at(event):
            self.mousePressEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._start()

    def _star_at(self, event: QMouseEvent) -> LibraryEntry | None:
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        item = self.rows.items[index.row()]
        hit = star_area(self.row_area(index)).contains(event.position())
        return item if hit and isinstance(item.entry, Overview) else None

    def tip_at(self, at: QPoint) -> str:
        """Return what to tell of what lies at `at`; empty where there is no row."""
        index = self.indexAt(at)
        if not index.isValid():
            return ""
        item = self.rows.items[index.row()]
        is_favourite = self.rows.library_model.is_favourite(item)
        return tip(item, self.row_area(index), QPointF(at), is_favourite=is_favourite)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # the screen has it once this event is handled

    def _start(self) -> None:
        item = self.current()
        if item and isinstance(item.entry, Overview):
            self.started.emit(item.entry)
