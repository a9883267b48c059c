"""Show a session full screen on a second screen, with library and controls on the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.session.controls import KEYS, Control
from retrotimer.gui.core.screens import other_screen, shows_other
from retrotimer.gui.session.run_bar import BarKind, RunBar
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    from retrotimer.gui.core.engine import Engine
    from retrotimer.gui.core.main_window import Window
    from retrotimer.gui.session.run_page import RunPage


class SecondScreen(QWidget):
    """Shows `page`, a run page of its own, on another screen than that of `window`.

    It plays nothing and keeps no time: closing it, or losing its screen, changes nothing in the session. Keys
    pressed on it mean what they mean on the run page; F, F11 and Esc close it. `lost` is sent with a sentence where
    it has to close, `closed` after it whenever it has closed.
    """

    lost = Signal(str)
    closed = Signal()

    def __init__(self, window: QWidget, page: RunPage) -> None:
        super().__init__()
        self._window, self.page = window, page
        self._chosen: QScreen | None = None
        self.setWindowTitle(_("For the group – RetroTimer"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # the keyboard stays with the laptop
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)  # the program ends with the laptop's window
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        page.full_screen.connect(self.close)
        page.left.connect(self.close)
        for keys, act in (("Ctrl+W", self.close), ("Ctrl+Q", window.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        QGuiApplication.instance().screenRemoved.connect(self._later.start)  # type: ignore[union-attr]  # there is one

    def open(self, engine: Engine) -> None:
        """Show the session of `engine` on the other screen; one that is open goes over to it.

        Raises:
            MissingPart: where there is none.
        """
        screen = other_screen(self._window)
        if screen is None:
            raise MissingPart(
                _("There is no second screen. Connect one, and let it extend the desktop instead of mirroring it.")
            )
        self.page.show_engine(engine)
        if self.isVisible():
            return
        self._chosen = screen
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _look(self) -> None:
        """Close where the screen is gone, or the window has come to it: its controls would be hidden."""
        if self.isVisible() and not self._has_its_screen():
            self.lost.emit(_("The second screen is gone. The session goes on here."))
            self.close()

    def _has_its_screen(self) -> bool:
        own = self._window.screen()
        return any(screen is self._chosen and shows_other(screen, own) for screen in QGuiApplication.screens())


STRIP_PX = 108


class Group(QObject):
    """Shows `page` on a second screen, and the controls of the same session in a strip below the window's pages.

    `closed` is sent with a sentence where the screen was lost, without one where a person closed it; `stopped`
    where the session was stopped by the strip, `phone_requested` asks for the codes of phones.

    Raises:
        MissingPart: where there is no second screen.
    """

    closed = Signal(str)
    stopped = Signal()
    phone_requested = Signal()

    def __init__(self, window: Window, engine: Engine, page: RunPage) -> None:
        super().__init__()
        self._window, self._engine = window, engine
        self._lost = ""
        self._screen = SecondScreen(window, page)
        self._screen.open(engine)
        self._screen.lost.connect(self._note_loss)
        self._screen.closed.connect(self._let_go)
        page.group_requested.connect(self.close)
        self.strip = RunBar(BarKind.STRIP)
        self.strip.setFixedHeight(STRIP_PX)
        self.strip.offer(Control.GROUP, is_offered=True)
        self.strip.asked.connect(self._do)
        self.strip.chosen.connect(self._choose)
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
        elif control is Control.PHONE:
            self.phone_requested.emit()
        elif control is Control.LEAVE:
            self._leave()
        elif control is Control.HELP:
            self._help()
        else:
            self._engine.control(control)

    def _choose(self, group: int) -> None:
        """Choose a group whose line was clicked, or all where it is chosen already."""
        self._engine.choose(None if self._engine.player.chosen == group else group)

    def _leave(self) -> None:
        """Pause first, then stop, as Esc does."""
        if self._engine.leave():
            self.stopped.emit()

    def _help(self) -> None:
        from retrotimer.gui.session.key_help import KeyHelp  # seldom needed

        KeyHelp(self._window, list(KEYS)).chosen.connect(self._do)

    def _show(self) -> None:
        self.strip.show_session(self._engine.shown, self._engine.player, self._engine.displays)

    def _move(self) -> None:
        self.strip.show_place(self._engine.player.shown)

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
