"""Register a session as a media player (MPRIS), for media keys and the desktop's player controls."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from retrotimer.app.session.controls import Control
from retrotimer.app.tasks import run_task
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.mpris import metadata as face
from retrotimer.training.session import Command

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection  # type: ignore[import-untyped]

    from retrotimer.gui.session.mpris.dbus import MprisObject


def _connect() -> DBusConnection | None:
    from retrotimer.gui.session.mpris.dbus import connect  # it loads a library, in the worker thread

    return connect()


class Mpris(QObject):
    """Shows the session of `engine` on the session bus, and does what is asked there, until it is closed.

    `raised` asks for the window. Where there is no bus, nothing happens. The connection is opened in a worker
    thread: neither a slow bus nor the library's loading takes time from a session that has just begun.
    """

    raised = Signal()

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._is_closed = False
        self._connection: DBusConnection | None = None
        self._object: MprisObject | None = None
        self._notifier: QSocketNotifier | None = None
        self._message: dict[str, face.Value] = {}
        self._visit = 0
        if sys.platform not in {"win32", "darwin"}:  # they have no such bus
            # not `self._take`, which would be dropped after us: a connection that comes too late is to be closed
            self._opening = run_task(_connect, partial(Mpris._take, self))

    def close(self) -> None:
        """Leave the bus."""
        self._is_closed = True
        connection, self._connection, self._object = self._connection, None, None
        if self._notifier:
            self._notifier.setEnabled(False)
            self._engine.moved.disconnect(self._notify)
            self._notifier = None
        if connection:
            connection.close()

    def _take(self, connection: DBusConnection | None) -> None:
        if connection and self._is_closed:
            connection.close()
        elif connection:
            self._connect_library(connection)

    def _connect_library(self, connection: DBusConnection) -> None:
        from retrotimer.gui.session.mpris.dbus import MprisObject

        self._connection = connection
        self._object = MprisObject(connection, self._properties, self._call, self._set_volume)
        self._message = face.player(self._engine.player, self._engine.display)
        self._visit = self._engine.session.visit
        self._notifier = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)
        self._engine.moved.connect(self._notify)
        self._answer()  # what came before anybody listened

    def _answer(self) -> None:
        if self._object:
            try:
                self._object.answer_all()
            except (OSError, ValueError):
                self.close()

    def _properties(self) -> dict[str, dict[str, face.Value]]:
        session = face.player(self._engine.player, self._engine.display)
        return {face.ROOT: face.root(), face.PLAYER: session | {"Position": face.position(self._engine.session)}}

    def _notify(self) -> None:
        session = self._engine.session
        now = face.player(self._engine.player, self._engine.display)
        changed = {name: value for name, value in now.items() if value != self._message.get(name)}
        has_jumped = session.visit != self._visit
        self._message, self._visit = now, session.visit
        try:
            if self._object and changed:
                self._object.notify(changed)
            if self._object and has_jumped:
                self._object.tell_jump(face.position(session))
        except OSError:
            self.close()

    def _call(self, method: str) -> None:
        """Do `method`. Stop only pauses: a button pressed on headphones must not cost anybody a session."""
        controls = {"PlayPause": Control.TOGGLE, "Next": Control.NEXT, "Previous": Control.PREVIOUS}
        commands = {"Play": (Command.START, Command.RESUME), "Pause": (Command.PAUSE,), "Stop": (Command.PAUSE,)}
        if method == "Raise":
            self.raised.emit()
        elif method in controls:
            self._engine.control(controls[method])
        else:
            self._engine.try_do(*commands.get(method, ()))

    def _set_volume(self, volume: float) -> None:
        self._engine.player.sound.volume = min(1.0, max(0.0, volume))
        self._notify()
