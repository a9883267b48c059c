"""The strip below the face: what comes next, what the keys do, and the ribbon with its playhead."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.app.controls import Control
from retrotimer.app.display import Display, progress
from retrotimer.app.player import Player
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.ribbon import Ribbon
from retrotimer.texts import N_, _
from retrotimer.training.session import Session
from retrotimer.training.states import Command, State
from retrotimer.training.workout import Direction

HINTS = (
    (Control.TOGGLE, "␣", N_("Pause")),
    (Control.NEXT, "→", N_("Next")),
    (Control.COOL_DOWN, "C", N_("Cool down")),
    (Control.ADD_30_S, "+", N_("Add 30 s")),
    (Control.MUTE, "M", N_("Mute")),
    (Control.FULL_SCREEN, "F", N_("Full screen")),
    (Control.HELP, "?", N_("Keys")),
)
KEPT_WHEN_NARROW = (Control.TOGGLE, Control.NEXT, Control.COOL_DOWN, Control.HELP)
"""What stays when not all buttons fit."""
NARROW_PX = 1100
HEIGHT_SHARE = 0.19


class RunBar(QWidget):
    """What comes next, the controls, and where the session is. `asked` names the control of a pressed button."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._next_word = QLabel(_("Next").upper())
        self._next = QLabel()
        self._buttons = {control: self._button(control, key, text) for control, key, text in HINTS}
        self.ribbon = Ribbon()
        top = QHBoxLayout()
        top.setSpacing(theme.GRID)
        top.addWidget(self._next_word)
        top.addSpacing(theme.GRID)
        top.addWidget(self._next)
        top.addStretch()
        for button in self._buttons.values():
            top.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setSpacing(theme.GRID)
        whole.addLayout(top)
        whole.addWidget(self.ribbon, 1)

    def _button(self, control: Control, key: str, text: str) -> Button:
        button = Button(_(text), key, px=18)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(control))
        return button

    def show_session(self, display: Display, player: Player) -> None:
        """Show what comes next, and what can be done now."""
        arrow = {Direction.FORWARD: "▲ ", Direction.BACKWARD: "▼ "}
        side = (
            arrow.get(display.following.direction, "") if display.following and display.following.direction else ""
        )
        self._next.setText(f"{side}{display.next_title.upper()}  {display.next_length}".rstrip())
        self._next_word.setVisible(bool(display.next_title))
        self._next.setVisible(bool(display.next_title))
        for control, command in (
            (Control.NEXT, Command.NEXT),
            (Control.COOL_DOWN, Command.COOL_DOWN),
            (Control.ADD_30_S, Command.ADD_30_S),
        ):
            self._buttons[control].setEnabled(player.can(command))
        self._buttons[Control.TOGGLE].setEnabled(display.state is not State.FINISHED)
        self._rename(Control.TOGGLE, _("Go on") if display.state is State.PAUSED else _("Pause"))
        self._rename(Control.MUTE, _("Sound on") if player.sound.muted else _("Mute"))

    def show_place(self, session: Session) -> None:
        """Move the playhead."""
        self.ribbon.show_timeline(session.timeline, _("The session in time"))
        self.ribbon.show_place(session.index, progress(session).interval)

    def _rename(self, control: Control, text: str) -> None:
        button = self._buttons[control]
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)
            button.updateGeometry()
            button.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the texts the size that the strip's height allows, and the buttons the room there is."""
        super().resizeEvent(event)
        high, wide = self.height(), self.width()
        side = round(0.03 * wide)
        margins = (side, round(0.06 * high), side, round(0.06 * high))
        whole = self.layout()
        if whole:
            whole.setContentsMargins(*margins)
        px = min(0.27 * high, 0.034 * wide)
        self._next.setFont(theme.font(px))
        self._next_word.setFont(theme.font(0.62 * px))
        for control, button in self._buttons.items():
            button.setFont(theme.font(min(22.0, max(14.0, 0.13 * high))))
            button.setVisible(wide >= NARROW_PX or control in KEPT_WHEN_NARROW)
