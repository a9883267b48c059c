"""What would make a workout gentler: for each reason that keeps it from the badge, the smallest change that helps.

Three kinds of change are tried, each on its own and from the smallest on: shorter backward runs, one more walk in
each round (or a longer one, where there is one), fewer rounds. The smallest is the one that changes the fewest
seconds of the session. A change may bring in no reason that was not there. All of it is judged by our model of load
balance, and is worth what that is worth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from retrotimer.texts import N_, _, ngettext
from retrotimer.training.errors import WrongRequest
from retrotimer.training.figures import clock_text
from retrotimer.training.lighten import (
    Where,
    at_most_backward,
    fewer_rounds,
    longest_backward,
    more_walking,
    most_rounds,
)
from retrotimer.training.load import Cause, Load, load
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import compile as compile_workout
from retrotimer.training.workout import MAX_NAME, Distance, Workout

WALKS_S = (15, 30, 45, 60, 75, 90, 105, 120, 150, 180, 240, 300)
"""How much walking is tried."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that can be made at once: `workout` is the changed one, `load` its load balance.

    `mends` are the causes that it does away with, `change_ms` is how much longer or shorter the session becomes.
    """

    text: str
    workout: Workout
    load: Load
    mends: frozenset[Cause]
    change_ms: int


def gentler(workout: Workout, paces: Paces) -> tuple[Suggestion, ...]:
    """Return the smallest change for each reason of `workout`, the smallest first, each change once.

    A reason that none of the changes mends has none; a workout with the badge needs none.

    Raises:
        WrongRequest: where `workout` cannot be placed in time.
    """
    before = _Judged(workout, paces)
    found: dict[Workout, Suggestion] = {}
    ways = [list(_smallest_of_each_kind(before, cause)) for cause in before.load.causes]
    for suggestions in ways:
        if suggestions:
            best = min(suggestions, key=lambda suggestion: abs(suggestion.change_ms))
            found[best.workout] = best
    return tuple(sorted(found.values(), key=lambda suggestion: abs(suggestion.change_ms)))


class _Judged:
    """A workout with its load; what is judged twice is worked out once."""

    def __init__(self, workout: Workout, paces: Paces) -> None:
        self.workout, self.paces = workout, paces
        timeline = compile_workout(workout, paces)
        self.planned_ms = timeline.planned_ms
        self.load = load(timeline, workout.level, paces)
        self._known: dict[Workout, Suggestion | None] = {}

    def suggestion(self, text: str, workout: Workout) -> Suggestion | None:
        """Return the change to `workout`, if it is a valid one that brings in nothing new."""
        if workout not in self._known:
            self._known[workout] = self._judge(text, workout)
        return self._known[workout]

    def _judge(self, text: str, workout: Workout) -> Suggestion | None:
        try:
            timeline = compile_workout(workout, self.paces)
        except WrongRequest:
            return None
        after = load(timeline, workout.level, self.paces)
        if workout == self.workout or not after.causes <= self.load.causes:
            return None
        mends = self.load.causes - after.causes
        return Suggestion(text, workout, after, mends, timeline.planned_ms - self.planned_ms)


def _smallest_of_each_kind(before: _Judged, cause: Cause) -> Iterator[Suggestion]:
    for tries in (_shorter_bouts, _more_walks, _fewer_rounds):
        for text, workout in tries(before.workout, before.paces):
            suggestion = before.suggestion(text, workout)
            if suggestion and cause in suggestion.mends:
                yield suggestion
                break


Tries = Iterator[tuple[str, Workout]]


def _shorter_bouts(workout: Workout, paces: Paces) -> Tries:
    """Cut every backward run to less and less: by 5 s, above two minutes by 30 s."""
    longest_ms, _length = longest_backward(workout, paces)
    for seconds in chain(range(21_600, 120, -30), range(120, 0, -5)):
        if 1_000 * seconds < longest_ms:
            cut = at_most_backward(workout, 1_000 * seconds, paces)
            yield _bout_text(cut, paces), cut


def _bout_text(workout: Workout, paces: Paces) -> str:
    ms, length = longest_backward(workout, paces)
    if isinstance(length, Distance):
        return _("Run backward {metres:g} m at most.").format(metres=length.mm / 1_000)
    return _("Run backward for {length} at most.").format(length=clock_text(ms // 1_000))


WALKING = {
    Where.LONGER_IN_ROUNDS: N_("Walk {seconds} s longer in every round."),
    Where.IN_ROUNDS: N_("Walk {seconds} s at the end of every round."),
    Where.LONGER_BETWEEN: N_("Walk {seconds} s longer between the runs."),
    Where.IN_THE_MIDDLE: N_("Walk {seconds} s in the middle of the longest run."),
}


def _more_walks(workout: Workout, _paces: Paces) -> Tries:
    for seconds in WALKS_S:
        walked = more_walking(workout, 1_000 * seconds)
        if walked:
            yield _(WALKING[walked.where]).format(seconds=seconds), walked.workout


def _fewer_rounds(workout: Workout, _paces: Paces) -> Tries:
    most = most_rounds(workout)
    for rounds in range(most - 1, 0, -1):
        text = ngettext("Do {n} round instead of {most}.", "Do {n} rounds instead of {most}.", rounds)
        yield text.format(n=rounds, most=most), fewer_rounds(workout, rounds)


def renamed(workout: Workout) -> Workout:
    """Return `workout` under a name that tells that it was made gentler, for a preset beside the first."""
    name = _("{name}, gentler").format(name=workout.name)
    return replace(workout, name=name) if len(name) <= MAX_NAME else workout
