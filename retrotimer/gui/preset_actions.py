"""What can be done to the chosen preset of the library, besides beginning it: edit, copy, delete; and a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from retrotimer.files import places
from retrotimer.files.library import Preset
from retrotimer.gui.folding_row import FoldingRow, action_button
from retrotimer.texts import _

if TYPE_CHECKING:
    from retrotimer.app.shelf import Item


class PresetActions(FoldingRow):
    """Buttons, or where the room is short a menu of them; each signal asks for what its button says."""

    new_wanted = Signal()
    edit_wanted = Signal()
    duplicate_wanted = Signal()
    delete_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.edit = action_button(_("Edit"), "Ctrl+E")
        self.new = action_button(_("New"), "Ctrl+N")
        self.duplicate = action_button(_("Duplicate"), "Ctrl+Shift+D")
        self.delete = action_button(_("Delete"), _("Del"))
        self.undo = action_button(_("Undo"), "Ctrl+Z")
        super().__init__((self.undo, self.edit, self.new, self.duplicate, self.delete), _("Workout"), parent)
        self.edit.clicked.connect(self.edit_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.duplicate.clicked.connect(self.duplicate_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.offer_undo(is_offered=False)

    def follow(self, item: Item | None) -> None:
        """Offer what can be done to `item`."""
        is_preset = item is not None and isinstance(item.found, Preset)
        self.offer(self.edit, is_offered=is_preset)
        self.offer(self.duplicate, is_offered=is_preset)
        self.offer(self.delete, is_offered=item is not None and is_own(item))

    def offer_undo(self, *, is_offered: bool) -> None:
        """Offer to take a deletion back, or no longer."""
        self.offer(self.undo, is_offered=is_offered)


def is_own(item: Item) -> bool:
    """Return whether `item` is a file among the person's own presets, which may be deleted."""
    return item.path.is_file() and item.path.parent == places.presets()
