"""The load of one tissue as a line of text under the ribbon: the higher the sign, the nearer to the limit."""

from __future__ import annotations

from math import ceil

from retrotimer.terminal.ribbon import Ribbon
from retrotimer.training.load_curves import points
from retrotimer.training.timeline import Timeline
from retrotimer.training.workout import Movement

WITHIN = "▁▂▃▅▆▇"
OVER = "█"
"""Only what is over the limit fills its place."""


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
