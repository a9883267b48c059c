"""What is asked about the folder of the data: before it is moved, where it is missing, once it is there again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from retrotimer.app.moving import check, missing_words, resolved
from retrotimer.files.moving import holds_data
from retrotimer.gui.cards import foldable
from retrotimer.gui.question import Answer, Question
from retrotimer.texts import _

OWN_NAME = "RetroTimer"
"""The folder that is made in one that holds other things already."""
LOOK, CHOOSE, OWN, LATER = "look", "choose", "own", "later"


class MissingData(Question):
    """Says that the folder of the data is not there, and what can be done; Esc puts it off."""

    def __init__(self, window: QWidget, why: str = "") -> None:
        ways = _(
            "Nothing of it is lost: connect its disk or share, and RetroTimer goes on by itself. In a terminal, "
            "`retrotimer data move FOLDER` says where it is."
        )
        told = "\n\n".join(filter(None, (foldable(why), foldable(missing_words()), ways)))
        answers = (
            Answer(LOOK, _("Look again")),
            Answer(CHOOSE, _("It lies elsewhere…")),
            Answer(OWN, _("Use this laptop's folder for now")),
        )
        super().__init__(window, _("Your data is not there"), told, answers)
        self.setObjectName("missing data")

    def reject(self) -> None:
        """Put it off: a notice stays."""
        self._answer(LATER)


def ask_to_join(window: QWidget, folder: Path, join: Callable[[], object]) -> Question:
    """Ask whether `folder`, which is there again, is to be used again; `join` is called if so."""
    told = _("{folder} is there again. What you did meanwhile is brought there; nothing is written over.")
    answers = (Answer("stay", _("Not now")), Answer("join", _("Use it again")))
    title = _("Your folder is there again")
    question = Question(window, title, foldable(told.format(folder=folder)), answers)
    question.setObjectName("waiting data")
    question.answered.connect(lambda name: join() if name == "join" else None)
    return question


def ask_to_move(window: QWidget, folder: Path, move: Callable[[Path], object]) -> Question:
    """Ask whether the data is to be moved to `folder`; `move` is called with it if so.

    Raises:
        WrongRequest: for a folder that cannot be one.
    """
    folder = resolved(folder)
    check(folder)
    told = [
        _("Workouts, history, favourites and plan are copied to {folder}, and compared.").format(folder=folder),
        _("Data of RetroTimer lies there already: both are joined, and nothing is written over.")
        if holds_data(folder)
        else _("The old folder is kept."),
    ]
    answers = (Answer("stay", _("Leave it where it is")), Answer("move", _("Move")))
    question = Question(window, _("Move your data?"), foldable("\n\n".join(told)), answers)
    question.setObjectName("move data")
    question.answered.connect(lambda name: move(folder) if name == "move" else None)
    return question


def place_within(chosen: Path) -> Path:
    """Return the folder for the data of a person who chose `chosen`: one in it, where it holds other things."""
    folder = resolved(chosen)
    try:
        is_free = holds_data(folder) or not any(folder.iterdir())
    except OSError:  # moving tells why
        is_free = True
    return folder if is_free else folder / OWN_NAME


def ask_for_folder(window: QWidget, title: str, folder: Path, take: Callable[[Path], object]) -> None:
    """Let a person choose a folder, beginning at `folder`; `take` is called with it."""
    dialog = QFileDialog(window, title, str(folder))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
