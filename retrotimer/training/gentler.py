"""What would make a workout gentler: for each reason that keeps it from the badge, the smallest change that helps.

Three kinds of change are tried, each on its own and from the smallest on: shorter backward runs, one more walk in
each round (or a longer one, where there is one), fewer rounds. The smallest of a kind is looked for by halves, as a
greater one does away with a reason too; the smallest of all changes the fewest seconds of the session. A change may
bring in no reason that was not there. All of it is judged by our model of load balance, and worth what that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

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

MENDED = {
    Cause.KNEE: N_("the knee's peak"),
    Cause.CALF: N_("the calf's peak"),
    Cause.NO_END: N_("the backward run without an end"),
    Cause.BOUT: N_("the length of the backward runs"),
    Cause.SHARE: N_("the backward share"),
    Cause.WALKING: N_("the walking"),
    Cause.LENGTH: N_("the length of the session"),
}
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

    @property
    def told(self) -> str:
        """The change, and what it does away with."""
        if self.load.is_gentler:
            return _("{change} That alone earns the badge.").format(change=self.text)
        mended = ", ".join(_(MENDED[cause]) for cause in Cause if cause in self.mends)
        return _("{change} It mends: {mended}.").format(change=self.text, mended=mended)


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


class _Kind(NamedTuple):
    """A kind of change: the amounts that there are, the smallest change first, and what comes of each."""

    amounts: Callable[[Workout, Paces], list[int]]
    make: Callable[[Workout, Paces, int], tuple[str, Workout]]


class _Judged:
    """A workout with its load, and what is known of the changes that were tried on it."""

    def __init__(self, workout: Workout, paces: Paces) -> None:
        self.workout, self.paces = workout, paces
        timeline = compile_workout(workout, paces)
        self.planned_ms = timeline.planned_ms
        self.load = load(timeline, workout.level, paces)
        self._known: dict[tuple[_Kind, int], Suggestion | None] = {}

    def mends(self, kind: _Kind, amount: int, cause: Cause) -> bool:
        """Return whether the change does away with `cause`, and brings in none that a greater one would not.

        Only the knee can come to have more to bear, as running backward is what spares it, and walks can make the
        session too long.
        """
        made = self._made(kind, amount)
        grown = {Cause.KNEE, Cause.LENGTH}
        return made is not None and cause in made.mends and made.load.causes - self.load.causes <= grown

    def suggestion(self, kind: _Kind, amount: int) -> Suggestion | None:
        """Return the change, if it brings in nothing that was not there."""
        made = self._made(kind, amount)
        return made if made and made.load.causes <= self.load.causes else None

    def _made(self, kind: _Kind, amount: int) -> Suggestion | None:
        if (kind, amount) not in self._known:
            self._known[kind, amount] = self._judge(*kind.make(self.workout, self.paces, amount))
        return self._known[kind, amount]

    def _judge(self, text: str, workout: Workout) -> Suggestion | None:
        """Return the change with what it does; None where it makes no workout."""
        try:
            timeline = compile_workout(workout, self.paces)
        except WrongRequest:
            return None
        after = load(timeline, workout.level, self.paces)
        mends = self.load.causes - after.causes
        return Suggestion(text, workout, after, mends, timeline.planned_ms - self.planned_ms)


def _smallest_of_each_kind(before: _Judged, cause: Cause) -> Iterator[Suggestion]:
    """Give the smallest change of each kind that does away with `cause`."""
    for kind in (_SHORTER_BOUTS, _MORE_WALKING, _FEWER_ROUNDS):
        amounts = kind.amounts(before.workout, before.paces)
        if not amounts or not before.mends(kind, amounts[-1], cause):
            continue
        first = bisect_left(amounts, True, key=lambda amount: before.mends(kind, amount, cause))
        suggestion = before.suggestion(kind, amounts[first])
        if suggestion:
            yield suggestion


def _cuts(workout: Workout, paces: Paces) -> list[int]:
    """Return to how many s a backward run can be cut: by 5 s less and less, above two minutes by 30 s."""
    longest_ms, _length = longest_backward(workout, paces)
    return [s for s in chain(range(21_600, 120, -30), range(120, 0, -5)) if 1_000 * s < longest_ms]


def _shorter_bouts(workout: Workout, paces: Paces, seconds: int) -> tuple[str, Workout]:
    cut = at_most_backward(workout, 1_000 * seconds, paces)
    ms, length = longest_backward(cut, paces)
    if isinstance(length, Distance):
        return _("Run backward {metres:g} m at most.").format(metres=length.mm / 1_000), cut
    return _("Run backward for {length} at most.").format(length=clock_text(ms // 1_000)), cut


WALKING = {
    Where.LONGER_IN_ROUNDS: N_("Walk {seconds} s longer in every round."),
    Where.IN_ROUNDS: N_("Walk {seconds} s at the end of every round."),
    Where.LONGER_BETWEEN: N_("Walk {seconds} s longer between the runs."),
    Where.IN_THE_MIDDLE: N_("Walk {seconds} s in the middle of the longest run."),
}


def _walks(workout: Workout, _paces: Paces) -> list[int]:
    return list(WALKS_S) if more_walking(workout, 1_000 * WALKS_S[0]) else []


def _more_walking(workout: Workout, _paces: Paces, seconds: int) -> tuple[str, Workout]:
    walked = more_walking(workout, 1_000 * seconds)
    return (_(WALKING[walked.where]).format(seconds=seconds), walked.workout) if walked else ("", workout)


def _rounds(workout: Workout, _paces: Paces) -> list[int]:
    return list(range(most_rounds(workout) - 1, 0, -1))


def _fewer_rounds(workout: Workout, _paces: Paces, rounds: int) -> tuple[str, Workout]:
    text = ngettext("Do {n} round instead of {most}.", "Do {n} rounds instead of {most}.", rounds)
    return text.format(n=rounds, most=most_rounds(workout)), fewer_rounds(workout, rounds)


_SHORTER_BOUTS = _Kind(_cuts, _shorter_bouts)
_MORE_WALKING = _Kind(_walks, _more_walking)
_FEWER_ROUNDS = _Kind(_rounds, _fewer_rounds)


def renamed(workout: Workout) -> Workout:
    """Return `workout` under a name that tells that it was made gentler, for a preset beside the first."""
    name = _("{name}, gentler").format(name=workout.name)
    return replace(workout, name=name) if len(name) <= MAX_NAME else workout
