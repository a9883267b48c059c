"""Show the strip below the face: what comes next, the controls, and the ribbon with its playhead."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.app.session.controls import COMMANDS, KEYS, Control
from retrotimer.app.session.display import Display, progress
from retrotimer.app.session.player import Player, session_left_ns
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.session import Session, State
from retrotimer.training.workout.workout import Direction, Movement

SOON_S = 5
"""How many seconds before a change the line stands out."""
WORD_SHARE = 0.62
"""How large the word "Next" is beside the title."""
TYPE_SHARE = 0.7
"""How large the type is in the line's height."""
SMALLEST_SHARE = 0.6
"""How small the type may get beside what its height allows, before the title is cut."""
SIDE, GAP = 0.4, 0.3
"""The room at both ends and between parts, beside the type's size."""


class NextLine(QWidget):
    """Says what comes next; in the last seconds before it, on a ground of the next movement's colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._length = ""
        self._movement: Movement | None = None
        self.is_soon = False
        """Whether the change is so near that the line stands out."""

    def show_display(self, display: Display) -> None:
        """Show what follows on what is done now."""
        shown = (display.next_title.upper(), display.next_length, display.following, _is_soon(display))
        if shown == (self._title, self._length, self._movement, self.is_soon):
            return
        self._title, self._length, self._movement, self.is_soon = shown
        if display.next_length:
            said = _("Next: {title}, {length}").format(title=display.next_title, length=display.next_length)
        else:
            said = _("Next: {title}").format(title=display.next_title) if display.next_title else ""
        if said != self.accessibleName():
            self.setAccessibleName(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground where a change is near, the word, the arrow, the title and the length."""
        if not self._title:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._px()
        ink = theme.INK if self.is_soon else theme.colours.ink
        if self.is_soon:
            self._paint_ground(painter, px)
        self._paint_words(painter, px, ink)

    def _paint_ground(self, painter: QPainter, px: float) -> None:
        box = QRectF(0, 0, min(self.width(), self._wide(px)), self.height()).adjusted(1, 1, -1, -1)
        painter.setBrush(ground(self._movement))
        painter.setPen(QPen(theme.INK, 1.5))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)

    def _paint_words(self, painter: QPainter, px: float, ink: QColor) -> None:
        x, high = self._left(px), float(self.height())
        whole, word = theme.font(px), theme.font(WORD_SHARE * px)
        metrics = QFontMetricsF(whole)
        base = (high + metrics.capHeight()) / 2
        painter.setPen(ink)
        painter.setFont(word)
        painter.drawText(QPointF(x, base), _word())
        x += QFontMetricsF(word).horizontalAdvance(_word()) + GAP * px
        if self._direction():
            _paint_arrow(painter, QRectF(x, base - 0.6 * px, 0.5 * px, 0.5 * px), self._direction(), ink)
            x += 0.5 * px + GAP * px
        painter.setPen(ink)
        painter.setFont(whole)
        room = self.width() - self._left(px) - x - self._length_room(metrics, px)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, max(0.0, room) + 1)
        painter.drawText(QPointF(x, base), title)
        painter.drawText(QPointF(x + metrics.horizontalAdvance(title) + GAP * px, base), self._length)

    def _px(self) -> float:
        """Return the size of the type: what the height allows, smaller where the line is too long."""
        most = TYPE_SHARE * self.height()
        fitting = most * min(1.0, self.width() / max(1.0, self._wide(most)))
        # whole px, as fonts are: rounded up, a line that just fits would be cut
        return max(SMALLEST_SHARE * most, floor(fitting))

    def _wide(self, px: float) -> float:
        """Return how wide the whole line is with type of `px`."""
        metrics, word = QFontMetricsF(theme.font(px)), QFontMetricsF(theme.font(WORD_SHARE * px))
        arrow = (0.5 + GAP) * px if self._direction() else 0.0
        words = word.horizontalAdvance(_word()) + GAP * px + arrow + metrics.horizontalAdvance(self._title)
        return 2 * self._left(px) + words + self._length_room(metrics, px)

    def _length_room(self, metrics: QFontMetricsF, px: float) -> float:
        return metrics.horizontalAdvance(self._length) + GAP * px if self._length else 0.0

    def _left(self, px: float) -> float:
        """Return the room at both ends, so that nothing moves as the ground comes and goes."""
        return SIDE * px

    def _direction(self) -> Direction | None:
        return self._movement.direction if self._movement else None


def ground(movement: Movement | None) -> QColor:
    """Return what stands under the line before `movement`: bright in every theme, as INK is read on it."""
    return theme.arrow_colour(movement) if theme.colours.is_dark else theme.movement_colour(movement)


def _is_soon(display: Display) -> bool:
    near = display.seconds is not None and display.seconds <= SOON_S
    return near and display.state in (State.RUNNING, State.GET_READY)


def _word() -> str:
    return _("Next").upper()


def _paint_arrow(painter: QPainter, box: QRectF, direction: Direction | None, ink: QColor) -> None:
    tip, footer = (box.top(), box.bottom()) if direction is Direction.FORWARD else (box.bottom(), box.top())
    painter.setBrush(ink)
    painter.setPen(Qt.PenStyle.NoPen)
    corners = [QPointF(box.left(), footer), QPointF(box.right(), footer), QPointF(box.center().x(), tip)]
    painter.drawPolygon(QPolygonF(corners))


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
        self._message: tuple[int, int | None] | None = None

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 64)

    def offer_group(self, is_offered: bool) -> None:
        """Show the button for a second screen, or hide it."""
        self._offers_group = is_offered
        self._arrange()

    def show_session(self, display: Display, player: Player) -> None:
        """Show what comes next, and what can be done now."""
        self._next.show_display(display)
        for control in COMMANDS.keys() & self._buttons.keys():
            self._buttons[control].setEnabled(any(map(player.can, COMMANDS[control])))
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
        if (session.index, minutes) != self._message:
            self._message = (session.index, minutes)
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
