"""What moves on the run page: the arrow, gently, and one soft flash at a change; no time is kept here."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from retrotimer.app.display import Display
from retrotimer.gui.arrows import STILL
from retrotimer.gui.run_face import RunFace
from retrotimer.training.states import State

STEP_MS = 125
STEPS = 16
"""Steps in which a chevron comes to where the one before it was: two seconds."""
FLASH_MS = 200
FLASH_APART_MS = 1_000
"""At most one flash a second (WCAG 2.3.1 allows three)."""


class Motion(QObject):
    """Moves `face`, while it can be seen and a session is under way."""

    def __init__(self, face: RunFace, parent: QObject) -> None:
        super().__init__(parent)
        self._face = face
        self._moves = self._flashes = True
        self._step = 0
        self._shown: Display | None = None
        self._since_flash = QElapsedTimer()
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self.step)
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: face.show_flash(is_on=False))

    def use(self, *, moves: bool, flashes: bool) -> None:
        """Allow motion and flash, or not."""
        self._moves, self._flashes = moves, flashes
        if not moves:
            self._step = 0
            self._face.show_phase(STILL)
        self.look()

    def follow(self, display: Display) -> None:
        """Flash where another movement has begun, and move or stand with the session."""
        before, self._shown = self._shown, display
        has_changed = before is not None and before.movement != display.movement
        if has_changed and display.state is State.RUNNING:
            self._begin_flash()
        self.look()

    def look(self) -> None:
        """Move only where somebody sees it and something goes somewhere."""
        wanted = self._moves and self._face.isVisible() and self._face.can_move
        if wanted != self._steps.isActive():
            if wanted:
                self._steps.start()
            else:
                self._steps.stop()

    def step(self) -> None:
        """Move the arrow on by one step."""
        self._step = (self._step + 1) % STEPS
        self._face.show_phase(self._step / STEPS)

    def _begin_flash(self) -> None:
        is_soon = self._since_flash.isValid() and self._since_flash.elapsed() < FLASH_APART_MS
        if self._flashes and not is_soon:
            self._since_flash.start()
            self._face.show_flash(is_on=True)
            self._flash.start()
