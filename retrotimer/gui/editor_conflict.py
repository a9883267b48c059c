"""The question when a file was changed by another program while it was edited: both are shown, none is lost."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.files.own_presets import ChangedMeanwhile, Opened
from retrotimer.gui.editor_work import Work
from retrotimer.gui.question import Answer, Question
from retrotimer.gui.ribbon import Ribbon
from retrotimer.gui.setting_rows import heading, said
from retrotimer.gui.theme import GRID, sized
from retrotimer.texts import _

GO_ON, COPY, THEIRS, MINE = "go on", "copy", "theirs", "mine"
RIBBON_PX = 56


class Conflict(Question):
    """Asks which of two versions goes into the file; the answer is one of those above."""

    def __init__(self, parent: QWidget, work: Work, changed: ChangedMeanwhile) -> None:
        theirs = changed.theirs
        answers = [Answer(COPY, _("Save mine as a copy")), Answer(MINE, _("Keep mine, and the other beside it"))]
        answers += [Answer(THEIRS, _("Take the file’s"))] if isinstance(theirs, Opened) else []
        text = _("{sentence} Nothing is lost, whatever you choose.").format(sentence=changed)
        super().__init__(parent, _("There are two versions"), text, [Answer(GO_ON, _("Go on editing")), *answers])
        mine, found = work.judgement.overview, None
        if isinstance(theirs, Opened):
            found = Overview(theirs.preset, work.paces)
        self._show(_version(_("Yours"), mine, ""), 2)
        self._show(_version(_("In the file now"), found, "" if found else str(theirs)), 3)

    def _show(self, version: QWidget, place: int) -> None:
        """Put `version` among the words of the card, which then is higher."""
        column = self._card.ground.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(place, version)
        version.show()
        self.resizeEvent(QResizeEvent(self.size(), self.size()))


def _version(title: str, overview: Overview | None, why: str) -> QWidget:
    """Return a ribbon under its name and length, or why there is none."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    if overview is None:
        column.addWidget(heading(title, 20))
        column.addWidget(said(why.replace("/", "/\N{ZERO WIDTH SPACE}"), px=15))
        return made
    name = overview.preset.workout.name
    words = _("{which}: {name}, {total}").format(which=title, name=name, total=overview.total_text)
    column.addWidget(heading(words, 20))
    ribbon = Ribbon()
    ribbon.setFixedHeight(round(sized(RIBBON_PX)))
    ribbon.setMinimumSize(QSize(120, ribbon.height()))
    ribbon.show_timeline(overview.timeline, words)
    column.addWidget(ribbon)
    return made
