"""Cover a page with an overlay that takes all keys and clicks, and ask questions on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QDialog,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from retrotimer.gui import theme
from retrotimer.gui.theme import stylesheets
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import foldable
from retrotimer.texts import _

RADIUS = 12
MARGIN = 3 * theme.GRID
DIMMED = 150
"""How dark the window lies behind, of 255."""


class Overlay(QDialog):
    """Lies over the whole of `parent`. A dialog by its role, not by its look: no window, and nothing is held up.

    A kind of it makes its `buttons` and its card and then calls `open_with`; `go` takes it away.
    """

    def __init__(self, parent: QWidget, name: str, description: str = "") -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._before = QApplication.focusWidget()
        self._parent = parent

    def open_with(self, buttons: Sequence[QAbstractButton], card: Card) -> None:
        """Show `card`, with the first of `buttons` in focus."""
        self._buttons, self._card = buttons, card
        self._parent.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._keep_focus)  # type: ignore[union-attr]  # there is one
        self.setGeometry(self._parent.rect())
        self.show()
        self.raise_()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> bool:
        """Disappear and give the focus back; return False if it is gone already."""
        if self.isHidden():
            return False
        QApplication.instance().focusChanged.disconnect(self._keep_focus)  # type: ignore[union-attr]
        self.hide()
        if self._before:
            self._before.setFocus()
        self.deleteLater()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key through to what lies behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            for button in self._buttons:
                if button.hasFocus():
                    button.click()
                    break
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through to what lies behind."""
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts quiet, as if their keys were ours."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._parent.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        step, reason = (1, Qt.FocusReason.TabFocusReason) if forward else (-1, Qt.FocusReason.BacktabFocusReason)
        at = next((nth for nth, button in enumerate(self._buttons) if button.hasFocus()), 0)
        button = self._buttons[(at + step) % len(self._buttons)]
        button.setFocus(reason)
        self._card.ensureWidgetVisible(button)  # it may be out of sight in a low window
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the card in the middle, as high as it needs to be and there is room."""
        super().resizeEvent(event)
        self._card.fit(self.width() - 4 * theme.GRID, self.height() - 4 * theme.GRID)
        self._card.move((self.width() - self._card.width()) // 2, (self.height() - self._card.height()) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, DIMMED))

    def _keep_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the focus back from what lies behind, where a page claims it; a later overlay may have it."""
        if new and new.window() is self.window() and not _is_in_overlay(new):
            self._buttons[0].setFocus()


def is_covered(window: QWidget) -> bool:
    """Return whether an overlay lies over `window` or one of its pages."""
    return any(overlay.isVisible() for overlay in window.findChildren(Overlay))


class Card(QScrollArea):
    """The paper in the middle of an overlay; scrolls where there is too little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.verticalScrollBar().setStyleSheet(stylesheets.scroll_bars())
        self.viewport().setAutoFillBackground(False)
        self.ground = Ground()
        self.setWidget(self.ground)
        self.ground.setAutoFillBackground(False)

    def fit(self, width: int, height: int) -> None:
        """Take `width` and the height of the contents, within `height`."""
        self.resize(width, min(height, self.ground.heightForWidth(width)))


class Ground(QWidget):
    """Paper with round corners."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colours.paper)
        painter.setPen(QPen(theme.colours.line, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _is_in_overlay(widget: QWidget | None) -> bool:
    while widget and not isinstance(widget, Overlay):
        widget = widget.parentWidget()
    return widget is not None


WIDEST_PX = 560


class Answer(NamedTuple):
    """An answer's name in the program and its text on the button."""

    name: str
    text: str


class Question(Overlay):
    """Lies over the whole of `parent` and asks; `answered` is sent once, with the name of the answer.

    The first answer has the focus. Esc means the one named `safe`, which is the first unless it is said.
    """

    answered = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, text: str, answers: Sequence[Answer], *, safe: str = ""
    ) -> None:
        super().__init__(parent, title, text)
        buttons = [self._button(answer, filled=not nth) for nth, answer in enumerate(answers)]
        self._safe = safe or answers[0].name
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
        column.addWidget(_words(foldable(text)))
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
