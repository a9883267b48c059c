"""What follows from the workout that is being edited: totals, load, mistakes, and all that is drawn of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from retrotimer.app.overview import Overview
from retrotimer.app.tryout import interval_paths
from retrotimer.files.preset import Preset
from retrotimer.files.preset_faults import Fault, faults
from retrotimer.gui.ribbon import Span, spans
from retrotimer.training.errors import WrongRequest
from retrotimer.training.figures import kcal_text, length_text
from retrotimer.training.load_curves import Drawn
from retrotimer.training.paces import Paces
from retrotimer.training.tree import Path
from retrotimer.training.workout import Direction, Workout

TOUCHING = 1e-9
"""Parts of a ribbon that are no further from each other follow each other."""


@dataclass(frozen=True)
class Run:
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
    def figures(self) -> tuple[str, ...]:
        """How long it takes, how long the running forward and backward take, and its energy, as they read."""
        timeline = self.overview.timeline
        is_estimate = timeline.is_estimate
        ways = (timeline.run_ms(way) for way in (Direction.FORWARD, Direction.BACKWARD))
        lengths = (length_text(ms, is_estimate=is_estimate) for ms in ways)
        return (self.overview.total_text, *lengths, kcal_text(self.overview.energy.kcal))

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

    def work_out(self) -> None:
        """Work out everything, so that nothing of it is left to whoever shows it."""
        drawn = self.drawn
        _worked_out = self.figures, self.places, drawn.peaks, drawn.peaks_forward, drawn.lines


@dataclass(frozen=True)
class Judgement:
    """What follows from a workout: its `run`, None where it cannot be run, and its `faults`."""

    workout: Workout
    run: Run | None
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


def judge(workout: Workout, preset: Preset, paces: Paces) -> Judgement:
    """Return what follows from `workout`, which is to be saved as `preset`."""
    found = faults(workout)
    if any(fault.path or fault.key == "steps" for fault in found):
        return Judgement(workout, None, found)
    overview = Overview(Preset(preset.id, preset.path, workout, preset.is_builtin), paces)
    try:
        _worked_out = overview.timeline, overview.load, overview.energy
    except WrongRequest as error:
        return Judgement(workout, None, (*found, Fault((), "", str(error))))
    return Judgement(workout, Run(overview), found)
