"""Draw the ribbon in text: time runs right, forward is above the line, backward below, running is tall."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from retrotimer.training.history.load_curves import points
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Direction, Gait, Movement

OPEN_SHARE = 0.04  # how much of a ribbon an interval without any known length takes
ABOVE = {Gait.RUN: "█", Gait.WALK: "▄"}
BELOW = {Gait.RUN: "█", Gait.WALK: "▀"}
LINE = "─"

Row = tuple[Movement | None, ...]  # what stands in each column of one side of the line


class Ribbon:
    """A timeline in `width` columns, each showing what fills its middle; short intervals are never lost."""

    def __init__(self, timeline: Timeline, width: int) -> None:
        self.width = width
        unknown_ms = max(1.0, OPEN_SHARE * timeline.planned_ms)
        lengths = [interval.length_ms or unknown_ms for interval in timeline.intervals]
        self._scale = width / sum(lengths)
        self._starts = [0.0]
        for length in lengths:
            self._starts.append(self._starts[-1] + length)
        self.above, self.below = self._row(timeline, Direction.FORWARD), self._row(timeline, Direction.BACKWARD)

    def column(self, index: int, part: float) -> int:
        """Return the column in which `part` of interval `index` lies; 0 before the first."""
        if index < 0:
            return 0
        start, end = self._starts[index : index + 2]
        return min(self.width - 1, int((start + (end - start) * part) * self._scale))

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Where each interval starts and ends, in parts of the width."""
        whole = self._starts[-1]
        return [(start / whole, end / whole) for start, end in pairwise(self._starts)]

    def lines(self) -> tuple[str, str, str]:
        """Return what stands above the line, the line, and what hangs below it."""
        return _signs(self.above, ABOVE), LINE * self.width, _signs(self.below, BELOW)

    def _row(self, timeline: Timeline, direction: Direction) -> Row:
        row: list[Movement | None] = [None] * self.width
        going = [(n, i) for n, i in enumerate(timeline.intervals) if i.movement.direction is direction]
        for n, interval in sorted(going, key=lambda numbered: numbered[1].movement.gait is Gait.RUN):
            for column in self._columns(n):
                row[column] = interval.movement
        return tuple(row)

    def _columns(self, index: int) -> range:
        start, end = (at * self._scale for at in self._starts[index : index + 2])
        first, last = int(start + 0.5), int(end + 0.5)
        middle = min(self.width - 1, int((start + end) / 2))
        return range(first, last) if first < last else range(middle, middle + 1)


def _signs(row: Row, signs: dict[Gait, str]) -> str:
    return "".join(signs[movement.gait] if movement else " " for movement in row).rstrip()


WITHIN = "▁▂▃▅▆▇"
OVER = "█"  # only what is over the limit fills its place


def curve_line(timeline: Timeline, weights: dict[Movement, float], limit: float, ribbon: Ribbon) -> str:
    """Return the curve of the tissue with `weights`, a sign for each column of `ribbon`."""
    highest = [0.0] * ribbon.width
    for x, load in points(timeline, weights, ribbon.spans, ribbon.width):
        column = min(ribbon.width - 1, int(x * ribbon.width))
        highest[column] = max(highest[column], load)
    return "".join(_sign(load, limit) for load in _filled(highest))


def _filled(loads: list[float]) -> list[float]:
    """Return `loads` with columns in which no second ends as high as the one before."""
    filled: list[float] = []
    for load in loads:
        filled.append(load or (filled[-1] if filled else 0.0))
    return filled


def _sign(load: float, limit: float) -> str:
    if load > limit:
        return OVER
    return WITHIN[max(0, ceil(load / limit * len(WITHIN)) - 1)]
