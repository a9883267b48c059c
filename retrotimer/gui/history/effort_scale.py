"""A widget to rate effort by Borg's CR10: eleven marks, chosen by a click, the arrow keys or digits."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.cards import words
from retrotimer.gui.widgets.fold import with_info
from retrotimer.gui.widgets.marks import Mark, Marks
from retrotimer.texts import _
from retrotimer.training.history.effort import EFFORTS, effort_sense, effort_text, effort_word, session_load


class EffortScale(QWidget):
    """The effort from 0 to 10, or None while it is not said; `changed` when a person says it.

    Below stand the words of the chosen one, and the session load that follows.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Effort, 0 to 10"))
        self._done_ms = 0
        self._row = Marks(Mark(str(effort), _mark_name(effort)) for effort in EFFORTS)
        self.marks = self._row.marks
        self._row.changed.connect(self.changed)
        self._row.changed.connect(self._show_load)
        self.said, self._sense = words(px=15), words(effort_sense(), px=15)
        rest, most = (words(f"{effort} {effort_word(effort)}", px=15) for effort in (EFFORTS[0], EFFORTS[-1]))
        most.setAlignment(Qt.AlignmentFlag.AlignRight)
        ends = QHBoxLayout()
        ends.addWidget(rest)
        ends.addWidget(most)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID // 2)
        column.addWidget(self._row)
        column.addLayout(ends)
        column.addWidget(with_info(self.said, self._sense, _("About effort and session load")))
        self._show_load()

    @property
    def effort(self) -> int | None:
        """What was said."""
        return self._row.chosen

    def choose(self, effort: int | None, done_ms: int | None = None) -> None:
        """Say `effort`, or take back what was said, of a session of `done_ms`."""
        self._done_ms = self._done_ms if done_ms is None else done_ms
        self._row.choose(effort)
        self.setFocusProxy(self._row)
        self._show_load()

    def type_figure(self, figure: int) -> None:
        """Say a typed `figure`; 0 after 1 says 10."""
        self.choose(10 * self.effort if figure == 0 and self.effort == 1 else figure)

    def _show_load(self) -> None:
        if self.effort is None:
            self.said.setText(_("For the whole session; meant for about half an hour after."))
            return
        sentence = _("{effort} · session load {n}")
        self.said.setText(
            sentence.format(effort=effort_text(self.effort), n=session_load(self.effort, self._done_ms))
        )


def _mark_name(effort: int) -> str:
    name, word = _("Effort {n} of 10").format(n=effort), effort_word(effort)
    return f"{name}, {word}" if word else name
