"""A number of the builder: a slider and a field for the same value, and a line for what cannot be used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from retrotimer.files.typed_lengths import parse_typed_time
from retrotimer.files.wording import shown
from retrotimer.gui import theme
from retrotimer.gui.setting_rows import said, tell
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.figures import clock_text

LABEL_PX, FIELD_PX, BESIDE_PX = 190, 120, 520


class Kind:
    """How a number reads, and what a person may type for it."""

    def __init__(self, text: Callable[[int], str], read: Callable[[str], int]) -> None:
        self.text, self.read = text, read


class NumberRow(QWidget):
    """A whole number within `bounds`, moved by `step`.

    `changed` is sent with each new value, and when it turns out that what stands in the field is none: then the row
    `is_wrong`, until something is chosen that can be used.
    """

    changed = Signal(int)

    def __init__(self, label: str, kind: Kind, value: int, bounds: tuple[int, int], step: int) -> None:
        super().__init__()
        self._kind, self._bounds, self._step = kind, bounds, step
        self.value, self.is_wrong = value, False
        self.slider, self.field = _Slider(Qt.Orientation.Horizontal), _Field()
        self._label, self.mistake = said(label), said(px=15, wrong=True)
        self._label.setBuddy(self.field)
        self.slider.setAccessibleName(label)
        self.field.setAccessibleName(label)
        self.mistake.hide()
        self._lay_out()
        self.slider.valueChanged.connect(lambda nth: self._take(nth * self._step))
        self.field.textEdited.connect(self._type)
        self.field.editingFinished.connect(self.finish)
        self.field.stepped.connect(lambda by: self._take(self.value + by * self._step))
        self.use_bounds(bounds)

    def use_bounds(self, bounds: tuple[int, int]) -> None:
        """Let the number lie within `bounds` from now on; it is brought within them."""
        self._bounds = bounds
        self.slider.blockSignals(True)
        self.slider.setRange(-(-bounds[0] // self._step), bounds[1] // self._step)
        self.slider.blockSignals(False)
        if self.is_wrong:  # what was typed stays, to be corrected
            self.value = max(bounds[0], min(bounds[1], self.value))
            return
        self._take(self.value)
        self._show()

    def finish(self) -> None:
        """Take what stands in the field, or say why not; where a bound was used instead, say so."""
        try:
            value = self._kind.read(self.field.text())
        except WrongRequest as error:
            self._tell(str(error))
            self._note_wrong(is_wrong=True)
            return
        is_within = self._bounds[0] <= value <= self._bounds[1]
        if is_within and self.field.text() == self._kind.text(value) and not self.is_wrong:
            return  # nothing was typed: what was said of it stays
        self._take(value)
        if not is_within:
            least, most = map(self._kind.text, self._bounds)
            self._tell(_("This goes from {least} to {most}.").format(least=least, most=most))

    def _note_wrong(self, *, is_wrong: bool) -> None:
        if is_wrong is not self.is_wrong:
            self.is_wrong = is_wrong
            self.changed.emit(self.value)

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
        is_new, self.value = value != self.value or self.is_wrong, value
        self.is_wrong = False
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
        if not self._bounds[0] <= value <= self._bounds[1]:
            return
        self._tell("")
        if value != self.value or self.is_wrong:
            self.value, self.is_wrong = value, False
            self.slider.blockSignals(True)
            self.slider.setValue(round(value / self._step))
            self.slider.blockSignals(False)
            self.changed.emit(value)

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
    time = parse_typed_time(text)
    if time.ms % 1_000:
        raise WrongRequest(_("{text} is no time in whole seconds: write 90 or 1:30.").format(text=shown(text)))
    return time.ms // 1_000


def _percent(text: str) -> int:
    digits = text.strip().removesuffix("%").strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
        raise WrongRequest(
            _("{text} is no share: write a whole number of per cent, such as 25.").format(text=shown(text))
        )
    return int(digits)


TIME = Kind(clock_text, _seconds)
PERCENT = Kind(lambda value: f"{value} %", _percent)
