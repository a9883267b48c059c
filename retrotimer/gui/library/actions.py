"""Create, edit, copy, delete and restore presets from the library, by its buttons and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from retrotimer.app.overview import Overview
from retrotimer.files import paths as places
from retrotimer.files.presets.library import Preset
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.app.library import LibraryEntry
    from retrotimer.gui.library.page import LibraryPage

DELETION = "deletion"
"""What is told of a deletion is about it."""


class LibraryActions(QObject):
    """Does what the buttons in the foot of `library` say, and gives its keys.

    `edit_requested` asks for the editor with a `Preset`, `rename_requested` for the same with its name chosen, and
    `export_requested` for the export of an `Overview`.
    """

    edit_requested = Signal(object)
    rename_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(self, library: LibraryPage) -> None:
        super().__init__(library)
        self._library = library
        self._trashed: list[tuple[Path, Path]] = []
        footer = self._footer = library.footer
        library.presets.chosen.connect(self._follow)
        library.presets.painted.connect(self._add_shortcuts)
        footer.edit_requested.connect(self.edit)
        footer.duplicate_requested.connect(self.duplicate)
        footer.delete_requested.connect(self.delete)
        footer.undo_requested.connect(self.undo)
        footer.export_requested.connect(self.export)
        self._follow(library.presets.current())

    def _follow(self, item: LibraryEntry | None) -> None:
        """Offer what can be done to `item`."""
        is_preset = item is not None and isinstance(item.found, Preset)
        for button in (self._footer.edit, self._footer.duplicate):
            button.setEnabled(is_preset)
        self._footer.export.setEnabled(item is not None and isinstance(item.entry, Overview))
        self._footer.offer(self._footer.delete, is_offered=item is not None and is_own(item))

    def _add_shortcuts(self) -> None:
        """Take the keys that do the same; not before the first painting, as they cost time."""
        from retrotimer.gui.core.actions import LIBRARY, Actions

        footer = self._footer
        self.actions = Actions(
            self._library,
            LIBRARY,
            {
                "search": self._library.tools.search.setFocus,
                "star": self._library.star_chosen,
                "edit": self.edit,
                "rename": self.rename,
                "duplicate": self.duplicate,
                "export": self.export,
                "delete": self.delete,
                "undo": self.undo,
                "new": footer.new_requested.emit,
                "build": footer.build_requested.emit,
                "text": footer.text_requested.emit,
                "keys": self._library.about_requested.emit,
            },
        )
        # never while a button or the search has the keyboard
        self.actions["delete"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._library.presets.addAction(self.actions["delete"])

    def _preset(self) -> Preset | None:
        item = self._library.presets.current()
        return item.found if item and isinstance(item.found, Preset) else None

    def edit(self) -> None:
        """Edit the chosen preset."""
        preset = self._preset()
        if preset:
            self.edit_requested.emit(preset)

    def rename(self) -> None:
        """Edit the chosen preset, beginning with its name."""
        preset = self._preset()
        if preset:
            self.rename_requested.emit(preset)

    def export(self) -> None:
        """Export the chosen preset."""
        item = self._library.presets.current()
        if item and isinstance(item.entry, Overview):
            self.export_requested.emit(item.entry)

    def show(self, preset: Preset) -> None:
        """Show `preset`, which was saved just now, as the chosen one."""
        self._library.library_model.put(preset)
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
            self._library.notify(str(error))
            return
        self.show(made.preset)
        self._library.notify(_("{name} is a copy of your own. Edit changes it.").format(name=made.workout.name))

    def delete(self) -> None:
        """Move the chosen file to the trash."""
        from retrotimer.files.presets.user_presets import move_to_trash  # seldom needed

        library = self._library
        item = library.presets.current()
        if item is None:
            return
        if not is_own(item):
            library.notify(_("Only workouts of your own can be deleted."))
            return
        rows = library.presets.rows.items
        row = rows.index(item)
        try:
            self._trashed.append((move_to_trash(item.path), item.path))
        except RetroTimerError as error:
            library.notify(str(error))
            return
        library.presets.choose((rows[row + 1 : row + 2] or rows[row - 1 : row] or [item])[0])
        library.library_model.forget(item.path)
        library.arrange(keep_place=True)
        self._footer.offer(self._footer.undo, is_offered=True)
        library.notify(_("{name} was deleted. Undo brings it back.").format(name=item.name), DELETION)

    def undo(self) -> None:
        """Take the last deletion back."""
        from retrotimer.files.presets.user_presets import take_back  # seldom needed

        if not self._trashed:
            return
        trashed, path = self._trashed.pop()
        self._library.end(DELETION)
        self._footer.offer(self._footer.undo, is_offered=bool(self._trashed))
        try:
            self._library.show_file(take_back(trashed, path))
        except RetroTimerError as error:
            self._library.notify(str(error))


def is_own(item: LibraryEntry) -> bool:
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
            library.library_model.forget(path)
            continue
        try:
            library.library_model.put(read_preset(path))
        except WrongFile as error:
            library.library_model.forget(path)
            library.library_model.add(Broken(id_of(path), path, error.mistakes))
    library.arrange(keep_place=True)
