"""Keep sessions that could not be saved, and retry until they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.files.atomic import NotSaved
from retrotimer.texts import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from retrotimer.app.history.unsaved import UnsavedSession

TRY_MS = 5_000


class Unsaved(QObject):
    """Tries to save what it was given every `TRY_MS`; `saved` tells what was saved since it was given."""

    saved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[UnsavedSession] = []
        self._timer = QTimer(self, interval=TRY_MS)
        self._timer.timeout.connect(self.try_all)

    @property
    def waiting(self) -> tuple[UnsavedSession, ...]:
        """What is not saved yet, the earliest first."""
        return tuple(unsaved_session for unsaved_session in self._waiting if unsaved_session.is_pending)

    def add(self, unsaved_session: UnsavedSession) -> None:
        """Look after `unsaved_session` until it is saved."""
        if unsaved_session not in self._waiting:
            self._waiting.append(unsaved_session)
            self._timer.start()

    def try_all(self) -> None:
        """Save what can be saved now."""
        for unsaved_session in tuple(self._waiting):
            if unsaved_session.is_pending and unsaved_session.save() is not None:
                continue
            self._waiting.remove(unsaved_session)
            self.saved.emit(unsaved_session)
        if not self._waiting:
            self._timer.stop()


def ask_where(parent: QWidget, unsaved_session: UnsavedSession) -> str | None:
    """Ask for a file and save the session there; return why it could not be, empty where nobody chose a file."""
    from PySide6.QtWidgets import QFileDialog  # hopefully never

    from retrotimer.files.history import store

    name = store.file_name(unsaved_session.record)
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save the session"), name, "JSON (*.json)")
    if not chosen:
        return ""
    try:
        unsaved_session.save_as(Path(chosen))
    except NotSaved as error:
        return error.reason
    return None
