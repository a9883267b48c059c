"""Restore and save the position and size of the window."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen

from retrotimer.files.window_state import WindowState, read_window_state, write_window_state
from retrotimer.gui.core.main_window import SIZE
from retrotimer.gui.core.screens import fit_on_screen
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.gui.core.main_window import Window

FRAME = QSize(16, 48)
"""The room for a window's frame, until the real one is known: it is only there once the window is shown."""


class WindowGeometry(QObject):
    """Gives `window` its place and size before it is shown, and writes them down when it closes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._is_restored = False
        window.drawn.connect(self._correct)
        window.closing.connect(self.save)

    def restore(self) -> None:
        """Place the window; to be called before it is shown."""
        saved = read_window_state()
        screen = screen_of(saved) if saved else None
        if saved and screen and screen.geometry().getRect() == saved.screen:
            self._is_restored = True
            place = QRect(*saved.box)
            self._window.setMinimumSize(self._window.minimumSize().boundedTo(place.size()))
            self._window.setGeometry(place)
        else:
            screen = screen or QGuiApplication.primaryScreen()
            wanted = QSize(*saved.box[2:]) if saved else SIZE
            room = screen.availableGeometry().size() - FRAME
            self._window.setMinimumSize(self._window.minimumSize().boundedTo(room))
            self._window.setScreen(screen)
            self._window.resize(wanted.boundedTo(room))
        if saved and saved.maximized:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def save(self) -> None:
        """Write down where the window is; where that is not possible, it opens as at its first start."""
        window = self._window
        if window.isMinimized():
            return
        box = window.plain_geometry
        if box.isEmpty():
            return
        state = WindowState(
            box.getRect(),  # type: ignore[arg-type]  # four whole numbers
            window.screen().geometry().getRect(),  # type: ignore[arg-type]
            maximized=window.is_maximized,
        )
        with suppress(RetroTimerError):
            write_window_state(state)

    def _correct(self) -> None:
        """Keep a window within its screen now that its frame is known, unless it stands where a person left it."""
        if not self._is_restored:
            fit_on_screen(self._window, self._window.screen())


def screen_of(saved: WindowState) -> QScreen | None:
    """Return the screen on which the middle of the window was; None where there is none any more."""
    middle = QRect(*saved.box).center()
    return next((screen for screen in QGuiApplication.screens() if screen.geometry().contains(middle)), None)
