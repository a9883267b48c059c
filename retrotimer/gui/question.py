"""A question inside the window, of our own look: what lies behind goes on, but is out of reach until the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.overlay import MARGIN, Card, Overlay
from retrotimer.texts import _

WIDEST_PX = 560


class Answer(NamedTuple):
    """An answer's name in the program and its text on the button."""

    name: str
    text: str


class Question(Overlay):
    """Lies over the whole of `parent` and asks; `answered` is sent once, with the name of the answer.

    The first answer is the safe one: it has the focus, and Esc means it.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget, title: str, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(parent, title, text)
        buttons = [self._button(answer, filled=not nth) for nth, answer in enumerate(answers)]
        self._safe = answers[0].name
        self.open_with(buttons, _Card(title, text, buttons, self))

    def reject(self) -> None:
        """Give the safe answer: what Esc means."""
        self._answer(self._safe)

    def _button(self, answer: Answer, *, filled: bool) -> Button:
        button = Button(answer.text, px=20, filled=filled)
        button.clicked.connect(lambda: self._answer(answer.name))
        return button

    def _answer(self, name: str) -> None:
        if self.go():
            self.answered.emit(name)


class _Card(Card):
    """The question and its answers, in a row or below one another."""

    def __init__(self, title: str, text: str, buttons: Sequence[Button], parent: QWidget) -> None:
        super().__init__(parent)
        self._answers = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answers.setSpacing(2 * theme.GRID)
        self._answers_px = sum(button.sizeHint().width() + 2 * theme.GRID for button in buttons)
        for button in buttons:
            self._answers.addWidget(button)
        column = QVBoxLayout(self.ground)
        column.setContentsMargins(*[MARGIN] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(_words(title, is_title=True))
        column.addWidget(_words(text))
        column.addSpacing(theme.GRID)
        column.addLayout(self._answers)

    def fit(self, width: int, height: int) -> None:
        """Take the room of the contents, within `width` and `height`."""
        wide = min(width, max(round(theme.sized(WIDEST_PX)), self._answers_px + 2 * MARGIN))
        fits = self._answers_px <= wide - 2 * MARGIN
        self._answers.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        super().fit(wide, height)


def _words(text: str, *, is_title: bool = False) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.head_font(32) if is_title else theme.text_font(18))
    return label


def ask_to_close(window: QWidget, stop: Callable[[], None]) -> Question:
    """Ask whether the session is to be stopped and `window` closed; `stop` is called if so.

    While the question stands already, that one is returned.
    """
    for standing in window.findChildren(Question, "closing"):
        if not standing.isHidden():
            return standing
    question = Question(
        window,
        _("Stop this session and close?"),
        _("Your session is not finished yet."),
        (Answer("stay", _("Keep training")), Answer("stop", _("Stop and close"))),
    )
    question.setObjectName("closing")
    question.answered.connect(lambda name: stop() if name == "stop" else None)
    return question


def ask_to_stop(window: QWidget, running: str, wanted: str, stop: Callable[[], None]) -> Question:
    """Ask whether the session of `running` is to make room for one of `wanted`; `stop` is called if so."""
    question = Question(
        window,
        _("“{name}” is still running").format(name=running),
        _("Your group sees it on the second screen. What you did of it is saved when you stop it."),
        (
            Answer("stay", _("Keep it running")),
            Answer("stop", _("Stop it and start “{name}”").format(name=wanted)),
        ),
    )
    question.answered.connect(lambda name: stop() if name == "stop" else None)
    return question
