"""Carry out what can be done in the library: its buttons, keys and menus take one table of actions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from retrotimer.app.library import is_own
from retrotimer.app.overview import Overview
from retrotimer.files.presets.library import Preset
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from retrotimer.app.library import LibraryEntry
    from retrotimer.gui.core.key_bindings import Actions
    from retrotimer.gui.library.page import LibraryPage
    from retrotimer.gui.widgets.menus import Part

DELETION = "deletion"
"""What is told of a deletion is about it."""
ON_PRESET = ("start", "edit", "rename", "duplicate", "export", "star")
ON_OWN = ("folder", "delete")
GENERAL = ("check", "screen")
NEW = ("new", "build", "text", "open")


class LibraryActions(QObject):
    """Does what is chosen in `library`.

    `edit_requested` asks for the editor with a `Preset`, `rename_requested` for the same with its name chosen,
    `export_requested` for the export of an `Overview`; the other signals ask for a page.
    """

    edit_requested = Signal(object)
    rename_requested = Signal(object)
    export_requested = Signal(object)
    new_requested = Signal()
    build_requested = Signal()
    text_requested = Signal()
    check_requested = Signal()
    second_screen_requested = Signal()
    help_requested = Signal()

    def __init__(self, library: LibraryPage) -> None:
        super().__init__(library)
        self._library = library
        self._trashed: list[tuple[Path, Path]] = []
        self.table: Actions | None = None
        """Its actions; none before the first paint, as they cost time."""
        self.has_second_screen = False
        footer = self._footer = library.footer
        library.presets.chosen.connect(self._follow)
        library.presets.painted.connect(self._actions)
        library.presets.menu_requested.connect(self._open_menu)
        library.menus.update({"new": lambda: self.parts(NEW), "more": self.menu})
        library.delete_requested.connect(self.delete)
        footer.edit.clicked.connect(self.edit)
        footer.undo.clicked.connect(self.undo)
        footer.export.clicked.connect(self.export)
        self._follow(library.presets.current())

    def _actions(self) -> Actions:
        """Return the actions by their keys; they are made when the library is seen or one is first asked for."""
        return self.table or self._make_actions()

    def _make_actions(self) -> Actions:
        from retrotimer.gui.core.key_bindings import LIBRARY, Actions

        library = self._library
        self.table = table = Actions(
            library,
            LIBRARY,
            {
                "search": library.tools.search.setFocus,
                "start": library.start_chosen,
                "star": library.star_chosen,
                "edit": self.edit,
                "rename": self.rename,
                "duplicate": self.duplicate,
                "export": self.export,
                "folder": self.show_in_folder,
                "delete": self.delete,
                "undo": self.undo,
                "new": self.new_requested.emit,
                "build": self.build_requested.emit,
                "text": self.text_requested.emit,
                "open": self.open_file,
                "check": self.check_requested.emit,
                "screen": self.second_screen_requested.emit,
                "keys": self.help_requested.emit,
            },
        )
        # never while a button or the search has the keyboard
        table["delete"].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        library.presets.addAction(table["delete"])
        return table

    def _follow(self, item: LibraryEntry | None) -> None:
        """Offer what can be done to `item`."""
        is_preset = item is not None and isinstance(item.entry, Overview)
        self._footer.edit.setEnabled(is_preset)
        self._footer.export.setEnabled(is_preset)

    def parts(self, *names: tuple[str, ...]) -> tuple[Part, ...]:
        """Return the parts of a menu, each with the actions so named that can be done now."""
        from retrotimer.gui.widgets.menus import Part  # not before a menu is opened

        item = self._library.presets.current()
        is_preset = item is not None and isinstance(item.entry, Overview)
        possible = {
            **dict.fromkeys(ON_PRESET, is_preset),
            "folder": item is not None and not is_builtin(item),
            "delete": item is not None and is_own(item),
            "screen": self.has_second_screen,
        }
        parts = (tuple(self._action(name) for name in part if possible.get(name, True)) for part in names)
        return tuple(Part(actions) for actions in parts if actions)

    def _action(self, name: str) -> QAction:
        return self._actions()[name]

    def menu(self) -> tuple[Part, ...]:
        """Return the menu of what else can be done with the chosen workout."""
        folded = tuple(name for name in ("edit", "export") if getattr(self._footer, name).isHidden())
        return self.parts((*folded, "rename", "duplicate"), ON_OWN, GENERAL)

    def _open_menu(self, at: QPoint) -> None:
        from retrotimer.gui.widgets.menus import open_context_menu  # not before one is opened

        parts = self.parts(ON_PRESET, ON_OWN)
        if parts:
            open_context_menu(self._library.presets, at, parts)

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

    def open_file(self) -> None:
        """Ask for files, and take the workouts in them."""
        from PySide6.QtWidgets import QFileDialog

        from retrotimer.gui.widgets.file_drop import import_files  # seldom needed

        chosen, _filter = QFileDialog.getOpenFileNames(self._library, _("Take workouts from files"))
        if chosen:
            self._library.show_taken(import_files(map(Path, chosen)))

    def show_in_folder(self) -> None:
        """Show the folder of the chosen file."""
        from retrotimer.gui.library.empty_state import show_folder  # seldom needed

        item = self._library.presets.current()
        if item:
            show_folder(item.path)

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


def is_builtin(item: LibraryEntry) -> bool:
    """Return whether `item` came with RetroTimer."""
    return isinstance(item.found, Preset) and item.found.is_builtin


def follow(library: LibraryPage, paths: list[Path]) -> None:
    """Show in `library` what became of the preset files at `paths`; choice and place stay."""
    from retrotimer.files.presets.library import Broken  # seldom needed
    from retrotimer.files.presets.reader import id_of, read_preset
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
