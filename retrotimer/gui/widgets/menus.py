"""Open styled menus. Imported when the first one is opened: parsing their style sheet costs time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from retrotimer.gui import theme
from retrotimer.gui.theme import sized

GAP = 2
"""Px between a menu and the button that it belongs to."""


@dataclass(frozen=True)
class Line:
    """A line of a menu; `is_on` is None where it is no choice. `keys` do the same without the menu."""

    text: str
    act: Callable[[], object]
    is_on: bool | None = None
    keys: str = ""


@dataclass(frozen=True)
class Part:
    """Lines under a heading, some of them actions; of those of an `exclusive` part one is on."""

    lines: tuple[Line | QAction, ...]
    title: str = ""
    exclusive: bool = False


def open_menu(anchor: QWidget, parts: tuple[Part, ...]) -> QMenu:
    """Open a menu of `parts` below or above `anchor` and return it; it goes when it is closed."""
    menu = _menu(anchor, parts)
    button = QRect(anchor.mapToGlobal(QPoint(0, 0)), anchor.size())
    menu.popup(place_beside(button, menu.sizeHint(), anchor.screen().availableGeometry()))
    chosen = next((action for action in menu.actions() if action.isChecked()), None)
    menu.setActiveAction(chosen or next(action for action in menu.actions() if action.isEnabled()))
    return menu


def open_context_menu(owner: QWidget, at: QPoint, parts: tuple[Part, ...]) -> QMenu:
    """Open a menu of `parts` at the global place `at`, where a person clicked on `owner`, and return it."""
    menu = _menu(owner, parts)
    menu.popup(at)
    return menu


def place_beside(button: QRect, menu: QSize, room: QRect) -> QPoint:
    """Return where a menu so large leaves `button` in sight: below it, else above, else to its right or left."""
    left = max(room.left(), min(button.left(), room.left() + room.width() - menu.width()))
    if button.bottom() + GAP + menu.height() <= room.bottom():
        return QPoint(left, button.bottom() + 1 + GAP)
    if button.top() - GAP - menu.height() >= room.top():
        return QPoint(left, button.top() - GAP - menu.height())
    top = max(room.top(), room.top() + room.height() - menu.height())
    if button.right() + GAP + menu.width() <= room.right():
        return QPoint(button.right() + 1 + GAP, top)
    return QPoint(max(room.left(), button.left() - GAP - menu.width()), top)


def _menu(owner: QWidget, parts: tuple[Part, ...]) -> QMenu:
    menu = QMenu(owner)
    menu.setStyleSheet(_sheet())
    menu.setAccessibleName(owner.accessibleName())
    for nth, part in enumerate(parts):
        if nth and not part.title:
            menu.addSeparator()
        _fill(menu, part)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _fill(menu: QMenu, part: Part) -> None:
    """Add the lines of `part`; of its actions only those that can be done now."""
    if part.title:
        heading = menu.addAction(part.title)
        heading.setEnabled(False)
    group = QActionGroup(menu)
    group.setExclusive(part.exclusive)
    for line in part.lines:
        if isinstance(line, QAction):
            if line.isEnabled():
                menu.addAction(line)
            continue
        text = line.text.replace("&", "&&")
        action = QAction(f"{text}\t{line.keys}" if line.keys else text, menu)
        if line.is_on is not None:
            action.setCheckable(True)
            action.setChecked(line.is_on)
            group.addAction(action)
        action.triggered.connect(lambda _on, act=line.act: act())
        menu.addAction(action)


def _sheet() -> str:
    c, text, box = theme.colours, round(sized(17)), round(sized(12))
    return f"""
QMenu {{
  background: {c.field.name()}; color: {c.ink.name()}; border: 2px solid {c.ink.name()}; padding: 4px;
  font-family: "{theme.TEXT}"; font-size: {text}px;
}}
QMenu::item {{ padding: 8px 24px 8px {box + 20}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.focus.name()}; color: {c.field.name()}; }}
QMenu::item:disabled {{ color: {c.muted.name()}; padding-left: 10px; background: transparent; }}
QMenu::separator {{ height: 1px; background: {c.line.name()}; margin: 4px 8px; }}
QMenu::indicator {{ width: {box}px; height: {box}px; left: 8px; border-radius: {box // 2}px; }}
QMenu::indicator:checked {{ background: {c.ink.name()}; border: 2px solid {c.field.name()}; }}
"""
