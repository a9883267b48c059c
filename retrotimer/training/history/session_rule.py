"""Advise before a session, from those of the last days. Days are ordinals, a later one larger.

The session rule is measured, for distance (Frandsen 2025, PMC12421110; 5,205 adults): a session over 10 % longer
than the longest of the last 30 days carries more overuse injuries. Here it holds for run time, by proxy. Backward
time is held to the same tenth, by a rule of thumb of ours: no study that was read tells how fast it may grow. The
10 %-a-week rule showed no benefit in its trial (pubmed 17940147) and is not used. The days of rest are heuristics,
and so is what counts: sessions of some minutes, three of them at least. A try of a few seconds is no training.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from retrotimer.texts import _, number_text
from retrotimer.training.formatting import clock_text

RULE_DAYS = 30


class Hazard(NamedTuple):
    """The overuse injuries in sessions over `over` percent longer, as a ratio with its 95 % interval."""

    over: int
    ratio: float
    low: float
    high: float


HAZARDS = (Hazard(10, 1.64, 1.31, 2.05), Hazard(30, 1.52, 1.16, 2.00), Hazard(100, 2.28, 1.50, 3.48))
"""Each up to the next; below the first nothing is said."""
OVER = HAZARDS[0].over
MOST_A_WEEK = 3
WEEK = 7
LEAST_MS = 180_000
"""A session counts from so much running on, for days of rest from so much movement of any kind on."""
LEAST_BACKWARD_MS = 60_000
"""Nothing is said of so little backward time, however much more than before it is."""
LEAST_SESSIONS = 3
"""With fewer sessions that count in the last 30 days nothing is said: they do not show what a person is used to."""


@dataclass(frozen=True, slots=True)
class Past:
    """A session of `day`: its running in any direction, all its time, and its backward time, all and run."""

    day: int
    run_ms: int
    done_ms: int
    backward_ms: int = 0
    run_backward_ms: int = 0


class Growth(NamedTuple):
    """How much longer something is than the `longest_ms` of the last 30 days."""

    ms: int
    longest_ms: int

    @property
    def percent(self) -> int:
        """How much more it is in %, rounded down: 110.9 % of the longest is 10 % more."""
        return 100 * self.ms // self.longest_ms - 100

    @property
    def hazard(self) -> Hazard:
        """The class of the study it falls into."""
        return next(one for one in reversed(HAZARDS) if _is_over(self.ms, self.longest_ms, one.over))


def growth(ms: int, before: Iterable[int]) -> Growth | None:
    """Return how far `ms` goes beyond the longest `before`; None up to a tenth, or where too few are known."""
    known = tuple(before)
    if len(known) < LEAST_SESSIONS or not _is_over(ms, max(known), OVER):
        return None
    return Growth(ms, max(known))


def _is_over(ms: int, longest_ms: int, percent: int) -> bool:
    return 100 * ms > (100 + percent) * longest_ms


def step_up(run_ms: int, past: Iterable[Past], today: int) -> Growth | None:
    """Return how far a session with `run_ms` of running goes beyond the rule; None where it keeps it.

    Where too little was run in the last 30 days there is nothing to compare with.
    """
    return growth(run_ms, [one.run_ms for one in _lately(past, today) if one.run_ms >= LEAST_MS])


def step_up_text(found: Growth) -> str:
    """Return what there is to say of so much running, for a person who is about to start."""
    sentence = _(
        "You run {run} in this session, {percent} % more than in your longest of the last 30 days ({longest}). "
        "In a study of 5,205 adults (22 % women, 18 months; Frandsen 2025) the rate of overuse injuries in such "
        "sessions was {hazard} times as high ({low} to {high}). The study measured distance; here run time is "
        "compared."
    )
    hazard = found.hazard
    return sentence.format(
        run=clock_text(found.ms // 1_000),
        percent=found.percent,
        longest=clock_text(found.longest_ms // 1_000),
        hazard=number_text(hazard.ratio, ".2f"),
        low=number_text(hazard.low, ".2f"),
        high=number_text(hazard.high, ".2f"),
    )


def backward_text(planned: Past, past: Iterable[Past]) -> str:
    """Return what there is to say of the backward time of a session; nothing where it grows by a tenth at most.

    Running backward is held against running backward, then all backward time against all. That it is a rule of
    thumb is said by `warnings`.
    """
    known = [one for one in _lately(past, planned.day) if one.backward_ms]
    found = growth(planned.run_backward_ms, [one.run_backward_ms for one in known if one.run_backward_ms])
    head = _("You run backward for {ms} in this session, {percent} % more than the most in 30 days ({longest}).")
    if not found or found.ms < LEAST_BACKWARD_MS:
        found = growth(planned.backward_ms, [one.backward_ms for one in known])
        head = _("You go backward for {ms} in this session, {percent} % more than the most in 30 days ({longest}).")
    if not found or found.ms < LEAST_BACKWARD_MS:
        return ""
    sense = _("None of the studies we read tells how fast backward time may grow: a tenth more is our line.")
    longest = clock_text(found.longest_ms // 1_000)
    return f"{head.format(ms=clock_text(found.ms // 1_000), percent=found.percent, longest=longest)} {sense}"


def rest_text(past: Iterable[Past], today: int) -> str:
    """Return what the rule of rest says of a session today: no two days running, no more than 3 in 7 days.

    Where fewer than three sessions that count were done in the last 30 days it says nothing. That it is a rule of
    thumb is said by `warnings`.
    """
    sessions = [one for one in _lately(past, today) if one.done_ms >= LEAST_MS]
    if len(sessions) < LEAST_SESSIONS:
        return ""
    days = {one.day for one in sessions if today - WEEK < one.day}
    if today in days:
        return _("You have trained today already: leave a day between sessions.")
    if today - 1 in days:
        return _("You trained yesterday: leave a day between sessions.")
    if len(days) >= MOST_A_WEEK:
        return _("You trained on {n} of the last 7 days: our line is 3 sessions a week.").format(n=len(days))
    return ""


def _lately(past: Iterable[Past], today: int) -> list[Past]:
    return [one for one in past if today - RULE_DAYS <= one.day <= today]


def warnings(planned: Past, past: Iterable[Past], *, follows_plan: bool = False) -> tuple[str, ...]:
    """Return all that is to be kept in mind before the session `planned` for its day, a sentence or more each.

    The backward time of the plan grows by more than a tenth each week: it begins at nothing, and says so itself.
    What is a rule of thumb is said once, behind the last of those that are.
    """
    known = tuple(past)
    step = step_up(planned.run_ms, known, planned.day)
    measured = (step_up_text(step),) if step else ()
    backward = "" if follows_plan else backward_text(planned, known)
    rest = rest_text(known, planned.day)
    if backward and rest:
        mark = _("This and the line for backward time are rules of thumb of ours.")
        return (*measured, backward, f"{rest} {mark}")
    mark = _("This is a rule of thumb of ours.")
    return (*measured, *(f"{advice} {mark}" for advice in (backward, rest) if advice))
