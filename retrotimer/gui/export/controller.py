"""Show the export page, and stop an export when the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.app.overview import Overview
from retrotimer.app.tasks import TaskQueue
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.gui.export.page import ExportPage


class ExportController(QObject):
    """Shows the page in `window`; `root_page_requested` asks for the library."""

    root_page_requested = Signal()

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._queue = TaskQueue()
        self._page: ExportPage | None = None
        window.closed.connect(self._close)

    def show(self, overview: Overview) -> ExportPage:
        """Show the page for `overview`."""
        from retrotimer.app.session.factory import PlaybackOptions  # not before it is wanted
        from retrotimer.gui.export.page import ExportPage

        page = self._page = ExportPage(
            overview, PlaybackOptions.from_settings(self._preferences.settings), self._queue
        )
        page.left.connect(self.root_page_requested)
        self._window.show_page(page, _("Export"), lambda: self._remake(page, overview))
        return page

    def _remake(self, before: ExportPage, overview: Overview) -> None:
        """Show the page once more with what is chosen on it; not while a file is written."""
        if not before.is_working:
            self.show(overview).choice.choose_as(before.choice)

    def _close(self) -> None:
        """Stop the export that is running; the file keeps its old contents."""
        if self._page is not None and self._window.page is self._page:
            self._page.stop()
        self._queue.close()
