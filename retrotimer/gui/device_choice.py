"""The choice of the device that the sound comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSlider, QWidget

from retrotimer.gui import sheets, theme
from retrotimer.texts import _


class DeviceChoice(QComboBox):
    """Devices by their names, the system's own choice first; `picked` tells the name, which is then empty."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setStyleSheet(sheets.forms())
        self.setAccessibleName(_("Output device"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
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

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: scrolling past must not change the device."""
        event.ignore()

    def _fill(self) -> None:
        self.clear()
        self.addItem(_("The system's own choice"), "")
        for name in dict.fromkeys(self._there):
            self.addItem(name, name)
        if self._device and self._device not in self._there:
            self.addItem(_("{name} (not there now)").format(name=self._device), self._device)
        self.setCurrentIndex(self.findData(self._device))
        self.setToolTip(self.currentText())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the field, the name, shortened in its middle where it is too long, and the arrow."""
        c, arrow = theme.colours, theme.sized(7)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.field)
        painter.setPen(QPen(c.focus, 3) if self.hasFocus() else QPen(c.muted, 1))
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(box, 8, 8)
        tip = QPointF(box.right() - 10 - arrow, box.center().y() + arrow / 2)
        painter.setPen(QPen(c.ink, max(2.0, arrow / 4)))
        painter.drawPolyline(QPolygonF([tip - QPointF(arrow, arrow), tip, tip + QPointF(arrow, -arrow)]))
        room = box.adjusted(10, 0, -20 - 2 * arrow, 0)
        name = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, int(room.width()))
        painter.setPen(c.ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

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
        self.setStyleSheet(sheets.forms())
        self.setAccessibleName(name)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(10)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page."""
        event.ignore()
