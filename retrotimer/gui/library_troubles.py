"""What the library says where there is no preset to show. Loaded when it is first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from retrotimer.app.shelf import Item, Shelf
from retrotimer.files.library import Broken, Preset
from retrotimer.files.wording import printable
from retrotimer.gui.drop import Dropped
from retrotimer.gui.trouble_panel import Trouble, Way
from retrotimer.texts import _, ngettext

Act = Callable[[], object]


def instead(item: Item | None, shelf: Shelf, words: str, clear: Act) -> Trouble:
    """Return what to tell where there is no preset to show: `item` is broken, or there is none."""
    found = item.found if item else None
    return broken(found) if isinstance(found, Broken) else nothing(shelf, words, clear)


def nothing(shelf: Shelf, words: str, clear: Act) -> Trouble:
    """Return why the list is empty, and the way back."""
    left = sum(1 for _item in shelf.unread())
    if left and shelf.needs_reading(words):
        return reading(left)
    if words.split():
        sentence = _("Try another word, or clear the search.")
        return Trouble(_("No workout found"), (sentence,), ((_("Clear search"), clear),))
    ways = ((_("Show all workouts"), clear),)
    if shelf.marks.favourites_only and not shelf.marks.favourites:
        sentence = _("Press the star beside a workout to keep it here.")
        return Trouble(_("No favourites yet"), (sentence,), ways)
    return Trouble(_("No workout found"), (_("No workout has all that you chose."),), ways)


def reading(left: int) -> Trouble:
    """Return that `left` files are still to be read."""
    sentence = ngettext("{n} file is still being read.", "{n} files are still being read.", left)
    return Trouble(_("Looking …"), (sentence.format(n=left),))


def broken(entry: Broken) -> Trouble:
    """Return what is wrong with a file of the list."""
    where = _("The file is {path}. Mend it there; it stays as it is.").format(path=printable(str(entry.path)))
    head = _("This file cannot be used:")
    return Trouble(entry.id, (head, *entry.mistakes, where), (folder_way(entry.path),), is_wrong=True)


def shown_file(path: Path, mistakes: tuple[str, ...], close: Act) -> Trouble:
    """Return what is wrong with a file that was handed to the window."""
    ways = (folder_way(path), (_("Close"), close))
    return Trouble(_("This file cannot be used"), mistakes, ways, is_wrong=True, dismiss=close)


def dropped(result: Dropped, use: Callable[[Preset], object], close: Act) -> Trouble:
    """Return what could not be taken of a drop; what could be read but not kept can be used where it is."""
    ways: list[Way] = []
    for preset in result.not_kept:
        words = _("Use “{name}” from where it is").format(name=preset.workout.name)
        ways.append((words, partial(use, preset)))
    ways += [folder_way(path) for path in result.wrong[:1]]
    count = len(result.wrong) + len(result.not_kept)
    title = ngettext("This file was not added", "These files were not added", max(1, count))
    added = [
        ngettext("{n} workout was added.", "{n} workouts were added.", len(result.taken)).format(
            n=len(result.taken)
        )
    ]
    sentences = (*result.sentences, *(added if result.taken else ()))
    return Trouble(title, tuple(sentences), (*ways, (_("Close"), close)), is_wrong=True, dismiss=close)


def folder_way(path: Path) -> Way:
    """Return a button that opens the folder of `path`."""
    address = QUrl.fromLocalFile(str(path.absolute().parent))
    return _("Open its folder"), lambda: QDesktopServices.openUrl(address)
