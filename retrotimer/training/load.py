"""Load balance: what alternating directions asks of knee and calf. A model of ours, on borrowed constants.

Each moment has a weight for each tissue (only .76, the knee's when running backward, is measured: patellofemoral
force 3.4 of 4.5 body weights, Roos 2012; the others are heuristics). Two leaky states follow the weight,
`x += (w - x)(1 - e^(-1/tau))` a second, and the load is their weighted sum. The constants are those of W' recovery
in cycling (Chorley), borrowed by analogy: they are not tissue healing. The limits and caps are heuristics.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby, repeat
from math import ceil, exp

from retrotimer.texts import _
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import Interval, Timeline
from retrotimer.training.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Gait,
    Level,
    Movement,
)

KNEE_WEIGHTS = {RUN_FORWARD: 1.0, RUN_BACKWARD: 0.76, WALK_FORWARD: 0.25, WALK_BACKWARD: 0.20}
CALF_WEIGHTS = {RUN_FORWARD: 1.0, RUN_BACKWARD: 1.25, WALK_FORWARD: 0.35, WALK_BACKWARD: 0.45}
TAUS_S = (21.5, 388.0)
SHARES = (0.507, 0.493)
KNEE_LIMIT, CALF_LIMIT = 0.90, 1.05
RUN_PER_WALK = 6
"""At least 30 s of walking for 3 min of running."""
STEP_MS = 1_000


@dataclass(frozen=True, slots=True)
class Caps:
    """What a level keeps to: the longest backward run in ms and mm, and the backward share of run time."""

    bout_ms: int | None
    bout_mm: int | None
    share: float


CAPS = {
    Level.NOVICE: Caps(30_000, 50_000, 0.25),
    Level.INTERMEDIATE: Caps(60_000, None, 0.40),
    Level.EXPERIENCED: Caps(None, None, 0.55),
}


@dataclass(frozen=True, slots=True)
class Load:
    """Peak load of knee and calf, and the whole of each against the same session run all forward (1 = as much).

    `reasons` says, a sentence each, what keeps the session from the "gentler" badge.
    """

    knee_peak: float
    calf_peak: float
    knee_share: float
    calf_share: float
    reasons: tuple[str, ...]

    @property
    def is_gentler(self) -> bool:
        """Whether both peaks and every cap of the level are kept."""
        return not self.reasons


def load(timeline: Timeline, level: Level | None, paces: Paces) -> Load:
    """Return the load balance of `timeline`, held against the caps of `level`, a novice's where there is none."""
    knee, calf = (max(curve(timeline, weights), default=0.0) for weights in (KNEE_WEIGHTS, CALF_WEIGHTS))
    reasons = (*_over_limits(knee, calf), *_over_caps(timeline, CAPS[level or Level.NOVICE], paces))
    return Load(knee, calf, _share(timeline, KNEE_WEIGHTS), _share(timeline, CALF_WEIGHTS), reasons)


def curve(timeline: Timeline, weights: dict[Movement, float]) -> Iterator[float]:
    """Give the load of one tissue after every second of each interval, and at its end."""
    fast = slow = 0.0
    second = _kept(STEP_MS)
    for interval in timeline.intervals:
        weight = weights.get(interval.movement, 0.0)
        whole, rest_ms = divmod(interval.length_ms, STEP_MS)
        for kept_fast, kept_slow in chain(repeat(second, whole), [_kept(rest_ms)] if rest_ms else []):
            fast = weight + (fast - weight) * kept_fast
            slow = weight + (slow - weight) * kept_slow
            yield SHARES[0] * fast + SHARES[1] * slow


def _kept(ms: int) -> tuple[float, float]:
    """Return how much of its distance from the weight each state keeps after `ms`."""
    return exp(-ms / 1_000 / TAUS_S[0]), exp(-ms / 1_000 / TAUS_S[1])


def _share(timeline: Timeline, weights: dict[Movement, float]) -> float:
    whole = forward = 0.0
    for interval in timeline.intervals:
        moved = interval.movement
        ahead = Movement(moved.gait, Direction.FORWARD) if moved.direction else moved
        whole += weights.get(moved, 0.0) * interval.length_ms
        forward += weights.get(ahead, 0.0) * interval.length_ms
    return whole / forward if forward else 1.0


def _over_limits(knee: float, calf: float) -> Iterator[str]:
    if knee > KNEE_LIMIT:
        yield _("The knee's peak, {peak:.3f}, is over {limit:.2f}.").format(peak=knee, limit=KNEE_LIMIT)
    if calf > CALF_LIMIT:
        yield _("The calf's peak, {peak:.3f}, is over {limit:.2f}.").format(peak=calf, limit=CALF_LIMIT)


def _over_caps(timeline: Timeline, caps: Caps, paces: Paces) -> Iterator[str]:
    bouts = list(_bouts(timeline))
    if caps.bout_ms is not None and any(i.is_open and not i.is_estimate for bout in bouts for i in bout):
        yield _("A backward run has no set end.")
    timed = [sum(i.length_ms for i in bout) for bout in bouts if not any(i.is_estimate for i in bout)]
    if caps.bout_ms is not None and max(timed, default=0) > caps.bout_ms:
        yield _("A backward run lasts {found} s, over {most} s.").format(
            found=ceil(max(timed) / 1_000), most=caps.bout_ms // 1_000
        )
    yield from _over_distance(bouts, caps, paces)
    backward, forward = timeline.run_ms(Direction.BACKWARD), timeline.run_ms(Direction.FORWARD)
    if backward > caps.share * (backward + forward):
        yield _("{found} % of the running is backward, over {most} %.").format(
            found=ceil(100 * backward / (backward + forward)), most=round(100 * caps.share)
        )
    walked = sum(i.length_ms for i in timeline.intervals if i.movement.gait is Gait.WALK)
    if walked * RUN_PER_WALK < backward + forward:
        yield _("There is less than 30 s of walking for 3 minutes of running.")


def _over_distance(bouts: list[tuple[Interval, ...]], caps: Caps, paces: Paces) -> Iterator[str]:
    """A bout given in metres is held to metres, or to the time cap where the level has no cap in metres."""
    measured = [sum(i.length_ms for i in bout) for bout in bouts if any(i.is_estimate for i in bout)]
    longest_ms = max(measured, default=0)
    longest_mm = longest_ms * paces.run_backward
    if caps.bout_mm is not None and longest_mm > caps.bout_mm + paces.run_backward:
        yield _("A backward run covers {found} m, over {most} m.").format(
            found=ceil(longest_mm / 1_000), most=caps.bout_mm // 1_000
        )
    elif caps.bout_mm is None and caps.bout_ms is not None and longest_ms > caps.bout_ms:
        yield _("A backward run lasts about {found} s, over {most} s.").format(
            found=ceil(longest_ms / 1_000), most=caps.bout_ms // 1_000
        )


def _bouts(timeline: Timeline) -> Iterator[tuple[Interval, ...]]:
    for movement, bout in groupby(timeline.intervals, key=lambda i: i.movement):
        if movement == RUN_BACKWARD:
            yield tuple(bout)
