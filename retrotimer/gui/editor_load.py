"""The load balance of the workout that is being edited, with what would make it gentler, done with one click."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer

from retrotimer.gui.cards import Card
from retrotimer.gui.editor_work import Work
from retrotimer.gui.load_panel import LoadPanel
from retrotimer.training import editing
from retrotimer.training.editing import Editing
from retrotimer.training.workout import Workout

PAUSE_MS = 300
"""What would make it gentler is worked out once a person pauses."""
SIZE = 0.8


class EditorLoad(Card):
    """Shows the load of `work`; its `panel.curves` belong under the ribbon."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self.panel = LoadPanel()
        self.panel.use_size(SIZE)
        self.column.addWidget(self.panel.verdict)
        self.column.addWidget(self.panel)
        self.later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.later.timeout.connect(self.follow)
        self.panel.gentler.connect(self._take)
        work.judged.connect(self.later.start)
        if work.judgement.overview is None:
            self.hide()
        self._show()

    def follow(self) -> None:
        """Show what the workout asks of knee and calf; nothing while it cannot be run."""
        self.setVisible(self._work.judgement.overview is not None)
        self._show()

    def _show(self) -> None:
        run = self._work.judgement.run
        if run:
            self.panel.show_overview(run.overview, run.drawn)
        else:
            self.panel.show_nothing()

    def _take(self, gentler: Workout) -> None:
        self._work.settle()
        self._work.do(lambda now: _with_steps(now, gentler))


def _with_steps(now: Editing, gentler: Workout) -> Editing:
    workout = replace(now.workout, steps=gentler.steps, turn_ms=gentler.turn_ms)
    return editing.select(replace(now, workout=workout), now.selected, now.current)
