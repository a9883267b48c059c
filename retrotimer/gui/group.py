"""A session shown to a group on a second screen, while the laptop keeps the workouts and the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.app.controls import KEYS, Control
from retrotimer.gui.run_bar import RunBar
from retrotimer.gui.second_screen import SecondScreen

if TYPE_CHECKING:
    from retrotimer.gui.engine import Engine
    from retrotimer.gui.run_page import RunPage
    from retrotimer.gui.window import Window

STRIP_PX = 132


class Group(QObject):
    """Shows `page` on a second screen, and the controls of the same session in a strip below the window's pages.

    `closed` is sent with a sentence where the screen was lost, without one where a person closed it; `stopped`
    where the session was stopped by the strip.

    Raises:
        MissingPart: where there is no second screen.
    """

    closed = Signal(str)
    stopped = Signal()

    def __init__(self, window: Window, engine: Engine, page: RunPage) -> None:
        super().__init__()
        self._window, self._engine = window, engine
        self._lost = ""
        self._screen = SecondScreen(window, page)
        self._screen.open(engine)
        self._screen.lost.connect(self._note_loss)
        self._screen.closed.connect(self._let_go)
        page.group_wanted.connect(self.close)
        self.strip = RunBar()
        self.strip.setFixedHeight(STRIP_PX)
        self.strip.offer_group(True)
        self.strip.asked.connect(self._do)
        engine.changed.connect(self._show)
        engine.moved.connect(self._move)
        window.add_strip(self.strip)
        self._show()
        self._move()

    def close(self) -> None:
        """Show it on the laptop alone."""
        self._screen.close()

    def _do(self, control: Control) -> None:
        if control in (Control.GROUP, Control.FULL_SCREEN):
            self.close()
        elif control is Control.LEAVE:
            self._leave()
        elif control is Control.HELP:
            self._help()
        else:
            self._engine.control(control)

    def _leave(self) -> None:
        """Pause first, then stop, as Esc does."""
        if self._engine.leave():
            self.stopped.emit()

    def _help(self) -> None:
        from retrotimer.gui.key_help import KeyHelp  # seldom needed

        KeyHelp(self._window, list(KEYS)).chosen.connect(self._do)

    def _show(self) -> None:
        self.strip.show_session(self._engine.display, self._engine.player)

    def _move(self) -> None:
        self.strip.show_place(self._engine.session)

    def _note_loss(self, sentence: str) -> None:
        self._lost = sentence

    def _let_go(self) -> None:
        self._engine.changed.disconnect(self._show)
        self._engine.moved.disconnect(self._move)
        self._screen.page.release()
        self._screen.deleteLater()
        self.strip.hide()
        self.strip.deleteLater()
        self.closed.emit(self._lost)
