"""Find a second screen, and move the window back when its screen is gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


def other_screen(window: QWidget) -> QScreen | None:
    """Return a screen that shows something else than the one `window` is on; None where there is none.

    A projector that mirrors the laptop is a screen too, but at the same place.
    """
    own = window.screen()
    return next((screen for screen in QGuiApplication.screens() if shows_other(screen, own)), None)


def shows_other(screen: QScreen, own: QScreen) -> bool:
    """Return whether `screen` stands at a place of its own beside `own`."""
    return screen is not own and not screen.geometry().intersects(own.geometry())


def is_in_sight(window: QWidget) -> bool:
    """Return whether the middle of `window` is on a screen."""
    middle = window.frameGeometry().center()
    return any(screen.geometry().contains(middle) for screen in QGuiApplication.screens())


def bring_in_sight(window: QWidget) -> None:
    """Move `window` to the first screen if it is on none; one that filled its screen fills that one."""
    if is_in_sight(window) or window.isHidden():
        return
    was_full = window.isFullScreen()
    if was_full:
        window.showNormal()
    fit_on_screen(window, QGuiApplication.primaryScreen())
    if was_full:
        window.showFullScreen()
    window.raise_()


def fit_on_screen(window: QWidget, screen: QScreen) -> None:
    """Bring `window` with its frame within what `screen` leaves free; one that fits and lies there stays as it is.

    One that fills its screen is left alone.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    room, frame = screen.availableGeometry(), window.frameGeometry()
    edges = window.frameSize() - window.size()
    window.setMinimumSize(window.minimumSize().boundedTo(room.size() - edges))
    place = fitted(frame, room)
    if place.size() != frame.size():
        window.resize(place.size() - edges)
    if place.topLeft() != frame.topLeft():
        window.move(place.topLeft())


def fitted(frame: QRect, room: QRect) -> QRect:
    """Return `frame` as much smaller and moved as it must be to lie within `room`."""
    size = frame.size().boundedTo(room.size())
    left = max(room.left(), min(frame.left(), room.left() + room.width() - size.width()))
    top = max(room.top(), min(frame.top(), room.top() + room.height() - size.height()))
    return QRect(QPoint(left, top), size)


class ScreenGuard(QObject):
    """Brings `window` back in sight whenever a screen goes: not every window manager does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        # the signal comes before the screen is gone
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        QGuiApplication.instance().screenRemoved.connect(self._later.start)  # type: ignore[union-attr]  # there is one

    def _look(self) -> None:
        bring_in_sight(self._window)
