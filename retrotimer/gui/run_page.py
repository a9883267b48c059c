"""The run page: a session as the athlete sees it. It shows what the engine says and keeps no time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QVBoxLayout, QWidget

from retrotimer.app.controls import KEYS, Control
from retrotimer.gui import theme
from retrotimer.gui.engine import Engine
from retrotimer.gui.run_bar import HEIGHT_SHARE, RunBar
from retrotimer.gui.run_face import RunFace
from retrotimer.texts import _
from retrotimer.training.cues import movement_words
from retrotimer.training.states import Command, State

CONTROL_KEYS = {
    Qt.Key.Key_Space: Control.TOGGLE,
    Qt.Key.Key_Right: Control.NEXT,
    Qt.Key.Key_PageDown: Control.NEXT,
    Qt.Key.Key_Left: Control.PREVIOUS,
    Qt.Key.Key_PageUp: Control.PREVIOUS,
    Qt.Key.Key_R: Control.RESTART,
    Qt.Key.Key_C: Control.COOL_DOWN,
    Qt.Key.Key_Plus: Control.ADD_30_S,
    Qt.Key.Key_M: Control.MUTE,
    Qt.Key.Key_Up: Control.LOUDER,
    Qt.Key.Key_Down: Control.SOFTER,
    Qt.Key.Key_F: Control.FULL_SCREEN,
    Qt.Key.Key_F11: Control.FULL_SCREEN,
    Qt.Key.Key_Escape: Control.LEAVE,
    Qt.Key.Key_Question: Control.HELP,
}


class RunPage(QWidget):
    """Shows one session at a time. `left` asks to go back to the library, `full_screen` to change the window."""

    left = Signal()
    full_screen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._engine: Engine | None = None
        self.face, self.notice, self.bar = RunFace(), QLabel(), RunBar()
        self.notice.setWordWrap(True)
        self.notice.setAutoFillBackground(True)
        self.notice.setFont(theme.font(18, family=theme.TEXT))
        self.notice.hide()
        self.bar.asked.connect(self.control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.face, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.bar)

    def show_engine(self, engine: Engine) -> None:
        """Show the session of `engine` from now on."""
        self._engine = engine
        engine.changed.connect(self._show)
        engine.moved.connect(self._move)
        self._show()
        self._move()
        self.setFocus()

    def control(self, control: Control) -> None:
        """Do what a key or button asks."""
        engine = self._engine
        if engine is None:
            return
        if control is Control.LEAVE:
            self._leave(engine)
        elif control is Control.FULL_SCREEN:
            self.full_screen.emit()
        elif control is Control.HELP:
            self._show_keys()
        else:
            engine.control(control)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Do what the key stands for; a key held down does it once."""
        key = Qt.Key(event.key())
        engine = self._engine
        if event.isAutoRepeat() or engine is None:
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and engine.display.state is State.FINISHED:
            self.left.emit()
        elif key is Qt.Key.Key_J:
            engine.do(Command.JUMP)
        elif control := CONTROL_KEYS.get(key):
            self.control(control)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the focus back from a button, so that keys mean what they say."""
        self.setFocus()
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the height between face and strip."""
        super().resizeEvent(event)
        side = round(0.03 * self.width())
        self.notice.setContentsMargins(side, theme.GRID, side, 0)
        self.bar.setFixedHeight(round(min(HEIGHT_SHARE * self.height(), 240)))

    def _leave(self, engine: Engine) -> None:
        """Esc: out of full screen, then pause, then stop, then back to the library: never all at once."""
        if self.window().isFullScreen():
            self.full_screen.emit()
        elif engine.session.is_moving:
            engine.do(Command.PAUSE)
        else:
            engine.do(Command.STOP)
            self.left.emit()

    def _show_keys(self) -> None:
        rows = "".join(
            f"<tr><td><b>{_(key.keys)}</b>&nbsp;&nbsp;&nbsp;</td><td>{_(key.does)}</td></tr>"
            for key in KEYS.values()
        )
        box = QMessageBox(QMessageBox.Icon.NoIcon, _("Keys"), f"<table cellspacing='6'>{rows}</table>", parent=self)
        box.open()

    def _show(self) -> None:
        engine = self._engine
        if engine:
            role = engine.session.interval.role if engine.session.interval else None
            self.notice.setText(engine.notice or "")
            self.notice.setVisible(bool(engine.notice))
            self.face.show_display(engine.display, role, _caption(engine))
            self.bar.show_session(engine.display, engine.player)

    def _move(self) -> None:
        if self._engine:
            self.bar.show_place(self._engine.session)


def _caption(engine: Engine) -> str:
    session = engine.session
    if session.state is State.FINISHED:
        return _("Esc: back to the workouts")
    if session.state is not State.PAUSED:
        return "  ·  ".join(engine.lines)
    if session.missed_ns:
        return _("The computer was asleep.  Space: go on from here  ·  J: jump to now  ·  Esc: stop")
    keys = _("Space: go on  ·  Esc: stop")
    interval = session.interval
    return f"{movement_words(interval.movement, interval.role)}  ·  {keys}" if interval else keys
