"""The settings while the window is open: read once, told to whoever listens, saved as they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from retrotimer.files.options import Value
from retrotimer.files.settings import Settings, read_settings, write_settings
from retrotimer.training.errors import RetroTimerError


class Preferences(QObject):
    """Holds the settings. `changed` is sent after each change, `trouble` with a sentence where saving fails.

    What could not be saved holds until the window is closed. `mistakes` are the sentences of the first reading.
    """

    changed = Signal()
    trouble = Signal(str)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.settings: Settings
        self.settings, self.mistakes = read_settings(path)
        self._saved = self.settings

    def change(self, **values: Value) -> None:
        """Set some settings by name and save them."""
        after = replace(self.settings, **values)  # type: ignore[arg-type]  # as their options say
        if after == self.settings:
            return
        self.settings = after
        try:
            write_settings(self._saved, after, self._path)
            self._saved = after
        except RetroTimerError as error:
            self.trouble.emit(str(error))
        self.changed.emit()
