"""Show one page at a time in the main window, with a strip below it where one is added."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

SIZE = QSize(1280, 720)
SMALLEST = QSize(640, 400)


class Window(QMainWindow):
    """Shows one page at a time; it can be shown before it has one.

    Signals: `drawn` after the first painting, `page_changed`, `resized`, `closing` while it has its geometry still,
    and `closed`. `may_close` is asked before it closes. `remake` makes the page that is shown once more, with what
    was typed and chosen on it; None where it cannot.
    """

    drawn = Signal()
    page_changed = Signal()
    resized = Signal()
    closing = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("RetroTimer")
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self.may_close: Callable[[], bool] = lambda: True
        self.remake: Callable[[], object] | None = None
        self._root_page: QWidget | None = None
        self._is_drawn = self._is_certain = self._was_maximized = False
        self._below = QRect()
        self._pages = QStackedWidget()
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self._pages, 1)
        self._column.addLayout(self._row, 1)
        self.setCentralWidget(whole)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown; None before the first."""
        return self._pages.currentWidget()

    def set_root_page(self, page: QWidget) -> None:
        """Show `page`, which stays while others come and go, in place of an earlier one."""
        before, self._root_page = self._root_page, page
        self._pages.addWidget(page)
        self.show_root_page()
        if before:
            self._forget(before)

    def show_root_page(self) -> None:
        """Show the page that stays."""
        if self._root_page:
            self._turn_to(self._root_page, "")

    def show_page(self, page: QWidget, title: str, remake: Callable[[], object] | None = None) -> None:
        """Show `page`, until another one is shown, and its title; `remake` shows the same in another look."""
        self._pages.addWidget(page)
        self._turn_to(page, title)
        self.remake = remake

    def _turn_to(self, page: QWidget, title: str) -> None:
        self.remake = None
        before = self._pages.currentWidget()
        self.setWindowTitle(f"{title} – RetroTimer" if title else "RetroTimer")
        page.setFocus()  # first: else the stack gives the keyboard to some other part, and scrolls there
        self._pages.setCurrentWidget(page)
        page.setFocus()
        if before and before not in (page, self._root_page):
            self._forget(before)
        if page is not before:
            self.page_changed.emit()

    def _forget(self, page: QWidget) -> None:
        self._pages.removeWidget(page)
        page.deleteLater()

    def set_side(self, side: QWidget) -> None:
        """Show `side` at the left of every page."""
        self._row.insertWidget(0, side)

    def add_strip(self, strip: QWidget) -> None:
        """Show `strip` below the pages, until it is deleted."""
        self._column.addWidget(strip)
        strip.show()

    @property
    def plain_geometry(self) -> QRect:
        """Its place and size when it is neither maximised nor full screen."""
        if self.isFullScreen():
            return self._below
        return self.normalGeometry() if self.isMaximized() else self.geometry()

    @property
    def is_maximized(self) -> bool:
        """Whether it is maximised, or was so before it filled the screen."""
        return self._was_maximized if self.isFullScreen() else self.isMaximized()

    def change_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        if self.isFullScreen():
            self.leave_full_screen()
        else:  # Qt forgets what it was before
            self._below, self._was_maximized = QRect(self.plain_geometry), self.isMaximized()
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Be as large as before, maximised where it was so; nothing where it does not fill the screen."""
        if not self.isFullScreen():
            return
        self.showNormal()
        if self._was_maximized:
            self.setGeometry(self._below)
            self.showMaximized()

    def close_for_certain(self) -> None:
        """Close without asking."""
        self._is_certain = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_drawn:
            self._is_drawn = True
            QTimer.singleShot(0, self, self.drawn.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close where nothing speaks against it."""
        if not self._is_certain and not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        self.hide()
        self.closed.emit()
        super().closeEvent(event)
