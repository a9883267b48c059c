"""Show a panel in place of a preset where there is none, or its file is wrong. Imported when first needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMargins, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from retrotimer.app.library import LibraryEntry, LibraryModel
from retrotimer.files.presets.library import Broken, Preset
from retrotimer.files.wording import printable
from retrotimer.gui import theme
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.file_drop import Dropped
from retrotimer.gui.widgets.scroll import ScrollBar
from retrotimer.texts import _, ngettext

Way = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Problem:
    """What to tell, and buttons for what can be done; `is_wrong` is for what is a mistake rather than a lack.

    `dismiss`, where there is one, is what Esc does.
    """

    title: str
    sentences: tuple[str, ...]
    ways: tuple[Way, ...] = ()
    is_wrong: bool = False
    dismiss: Callable[[], object] | None = None


class ProblemPanel(QScrollArea):
    """Shows one `Problem` at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.problem: Problem | None = None
        self._edges = QMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.buttons: list[Button] = []

    def use_edges(self, edges: QMargins) -> None:
        """Stand in line with a preset, which has `edges` around it."""
        self._edges = edges
        body = self.widget()
        column = body.layout() if body else None
        if column:
            column.setContentsMargins(edges)

    def show_problem(self, problem: Problem) -> None:
        """Show `problem` in place of what was shown."""
        self.problem = problem
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(self._edges)
        column.setSpacing(2 * GRID)
        title = _label(problem.title)
        title.setFont(theme.head_font(38))
        column.addWidget(title)
        text = _label("\n\n".join(problem.sentences))
        text.setFont(theme.text_font(18))
        flags = Qt.TextInteractionFlag
        text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        if problem.is_wrong:
            colours = title.palette()
            colours.setColor(title.foregroundRole(), theme.colours.wrong)
            title.setPalette(colours)
        column.addWidget(text)
        self.buttons = [_button(*way) for way in problem.ways]
        for button in self.buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setAccessibleName(problem.title)
        self.setWidget(body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and self.problem and self.problem.dismiss:
            self.problem.dismiss()
        else:
            super().keyPressEvent(event)


def _button(words: str, act: Callable[[], object]) -> Button:
    button = Button(words)
    button.setFont(theme.head_font(20))
    button.clicked.connect(lambda _on: act())
    return button


def _label(words: str) -> QLabel:
    # a path has no blanks: without places to break, it would widen the page past its edge
    label = QLabel(words.replace("/", "/\N{ZERO WIDTH SPACE}").replace("\\", "\\\N{ZERO WIDTH SPACE}"))
    label.setAccessibleName(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


Act = Callable[[], object]


def instead(item: LibraryEntry | None, library_model: LibraryModel, words: str, clear: Act, delete: Act) -> Problem:
    """Return what to tell where there is no preset to show: `item` is broken, or there is none."""
    found = item.found if item else None
    return broken(found, delete) if isinstance(found, Broken) else nothing(library_model, words, clear)


def nothing(library_model: LibraryModel, words: str, clear: Act) -> Problem:
    """Return why the list is empty, and the way back."""
    left = sum(1 for _item in library_model.unread())
    if left and library_model.needs_reading(words):
        return reading(left)
    if words.split():
        sentence = _("Try another word, or clear the search.")
        return Problem(_("No workout found"), (sentence,), ((_("Clear search"), clear),))
    ways = ((_("Show all workouts"), clear),)
    if library_model.marks.favourites_only and not library_model.marks.favourites:
        sentence = _("Press the star beside a workout to keep it here.")
        return Problem(_("No favourites yet"), (sentence,), ways)
    return Problem(_("No workout found"), (_("No workout has all that you chose."),), ways)


def reading(left: int) -> Problem:
    """Return that `left` files are still to be read."""
    sentence = ngettext("{n} file is still being read.", "{n} files are still being read.", left)
    return Problem(_("Looking …"), (sentence.format(n=left),))


def broken(entry: Broken, delete: Act) -> Problem:
    """Return what is wrong with a file of the list, and the ways out."""
    where = _("The file is {path}. Correct it there; RetroTimer will not change it.")
    head = _("This file cannot be used:")
    ways: tuple[Way, ...] = (folder_way(entry.path),)
    if entry.path.is_file():
        edit = _("Open in text editor"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(entry.path)))
        ways = (edit, *ways, (_("Delete"), delete))
    mistakes = (_placed(mistake, entry.path) for mistake in entry.mistakes)
    return Problem(entry.id, (head, *mistakes, where.format(path=printable(str(entry.path)))), ways)


def _placed(mistake: str, path: Path) -> str:
    """Return `mistake` without its file, its line first: "Line 4, do: 'swim' is no movement"."""
    text = mistake.removeprefix(f"{printable(str(path))}: ")
    found = re.fullmatch(r"(?:\S*\.)?(\S+): (.+) \(\D+(\d+)\)", text, re.DOTALL)
    if found is None:
        return text
    return _("Line {line}, {key}: {mistake}").format(key=found[1], mistake=found[2], line=found[3])


def shown_file(path: Path, mistakes: tuple[str, ...], close: Act) -> Problem:
    """Return what is wrong with a file that was handed to the window."""
    ways = (folder_way(path), (_("Close"), close))
    return Problem(_("This file cannot be used"), mistakes, ways, is_wrong=True, dismiss=close)


def dropped(result: Dropped, use: Callable[[Preset], object], close: Act) -> Problem:
    """Return what could not be taken of a drop; what could be read but not kept can be used where it is."""
    ways: list[Way] = []
    for preset in result.not_kept:
        words = _("Use “{name}” from where it is").format(name=preset.workout.name)
        ways.append((words, partial(use, preset)))
    ways += [folder_way(path) for path in result.wrong[:1]]
    count = len(result.wrong) + len(result.not_kept)
    title = ngettext("This file was not added", "These files were not added", max(1, count))
    added = [
        ngettext("{n} workout was added.", "{n} workouts were added.", len(result.accepted)).format(
            n=len(result.accepted)
        )
    ]
    sentences = (*result.sentences, *(added if result.accepted else ()))
    return Problem(title, tuple(sentences), (*ways, (_("Close"), close)), is_wrong=True, dismiss=close)


def folder_way(path: Path) -> Way:
    """Return a button that opens the folder of `path`."""
    return _("Show in folder"), partial(show_folder, path)


def show_folder(path: Path) -> None:
    """Open the folder of `path`."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute().parent)))
