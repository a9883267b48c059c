"""Offer what can be done with the chosen preset: the usual as buttons, the rest in a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from retrotimer.gui.core.key_bindings import LIBRARY
from retrotimer.gui.widgets.buttons import ActionButton, FoldingRow
from retrotimer.texts import _


class LibraryFooter(FoldingRow):
    """Buttons for the usual, as many as fit, and "…", which opens what `menu` gives."""

    def __init__(self, menu: Callable[[], object], parent: QWidget | None = None) -> None:
        self.undo, self.edit, self.export = (_button(name) for name in ("undo", "edit", "export"))
        super().__init__((self.undo, self.edit, self.export), "…", parent, keeps_first=True, menu=menu)
        self.more = self.buttons[-1]
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More to do with this workout"))
        self.offer(self.undo, is_offered=False)


def _button(name: str) -> ActionButton:
    action = LIBRARY[name]
    return ActionButton(_(action.words), action.keys[0])
