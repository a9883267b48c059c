"""The main window: the library, and the run page over it while a session goes on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from retrotimer.app.overview import Overview
from retrotimer.gui.library_page import LibraryPage

if TYPE_CHECKING:
    from retrotimer.gui.engine import Engine
    from retrotimer.gui.run_page import RunPage

SIZE = QSize(1280, 720)
SMALLEST = QSize(640, 400)


class Window(QMainWindow):
    """Holds the pages. `wanted` asks for a session of a preset.

    It can be shown before it is filled, so that the screen makes room for it while the library is being read.
    """

    wanted = Signal(object)

    library: LibraryPage

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("RetroTimer")
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self._engine: Engine | None = None

    def fill(self, library: LibraryPage) -> None:
        """Show `library`."""
        self.library = library
        self._pages.addWidget(library)
        library.started.connect(self.wanted)
        library.setFocus()

    @cached_property
    def run_page(self) -> RunPage:
        """The run page, made for the first session: the library is seen so much sooner."""
        from retrotimer.gui.run_page import RunPage  # noqa: PLC0415

        page = RunPage()
        self._pages.addWidget(page)
        page.left.connect(self.show_library)
        page.full_screen.connect(self._change_full_screen)
        return page

    def run(self, engine: Engine, overview: Overview) -> None:
        """Show the session of `engine` and begin it."""
        self._engine = engine
        self.setWindowTitle(f"{overview.preset.workout.name} – RetroTimer")
        self.run_page.show_engine(engine)
        self._pages.setCurrentWidget(self.run_page)
        self.run_page.setFocus()
        engine.start()

    def show_library(self) -> None:
        """End the session, if there is one, and go back to the workouts."""
        self._end(drain=False)
        self.setWindowTitle("RetroTimer")
        self._pages.setCurrentWidget(self.library)
        self.library.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End the session with the window, but let its last tone be heard."""
        self.hide()
        self._end(drain=True)
        super().closeEvent(event)

    def _end(self, *, drain: bool) -> None:
        if self._engine:
            self._engine.close(drain=drain)
            self._engine.deleteLater()
            self._engine = None

    def _change_full_screen(self) -> None:
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()
