"""Keep sessions that could not be saved, and retry until they are."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from retrotimer.app.history.unsaved import Keeping
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.texts import _

TRY_MS = 5_000


class Unsaved(QObject):
    """Tries to save what it was given every `TRY_MS`; `saved` tells what was saved since it was given."""

    saved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Keeping] = []
        self._timer = QTimer(self, interval=TRY_MS)
        self._timer.timeout.connect(self.try_all)

    @property
    def waiting(self) -> tuple[Keeping, ...]:
        """What is not saved yet, the earliest first."""
        return tuple(keeping for keeping in self._waiting if keeping.is_pending)

    def add(self, keeping: Keeping) -> None:
        """Look after `keeping` until it is saved."""
        if keeping not in self._waiting:
            self._waiting.append(keeping)
            self._timer.start()

    def try_all(self) -> None:
        """Save what can be saved now."""
        for keeping in tuple(self._waiting):
            if keeping.is_pending and keeping.save() is not None:
                continue
            self._waiting.remove(keeping)
            self.saved.emit(keeping)
        if not self._waiting:
            self._timer.stop()


def ask_where(parent: QWidget, keeping: Keeping) -> str | None:
    """Ask for a file and save the session there; return why it could not be, empty where nobody chose a file."""
    name = store.file_name(keeping.record)
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save the session"), name, "JSON (*.json)")
    if not chosen:
        return ""
    try:
        keeping.save_as(Path(chosen))
    except NotSaved as error:
        return error.reason
    return None
