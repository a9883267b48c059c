"""Ask before a session: the heat, 25 minutes of running once, and the 3-metre backward walk for who wants it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from retrotimer.app.history.readiness import keep_answer, latest_answers, walk_text
from retrotimer.files.history.checks import HEAT, RUN_25, WALK_3M, Value
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.entry import Entry
from retrotimer.gui.widgets.fold import Fold
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.marks import Mark, Marks
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.readiness import (
    Heat,
    heat_means,
    heat_question,
    heat_word,
    run_means,
    run_question,
    walk_help,
    walk_means,
    walk_seconds,
)

FIELD_PX = 110


class ReadinessCard(Card):
    """Each answer is kept at once in the history; none is needed to start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("You today"), parent=parent)
        self.heat = Marks(_mark(heat_word(heat)) for heat in Heat)
        self.runs = Marks((_mark(_("Yes")), _mark(_("No"))))
        self.heat.setAccessibleName(heat_question())
        self.runs.setAccessibleName(run_question())
        self._heat_means, self._runs_mean, self.problem = (
            text_label(px=15),
            text_label(px=15),
            text_label(wrong=True),
        )
        self.seconds, self.keep = Entry("3.4"), Button(_("Keep"), px=17)
        self.seconds.setAccessibleName(_("3 metres backward, in seconds"))
        self.seconds.setFixedWidth(round(theme.sized(FIELD_PX)))
        self.walked, self._mistake = text_label(px=15), text_label(px=15, wrong=True)
        walk, line = QWidget(), QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.seconds, text_label(_("s")), self.keep):
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(widget)
        line.addStretch()
        walk.setLayout(line)
        self.walk = Fold(
            _("3-metre backward walk (optional)"), words(walk_help(), px=15), walk, self._mistake, self.walked
        )
        self._question = words(run_question())
        heat = (words(heat_question()), self.heat, self._heat_means)
        for part in (*heat, self._question, self.runs, self._runs_mean, self.walk, self.problem):
            self.column.addWidget(part)
        self.heat.changed.connect(self._answer_heat)
        self.runs.changed.connect(self._answer_runs)
        self.seconds.taken.connect(self._keep_walk)
        self.keep.clicked.connect(self._keep_walk)

    def begin(self) -> None:
        """Ask again: of the heat each time, of the 25 minutes only while that was never answered."""
        answers = latest_answers()
        for label in (self._heat_means, self._runs_mean, self.problem, self._mistake):
            notify(label, "")
        self.heat.choose(None)
        self.runs.choose(None)
        for part in (self._question, self.runs):
            part.setVisible(answers.can_run is None)
        self.seconds.clear()
        notify(self.walked, walk_text(answers.walk) if answers.walk else "")

    def in_order(self) -> tuple[QWidget, ...]:
        """Return what can have the focus, in Tab's order."""
        return (*self.heat.marks, *self.runs.marks, self.walk.head, self.seconds, self.keep)

    def _answer_heat(self) -> None:
        heat = list(Heat)[self.heat.chosen or 0]
        notify(self._heat_means, heat_means(heat))
        self._keep(HEAT, heat)

    def _answer_runs(self) -> None:
        can = self.runs.chosen == 0
        notify(self._runs_mean, run_means(can=can))
        self._keep(RUN_25, can)

    def _keep_walk(self) -> None:
        notify(self._mistake, "")
        try:
            seconds = walk_seconds(self.seconds.text())
        except WrongRequest as error:
            notify(self._mistake, str(error))
            return
        if self._keep(WALK_3M, seconds):
            notify(self.walked, walk_means(seconds))

    def _keep(self, what: str, value: Value) -> bool:
        problem = keep_answer(what, value)
        notify(self.problem, problem)
        return not problem


def _mark(text: str) -> Mark:
    mark = Mark(text)
    mark.setFont(theme.text_font(17))
    mark.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return mark
