"""The strip below the face: what comes next, what the keys do, and the ribbon with its playhead."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.app.controls import COMMANDS, KEYS, Control
from retrotimer.app.display import Display, progress
from retrotimer.app.player import Player, session_left_ns
from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.next_line import SIDE, TYPE_SHARE, NextLine
from retrotimer.gui.ribbon import Ribbon
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.figures import NS_PER_S
from retrotimer.training.session import Session
from retrotimer.training.states import State

BUTTONS = {
    Control.LEAVE: ("Esc", (N_("Stop"),)),
    Control.PREVIOUS: ("←", (N_("Back"),)),
    Control.TOGGLE: ("␣", (N_("Pause"), N_("Go on"))),
    Control.NEXT: ("→", (N_("Next"),)),
    Control.RESTART: ("R", (N_("Restart"),)),
    Control.COOL_DOWN: ("C", (N_("Cool down"),)),
    Control.ADD_30_S: ("+", (N_("Add 30 s"),)),
    Control.MUTE: ("M", (N_("Mute"), N_("Sound on"))),
    Control.SOFTER: ("↓", (N_("Softer"),)),
    Control.LOUDER: ("↑", (N_("Louder"),)),
    Control.FULL_SCREEN: ("F", (N_("Full screen"),)),
    Control.GROUP: ("G", (N_("Second screen"),)),
    Control.HELP: ("?", (N_("Keys"),)),
}
"""The buttons from left to right, each with its key and all that it may say."""
FIRST = (
    Control.TOGGLE,
    Control.NEXT,
    Control.HELP,
    Control.COOL_DOWN,
    Control.LEAVE,
    Control.PREVIOUS,
    Control.ADD_30_S,
    Control.MUTE,
    Control.FULL_SCREEN,
    Control.RESTART,
    Control.GROUP,
    Control.LOUDER,
    Control.SOFTER,
)
"""Which buttons are shown first where not all fit; the others are among the keys."""
ALWAYS = 3
PX, LEAST_RIBBON_PX = (14.0, 30.0), 20
"""The buttons' type at plain text scale, from the lowest strip to a high one, and what they leave to the ribbon."""
HEIGHT_SHARE = 0.19
NEXT_SHARE = 0.34
"""How much of the width is kept for what comes next."""


class RunBar(QWidget):
    """What comes next, the controls, and where the session is. `asked` names the control of a pressed button.

    Nothing changes its place while a session runs: room is kept for all that a button may say, and for Stop. At its
    end one button is left, `summary`, which asks by `left` for what comes after it.
    """

    asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Controls"))
        self._next = NextLine(self)
        self._buttons = {control: self._button(control) for control in BUTTONS}
        self.summary = self._summary_button()
        self.ribbon = Ribbon(self)
        self._fitting: tuple[Control, ...] = ()
        self._offers_group = self._is_paused = self._is_finished = False
        self._told: tuple[int, int | None] | None = None

    def minimumSizeHint(self) -> QSize:
        """Return the least in which pause, next and keys fit."""
        return QSize(320, 64)

    def offer_group(self, is_offered: bool) -> None:
        """Show the button for a second screen, or hide it."""
        self._offers_group = is_offered
        self._arrange()

    def show_session(self, display: Display, player: Player) -> None:
        """Show what comes next, and what can be done now."""
        self._next.show_display(display)
        for control in COMMANDS.keys() & self._buttons.keys():
            self._buttons[control].setEnabled(any(map(player.session.can, COMMANDS[control])))
        if self._is_finished != (display.state is State.FINISHED):
            self._is_finished = not self._is_finished
            self._arrange()
        self._is_paused = display.state is State.PAUSED
        self._rename(Control.TOGGLE, second=self._is_paused)
        self._rename(Control.MUTE, second=player.sound.muted)
        self._buttons[Control.LEAVE].setVisible(self._shows(Control.LEAVE))
        self._describe(player.session)

    def show_place(self, session: Session) -> None:
        """Move the playhead."""
        self.ribbon.show_timeline(session.timeline, _("The session in time"))
        self.ribbon.show_place(session.index, progress(session).interval)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts the size that the strip's height allows, and the buttons the room there is."""
        super().resizeEvent(event)
        self._use_size()
        self._arrange()

    def _use_size(self) -> None:
        """Give the buttons the type that strip and text scale ask for, smaller where they would not fit."""
        least, most = PX
        plain = min(most, max(least, 0.12 * self.height()))
        px = round(max(least, theme.sized(plain)))
        while True:
            for button in (*self._buttons.values(), self.summary):
                button.setFont(theme.font(px))
            if px <= plain or self._has_room():
                return
            px -= 1

    def _has_room(self) -> bool:
        """Return whether the first buttons fit beside what comes next, and the ribbon below them."""
        wide = sum(self._wide(control) + theme.GRID for control in FIRST[:ALWAYS])
        high = self.summary.sizeHint().height() + 2 * self._edge() + theme.GRID + LEAST_RIBBON_PX
        return wide <= round((1 - NEXT_SHARE) * self._inner()) and high <= self.height()

    def _edge(self) -> int:
        return round(0.06 * self.height())

    def _side(self) -> int:
        return round(0.03 * self.width())

    def _inner(self) -> int:
        return self.width() - 2 * self._side()

    def _shows(self, control: Control) -> bool:
        """Return whether the button of `control` is to be seen now."""
        fits = control in self._fitting and not self._is_finished
        return fits and (control is not Control.LEAVE or self._is_paused)

    def _summary_button(self) -> Button:
        button = Button(_("See summary"), _("Enter"), px=18, filled=True, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(_("What you did, and how hard it was (Enter)"))
        button.clicked.connect(self.left)
        button.hide()
        return button

    def _button(self, control: Control) -> Button:
        key, texts = BUTTONS[control]
        button = Button(_(texts[0]), key, px=18, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleDescription(
            _("{what} ({key})").format(what=_(_does(control)), key=_(KEYS[control].keys))
        )
        button.setToolTip(button.accessibleDescription())
        button.clicked.connect(lambda: self.asked.emit(control))
        button.hide()
        return button

    def _rename(self, control: Control, *, second: bool) -> None:
        button, text = self._buttons[control], _(BUTTONS[control][1][second])
        if button.text() != text:
            button.setText(text)
            button.setAccessibleName(text)

    def _describe(self, session: Session) -> None:
        """Tell in words how far the session is, anew with each minute and interval: seconds would be announced."""
        left_ns = session_left_ns(session)
        minutes = None if left_ns is None else -(-left_ns // (60 * NS_PER_S))
        if (session.index, minutes) != self._told:
            self._told = (session.index, minutes)
            self.setAccessibleDescription(_place(minutes, round(100 * progress(session).session)))

    def _arrange(self) -> None:
        """Place what comes next on the left, as many buttons as fit on the right, and the ribbon below."""
        side, edge, inner = self._side(), self._edge(), self._inner()
        high = max(button.sizeHint().height() for button in self._buttons.values())
        row = max(high, round(min(0.27 * self.height(), 0.034 * self.width()) / TYPE_SHARE))
        widths = {control: self._wide(control) for control in BUTTONS}
        self._fitting = self._fit(widths, round((1 - NEXT_SHARE) * inner))
        left = at = side + inner - sum(widths[control] + theme.GRID for control in self._fitting) + theme.GRID
        for control, button in self._buttons.items():
            button.setVisible(self._shows(control))
            if control in self._fitting:
                button.setGeometry(at, edge + (row - high) // 2, widths[control], high)
                at += widths[control] + theme.GRID
        wide = self.summary.sizeHint().width()
        self.summary.setGeometry(side + inner - wide, edge + (row - high) // 2, wide, high)
        self.summary.setVisible(self._is_finished)
        out = min(
            side, round(SIDE * TYPE_SHARE * row)
        )  # its ground reaches out; its words begin as the ribbon does
        self._next.setGeometry(side - out, edge, max(0, left - side + out - 2 * theme.GRID), row)
        top = edge + row + theme.GRID
        self.ribbon.setGeometry(side, top, inner, max(0, self.height() - edge - top))

    def _fit(self, widths: dict[Control, int], room: int) -> tuple[Control, ...]:
        found: list[Control] = []
        for control in FIRST:
            if control is Control.GROUP and not self._offers_group:
                continue
            room -= widths[control] + theme.GRID
            if room < 0 and len(found) >= ALWAYS:
                break
            found.append(control)
        return tuple(found)

    def _wide(self, control: Control) -> int:
        return max(self._buttons[control].width_for(_(text)) for text in BUTTONS[control][1])


def _does(control: Control) -> str:
    return N_("stop this session") if control is Control.LEAVE else KEYS[control].does


def _place(minutes: int | None, percent: int) -> str:
    if minutes is None:
        return _("{percent} % of the session is done.").format(percent=percent)
    return ngettext(
        "{percent} % of the session is done. Less than {n} minute is left.",
        "{percent} % of the session is done. Less than {n} minutes are left.",
        minutes,
    ).format(percent=percent, n=minutes)
