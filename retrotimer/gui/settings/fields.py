"""Edit one setting each: show it, save it when it changes, and report what cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSlider

from retrotimer.files.settings import BY_KEY, Value
from retrotimer.files.wording import shown
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

PERCENT = 100
VOLUME_STEP = 5


class Number(QLineEdit):
    """A number. What is typed holds as soon as it can be used; what cannot is told when the field is left.

    `message` is sent with a sentence about what is wrong, empty once nothing is. The arrow keys change it by
    `step`.

    Args:
        preferences: what holds the settings.
        key: the setting.
        step: what an arrow key changes it by.
        unit: what may be typed behind the number.
        read: gives the number of a text that says it in another way; None where it does not.
        hint: a sentence on what else can be typed, for when something is wrong.
    """

    message = Signal(str)

    def __init__(
        self,
        preferences: Preferences,
        key: str,
        step: float,
        *,
        unit: str = "",
        read: Callable[[str], float | None] = lambda _text: None,
        hint: str = "",
    ) -> None:
        super().__init__()
        self.setObjectName(key)
        self._preferences, self._option, self._step = preferences, BY_KEY[key], step
        self._unit, self._read, self._hint = unit, read, hint
        self._before = self._value
        self.show_value()
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self.finish)

    def show_value(self) -> None:
        """Show the setting, unless a person is typing."""
        if not self.hasFocus():
            self._before = self._value
            self.setText(_number_text(self._value))
            self._notify("")

    def finish(self) -> None:
        """Take what was typed, or say why not."""
        try:
            self._option.check(self._number(self.text()))
        except WrongRequest as error:
            # what could be used on the way to it was not meant
            self._preferences.change(**{self._option.key: self._before})
            sentence = _("{mistake}. Until then it stays at {value}.")
            mistake = self._said() + str(error)
            message = sentence.format(mistake=mistake[:1].upper() + mistake[1:], value=_number_text(self._value))
            self._notify(f"{message} {self._hint}".rstrip())
        else:
            self._take(self.text())
            self._before = self._value
            self.setText(_number_text(self._value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        wanted = round(self._value + steps * self._step, 3)
        self.setText(_number_text(wanted))
        self._take(self.text())
        self.finish()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select all, so that typing replaces it."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    @property
    def _value(self) -> float:
        return cast("float", getattr(self._preferences.settings, self._option.key))

    def _number(self, text: str) -> object:
        """Return the number that `text` is, with its unit or without, or says in another way; else `text`."""
        said = self._read(text)
        return _number(text.strip().removesuffix(self._unit) if said is None else _number_text(said))

    def _said(self) -> str:
        """Return what number the text says, where it says it in another way, as the beginning of a sentence."""
        said = self._read(self.text())
        if said is None:
            return ""
        value = f"{_number_text(said)} {self._unit}"
        return _("{typed} is {value}: ").format(typed=shown(self.text().strip()), value=value)

    def _take(self, text: str) -> None:
        try:
            value = self._option.check(self._number(text))
        except WrongRequest:
            return
        self._notify("")
        self._preferences.change(**{self._option.key: value})

    def _notify(self, sentence: str) -> None:
        if bool(sentence) != bool(self.property("wrong")):
            self.setProperty("wrong", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(sentence)
        self.message.emit(sentence)


class Choice(Combo):
    """One of some values, each with its words."""

    def __init__(self, preferences: Preferences, key: str, choices: Sequence[tuple[Value, str]]) -> None:
        super().__init__()
        self.setObjectName(key)
        self._preferences, self._key = preferences, key
        self.offer(choices)
        self.activated.connect(self._choose)

    def offer(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Let a person choose among `choices`; what is set now must be one of them."""
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        self.show_value()

    def show_value(self) -> None:
        """Show the setting."""
        wanted = getattr(self._preferences.settings, self._key)
        values = [self.itemData(n) for n in range(self.count())]
        if wanted in values:
            self.setCurrentIndex(values.index(wanted))
            self.setToolTip(self.currentText())

    def _choose(self, index: int) -> None:
        self._preferences.change(**{self._key: self.itemData(index)})


class Volume(QSlider):
    """A volume, 0 to 100 %. While it is dragged only `valueChanged` tells; it is set when let go."""

    def __init__(self, preferences: Preferences, key: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(key)
        self._preferences, self._key = preferences, key
        self.setRange(0, PERCENT)
        self.setSingleStep(VOLUME_STEP)
        self.setPageStep(2 * VOLUME_STEP)
        self.show_value()
        self.valueChanged.connect(self._moved)
        self.sliderReleased.connect(self._moved)

    def show_value(self) -> None:
        """Show the setting."""
        if not self.isSliderDown():
            self.setValue(round(PERCENT * getattr(self._preferences.settings, self._key)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _moved(self) -> None:
        if not self.isSliderDown():
            self._preferences.change(**{self._key: self.value() / PERCENT})


class Switch(Check):
    """A setting that is on or off."""

    def __init__(self, preferences: Preferences, key: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(key)
        self._preferences, self._key = preferences, key
        self.show_value()
        self.clicked.connect(lambda on: preferences.change(**{key: on}))

    def show_value(self) -> None:
        """Show the setting."""
        self.setChecked(getattr(self._preferences.settings, self._key))


class CueSwitch(Check):
    """Whether a kind of cue is wanted: the setting holds the kinds that are not."""

    def __init__(self, preferences: Preferences, kind: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(f"cue {kind}")
        self._preferences, self._kind = preferences, kind
        self.show_value()
        self.clicked.connect(self._switch)

    def show_value(self) -> None:
        """Show the setting."""
        self.setChecked(self._kind not in self._preferences.settings.off)

    def _switch(self, on: bool) -> None:
        others = [kind for kind in self._preferences.settings.off if kind != self._kind]
        wanted = others if on else [*others, self._kind]
        self._preferences.change(off=BY_KEY["off"].check(wanted))


def _number(text: str) -> object:
    """Return the number that `text` is, a whole one if it can be; `text` itself where it is none."""
    typed = text.strip().replace(",", ".").replace("−", "-")
    try:
        number = float(typed)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _number_text(number: float) -> str:
    return f"{number:.10g}"
