"""Play a tone and ask whether it was heard, on a card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton

from retrotimer.gui import theme
from retrotimer.gui.theme import stylesheets
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.texts import _
from retrotimer.training.workout.workout import Movement


class Question(Card):
    """Plays the tone of a direction and asks whether it was heard; `answered` tells when it was said."""

    answered = Signal()

    def __init__(self, movement: Movement, play: str, question: str, answers: tuple[str, str]) -> None:
        super().__init__(strip=theme.movement_colour(movement))
        self.movement = movement
        self.play = Button(play, px=20)
        self.yes, self.no = QRadioButton(_("Yes")), QRadioButton(_("No"))
        self._group = QButtonGroup(self)
        choices = QHBoxLayout()
        choices.setSpacing(theme.GRID)
        for radio, name in zip((self.yes, self.no), answers, strict=True):
            radio.setStyleSheet(stylesheets.forms() + chosen_appearance())
            radio.setAccessibleName(name)
            self._group.addButton(radio)
            choices.addWidget(radio)
        choices.addStretch()
        self.column.addWidget(self.play)
        self.column.addWidget(words(question))
        self.column.addLayout(choices)
        self._group.buttonClicked.connect(lambda _button: self.answered.emit())

    def forget(self) -> None:
        """Take the answer back: something else is to be heard now."""
        self._group.setExclusive(False)
        for radio in (self.yes, self.no):
            radio.setChecked(False)
        self._group.setExclusive(True)


def chosen_appearance() -> str:
    """Return the look of the chosen answer: a ring filled but for its middle."""
    width, ink = round(theme.sized(7)), theme.colours.ink.name()
    inner = round(theme.sized(22)) + 4 - 2 * width
    return f"""
QRadioButton::indicator:checked {{
  width: {inner}px; height: {inner}px; border: {width}px solid {ink}; border-radius: {inner // 2 + width}px;
}}
"""
