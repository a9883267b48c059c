"""Show a running session to the athlete. It shows what the engine says and keeps no time."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from retrotimer.app.history.arrivals import last_arrival_text
from retrotimer.app.session.controls import KEYS, OF_GROUPS, OF_MUSIC, Control, sound_words
from retrotimer.app.session.display import Display, progress
from retrotimer.gui import theme
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.event_times import EventTimes
from retrotimer.gui.session.group_faces import GroupFace, GroupFaces
from retrotimer.gui.session.run_bar import BarKind, RunBar
from retrotimer.gui.session.run_face import RunFace
from retrotimer.gui.session.wake_prompt import SleepBar
from retrotimer.gui.widgets.face_layout import BAR_SHARE
from retrotimer.gui.widgets.ribbon import STILL
from retrotimer.texts import _
from retrotimer.training.formatting import clock_text
from retrotimer.training.session import MS, Command, State

STEP_MS = 125
STEPS = 16
"""Steps in which a chevron comes to where the one before it was: two seconds."""
FLASH_MS = 200
FLASH_APART_MS = 1_000
"""At most one flash a second (WCAG 2.3.1 allows three)."""


class Motion(QObject):
    """Moves the faces of groups, or the one of all, while they can be seen and a session is under way.

    Where faces change soon after each other only the first one flashes: the screen as a whole counts.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._faces: Sequence[RunFace | GroupFace] = ()
        self._moves = self._flashes = True
        self._step = 0
        self._shown: Sequence[Display] = ()
        self._since_flash = QElapsedTimer()
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self.step)
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(self._end_flash)

    def show_faces(self, faces: Sequence[RunFace | GroupFace]) -> None:
        """Move these `faces` from now on."""
        self._faces, self._shown = faces, ()

    def use(self, *, moves: bool, flashes: bool) -> None:
        """Allow motion and flash, or not."""
        self._moves, self._flashes = moves, flashes
        if not moves:
            self._step = 0
            for face in self._faces:
                face.show_phase(STILL)
        self.look()

    def follow(self, displays: Sequence[Display]) -> None:
        """Flash where another movement has begun, and move or stand with the session."""
        before, self._shown = self._shown, displays
        changed = [
            face
            for face, old, new in zip(self._faces, before, displays, strict=False)
            if old.movement != new.movement and new.state is State.RUNNING
        ]
        if changed:
            self._begin_flash(changed)
        self.look()

    def look(self) -> None:
        """Move only where somebody sees it and something goes somewhere."""
        wanted = self._moves and any(face.isVisible() and face.can_move for face in self._faces)
        if wanted != self._steps.isActive():
            if wanted:
                self._steps.start()
            else:
                self._steps.stop()

    def step(self) -> None:
        """Move the arrows on by one step."""
        self._step = (self._step + 1) % STEPS
        for face in self._faces:
            if face.can_move:
                face.show_phase(self._step / STEPS)

    def _begin_flash(self, faces: Sequence[RunFace | GroupFace]) -> None:
        is_soon = self._since_flash.isValid() and self._since_flash.elapsed() < FLASH_APART_MS
        if self._flashes and not is_soon:
            self._since_flash.start()
            for face in faces:
                face.show_flash(is_on=True)
            self._flash.start()

    def _end_flash(self) -> None:
        for face in self._faces:
            face.show_flash(is_on=False)


CONTROL_KEYS = {
    Qt.Key.Key_Space: Control.TOGGLE,
    Qt.Key.Key_Right: Control.NEXT,
    Qt.Key.Key_PageDown: Control.NEXT,
    Qt.Key.Key_Left: Control.PREVIOUS,
    Qt.Key.Key_PageUp: Control.PREVIOUS,
    Qt.Key.Key_R: Control.RESTART,
    Qt.Key.Key_C: Control.COOL_DOWN,
    Qt.Key.Key_Plus: Control.ADD_30_S,
    Qt.Key.Key_J: Control.JUMP,
    Qt.Key.Key_M: Control.MUTE,
    Qt.Key.Key_Up: Control.LOUDER,
    Qt.Key.Key_Down: Control.SOFTER,
    Qt.Key.Key_T: Control.NEXT_PIECE,
    Qt.Key.Key_F: Control.FULL_SCREEN,
    Qt.Key.Key_F11: Control.FULL_SCREEN,
    Qt.Key.Key_G: Control.GROUP,
    Qt.Key.Key_P: Control.PHONE,
    Qt.Key.Key_Escape: Control.LEAVE,
    Qt.Key.Key_Question: Control.HELP,
    Qt.Key.Key_Comma: Control.CHOOSE_BEFORE,
    Qt.Key.Key_Period: Control.CHOOSE_NEXT,
    Qt.Key.Key_0: Control.CHOOSE_ALL,
    Qt.Key.Key_Return: Control.MARK,
    Qt.Key.Key_Enter: Control.MARK,
    Qt.Key.Key_Backspace: Control.TAKE_BACK,
}
SHIFTED = {Control.NEXT_PIECE: Control.MUSIC}
"""What the key of a control does together with Shift."""
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape)
"""Keys that lead on from a session that is finished."""
NOTICE_SHARE = 0.042
"""How much of the page's height the strip gives up for a notice."""
MESSAGE_MS = 2_000
"""How long the volume stands in the caption."""


DIGIT_CODES = {"linux": range(10, 19), "win32": range(2, 11)}
"""The scan codes of the keys 1 to 9: on some keyboards these keys write digits only with Shift."""


def digit_of(event: QKeyEvent) -> int:
    """Return the digit from 1 to 9 whose key was pressed; 0 for another key."""
    codes = DIGIT_CODES.get(sys.platform, range(0))
    if event.nativeScanCode() in codes:
        return codes.index(event.nativeScanCode()) + 1
    key = event.key()
    return key - Qt.Key.Key_0 if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 else 0


class RunPage(QWidget):
    """Shows one session; to a group, without buttons, questions and notices.

    `left` asks for what comes after it, `full_screen` to change the window, `group_requested` for a second screen,
    `phone_requested` for the codes of phones.
    """

    left = Signal()
    full_screen = Signal()
    group_requested = Signal()
    phone_requested = Signal()

    def __init__(self, *, is_for_group: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups: GroupFaces | None = None
        self._times = EventTimes(time.monotonic_ns if sys.platform != "win32" else time.perf_counter_ns)
        self._is_for_group = is_for_group
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Session"))
        self._engine: Engine | None = None
        self._message = ""
        self._missing = {Control.GROUP, Control.PHONE}
        self.face, self.notice, self.sleep = RunFace(), QLabel(), SleepBar()
        self.bar = RunBar(BarKind.AUDIENCE if is_for_group else BarKind.PAGE)
        self._motion = Motion(self)
        self._motion.show_faces([self.face])
        self._forget = QTimer(self, singleShot=True, interval=MESSAGE_MS)
        self._forget.timeout.connect(lambda: self._tell(""))
        self.notice.setWordWrap(True)
        self.notice.setAutoFillBackground(True)
        self.notice.hide()
        self.sleep.hide()
        self.sleep.asked.connect(self._answer_wake_prompt)
        self.bar.asked.connect(self.control)
        self.bar.left.connect(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.face, 1)
        for strip in (self.sleep, self.notice, self.bar):
            layout.addWidget(strip)

    def use_appearance(self, *, motion: bool, flash: bool) -> None:
        """Let the arrow move, and the ground flash at a change, or not."""
        self._motion.use(moves=motion, flashes=flash)

    def offer(self, control: Control, *, is_offered: bool) -> None:
        """Show the button for a second screen or for phones, or hide it."""
        (self._missing.discard if is_offered else self._missing.add)(control)
        self.bar.offer(control, is_offered=is_offered)

    def show_engine(self, engine: Engine) -> None:
        """Show the session of `engine` from now on."""
        self.release()
        self._engine = engine
        self._show_groups(engine)
        engine.changed.connect(self._show)
        engine.moved.connect(self._move)
        self._show()
        self._move()
        self.setFocus()

    def _show_groups(self, engine: Engine) -> None:
        """Show a face for each group in place of the one, where there are several."""
        groups = engine.player.groups.groups
        self.face.setVisible(len(groups) == 1)
        if self.groups:
            self.groups.deleteLater()
            self.groups = None
        if len(groups) > 1:
            self.groups = GroupFaces([group.name for group in groups])
            self.groups.chosen.connect(self._choose)
            layout = self.layout()
            if isinstance(layout, QVBoxLayout):
                layout.insertWidget(0, self.groups, 1)
        self._motion.show_faces(self.groups.faces if self.groups else [self.face])

    def _choose(self, group: int) -> None:
        """Choose a group whose face was clicked, or all where it is chosen already."""
        if self._engine and self._engine.player.state is not State.FINISHED:
            self._engine.choose(None if self._engine.player.chosen == group else group)

    def release(self) -> None:
        """Let go of the session, which goes on."""
        if self._engine:
            self._engine.changed.disconnect(self._show)
            self._engine.moved.disconnect(self._move)
            self._engine = None

    def control(self, control: Control) -> None:
        """Do what a key or button asks."""
        engine = self._engine
        if engine is None:
            return
        if control is Control.LEAVE:
            self._leave(engine)
        elif control is Control.FULL_SCREEN:
            self.full_screen.emit()
        elif control is Control.GROUP:
            self.group_requested.emit()
        elif control is Control.PHONE:
            self.phone_requested.emit()
        elif control is Control.HELP:
            self._show_keys(engine)
        elif control is Control.MARK:
            self._mark(engine, 0)
        elif control is Control.TAKE_BACK:
            self._tell(_("The last arrival is taken back.") if engine.control(control) else "")
        elif engine.control(control) and (words := sound_words(engine.player, control)):
            self._tell(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key stands for; a key held down does it once."""
        key = Qt.Key(event.key())
        engine = self._engine
        if event.isAutoRepeat() or engine is None:
            return
        person = digit_of(event)
        is_mark = CONTROL_KEYS.get(key) is Control.MARK
        if key in ENDS and engine.display.state is State.FINISHED and not (is_mark and self._has_marks(engine)):
            self.left.emit()
        elif person or is_mark:
            self._mark(engine, person, self._times.ns(event.timestamp()))
        elif control := CONTROL_KEYS.get(key):
            is_shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.control(SHIFTED.get(control, control) if is_shifted else control)
        else:
            super().keyPressEvent(event)

    def _has_marks(self, engine: Engine) -> bool:
        return bool(engine.player.groups.marks)

    def _mark(self, engine: Engine, person: int, ns: int | None = None) -> None:
        """Take an arrival, and show which one it was."""
        if engine.mark(person, ns):
            self._tell(last_arrival_text(engine.player.groups))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus back from a button, so that keys mean what they say; leave a session that is finished."""
        self.setFocus()
        if self._engine and self._engine.display.state is State.FINISHED and not self._has_marks(self._engine):
            self.left.emit()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._motion.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Move no more."""
        super().hideEvent(event)
        self._motion.look()

    def _share_height(self) -> None:
        """Let a notice take its room from the strip: the digits stay as large as they must be."""
        side = round(0.03 * self.width())
        self.notice.setFont(theme.font(max(18.0, 0.02 * self.height()), family=theme.TEXT))
        self.notice.setContentsMargins(side, theme.GRID, side, 0)
        accepted = NOTICE_SHARE * self.height() if self.notice.text() else 0
        self.bar.setFixedHeight(round(min(BAR_SHARE * self.height(), 240) - accepted))

    def _leave(self, engine: Engine) -> None:
        """Esc: out of full screen, then pause, then stop, then on: never all at once."""
        if self.window().isFullScreen():
            self.full_screen.emit()
        elif engine.leave():
            self.left.emit()

    def _answer_wake_prompt(self, command: Command) -> None:
        """Answer the question after sleep."""
        if self._engine:
            self._engine.try_do(command)
            if command is Command.STOP:
                self.left.emit()
        self.setFocus()

    def _show_keys(self, engine: Engine) -> None:
        from retrotimer.gui.session.key_help import KeyHelp  # seldom needed

        hidden = self._missing | (set() if self.groups else {*OF_GROUPS})
        if engine.player.sound.music_on is None:
            hidden |= {*OF_MUSIC}
        help_ = KeyHelp(self, [control for control in KEYS if control not in hidden])
        help_.chosen.connect(self.control)
        engine.ended.connect(help_.close)

    def _tell(self, text: str) -> None:
        self._message = text
        self._forget.start()
        self._show()

    def _show(self) -> None:
        engine = self._engine
        if engine is None:
            return
        session, state = engine.session, engine.player.state
        role = session.interval.role if session.interval else None
        notice = "" if self._is_for_group else engine.notice or ""
        if self.groups and (self._message or state in (State.PAUSED, State.FINISHED)):  # no face has a caption
            notice = notice or self._message or self._caption(engine)
        if self.notice.text() != notice:
            self.notice.setText(notice)
            self.notice.setVisible(bool(notice))
            self._share_height()
        missed_ns = engine.player.groups.missed_ns
        asleep = state is State.PAUSED and missed_ns > 0
        if asleep:
            self.sleep.show_missed(clock_text(missed_ns // (1_000 * MS)))
        self.sleep.setVisible(asleep and not self._is_for_group)
        if self.groups:
            self.groups.show_player(engine.player, engine.displays)
        self.face.show_display(engine.display, role, self._message or self._caption(engine))
        self.face.show_part(progress(session).interval)
        self.bar.show_session(engine.shown, engine.player)
        self._motion.follow(engine.displays if self.groups else [engine.display])

    def _move(self) -> None:
        if self._engine:
            self.bar.show_place(self._engine.player.shown)
            if self.groups:
                self.groups.show_player(self._engine.player, self._engine.displays)

    def _caption(self, engine: Engine) -> str:
        session, keys = engine.session, not self._is_for_group
        if engine.player.state is State.FINISHED:
            if keys and self._has_marks(engine):
                return _("Enter marks arrivals  ·  Space: see summary")
            return _("Enter or a click: see summary") if keys else ""
        if session.state is State.PAUSED:
            return _("Space: go on  ·  Esc: stop") if keys and not session.missed_ns else ""
        is_open = keys and session.duration_ms is None
        return "  ·  ".join((*engine.lines, _("→ when you are done")) if is_open else engine.lines)
