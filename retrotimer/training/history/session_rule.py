"""Advise before a session, from those of the last days. Days are ordinals, a later one larger.

The session rule is measured, for distance: a session over 10 % longer than the longest of the last 30 days carries
more injuries (hazard 1.64; over double, 2.28; PMC12421110). Here it holds for run time, by proxy. The 10 %-a-week
rule showed no benefit in its trial (pubmed 17940147) and is not used. The days of rest are heuristics, and so is
what counts: sessions of some minutes, three of them at least. A try of a few seconds is no training.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrotimer.texts import _
from retrotimer.training.formatting import clock_text

RULE_DAYS = 30
OVER, OVER_HAZARD = 0.10, 1.64
DOUBLE, DOUBLE_HAZARD = 2, 2.28
MOST_A_WEEK = 3
WEEK = 7
LEAST_MS = 180_000
"""A session counts from so much running on, for days of rest from so much movement of any kind on."""
LEAST_SESSIONS = 3
"""With fewer sessions that count in the last 30 days nothing is said: they do not show what a person is used to."""


@dataclass(frozen=True, slots=True)
class Past:
    """A session that was done on `day`, with `run_ms` of running in any direction and `done_ms` in all."""

    day: int
    run_ms: int
    done_ms: int


@dataclass(frozen=True, slots=True)
class Step:
    """How much longer a session runs than the `longest_ms` of the last 30 days."""

    run_ms: int
    longest_ms: int

    @property
    def percent(self) -> int:
        """How much more it is in %, rounded down: 110.9 % of the longest is 10 % more."""
        return 100 * self.run_ms // self.longest_ms - 100

    @property
    def hazard(self) -> float:
        """How many times as many injuries such sessions carried."""
        return DOUBLE_HAZARD if self.run_ms > DOUBLE * self.longest_ms else OVER_HAZARD

    @property
    def text(self) -> str:
        """What there is to say of it, for a person who is about to start."""
        sentence = _(
            "You run {run} in this session, {percent} % more than in your longest of the last 30 days ({longest}). "
            "In a study of runners such sessions carried {hazard} times as many injuries. The study measured "
            "distance; here run time is compared."
        )
        return sentence.format(
            run=clock_text(self.run_ms // 1_000),
            percent=self.percent,
            longest=clock_text(self.longest_ms // 1_000),
            hazard=f"{self.hazard:.2f}",
        )


def step_up(run_ms: int, past: Iterable[Past], today: int) -> Step | None:
    """Return how far a session with `run_ms` of running goes beyond the rule; None where it keeps it.

    Where too little was run in the last 30 days there is nothing to compare with.
    """
    runs = [one.run_ms for one in _lately(past, today) if one.run_ms >= LEAST_MS]
    if len(runs) < LEAST_SESSIONS:
        return None
    longest_ms = max(runs)
    if 100 * run_ms <= round(100 * (1 + OVER)) * longest_ms:
        return None
    return Step(run_ms, longest_ms)


def rest_text(past: Iterable[Past], today: int) -> str:
    """Return what the rule of rest says of a session today: no two days running, no more than 3 in 7 days.

    Where fewer than three sessions that count were done in the last 30 days it says nothing.
    """
    sessions = [one for one in _lately(past, today) if one.done_ms >= LEAST_MS]
    if len(sessions) < LEAST_SESSIONS:
        return ""
    days = {one.day for one in sessions if today - WEEK < one.day}
    if today in days:
        return _("You have trained today already: leave a day between sessions (a rule of thumb).")
    if today - 1 in days:
        return _("You trained yesterday: leave a day between sessions (a rule of thumb).")
    if len(days) >= MOST_A_WEEK:
        return _("You trained on {n} of the last 7 days: 3 sessions a week are enough (a rule of thumb).").format(
            n=len(days)
        )
    return ""


def _lately(past: Iterable[Past], today: int) -> list[Past]:
    return [one for one in past if today - RULE_DAYS <= one.day <= today]


def warnings(run_ms: int, past: Iterable[Past], today: int) -> tuple[str, ...]:
    """Return all that is to be kept in mind before a session with `run_ms` of running, a sentence or more each."""
    known = tuple(past)
    step = step_up(run_ms, known, today)
    return tuple(text for text in (step.text if step else "", rest_text(known, today)) if text)
