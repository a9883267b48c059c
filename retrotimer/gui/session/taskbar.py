"""Show on Windows' taskbar how far a session is, by the COM interface ITaskbarList3."""

from __future__ import annotations

import ctypes
import uuid
from contextlib import suppress
from typing import Any, Protocol

from PySide6.QtWidgets import QApplication

from retrotimer.app.session.display import progress
from retrotimer.gui.core.engine import Engine
from retrotimer.training.session import State

TASKBAR_LIST = uuid.UUID("56fdf344-fd6d-11d0-958a-006097c9a090")
TASKBAR_LIST_3 = uuid.UUID("ea1afb91-9e28-4b86-90e9-9e9f8a5eefaf")
INIT, SET_VALUE, SET_STATE = 3, 9, 10
"""Places in the interface's table of functions."""
NOTHING, NORMAL, PAUSED = 0, 2, 8
STEPS = 1_000
IN_PROCESS = 1


class Taskbar(Protocol):
    """What can be shown beside a window's name."""

    def show(self, state: int, steps: int) -> None:
        """Show a state and how far it is, in `STEPS`."""
        ...


class WindowsTaskbar:
    """The entry of one window. Raises OSError where the system has no such taskbar."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._list = ctypes.c_void_p()
        made = ctypes.windll.ole32.CoCreateInstance(  # type: ignore[attr-defined]  # there only on Windows
            TASKBAR_LIST.bytes_le, None, IN_PROCESS, TASKBAR_LIST_3.bytes_le, ctypes.byref(self._list)
        )
        if made or not self._list.value:
            raise OSError(made, "no taskbar")
        self._call(INIT)

    def show(self, state: int, steps: int) -> None:
        self._call(SET_STATE, ctypes.c_void_p(self._window), ctypes.c_int(state))
        if state != NOTHING:
            values = ctypes.c_ulonglong(steps), ctypes.c_ulonglong(STEPS)
            self._call(SET_VALUE, ctypes.c_void_p(self._window), *values)

    def _call(self, place: int, *arguments: Any) -> None:  # noqa: ANN401 - C types of any kind
        table = ctypes.cast(self._list, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p))).contents
        kinds = [type(argument) for argument in arguments]
        function = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)  # type: ignore[attr-defined]
        function(table[place])(self._list, *arguments)


class TaskbarProgress:
    """Keeps the taskbar's entry of a session's window up to date."""

    def __init__(self, engine: Engine, taskbar: Taskbar) -> None:
        self._engine, self._taskbar = engine, taskbar
        self._shown: tuple[int, int] | None = None
        engine.changed.connect(self._update)
        engine.moved.connect(self._update)
        self._update()

    def close(self) -> None:
        """Show nothing any more."""
        self._engine.changed.disconnect(self._update)
        self._engine.moved.disconnect(self._update)
        self._taskbar.show(NOTHING, 0)

    def _update(self) -> None:
        session = self._engine.session
        state = PAUSED if session.state is State.PAUSED else NORMAL
        now = state, round(progress(session).session * STEPS)
        if now != self._shown:
            self._shown = now
            with suppress(OSError):  # the desktop has just restarted its taskbar
                self._taskbar.show(*now)


def taskbar_progress(engine: Engine) -> TaskbarProgress | None:
    """Return what shows the session of `engine` at the program's window, None where there is no such taskbar."""
    windows = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and not widget.parent()]
    try:
        return TaskbarProgress(engine, WindowsTaskbar(int(windows[0].winId()))) if windows else None
    except OSError:
        return None
