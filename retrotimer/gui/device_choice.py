"""The choice of the device that the sound comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QStyleOptionComboBox, QWidget

from retrotimer.gui import theme
from retrotimer.gui.combos import Combo
from retrotimer.texts import _

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
        self.addItem(_("The system's own choice"), "")
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
        """Leave the wheel to the page."""
        event.ignore()
