"""Lay out forms: sections of rows, each with label, field and note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from retrotimer.files.settings import DEFAULTS
from retrotimer.gui import theme
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import foldable
from retrotimer.gui.widgets.fold import with_info
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.texts import _

FIELD_PX, NUMBER_PX, UNIT_PX = 300, 110, 76
MOST_PX = 490
"""What the smallest window has room for, however large the texts."""
BESIDE_PX = 480
"""From this width of a row on, at plain scale, the field stands beside its label, else below it."""
RADIUS = 12


class Field(Protocol):
    """A widget that shows a setting."""

    def show_value(self) -> None:
        """Show what is set now."""
        ...


def text_label(text: str = "", *, px: int = 17, muted: bool = False, wrong: bool = False) -> QLabel:
    """Return a label that wraps its text; `wrong` is for what a person should correct."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.text_font(px, bold=wrong))
    colour = theme.colours.wrong if wrong else theme.colours.muted if muted else theme.colours.ink
    palette = label.palette()
    palette.setColor(label.foregroundRole(), colour)
    palette.setColor(QPalette.ColorGroup.Disabled, label.foregroundRole(), theme.colours.disabled)
    label.setPalette(palette)
    return label


def notify(label: QLabel, sentence: str) -> None:
    """Show `sentence` in `label`, also to those who hear the window; hide it where there is nothing to say.

    It may name a file: its path folds on any system.
    """
    shown = foldable(sentence)
    is_new = bool(sentence) and shown != label.text()
    label.setText(shown)
    label.setVisible(bool(sentence))
    if is_new:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(label, sentence))


def heading(text: str, px: int) -> QLabel:
    """Return a heading."""
    label = text_label(text)
    label.setFont(theme.head_font(px))
    return label


class Line(QWidget):
    """Widgets beside each other where there is room, else below each other."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID)
        for widget in widgets:
            self._line.addWidget(widget, alignment=Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(1)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Maximum)  # below each other, its stretch would take all room

    def minimumSizeHint(self) -> QSize:
        widest = max(map(_least, self._shown()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put them where there is room."""
        super().resizeEvent(event)
        beside = sum(_least(widget) + GRID for widget in self._shown()) - GRID
        is_too_wide = beside > self.width()
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if is_too_wide else _direction(self.width()))

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]


def _least(widget: QWidget) -> int:
    """Return how wide `widget` is at least, in px: a painted one, as a button, has no hint but its size."""
    least = widget.minimumSizeHint()
    return (least if least.isValid() else widget.sizeHint()).width()


class Row(QWidget):
    """A field with its label, its unit, a note and a place for what is wrong, hidden while there is nothing."""

    def __init__(self, label: str, field: QWidget, *, unit: str = "", note: str = "") -> None:
        super().__init__()
        self.field, self.unit, self._label = field, text_label(unit, muted=True), label
        self.unit.setWordWrap(False)
        self.unit.setFixedWidth(round(theme.sized(UNIT_PX)))
        name = text_label(label)
        name.setBuddy(field)
        field.setAccessibleName(_("{setting} ({unit})").format(setting=label, unit=unit) if unit else label)
        self.note, self.mistake = text_label(note, px=15, muted=True), text_label(px=15, wrong=True)
        for part, is_shown in ((self.unit, bool(unit)), (self.note, bool(note)), (self.mistake, False)):
            part.setParent(self)  # shown without a parent it would be a window of its own
            part.setVisible(is_shown)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(GRID)
        self._line.addWidget(name, 1)
        self._line.addLayout(_with_unit(field, self.unit))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._line)
        layout.addWidget(self.note)
        layout.addWidget(self.mistake)

    def use_unit(self, unit: str) -> None:
        """Show another unit."""
        self.unit.setText(unit)
        self.field.setAccessibleName(_("{setting} ({unit})").format(setting=self._label, unit=unit))

    def notify(self, sentence: str) -> None:
        """Show what is wrong, or hide it where nothing is."""
        notify(self.mistake, sentence)

    def explain(self, sentence: str) -> None:
        """Show another note."""
        self.note.setText(foldable(sentence))
        self.note.setVisible(bool(sentence))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field beside its label where there is room, else below."""
        super().resizeEvent(event)
        self._line.setDirection(_direction(self.width()))


def _direction(width: int) -> QBoxLayout.Direction:
    is_wide = width >= theme.sized(BESIDE_PX)
    return QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom


def _with_unit(field: QWidget, unit: QLabel) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(GRID)
    if isinstance(field, QLineEdit):
        wide = round(theme.sized(NUMBER_PX))
    else:
        wide = min(round(theme.sized(FIELD_PX)), MOST_PX) - (0 if unit.isHidden() else unit.width() + GRID)
    field.setFixedWidth(wide)
    line.addWidget(field)
    line.addWidget(unit)
    line.addStretch(1)
    return line


def _indented(widget: QWidget) -> QWidget:
    margins = widget.contentsMargins()
    widget.setContentsMargins(margins.left() + GRID, margins.top(), margins.right() + GRID, margins.bottom())
    return widget


class Section(QWidget):
    """Settings of one subject, with a button that sets them all back and then undoes that; `info` is behind ⓘ."""

    def __init__(
        self, title: str, preferences: Preferences, keys: tuple[str, ...], about: str = "", info: str = ""
    ) -> None:
        super().__init__()
        self._preferences, self._keys, self._title = preferences, keys, title
        self.undo: dict[str, object] | None = None
        self._fields: list[Field] = []
        self.setAccessibleName(title)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._layout.setSpacing(GRID)
        head = with_info(heading(title, 24), text_label(info, px=15), title) if info else heading(title, 24)
        self._layout.addWidget(_indented(head))
        if about:
            self._layout.addWidget(_indented(text_label(about, px=15, muted=True)))
        self.back = Button("", px=17)
        self.back.setObjectName(" ".join(("defaults", *keys[:1])))
        self.back.clicked.connect(self._go_back)

    def add(self, widget: QWidget) -> None:
        """Put `widget` below the others."""
        # a check has this room to its left for its focus
        self._layout.addWidget(widget if isinstance(widget, Check) else _indented(widget))
        for field in (widget, *widget.findChildren(QWidget)):
            if hasattr(field, "show_value"):
                self._fields.append(cast("Field", field))

    def finish(self) -> None:
        """Put the button below all that was added, where Tab comes to it last, and show what is set from now on."""
        self._layout.addWidget(_indented(Line(self.back)))
        self._preferences.changed.connect(self.show_values)
        self.show_values()

    def show_values(self) -> None:
        """Show what is set now."""
        for field in self._fields:
            field.show_value()
        if self.undo is not None and not self._is_default():
            self.undo = None
        self._name_button()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colours.line)
        painter.setBrush(theme.colours.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _go_back(self) -> None:
        settings = self._preferences.settings
        if self.undo is None:
            self.undo = {key: getattr(settings, key) for key in self._keys}
            wanted: dict[str, object] = {key: getattr(DEFAULTS, key) for key in self._keys}
        else:
            wanted, self.undo = self.undo, None
        self._preferences.change(**wanted)  # type: ignore[arg-type]  # values of these very settings

    def _is_default(self) -> bool:
        settings = self._preferences.settings
        return all(getattr(settings, key) == getattr(DEFAULTS, key) for key in self._keys)

    def _name_button(self) -> None:
        text = _("Back to defaults") if self.undo is None else _("Undo: back to what was set")
        self.back.setText(text)
        self.back.setAccessibleName(_("{section}: {action}").format(section=self._title, action=text))
        self.back.setVisible(self.undo is not None or not self._is_default())
        self.back.updateGeometry()


ARROW_PX = 28
EDGE_PX = 12
"""What the arrow takes of the width at plain text scale, and the field's edge at each side."""


class DeviceChoice(Combo):
    """Devices by their names, the system's own choice first; `picked` tells the name, which is then empty."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Output device"))
        self._there: tuple[str, ...] = ()
        self._device = ""
        self.activated.connect(self._pick)
        self._fill()

    def show_devices(self, names: Sequence[str]) -> None:
        """Offer `names`, the devices that are there now; a list that is open stays as it is."""
        if tuple(names) != self._there and not self.view().isVisible():
            self._there = tuple(names)
            self._fill()

    def show_device(self, name: str) -> None:
        """Show `name` as chosen, also where it is not there."""
        self._device = name
        self._fill()

    def _fill(self) -> None:
        self.clear()
        self.addItem(_("System default"), "")
        for name in dict.fromkeys(self._there):
            self.addItem(name, name)
        if self._device and self._device not in self._there:
            self.addItem(_("{name} (not there now)").format(name=self._device), self._device)
        self.setCurrentIndex(self.findData(self._device))
        self.setToolTip(self.currentText())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Have a name that is too long shortened in its middle: devices differ at their ends."""
        super().initStyleOption(option)
        room = self.width() - round(theme.sized(ARROW_PX)) - 2 * EDGE_PX
        elided = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)
        option.currentText = elided

    def _pick(self) -> None:
        name = self.currentData(Qt.ItemDataRole.UserRole)
        if name != self._device:
            self._device = name
            self.setToolTip(self.currentText())
            self.picked.emit(name)


class VolumeSlider(QSlider):
    """A volume from 0 to 100 %."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName(name)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
