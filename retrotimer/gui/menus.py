"""Menus of our own look. Loaded when the first one is opened: their style sheet would cost time at the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from retrotimer.gui import theme
from retrotimer.gui.theme import sized


@dataclass(frozen=True)
class Line:
    """A line of a menu; `is_on` is None where it is no choice."""

    text: str
    act: Callable[[], object]
    is_on: bool | None = None


@dataclass(frozen=True)
class Part:
    """Lines under a heading; of those of an `exclusive` part one is on."""

    lines: tuple[Line, ...]
    title: str = ""
    exclusive: bool = False


def open_menu(anchor: QWidget, parts: tuple[Part, ...]) -> QMenu:
    """Open a menu of `parts` below `anchor` and return it; it goes when it is closed."""
    menu = QMenu(anchor)
    menu.setStyleSheet(_sheet())
    menu.setAccessibleName(anchor.accessibleName())
    for part in parts:
        _fill(menu, part)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
    chosen = next((action for action in menu.actions() if action.isChecked()), None)
    menu.setActiveAction(chosen or next(action for action in menu.actions() if action.isEnabled()))
    return menu


def _fill(menu: QMenu, part: Part) -> None:
    if part.title:
        heading = menu.addAction(part.title)
        heading.setEnabled(False)
    group = QActionGroup(menu)
    group.setExclusive(part.exclusive)
    for line in part.lines:
        action = QAction(line.text, menu)
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
QMenu::indicator {{ width: {box}px; height: {box}px; left: 8px; border-radius: {box // 2}px; }}
QMenu::indicator:checked {{ background: {c.ink.name()}; border: 2px solid {c.field.name()}; }}
"""
