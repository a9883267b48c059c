"""Hold the settings while the window is open: signal changes and save them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from retrotimer.files.settings import Settings, Value, read_settings, write_settings
from retrotimer.training.errors import RetroTimerError


class Preferences(QObject):
    """Holds the settings. `changed` is sent after each change, `problem` with a sentence where saving fails.

    What could not be saved holds until the window is closed, and is tried again with the next change. `mistakes`
    are the sentences of the last reading.
    """

    changed = Signal()
    problem = Signal(str)

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.settings: Settings
        self.settings, self.mistakes = read_settings(path)
        self._saved = self.settings

    @property
    def is_unsaved(self) -> bool:
        """Whether something holds that is not in the file."""
        return self.settings != self._saved

    def change(self, **values: Value) -> None:
        """Set some settings by name and save them."""
        after = self.settings._replace(**values)  # type: ignore[arg-type]  # as their options say
        if after == self.settings:
            return
        self.settings = after
        try:
            self._save()
        except RetroTimerError as error:
            self.problem.emit(str(error))
        self.changed.emit()

    def _save(self) -> None:
        write_settings(self._saved, self.settings, self._path)
        self._saved = self.settings
        if self.mistakes:  # what was wrong may just have been set right
            self.mistakes = read_settings(self._path)[1]
