"""The run page once more, full screen for a group, while the laptop keeps the workouts and the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.gui.screens import other_screen, shows_other
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    from retrotimer.gui.engine import Engine
    from retrotimer.gui.run_page import RunPage


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
        """Tell that it is gone, whoever closed it."""
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
