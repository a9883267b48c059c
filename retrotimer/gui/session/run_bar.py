"""Show the strip below the face: what comes next, the controls, and the ribbon with its playhead."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.app.session.controls import COMMANDS, KEYS, Control
from retrotimer.app.session.display import Display, progress
from retrotimer.app.session.player import Player, session_left_ns
from retrotimer.gui import theme
from retrotimer.gui.session.step_line import SIDE, TYPE_SHARE, StepLine
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.session import Session, State

BUTTONS = {
    Control.LEAVE: ("Esc", (N_("Stop"),)),
    Control.PREVIOUS: ("←", (N_("To the start"),)),
    Control.TOGGLE: ("␣", (N_("Pause"), N_("Go on"))),
    Control.NEXT: ("→", (N_("Next"),)),
    Control.RESTART: ("R", (N_("Restart"),)),
    Control.COOL_DOWN: ("C", (N_("Cool down"),)),
    Control.ADD_30_S: ("+", (N_("Add 30 s"),)),
    Control.MARK: ("⏎", (N_("Mark"),)),
    Control.MUTE: ("M", (N_("Mute"), N_("Sound on"))),
    Control.SOFTER: ("↓", (N_("Softer"),)),
    Control.LOUDER: ("↑", (N_("Louder"),)),
    Control.FULL_SCREEN: ("F", (N_("Full screen"),)),
    Control.GROUP: ("G", (N_("Second screen"),)),
    Control.PHONE: ("P", (N_("Phone"),)),
    Control.HELP: ("?", (N_("Help"),)),
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
    Control.PHONE,
    Control.MARK,
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
OTHERS_SHARE = 0.34
"""How much of the buttons' row is kept for what stands beside them."""
LINE_PX = 24
"""How high the lines of a strip are at least."""


class BarKind(Enum):
    """What a bar is for."""

    PAGE = auto()
    """Below the session's page: what comes next, buttons, ribbon."""
    STRIP = auto()
    """Below other pages while a second screen shows the session: what is on now, too, for each group."""
    AUDIENCE = auto()
    """On the second screen: without buttons."""


class PreviousButton(Button):
    """Shows a bar and two triangles, as players do, and its key."""

    ROOM = " " * 8

    def _labelled(self, _text: str) -> str:
        return super()._labelled(self.ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = QFontMetrics(self.font())
        wide, high = metrics.horizontalAdvance(self.ROOM), 0.8 * metrics.capHeight()
        left = (self.width() - metrics.horizontalAdvance(self.label())) / 2
        top, unit = (self.height() - high) / 2, wide / 7
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.ink if self.isEnabled() else theme.colours.disabled)
        painter.drawRect(QRectF(left, top, unit, high))
        for tip in (left + unit, left + 4 * unit):
            corners = (tip, top + high / 2), (tip + 3 * unit, top), (tip + 3 * unit, top + high)
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


class RunBar(QWidget):
    """What is on, the controls, and where the session is, as far as its `kind` has them.

    `asked` names the control of a pressed button. Nothing changes its place while a session runs: room is kept for
    all that a button may say, and for Stop. At its end one button is left, `summary`, which asks by `left` for what
    comes after it. `chosen` names the group whose line was clicked.
    """

    chosen = Signal(int)
    asked = Signal(object)
    left = Signal()

    def __init__(self, kind: BarKind = BarKind.PAGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Controls"))
        self.now, self.next = StepLine(self), StepLine(self)
        self.now.setVisible(kind is BarKind.STRIP)
        self.groups: list[StepLine] = []
        self._buttons = {control: self._button(control) for control in BUTTONS}
        self.summary = self._summary_button()
        self.ribbon = Ribbon(self)
        self._fitting: tuple[Control, ...] = ()
        self._is_paused = self._is_finished = False
        self._missing = {Control.GROUP, Control.PHONE}
        self._message: tuple[int, int | None] | None = None

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 64)

    def offer(self, control: Control, *, is_offered: bool) -> None:
        """Show the button for a second screen or for phones, or hide it."""
        (self._missing.discard if is_offered else self._missing.add)(control)
        self._arrange()

    def show_session(self, display: Display, player: Player, displays: Sequence[Display] = ()) -> None:
        """Show what comes next, and what can be done now; a strip shows the `displays` of all groups."""
        if self._kind is BarKind.STRIP and len(displays) > 1:
            self._show_groups(player, displays)
        if not self.now.isHidden():  # only the strip has it; a hidden name would be read out all the same
            self.now.show_now(display)
        self.next.show_next(display)
        for control in COMMANDS.keys() & self._buttons.keys():
            self._buttons[control].setEnabled(any(map(player.can, COMMANDS[control])))
        if self._is_finished != (display.state is State.FINISHED):
            self._is_finished = not self._is_finished
            self._arrange()
        self._is_paused = display.state is State.PAUSED
        self._rename(Control.TOGGLE, second=self._is_paused)
        self._rename(Control.MUTE, second=player.sound.muted)
        self._buttons[Control.LEAVE].setVisible(self._shows(Control.LEAVE))
        self._describe(player.shown)

    def _show_groups(self, player: Player, displays: Sequence[Display]) -> None:
        """Show a line for each group in place of what is on now, and next, of one."""
        if len(self.groups) != len(displays):
            self.groups = [StepLine(self) for _display in displays]
            for nth, line in enumerate(self.groups):
                line.clicked.connect(lambda nth=nth: self.chosen.emit(nth))
                line.show()
            self.now.hide()
            self.next.hide()
            self._arrange()
        for nth, (line, group, display) in enumerate(zip(self.groups, player.groups.groups, displays, strict=True)):
            line.show_group(group.name, display, is_chosen=player.is_chosen(nth))

    def show_place(self, session: Session) -> None:
        """Move the playhead."""
        self.ribbon.show_timeline(session.timeline, _("The session in time"))
        self.ribbon.show_place(session.index, progress(session).interval)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._use_size()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._kind is BarKind.STRIP:
            QPainter(self).fillRect(0, 0, self.width(), 2, theme.colours.line)

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
        """Return whether the first buttons fit beside what has the rest of their row, and the ribbon below them."""
        wide = sum(self._wide(control) + theme.GRID for control in FIRST[:ALWAYS])
        below = LINE_PX if self._kind is BarKind.STRIP else LEAST_RIBBON_PX
        high = self.summary.sizeHint().height() + 2 * self._edge() + theme.GRID + below
        return wide <= self._buttons_room() and high <= self.height()

    def _buttons_room(self) -> int:
        return round((1 - OTHERS_SHARE) * self._inner())

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
        button = Button(_("See summary"), "⏎", px=18, filled=True, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(_("What you did, and how hard it was (Enter)"))
        button.clicked.connect(self.left)
        button.hide()
        return button

    def _button(self, control: Control) -> Button:
        key, texts = BUTTONS[control]
        made = PreviousButton if control is Control.PREVIOUS else Button
        button = made(_(texts[0]), key, px=18, parent=self)
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
        """Tell in words how far the session is, again with each minute and interval: seconds would be announced."""
        left_ns = session_left_ns(session)
        minutes = None if left_ns is None else -(-left_ns // (60 * NS_PER_S))
        if (session.index, minutes) != self._message:
            self._message = (session.index, minutes)
            self.setAccessibleDescription(_place(minutes, round(100 * progress(session).session)))

    def _arrange(self) -> None:
        """Place the parts: see `BarKind`."""
        side, edge, inner = self._side(), self._edge(), self._inner()
        high = max(button.sizeHint().height() for button in self._buttons.values())
        row = max(high, round(min(0.27 * self.height(), 0.034 * self.width()) / TYPE_SHARE))
        widths = {control: self._wide(control) for control in BUTTONS}
        self._fitting = () if self._kind is BarKind.AUDIENCE else self._fit(widths, self._buttons_room())
        left = side + inner - sum(widths[control] + theme.GRID for control in self._fitting) + theme.GRID
        wide = self.summary.sizeHint().width()
        out = min(
            side, round(SIDE * TYPE_SHARE * row)
        )  # a line's ground reaches out; its words begin as the ribbon
        if self._kind is BarKind.STRIP:
            top = self.height() - edge - row
            lines = QRect(side - out, edge, inner + 2 * out, top - edge - theme.GRID)
            half = lines.width() // 2
            self.now.setGeometry(lines.adjusted(0, 0, -half - theme.GRID, 0))
            self.next.setGeometry(lines.adjusted(half + theme.GRID, 0, 0, 0))
            self._place_groups(lines)
            self.ribbon.setGeometry(side, top, max(0, left - side - 2 * theme.GRID), row)
        else:
            top = edge
            self.next.setGeometry(side - out, edge, max(0, left - side + out - 2 * theme.GRID), row)
            below = edge + row + theme.GRID
            self.ribbon.setGeometry(side, below, inner, max(0, self.height() - edge - below))
        for control, button in self._buttons.items():
            button.setVisible(self._shows(control))
            if control in self._fitting:
                button.setGeometry(left, top + (row - high) // 2, widths[control], high)
                left += widths[control] + theme.GRID
        self.summary.setGeometry(side + inner - wide, edge + (row - high) // 2, wide, high)
        self.summary.setVisible(self._is_finished and self._kind is not BarKind.AUDIENCE)

    def _place_groups(self, lines: QRect) -> None:
        count = len(self.groups)
        for nth, line in enumerate(self.groups):
            left, right = (lines.left() + (nth + more) * lines.width() // count for more in (0, 1))
            gap = theme.GRID if nth + 1 < count else 0
            line.setGeometry(left, lines.top(), right - left - gap, lines.height())

    def _fit(self, widths: dict[Control, int], room: int) -> tuple[Control, ...]:
        found: list[Control] = []
        for control in FIRST:
            if control in self._missing:
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
