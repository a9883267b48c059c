"""Navigate from the library to the history, to the summary of a session, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.gui.core.main_window import Window
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.app.history.history import Session
    from retrotimer.gui.history.loader import HistoryReader
    from retrotimer.gui.history.page import HistoryPage


class HistoryController(QObject):
    """Shows both pages in `window`; `root_page_requested` asks for the library."""

    root_page_requested = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._reader: HistoryReader | None = None

    def show_history(self) -> HistoryPage:
        """Show the history."""
        from retrotimer.gui.history.loader import HistoryReader
        from retrotimer.gui.history.page import HistoryPage  # not before it is wanted

        self._reader = self._reader or HistoryReader(self)
        page = HistoryPage(self._reader)
        page.left.connect(self.root_page_requested)
        page.opened.connect(lambda session: self._show_session(page, session))
        self._window.show_page(page, _("History"))
        return page

    def _show_session(self, from_page: HistoryPage, session: Session) -> None:
        """Show the summary of `session`, in which its rating can be changed; then the same place again."""
        from retrotimer.files.history import store
        from retrotimer.gui.history.summary_page import SummaryPage

        try:
            record = store.read(session.path)
        except RetroTimerError as error:
            from_page.notify(str(error))
            return
        place = from_page.place()

        def show() -> SummaryPage:
            page = SummaryPage()
            page.show_kept(record, session.path, session.effort, session.note)
            page.left.connect(lambda: self.show_history().go_to(*place))
            self._window.show_page(page, _("History"), lambda: show().take_over(page))
            return page

        show()
