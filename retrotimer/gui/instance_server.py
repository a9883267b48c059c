"""Receive requests from later starts of the program, and raise the window."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from retrotimer.app.single_instance import Instance


class InstanceServer(QObject):
    """Listens with `instance` and emits `called` with the `Message` of each later start."""

    called = Signal(object)

    def __init__(self, instance: Instance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._instance = instance
        self._notifier: QSocketNotifier | None = None
        with suppress(OSError):  # later starts open windows of their own
            self._notifier = QSocketNotifier(instance.open(), QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._read)

    def close(self) -> None:
        """Free the lock for the next start. For when the window closes, before the sound has ended."""
        if self._notifier:
            self._notifier.setEnabled(False)
        self._instance.close()

    def _read(self) -> None:
        for message in self._instance.read():
            self.called.emit(message)


def bring_up(window: QWidget, token: str = "") -> None:
    """Raise `window`, as large as it was; `token` is the desktop's activation token."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, under Wayland
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
