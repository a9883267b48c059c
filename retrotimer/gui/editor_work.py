"""The workout that is being edited, with its undo, and all that follows from it: totals, load and mistakes."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.aside import aside, look_again, set_apart
from retrotimer.app.background import Background
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
"""What takes no longer is worked out with each key; what does, in the background once a person pauses."""
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
    _found = Signal(object)

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
        self._background: Background | None = None
        self._is_closed = False
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._judge_aside)
        self._found.connect(self._take)
        self._set_apart()

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

    def _judge_aside(self) -> None:
        """Judge in the background; what comes too late, as there was another change, is not taken."""
        workout, preset, paces = self.workout, self.preset, self.paces
        self._background = self._background or Background()

        def job() -> None:
            if self.workout is not workout:  # changed again, before this one's turn came
                return
            began = perf_counter()
            with aside():
                found = judge(workout, preset, paces)
                if found.run:
                    found.run.work_out()
            self._cost_s = perf_counter() - began
            if not self._is_closed:  # nobody is told while the program ends: Qt would be gone in the middle of it
                self._found.emit(found)

        self._background.do(job)

    def _take(self, found: Judgement) -> None:
        if found.workout is self.workout:
            self.judgement = found
            self._set_apart()
            self.judged.emit()

    def _set_apart(self) -> None:
        """Keep what collects garbage from looking through ten thousand steps and intervals while a person types."""
        if self.is_large:
            set_apart()

    def close(self) -> None:
        """Let go of the background."""
        self._is_closed = True
        look_again()
        self._later.stop()
        if self._background:
            self._background.end()
