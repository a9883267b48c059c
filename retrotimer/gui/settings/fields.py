"""Edit one setting each: show it, save it when it changes, and report what cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QSlider

from retrotimer.files.presets.speeds import METRES, pace_text, speed_text, typed_speed
from retrotimer.files.settings import BY_KEY, Value
from retrotimer.files.wording import shown
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.texts import _, number_text
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import LIMIT_BACKWARD_MS, SPEED_RANGE_MS

PERCENT = 100
VOLUME_STEP = 5
PACE_STEP_S = 5
FASTEST = {"run_backward": LIMIT_BACKWARD_MS}


class Number(QLineEdit):
    """A number. What is typed holds as soon as it can be used; what cannot is reported when the field is left.

    `message` is sent with a sentence about what is wrong, empty once nothing is. The arrow keys change the setting
    `key` by `step`. `unit` may be typed behind the number.
    """

    message = Signal(str)

    def __init__(self, preferences: Preferences, key: str, step: float, *, unit: str = "") -> None:
        super().__init__()
        self.setObjectName(key)
        self._preferences, self._option, self._step, self._unit = preferences, BY_KEY[key], step, unit
        self._before = self._value
        self.show_value()
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self.finish)

    def show_value(self) -> None:
        """Show the setting, unless a person is typing."""
        if not self.hasFocus():
            self._before = self._value
            self.setText(self._shown(self._value))
            self._notify("")

    def finish(self) -> None:
        """Take what was typed, or say why not."""
        try:
            self._option.check(self._number(self.text()))
        except WrongRequest as error:
            # what could be used on the way to it was not meant
            self._preferences.change(**{self._option.key: self._before})
            mistake = self._mistake(str(error))
            sentence = _("{mistake}. Until then it stays at {value}.")
            message = sentence.format(mistake=mistake[:1].upper() + mistake[1:], value=self._shown(self._value))
            self._notify(message)
        else:
            self._take(self.text())
            self._before = self._value
            self.setText(self._shown(self._value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        self.setText(self._stepped(steps))
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

    def _shown(self, value: float) -> str:
        """Return how `value` is written in the field."""
        return number_text(value, ".10g")

    def _stepped(self, steps: int) -> str:
        """Return what is written so many steps on."""
        return self._shown(round(self._value + steps * self._step, 3))

    def _number(self, text: str) -> object:
        """Return the number that `text` is, with its unit or without; else `text`."""
        return _number(text.strip().removesuffix(self._unit))

    def _mistake(self, why: str) -> str:
        """Return what is wrong with what was typed, of which the setting says `why`."""
        return why

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


class Speed(Number):
    """A speed in the unit that a person chose: a pace, or metres a second."""

    def _shown(self, value: float) -> str:
        return speed_text(value, self._preferences.settings.pace_unit)

    def _stepped(self, steps: int) -> str:
        metres = METRES.get(self._preferences.settings.pace_unit)
        if metres is None:
            return super()._stepped(steps)
        return pace_text(max(1, round(metres / self._value) + PACE_STEP_S * steps))  # Up is slower: more minutes

    def _number(self, text: str) -> object:
        speed = typed_speed(text, self._preferences.settings.pace_unit)
        return text if speed is None else speed

    def _mistake(self, _why: str) -> str:
        unit, fastest = self._preferences.settings.pace_unit, FASTEST.get(self._option.key, SPEED_RANGE_MS[1])
        ends = sorted((SPEED_RANGE_MS[0], fastest), reverse=unit in METRES)
        least, most = (speed_text(end, unit) for end in ends)
        sentence = _("this must be from {least} to {most} {unit}, not {found}")
        return sentence.format(least=least, most=most, unit=unit, found=shown(self.text().strip()))


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
