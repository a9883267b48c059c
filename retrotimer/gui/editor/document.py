"""Hold the workout being edited with its undo stack and state, and analyse it in a worker thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, partial

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.overview import Overview
from retrotimer.app.session.preview import interval_paths
from retrotimer.app.tasks import Task, TaskQueue, run_task
from retrotimer.files.presets.reader import Preset
from retrotimer.files.presets.user_presets import Opened
from retrotimer.files.presets.validation import Fault, faults
from retrotimer.gui.widgets.ribbon import Span, spans
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import kcal_text, length_text
from retrotimer.training.history.load_curves import Drawn
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.tree import Path
from retrotimer.training.workout.undo import Undo
from retrotimer.training.workout.workout import Direction, Workout

TOUCHING = 1e-9
"""Parts of a ribbon that are no further from each other follow each other."""


@dataclass(frozen=True)
class CompiledWorkout:
    """A workout that can be run, each part worked out when first asked for: of many intervals each takes long."""

    overview: Overview

    @cached_property
    def spans(self) -> list[Span]:
        """Where each interval stands in the ribbon."""
        return spans(self.overview.timeline)

    @cached_property
    def drawn(self) -> Drawn:
        """The load along it."""
        return Drawn(self.overview.timeline, self.spans)

    @cached_property
    def figures(self) -> tuple[str, str, str]:
        """How long it takes, how long of it is backward, and its energy, as they read."""
        timeline = self.overview.timeline
        backward_ms = sum(i.length_ms for i in timeline.intervals if i.movement.direction is Direction.BACKWARD)
        backward = length_text(backward_ms, is_estimate=timeline.is_estimate)
        return self.overview.total_text, backward, kcal_text(self.overview.energy.kcal)

    @cached_property
    def paths(self) -> tuple[Path, ...]:
        """The path of the step that each interval comes from."""
        return tuple(interval_paths(self.overview.preset.workout.steps, self.overview.timeline))

    @cached_property
    def places(self) -> Mapping[Path, Sequence[int]]:
        """Which intervals come from the step, or from within the repeat, at a path."""
        found: dict[Path, list[int]] = defaultdict(list)
        for nth, path in enumerate(self.paths):
            for depth in range(1, len(path) + 1):
                found[path[:depth]].append(nth)
        return dict(found)

    def marks(self, chosen: Sequence[Path]) -> Iterator[Span]:
        """Give where in the ribbon what comes from `chosen` stands, in order, what follows each other in one."""
        start = end = -1.0
        for nth in sorted({nth for path in chosen for nth in self.places.get(path, ())}):
            first, last = self.spans[nth]
            if first - end > TOUCHING:
                if end > start:
                    yield start, end
                start = first
            end = last
        if end > start:
            yield start, end

    def compute(self) -> None:
        """Compute everything now, in the worker thread."""
        drawn = self.drawn
        _computed = self.figures, self.places, drawn.peaks, drawn.peaks_forward, drawn.lines


@dataclass(frozen=True)
class Analysis:
    """What follows from a workout: its `run`, None where it cannot be run, and its `faults`."""

    workout: Workout
    run: CompiledWorkout | None
    faults: tuple[Fault, ...]

    @property
    def overview(self) -> Overview | None:
        """The workout at a glance; None where it cannot be run."""
        return self.run.overview if self.run else None

    @property
    def paths(self) -> tuple[Path, ...]:
        """The path of the step that each interval comes from."""
        return self.run.paths if self.run else ()

    def of(self, path: Path, *keys: str) -> str:
        """Return what is wrong in one of `keys` at `path`; with no keys, anywhere there."""
        found = (f.sentence for f in self.faults if f.path == path and (not keys or f.key in keys))
        return next(found, "")


def analyse(workout: Workout, preset: Preset, paces: Paces) -> Analysis:
    """Return what follows from `workout`, which is to be saved as `preset`."""
    found = faults(workout)
    if any(fault.path or fault.key == "steps" for fault in found):
        return Analysis(workout, None, found)
    overview = Overview(Preset(preset.id, preset.path, workout, preset.is_builtin), paces)
    try:
        _computed = overview.timeline, overview.load, overview.energy
    except WrongRequest as error:
        return Analysis(workout, None, (*found, Fault((), "", str(error))))
    return Analysis(workout, CompiledWorkout(overview), found)


DEBOUNCE_MS = 60
"""How long after the last change the analysis begins: longer than the time between repeats of a held key."""


class DocumentState(Enum):
    """How the document compares with its file."""

    CLEAN = auto()
    """Nothing is unsaved."""
    CHANGED = auto()
    SAVING = auto()
    """A worker thread writes it; it may be edited meanwhile."""
    IN_CONFLICT = auto()
    """The file was changed by another program; a question asks which version to keep."""


TRANSITIONS = {
    DocumentState.CLEAN: {DocumentState.CHANGED, DocumentState.SAVING},
    DocumentState.CHANGED: {DocumentState.CLEAN, DocumentState.SAVING},
    DocumentState.SAVING: {DocumentState.CLEAN, DocumentState.CHANGED, DocumentState.IN_CONFLICT},
    DocumentState.IN_CONFLICT: {DocumentState.CLEAN, DocumentState.CHANGED},
}


class Document(QObject):
    """One workout in the editor.

    `edited` is sent after each change of it or of what is selected, `analysed` when what follows from it is known,
    `saved` when there is nothing left to save.

    Args:
        preset: what is edited; it need not be one that can be saved, and its file need not be there yet.
        opened: the file as it was read, None where there is none of the person's own.
        paces: the person's.
        unchanged: what a workout without changes is; `preset` has it unless it is said.
    """

    edited = Signal()
    analysed = Signal()
    saved = Signal()

    def __init__(
        self, preset: Preset, opened: Opened | None, paces: Paces, unchanged: Workout | None = None
    ) -> None:
        super().__init__()
        self.preset, self.opened, self.paces = preset, opened, paces
        self.history = Undo(editing.select(Editing(preset.workout), [(0,)]))
        self.unchanged = unchanged or preset.workout
        self.state = DocumentState.CHANGED if self.is_unsaved else DocumentState.CLEAN
        self.analysis = analyse(preset.workout, preset, paces)
        self._queue = TaskQueue()
        self._task: Task | None = None
        self._debounce = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._debounce.timeout.connect(self._analyse)

    def twin(self) -> Document:
        """Return a document of the same workout, with its undo and its file, for a page in place of this one's."""
        made = Document(self.preset, self.opened, self.paces, self.unchanged)
        made.history, made.analysis = self.history, self.catch_up()
        made.state = DocumentState.CHANGED if made.is_unsaved else DocumentState.CLEAN
        return made

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
    def is_in_conflict(self) -> bool:
        """Whether a question asks which of two versions of its file to keep."""
        return self.state is DocumentState.IN_CONFLICT

    def do(self, command: Callable[[Editing], Editing], typing: str = "") -> None:
        """Do `command`; what is done under the same `typing` is undone together."""
        self._become(self.history.done(command(self.now), typing))

    def nudge(self, by: int) -> None:
        """Make what is selected longer, or more often, by so many sizes; several in a row are undone together."""
        typing = f"nudge {self.now.selected}"
        for _n in range(abs(by)):
            self.do(partial(editing.nudge, by=1 if by > 0 else -1), typing)

    def commit_typing(self) -> None:
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
            self.commit_typing()
        self.end_saving()
        self.saved.emit()

    def begin_saving(self) -> None:
        """Enter SAVING, until `end_saving` or `begin_conflict`."""
        self._enter(DocumentState.SAVING)

    def begin_conflict(self) -> None:
        """Enter IN_CONFLICT, until `end_saving`."""
        self._enter(DocumentState.IN_CONFLICT)

    def end_saving(self) -> None:
        """End saving or a conflict, with success or without: enter CLEAN or CHANGED."""
        self._enter(DocumentState.CHANGED if self.is_unsaved else DocumentState.CLEAN)

    def _enter(self, state: DocumentState) -> None:
        if state is not self.state and state not in TRANSITIONS[self.state]:
            raise ValueError(f"a document that is {self.state.name} cannot become {state.name}")
        self.state = state

    def _become(self, history: Undo) -> None:
        if history is self.history:
            return
        is_other = history.present.workout != self.workout
        self.history = history
        if self.state in (DocumentState.CLEAN, DocumentState.CHANGED):
            self._enter(DocumentState.CHANGED if self.is_unsaved else DocumentState.CLEAN)
        self.edited.emit()
        if is_other:
            self._debounce.start()

    def catch_up(self) -> Analysis:
        """Return the analysis of the workout as it is now; make it in this thread where it is not known yet."""
        if self.analysis.workout is not self.workout:
            self._take(analyse(self.workout, self.preset, self.paces))
        return self.analysis

    def _analyse(self) -> None:
        """Analyse the workout in the worker thread; a result that a later change has overtaken is dropped."""
        workout, preset, paces = self.workout, self.preset, self.paces

        def analyse_all() -> Analysis:
            found = analyse(workout, preset, paces)
            if found.run:
                found.run.compute()
            return found

        self._cancel()
        self._task = run_task(analyse_all, self._take, queue=self._queue)

    def _take(self, found: Analysis) -> None:
        if found.workout is self.workout:
            self.analysis = found
            self.analysed.emit()

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()

    def close(self) -> None:
        """Stop the debounce and drop the result that is being worked out."""
        self._debounce.stop()
        self._cancel()
