"""Compute the load balance along a session, to be drawn below its ribbon, and of the same session all forward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from retrotimer.training.load.load import CALF_WEIGHTS, KNEE_WEIGHTS, curves, peak
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import Direction, Movement

if TYPE_CHECKING:
    from retrotimer.training.history.record import SessionRecord

Span = tuple[float, float]
Point = tuple[float, float]
COLUMNS = 640
"""So many points of a curve are told at most: one for every three pixels of the widest screen."""


@dataclass(frozen=True, slots=True)
class Peaks:
    """The highest load of each tissue."""

    knee: float
    calf: float


def ahead(weights: dict[Movement, float]) -> dict[Movement, float]:
    """Return the weights of one tissue with every backward movement as heavy as the same one forward.

    With them a session is loaded as if all of it were done forward.
    """
    return {moved: weights[Movement(moved.gait, moved.direction and Direction.FORWARD)] for moved in weights}


def done(record: SessionRecord) -> Timeline:
    """Return what was done in a session as a timeline: each stay in an interval, as long as it was."""
    intervals, at_ms = [], 0
    for visit in record.visits:
        intervals.append(Interval(at_ms, visit.done_ms, visit.what.movement, visit.what.name, role=visit.what.role))
        at_ms += visit.done_ms
    return Timeline(record.name, tuple(intervals))


def peaks(timeline: Timeline) -> Peaks:
    """Return the peaks of `timeline`."""
    return Peaks(peak(timeline, KNEE_WEIGHTS), peak(timeline, CALF_WEIGHTS))


def peaks_forward(timeline: Timeline) -> Peaks:
    """Return the peaks of the same session all forward."""
    return Peaks(peak(timeline, ahead(KNEE_WEIGHTS)), peak(timeline, ahead(CALF_WEIGHTS)))


def points(timeline: Timeline, weights: dict[Movement, float], spans: Sequence[Span], columns: int) -> list[Point]:
    """Return the curve of one tissue as points (x from 0 to 1, load), in order of x.

    Args:
        timeline: what is done.
        weights: the tissue's.
        spans: where each interval starts and ends, in parts of the width.
        columns: at most one point in each of so many, the highest there: a peak is never lost.
    """
    highest, places = [-1.0] * columns, [0.0] * columns
    load = 0.0
    for interval, (start, end), values in zip(timeline.intervals, spans, curves(timeline, weights), strict=True):
        loads = values or [load]  # where nobody knows how long it will be, the load stays where it is
        step = (end - start) * 1_000 / (interval.length_ms or 1)
        seconds = chain((start + nth * step for nth in range(1, len(loads))), (end,))
        for x, load in zip(seconds, loads, strict=True):
            column = min(columns - 1, int(x * columns))
            if load > highest[column]:
                highest[column], places[column] = load, x
    return [(0.0, 0.0), *(point for point in zip(places, highest, strict=True) if point[1] >= 0)]


@dataclass(frozen=True)
class Drawn:
    """What is drawn of the load along `timeline`, each part worked out when first asked for.

    `spans` tell where each interval starts and ends, in parts of the width.
    """

    timeline: Timeline
    spans: Sequence[Span]

    @cached_property
    def peaks(self) -> Peaks:
        """The peaks."""
        return peaks(self.timeline)

    @cached_property
    def peaks_forward(self) -> Peaks:
        """The peaks of the same session all forward."""
        return peaks_forward(self.timeline)

    @cached_property
    def lines(self) -> tuple[tuple[list[Point], list[Point]], ...]:
        """The curve of the knee and that of the calf, each with that of the same session all forward."""
        return tuple((self._line(weights), self._line(ahead(weights))) for weights in (KNEE_WEIGHTS, CALF_WEIGHTS))

    def _line(self, weights: dict[Movement, float]) -> list[Point]:
        return points(self.timeline, weights, self.spans, COLUMNS)
