"""Create, edit, copy, delete and restore presets from the library, by its buttons and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from retrotimer.app.overview import Overview
from retrotimer.files import paths as places
from retrotimer.files.presets.library import Preset
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.app.library import Item
    from retrotimer.gui.library.page import LibraryPage

DELETION = "deletion"
"""What is told of a deletion is about it."""


class LibraryDeeds(QObject):
    """Does what the buttons in the foot of `library` say, and gives its keys.

    `edit_wanted` asks for the editor with a `Preset`, `rename_wanted` for the same with its name chosen, and
    `export_wanted` for the export of an `Overview`.
    """

    edit_wanted = Signal(object)
    rename_wanted = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, library: LibraryPage) -> None:
        super().__init__(library)
        self._library = library
        self._thrown: list[tuple[Path, Path]] = []
        foot = self._foot = library.foot
        library.presets.chosen.connect(self._follow)
        library.presets.painted.connect(self._take_keys)
        foot.edit_wanted.connect(self.edit)
        foot.duplicate_wanted.connect(self.duplicate)
        foot.delete_wanted.connect(self.delete)
        foot.undo_wanted.connect(self.undo)
        foot.export_wanted.connect(self.export)
        self._follow(library.presets.current())

    def _follow(self, item: Item | None) -> None:
        """Offer what can be done to `item`."""
        is_preset = item is not None and isinstance(item.found, Preset)
        for button in (self._foot.edit, self._foot.duplicate):
            button.setEnabled(is_preset)
        self._foot.export.setEnabled(item is not None and isinstance(item.entry, Overview))
        self._foot.offer(self._foot.delete, is_offered=item is not None and is_own(item))

    def _take_keys(self) -> None:
        """Take the keys that do the same; not before the first painting, as they cost time."""
        for keys, act in (
            ("Ctrl+N", self._foot.new_wanted.emit),
            ("Ctrl+P", self._foot.plan_wanted.emit),
            ("Ctrl+H", self._foot.history_wanted.emit),
            ("Ctrl+B", self._foot.build_wanted.emit),
            ("Ctrl+Shift+T", self._foot.text_wanted.emit),
            ("Ctrl+T", self.export),
            ("Ctrl+E", self.edit),
            ("F2", self.rename),
            ("Ctrl+Shift+D", self.duplicate),
            ("Ctrl+Z", self.undo),
        ):
            QShortcut(QKeySequence(keys), self._library).activated.connect(act)
        deleting = QShortcut(QKeySequence("Del"), self._library.presets)
        deleting.setContext(
            Qt.ShortcutContext.WidgetShortcut
        )  # never while a button or the search has the keyboard
        deleting.activated.connect(self.delete)

    def _preset(self) -> Preset | None:
        item = self._library.presets.current()
        return item.found if item and isinstance(item.found, Preset) else None

    def edit(self) -> None:
        """Edit the chosen preset."""
        preset = self._preset()
        if preset:
            self.edit_wanted.emit(preset)

    def rename(self) -> None:
        """Edit the chosen preset, beginning with its name."""
        preset = self._preset()
        if preset:
            self.rename_wanted.emit(preset)

    def export(self) -> None:
        """Export the chosen preset."""
        item = self._library.presets.current()
        if item and isinstance(item.entry, Overview):
            self.export_wanted.emit(item.entry)

    def show(self, preset: Preset) -> None:
        """Show `preset`, which was saved just now, as the chosen one."""
        self._library.shelf.put(preset)
        self._library.show_preset(preset)

    def duplicate(self) -> None:
        """Make a copy of the chosen preset among the person's own."""
        from retrotimer.files.presets.user_presets import open_preset, own_name, save_copy  # seldom needed

        preset = self._preset()
        if preset is None:
            return
        try:
            opened = open_preset(preset.path)
            made = save_copy(opened, replace(opened.workout, name=own_name(opened.workout.name)))
        except RetroTimerError as error:
            self._library.tell(str(error))
            return
        self.show(made.preset)
        self._library.tell(_("{name} is a copy of your own. Edit changes it.").format(name=made.workout.name))

    def delete(self) -> None:
        """Move the chosen file to the trash."""
        from retrotimer.files.presets.user_presets import throw_away  # seldom needed

        library = self._library
        item = library.presets.current()
        if item is None:
            return
        if not is_own(item):
            library.tell(_("Only workouts of your own can be deleted."))
            return
        rows = library.presets.rows.items
        row = rows.index(item)
        try:
            self._thrown.append((throw_away(item.path), item.path))
        except RetroTimerError as error:
            library.tell(str(error))
            return
        library.presets.choose((rows[row + 1 : row + 2] or rows[row - 1 : row] or [item])[0])
        library.shelf.forget(item.path)
        library.arrange(keep_place=True)
        self._foot.offer(self._foot.undo, is_offered=True)
        library.tell(_("{name} was deleted. Undo brings it back.").format(name=item.name), DELETION)

    def undo(self) -> None:
        """Take the last deletion back."""
        from retrotimer.files.presets.user_presets import take_back  # seldom needed

        if not self._thrown:
            return
        thrown, path = self._thrown.pop()
        self._library.end(DELETION)
        self._foot.offer(self._foot.undo, is_offered=bool(self._thrown))
        try:
            self._library.show_file(take_back(thrown, path))
        except RetroTimerError as error:
            self._library.tell(str(error))


def is_own(item: Item) -> bool:
    """Return whether `item` is a file among the person's own presets, which may be deleted."""
    return item.path.parent == places.presets() and item.path.is_file()


def follow(library: LibraryPage, paths: list[Path]) -> None:
    """Show in `library` what became of the preset files at `paths`; choice and place stay."""
    from retrotimer.files.presets.format import id_of, read_preset
    from retrotimer.files.presets.library import Broken  # seldom needed
    from retrotimer.training.errors import WrongFile

    for path in paths:
        if path.suffix.casefold() != ".toml":
            continue
        if not path.exists():
            library.shelf.forget(path)
            continue
        try:
            library.shelf.put(read_preset(path))
        except WrongFile as error:
            library.shelf.forget(path)
            library.shelf.add(Broken(id_of(path), path, error.mistakes))
    library.arrange(keep_place=True)
