"""Compute the load balance: what alternating directions asks of knee and calf. Our model, borrowed constants.

Each moment has a weight for each tissue. They are heuristics: .76, the knee's when running backward, is a
measured ratio of peak forces (patellofemoral, 3.4 of 4.5 body weights, Roos 2012), but at equal speed, and not of
each second. Two leaky states follow the weight, `x += (w - x)(1 - e^(-1/tau))` a second, and the load is their
weighted sum. The constants are those of W' recovery in cycling (Chorley, PMC8854279, ten trained cyclists),
borrowed by analogy and used for build-up too: they are not tissue healing. Our lines and the caps are heuristics;
steady running forward, at 1.0, lies above the knee's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from itertools import chain, groupby, repeat
from math import ceil, exp

from retrotimer.texts import _
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import (
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
KNEE_LINE, CALF_LINE = 0.90, 1.05
RUN_PER_WALK = 6
"""At least 30 s of walking for 3 min of running."""
WALK_FROM_MS = 180_000
"""With less running than that in all, no walking is asked for."""
STEP_MS = 1_000


@dataclass(frozen=True, slots=True)
class Caps:
    """What a level keeps to: the longest backward run in ms and mm, its share of run time, the session in ms."""

    bout_ms: int | None
    bout_mm: int | None
    share: float
    session_ms: int


CAPS = {
    Level.NOVICE: Caps(30_000, 50_000, 0.25, 2_400_000),
    Level.INTERMEDIATE: Caps(60_000, None, 0.40, 3_600_000),
    Level.EXPERIENCED: Caps(None, None, 0.55, 5_400_000),
}
"""The length of a session is a heuristic: half as long again as the longest built-in workout of its level (26:18,
38:00), rounded up to ten minutes; the workouts for the experienced are harder and no longer: half as much on top.
"""


MODERATE_SHARE = 1.1
"""Up to our line a peak counts as light, up to so much of it as moderate (heuristic)."""


class Grade(IntEnum):
    """How much a session asks of a tissue, in a word."""

    LIGHT = 0
    MODERATE = 1
    HIGH = 2


class Cause(Enum):
    """What can keep a session from the badge: a tissue's peak, or a cap of its level."""

    KNEE = auto()
    CALF = auto()
    NO_END = auto()
    BOUT = auto()
    SHARE = auto()
    WALKING = auto()
    LENGTH = auto()


@dataclass(frozen=True, slots=True)
class Reason:
    """A `cause` and the sentence that tells it."""

    cause: Cause
    text: str


@dataclass(frozen=True, slots=True)
class Load:
    """Peak load of knee and calf, and the whole of each against the same session run all forward (1 = as much).

    `missed` is what keeps the session from the "gentler" badge.
    """

    knee_peak: float
    calf_peak: float
    knee_share: float
    calf_share: float
    missed: tuple[Reason, ...]

    @property
    def knee(self) -> Grade:
        """What it asks of the knee."""
        return grade(self.knee_peak, KNEE_LINE)

    @property
    def calf(self) -> Grade:
        """What it asks of the calf."""
        return grade(self.calf_peak, CALF_LINE)

    @property
    def grade(self) -> Grade:
        """What it asks of the one that it asks more of."""
        return max(self.knee, self.calf)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What keeps it from the badge, a sentence each."""
        return tuple(reason.text for reason in self.missed)

    @property
    def causes(self) -> frozenset[Cause]:
        """What keeps it from the badge."""
        return frozenset(reason.cause for reason in self.missed)

    @property
    def is_gentler(self) -> bool:
        """Whether both peaks and every cap of the level are kept."""
        return not self.missed


def grade(peak: float, line: float) -> Grade:
    """Return what a `peak` of a tissue with that `line` asks of it."""
    return Grade.LIGHT if peak <= line else Grade.MODERATE if peak <= MODERATE_SHARE * line else Grade.HIGH


def load(timeline: Timeline, level: Level | None, paces: Paces) -> Load:
    """Return the load balance of `timeline`, held against the caps of `level`, else of all levels."""
    knee, calf = peak(timeline, KNEE_WEIGHTS), peak(timeline, CALF_WEIGHTS)
    missed = (*_over_lines(knee, calf), *_over_caps(timeline, CAPS[level or Level.EXPERIENCED], paces))
    times = timeline.times
    return Load(knee, calf, _share(times, KNEE_WEIGHTS), _share(times, CALF_WEIGHTS), missed)


def over_caps(timeline: Timeline, level: Level | None, paces: Paces) -> tuple[Reason, ...]:
    """Return which caps of `level`, else of all levels, `timeline` goes over."""
    return tuple(_over_caps(timeline, CAPS[level or Level.EXPERIENCED], paces))


def curves(timeline: Timeline, weights: dict[Movement, float]) -> Iterator[list[float]]:
    """Give, for each interval, the load of one tissue after every second of it, and at its end."""
    fast = slow = 0.0
    second = _kept(STEP_MS)
    for interval in timeline.intervals:
        weight = weights.get(interval.movement, 0.0)
        whole, rest_ms = divmod(interval.length_ms, STEP_MS)
        values = []
        for kept_fast, kept_slow in chain(repeat(second, whole), [_kept(rest_ms)] if rest_ms else []):
            fast = weight + (fast - weight) * kept_fast
            slow = weight + (slow - weight) * kept_slow
            values.append(SHARES[0] * fast + SHARES[1] * slow)
        yield values


def peak(timeline: Timeline, weights: dict[Movement, float]) -> float:
    """Return the highest value of the curve.

    Only where one state rises while the other falls can the highest stand within an interval; everywhere else it
    is at an end, so a long session is not walked through second by second.
    """
    fast = slow = highest = 0.0
    for interval in timeline.intervals:
        weight = weights.get(interval.movement, 0.0)
        if (fast < weight < slow) or (slow < weight < fast):
            highest = max(highest, _highest_within(interval.length_ms, weight, fast, slow))
        kept_fast, kept_slow = _kept(interval.length_ms)
        fast = weight + (fast - weight) * kept_fast
        slow = weight + (slow - weight) * kept_slow
        highest = max(highest, SHARES[0] * fast + SHARES[1] * slow)
    return highest


def _highest_within(ms: int, weight: float, fast: float, slow: float) -> float:
    """Return the highest load after a whole second of an interval that the states enter at `fast` and `slow`."""
    highest = 0.0
    kept_fast, kept_slow = _kept(STEP_MS)
    for _second in range(ms // STEP_MS):
        fast = weight + (fast - weight) * kept_fast
        slow = weight + (slow - weight) * kept_slow
        highest = max(highest, SHARES[0] * fast + SHARES[1] * slow)
    return highest


def _kept(ms: int) -> tuple[float, float]:
    """Return how much of its distance from the weight each state keeps after `ms`."""
    return exp(-ms / 1_000 / TAUS_S[0]), exp(-ms / 1_000 / TAUS_S[1])


def _share(times: dict[Movement, int], weights: dict[Movement, float]) -> float:
    whole = forward = 0.0
    for moved, ms in times.items():
        ahead = Movement(moved.gait, Direction.FORWARD) if moved.direction else moved
        whole += weights.get(moved, 0.0) * ms
        forward += weights.get(ahead, 0.0) * ms
    return whole / forward if forward else 1.0


def _over_lines(knee: float, calf: float) -> Iterator[Reason]:
    if knee > KNEE_LINE:
        yield Reason(Cause.KNEE, _("The knee's load goes over our line, {line:.2f}.").format(line=KNEE_LINE))
    if calf > CALF_LINE:
        yield Reason(Cause.CALF, _("The calf's load goes over our line, {line:.2f}.").format(line=CALF_LINE))


def _over_caps(timeline: Timeline, caps: Caps, paces: Paces) -> Iterator[Reason]:
    bouts = list(_bouts(timeline))
    if caps.bout_ms is not None and any(i.is_open and not i.is_estimate for bout in bouts for i in bout):
        yield Reason(Cause.NO_END, _("A backward run has no set end."))
    timed = [sum(i.length_ms for i in bout) for bout in bouts if not any(i.is_estimate for i in bout)]
    if caps.bout_ms is not None and max(timed, default=0) > caps.bout_ms:
        text = _("A backward run lasts {found} s; our line is {most} s.")
        found, most = ceil(max(timed) / 1_000), caps.bout_ms // 1_000
        yield Reason(Cause.BOUT, text.format(found=found, most=most))
    yield from (Reason(Cause.BOUT, text) for text in _over_distance(bouts, caps, paces))
    backward, forward = timeline.run_ms(Direction.BACKWARD), timeline.run_ms(Direction.FORWARD)
    if backward > caps.share * (backward + forward):
        text = _("{found} % of the running is backward; our line is {most} %.")
        most = round(100 * caps.share)
        found = max(round(100 * backward / (backward + forward)), most + 1)  # never "25 %, over 25 %"
        yield Reason(Cause.SHARE, text.format(found=found, most=most))
    walked = sum(i.length_ms for i in timeline.intervals if i.movement.gait is Gait.WALK)
    if backward + forward >= WALK_FROM_MS and walked * RUN_PER_WALK < backward + forward:
        yield Reason(Cause.WALKING, _("Add more walking: our line is 0:30 or more per 3:00 of running."))
    if timeline.planned_ms > caps.session_ms:
        text = _("The session lasts {found}; our line is {most}.")
        lasts, longest = clock_text(ceil(timeline.planned_ms / 1_000)), clock_text(caps.session_ms // 1_000)
        yield Reason(Cause.LENGTH, text.format(found=lasts, most=longest))


def _over_distance(bouts: list[tuple[Interval, ...]], caps: Caps, paces: Paces) -> Iterator[str]:
    """A bout given in metres is held to metres, or to the time cap where the level has no cap in metres."""
    measured = [sum(i.length_ms for i in bout) for bout in bouts if any(i.is_estimate for i in bout)]
    longest_ms = max(measured, default=0)
    longest_mm = longest_ms * paces.run_backward
    if caps.bout_mm is not None and longest_mm > caps.bout_mm + paces.run_backward:
        yield _("A backward run covers {found} m; our line is {most} m.").format(
            found=ceil((longest_mm - paces.run_backward) / 1_000), most=caps.bout_mm // 1_000
        )
    elif caps.bout_mm is None and caps.bout_ms is not None and longest_ms > caps.bout_ms:
        yield _("A backward run lasts about {found} s; our line is {most} s.").format(
            found=ceil(longest_ms / 1_000), most=caps.bout_ms // 1_000
        )


def _bouts(timeline: Timeline) -> Iterator[tuple[Interval, ...]]:
    for movement, bout in groupby(timeline.intervals, key=lambda i: i.movement):
        if movement == RUN_BACKWARD:
            yield tuple(bout)
