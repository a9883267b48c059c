"""Looks after the folder of the data while the window is open, and asks what to do where it is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.moving import missing_notice
from retrotimer.files import places
from retrotimer.files.library import Preset
from retrotimer.files.moving import holds_data
from retrotimer.gui.data_mover import DataMover
from retrotimer.gui.data_questions import CHOOSE, LOOK, OWN, MissingData, ask_for_folder, ask_to_join
from retrotimer.gui.overlay import Overlay
from retrotimer.gui.window import Window
from retrotimer.texts import _

LOOK_MS = 2_000
"""How often the folder is looked for: a stick that is put in is noticed at once, for a person."""


class DataDesk(QObject):
    """Asks over `window` while `is_free` says that nothing else is going on there.

    `renewed` tells that what the window shows of the data is to be read anew, `told` what a person should know.
    """

    renewed = Signal()
    told = Signal(str)

    def __init__(self, window: Window, is_free: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._is_free = window, is_free
        self.mover = DataMover(self)
        self.mover.moved.connect(self._take_other)
        self.mover.changed.connect(self._tell_trouble)
        self._missing: Path | None = None
        self._is_asked = False
        self._question: MissingData | None = None
        window.closed.connect(self.mover.close)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def serve(self) -> None:
        """Look now, and again and again."""
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Look whether the folder is there, and ask where it is not."""
        missing = places.missing_data()
        if missing is None and self._missing:
            self._missing = None
            self._close_question()
            self._take_other()
            self.told.emit(_("Your data is there again."))
            return
        if missing and missing != self._missing:
            self._missing, self._is_asked = missing, False
            self.mover.forget()
            self.told.emit(missing_notice())
        if not self._is_asked and self._can_ask():
            if missing:
                self._ask()
            else:
                self._offer_to_join()

    def _can_ask(self) -> bool:
        is_covered = any(overlay.isVisible() for overlay in self._window.findChildren(Overlay))
        return not is_covered and not self.mover.is_working and self._is_free()

    def _ask(self, why: str = "") -> None:
        self._is_asked = True
        self._question = question = MissingData(self._window, why)
        question.answered.connect(self._answer)

    def _answer(self, name: str) -> None:
        self._question = None
        if name == LOOK:
            self.look()
            if self._missing:
                self._ask(_("It is not there yet."))
        elif name == CHOOSE:
            ask_for_folder(self._window, _("Choose the folder of your data"), Path.home(), self._use)
        elif name == OWN:
            self.mover.use_own_for_now()

    def _use(self, folder: Path) -> None:
        self._is_asked = False
        self.mover.move(folder)

    def _tell_trouble(self) -> None:
        """Tell why moving failed, to a person who may have left the settings meanwhile."""
        if self.mover.is_working or not self.mover.trouble:
            return
        self.told.emit(self.mover.trouble)
        if self._missing and not self._is_asked and self._can_ask():
            self._ask(self.mover.trouble)

    def _offer_to_join(self) -> None:
        left = places.waiting()
        if left and holds_data(left):
            self._is_asked = True
            ask_to_join(self._window, left, lambda: self.mover.move(left))

    def _close_question(self) -> None:
        if self._question:
            self._question.go()
            self._question = None

    def _take_other(self) -> None:
        """Read anew what the window shows: the data lies elsewhere now."""
        self._missing, self._is_asked = places.missing_data(), False
        self.renewed.emit()
        if self.mover.told:
            self.told.emit(self.mover.told)


def in_use(preset: Preset | None) -> Preset | None:
    """Return `preset` as it is in the folder that is used now; None where it is not there."""
    from retrotimer.files.preset import read_preset  # seldom needed
    from retrotimer.training.errors import WrongFile

    if preset is None or preset.is_builtin:
        return preset
    for path in (places.presets() / preset.path.name, preset.path):
        try:
            return read_preset(path)
        except WrongFile:
            continue
    return None
