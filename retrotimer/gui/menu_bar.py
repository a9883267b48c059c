"""Fill the menu bar of macOS from the tables of actions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from retrotimer.gui.core.key_bindings import Actions
from retrotimer.gui.widgets.menus import Part
from retrotimer.texts import N_, _

MENUS = (
    (N_("Go"), ("workouts", "plan", "history", "settings")),
    (N_("View"), ("larger", "smaller", "plain")),
    (N_("Help"), ("help", "about", "manual")),
)


def fill_menu_bar(bar: QMenuBar, actions: Actions, workout: Callable[[], tuple[Part, ...]]) -> None:
    """Fill `bar` with `actions`, and with what `workout` says can be done with the chosen workout."""
    first = bar.addMenu(_("Workout"))
    first.aboutToShow.connect(lambda: _fill(first, workout(), actions["workouts"]))
    _fill(first, workout(), actions["workouts"])
    for title, names in MENUS:
        menu = bar.addMenu(_(title))
        for name in names:
            menu.addAction(actions[name])


def _fill(menu: QMenu, parts: tuple[Part, ...], otherwise: QAction) -> None:
    menu.clear()
    for nth, part in enumerate(parts):
        if nth:
            menu.addSeparator()
        for line in part.lines:
            if isinstance(line, QAction):
                menu.addAction(line)
    if not parts:
        menu.addAction(otherwise)
