"""The workout that is being edited, with its undo, and all that follows from it: totals, load and mistakes."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.tasks import Task, TaskQueue, gc_freeze, gc_unfreeze, low_priority, run_task
from retrotimer.files.own_presets import Opened
from retrotimer.files.preset import Preset
from retrotimer.gui.editor_judgement import Judgement, judge
from retrotimer.training import editing
from retrotimer.training.editing import Editing
from retrotimer.training.errors import WrongRequest
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import count_intervals
from retrotimer.training.undo import Undo
from retrotimer.training.workout import Workout

AT_ONCE_S = 0.02
"""What takes no longer is worked out with each key; what does, in a worker thread once a person pauses."""
PAUSE_MS, LARGE = 150, 1_000


class Work(QObject):
    """One workout in the editor.

    `edited` is sent after each change of it or of what is selected, `judged` when what follows from it is known,
    `saved` when there is nothing left to save.

    Args:
        preset: what is edited; it need not be one that can be saved, and its file need not be there yet.
        opened: the file as it was read, None where there is none of the person's own.
        paces: the person's.
        unchanged: what a workout without changes is; `preset` has it unless it is said.
    """

    edited = Signal()
    judged = Signal()
    saved = Signal()

    def __init__(
        self, preset: Preset, opened: Opened | None, paces: Paces, unchanged: Workout | None = None
    ) -> None:
        super().__init__()
        self.preset, self.opened, self.paces = preset, opened, paces
        self.history = Undo(editing.select(Editing(preset.workout), [(0,)]))
        self.unchanged = unchanged or preset.workout
        began = perf_counter()
        self.judgement = judge(preset.workout, preset, paces)
        self._cost_s = perf_counter() - began
        self._queue = TaskQueue()
        self._task: Task | None = None
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._judge_later)
        self._freeze()

    @property
    def now(self) -> Editing:
        """The workout and what is selected in it."""
        return self.history.present

    @property
    def workout(self) -> Workout:
        """The workout as it is now."""
        return self.now.workout

    @property
    def is_unsaved(self) -> bool:
        """Whether something was changed since it was opened or saved."""
        return self.workout != self.unchanged

    @property
    def is_large(self) -> bool:
        """Whether it has so many intervals that it is written beside the keys."""
        try:
            return count_intervals(self.now.items) > LARGE
        except WrongRequest:  # of a repeat under way
            return False

    def do(self, command: Callable[[Editing], Editing], typing: str = "") -> None:
        """Do `command`; what is done under the same `typing` is undone together."""
        self._become(self.history.done(command(self.now), typing))

    def settle(self) -> None:
        """End what is being typed: what comes is undone by itself."""
        self.history = self.history.settled()

    def take_back(self, typing: str) -> None:
        """Take back what was typed under `typing`, if that is the last that was done, as if it never was."""
        if self.history.typing == typing:
            self._become(self.history.dropped())

    def undo(self) -> None:
        """Take the last change back."""
        self._become(self.history.undone())

    def redo(self) -> None:
        """Make the last change again that was taken back."""
        self._become(self.history.redone())

    def note_saved(self, opened: Opened) -> None:
        """Take note that the workout stands in a file now."""
        self.opened, self.preset, self.unchanged = opened, opened.preset, opened.workout
        if not self.is_unsaved:  # else a person goes on typing meanwhile
            self.settle()
        self.saved.emit()

    def _become(self, history: Undo) -> None:
        if history is self.history:
            return
        is_other = history.present.workout != self.workout
        self.history = history
        self.edited.emit()
        if not is_other:
            return
        if self._cost_s > AT_ONCE_S:
            self._later.start()
        else:
            self.judge_now()

    def catch_up(self) -> Judgement:
        """Return what follows from the workout as it is now, worked out at once if it is not known yet."""
        if self.judgement.workout is not self.workout:
            self.judge_now()
        return self.judgement

    def judge_now(self) -> None:
        """Work out at once what follows from the workout."""
        began = perf_counter()
        found = judge(self.workout, self.preset, self.paces)
        self._cost_s = perf_counter() - began
        self._take(found)

    def _judge_later(self) -> None:
        """Judge in a worker thread; what comes too late, as there was another change, is not taken."""
        workout, preset, paces = self.workout, self.preset, self.paces

        def work() -> tuple[Judgement, float]:
            began = perf_counter()
            with low_priority():
                found = judge(workout, preset, paces)
                if found.run:
                    found.run.work_out()
            return found, perf_counter() - began

        self._cancel()
        self._task = run_task(work, self._take_later, queue=self._queue)

    def _take_later(self, found_and_cost: tuple[Judgement, float]) -> None:
        found, self._cost_s = found_and_cost
        self._take(found)

    def _take(self, found: Judgement) -> None:
        if found.workout is self.workout:
            self.judgement = found
            self._freeze()
            self.judged.emit()

    def _freeze(self) -> None:
        """Keep what collects garbage from looking through ten thousand steps and intervals while a person types."""
        if self.is_large:
            gc_freeze()

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()

    def close(self) -> None:
        """Take nothing more that is worked out, and let garbage be collected as ever."""
        gc_unfreeze()
        self._later.stop()
        self._cancel()
