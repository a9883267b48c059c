"""A number of the builder: a slider and a field for the same value, and a line for what cannot be used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from retrotimer.files.typed_lengths import parse_typed
from retrotimer.files.wording import shown
from retrotimer.gui import theme
from retrotimer.gui.setting_rows import said, tell
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.figures import clock_text
from retrotimer.training.workout import Duration

LABEL_PX, FIELD_PX, BESIDE_PX = 190, 120, 520


class Kind:
    """How a number reads, and what a person may type for it."""

    def __init__(self, text: Callable[[int], str], read: Callable[[str], int]) -> None:
        self.text, self.read = text, read


class NumberRow(QWidget):
    """A whole number from `least` to `most`, moved by `step`; `changed` gives the new one."""

    changed = Signal(int)

    def __init__(self, label: str, kind: Kind, value: int, bounds: tuple[int, int], step: int) -> None:
        super().__init__()
        self._kind, self._bounds, self._step = kind, bounds, step
        self.value = value
        self.slider, self.field = _Slider(Qt.Orientation.Horizontal), _Field()
        self._label, self.mistake = said(label), said(px=15, wrong=True)
        self._label.setBuddy(self.field)
        self.slider.setAccessibleName(label)
        self.field.setAccessibleName(label)
        self.mistake.hide()
        self._lay_out()
        self.slider.valueChanged.connect(lambda nth: self._take(nth * self._step))
        self.field.textEdited.connect(self._type)
        self.field.editingFinished.connect(self._finish)
        self.field.stepped.connect(lambda by: self._take(self.value + by * self._step))
        self.use_bounds(bounds)

    def use_bounds(self, bounds: tuple[int, int]) -> None:
        """Let the number lie within `bounds` from now on; it is brought within them."""
        self._bounds = bounds
        self.slider.blockSignals(True)
        self.slider.setRange(-(-bounds[0] // self._step), bounds[1] // self._step)
        self.slider.blockSignals(False)
        self._take(self.value)
        self._show()

    def _lay_out(self) -> None:
        self.field.setFixedWidth(round(theme.sized(FIELD_PX)))
        beside = QHBoxLayout()
        beside.setSpacing(2 * theme.GRID)
        beside.addWidget(self.slider, 1)
        beside.addWidget(self.field)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(theme.GRID)
        self._line.addWidget(self._label)
        self._line.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addLayout(self._line)
        column.addWidget(self.mistake)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the label beside or above."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_wide = self.width() >= theme.sized(BESIDE_PX)
        self._line.setDirection(ways.LeftToRight if is_wide else ways.TopToBottom)
        self._label.setMinimumWidth(round(theme.sized(LABEL_PX)) if is_wide else 0)

    def _take(self, value: int) -> None:
        """Use `value`, brought within the bounds."""
        value = max(self._bounds[0], min(self._bounds[1], value))
        is_new, self.value = value != self.value, value
        self._tell("")
        self._show()
        if is_new:
            self.changed.emit(value)

    def _show(self) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(round(self.value / self._step))
        self.slider.blockSignals(False)
        self.slider.setAccessibleDescription(self._kind.text(self.value))
        self.field.setText(self._kind.text(self.value))

    def _type(self, text: str) -> None:
        """Use what is typed as soon as it can be used; say nothing of what is half typed."""
        try:
            value = self._kind.read(text)
        except WrongRequest:
            return
        if self._bounds[0] <= value <= self._bounds[1] and value != self.value:
            self.value = value
            self.slider.blockSignals(True)
            self.slider.setValue(round(value / self._step))
            self.slider.blockSignals(False)
            self.changed.emit(value)

    def _finish(self) -> None:
        try:
            value = self._kind.read(self.field.text())
        except WrongRequest as error:
            self._tell(str(error))
            return
        if not self._bounds[0] <= value <= self._bounds[1]:
            sentence = _("This goes from {least} to {most}.")
            least, most = map(self._kind.text, self._bounds)
            self._take(value)
            self._tell(sentence.format(least=least, most=most))
            return
        self._take(value)

    def _tell(self, sentence: str) -> None:
        tell(self.mistake, sentence)
        self.field.setAccessibleDescription(sentence)
        self.field.setProperty("wrong", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class _Field(QLineEdit):
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by the arrow keys."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(steps)


def _seconds(text: str) -> int:
    if text.strip() in ("0", "0:00"):
        return 0
    length = parse_typed(text)
    if not isinstance(length, Duration) or length.ms % 1_000:
        raise WrongRequest(_("{text} is no time in whole seconds: write 90 or 1:30.").format(text=shown(text)))
    return length.ms // 1_000


def _percent(text: str) -> int:
    digits = text.strip().removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise WrongRequest(
            _("{text} is no share: write a whole number of per cent, such as 25.").format(text=shown(text))
        )
    return int(digits)


TIME = Kind(clock_text, _seconds)
PERCENT = Kind(lambda value: f"{value} %", _percent)
