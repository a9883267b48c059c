"""The way from the library to a session that is taken along, and what happens to it when the window closes."""

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
    from retrotimer.gui.library.page import LibraryPage


class ExportDesk(QObject):
    """Shows the page in `window`; `home_wanted` asks for the library."""

    home_wanted = Signal()

    def __init__(self, window: Window, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        self._queue = TaskQueue()
        self._page: ExportPage | None = None
        window.closed.connect(self._close)

    def serve(self, library: LibraryPage) -> None:
        """Do what `library` asks for."""
        library.foot.export_wanted.connect(lambda: self._show_chosen(library))
        library.presets.chosen.connect(lambda item: self._offer(library, item))
        library.presets.painted.connect(lambda: self._take_keys(library))
        self._offer(library, library.presets.current())

    def show(self, overview: Overview) -> ExportPage:
        """Show the page for `overview`."""
        from retrotimer.app.session.factory import PlaybackOptions  # not before it is wanted
        from retrotimer.gui.export.page import ExportPage

        page = self._page = ExportPage(
            overview, PlaybackOptions.from_settings(self._preferences.settings), self._queue
        )
        page.left.connect(self.home_wanted)
        self._window.show_page(page, _("Take it along"))
        return page

    def _show_chosen(self, library: LibraryPage) -> None:
        item = library.presets.current()
        if item and isinstance(item.entry, Overview):
            self.show(item.entry)

    def _offer(self, library: LibraryPage, item: object) -> None:
        entry = getattr(item, "entry", None)
        library.foot.export.setEnabled(isinstance(entry, Overview))

    def _take_keys(self, library: LibraryPage) -> None:
        """Take the key that does the same; not before the first painting, as it costs time."""
        from PySide6.QtGui import QKeySequence, QShortcut

        QShortcut(QKeySequence("Ctrl+T"), library).activated.connect(lambda: self._show_chosen(library))

    def _close(self) -> None:
        """Leave nothing half written: it ends within a moment, and the file's old contents stay."""
        if self._page is not None and self._window.page is self._page:
            self._page.stop()
        self._queue.close()
