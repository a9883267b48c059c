"""Find the smallest change that makes a workout gentler, for each reason that keeps it from the badge.

Three kinds of change are tried, each on its own and from the smallest on: shorter backward runs, one more walk in
each round (or a longer one, where there is one), fewer rounds. The smallest of a kind is looked for by halves, as a
greater one does away with a reason too; the smallest of all changes the fewest seconds of the session. A change may
bring in no reason that was not there. All of it is judged by our model of load balance, and worth what that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain
from typing import NamedTuple, TypeGuard

from retrotimer.texts import N_, _, ngettext
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.load.load import Cause, Load, load
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    MAX_NAME,
    RUN_BACKWARD,
    STEP_MM,
    STEP_MS,
    WALK_FORWARD,
    Distance,
    Duration,
    Gait,
    Length,
    Repeat,
    Role,
    Step,
    Workout,
)

Item = Step | Repeat
Items = tuple[Item, ...]
OPEN_BOUT_MS = 600_000
"""For how long an open backward run is taken: longer than any level's cap."""


class Where(Enum):
    """Where walking was added."""

    LONGER_IN_ROUNDS = auto()
    IN_ROUNDS = auto()
    LONGER_BETWEEN = auto()
    IN_THE_MIDDLE = auto()


@dataclass(frozen=True, slots=True)
class Walked:
    """A workout with more walking, and where that is."""

    workout: Workout
    where: Where


# shorter backward runs


def longest_backward(workout: Workout, paces: Paces) -> tuple[int, Length | None]:
    """Return how many ms the longest step of running backward takes, and its length; 0 and None without any."""
    lengths = [step.length for step in _steps(workout.steps) if step.movement == RUN_BACKWARD]
    timed = [(_backward_ms(length, paces), length) for length in lengths]
    return max(timed, key=lambda pair: pair[0], default=(0, None))


def at_most_backward(workout: Workout, ms: int, paces: Paces) -> Workout:
    """Return `workout` with no step of running backward longer than `ms`; metres are cut to whole ones."""

    def cut(step: Step) -> Step:
        if step.movement != RUN_BACKWARD or _backward_ms(step.length, paces) <= ms:
            return step
        if isinstance(step.length, Distance):
            metres = int(ms / 1_000 * paces.run_backward)
            return replace(step, length=replace(step.length, mm=max(STEP_MM[0], 1_000 * metres)))
        return replace(step, length=Duration(ms))

    return replace(workout, steps=_mapped(workout.steps, cut))


def _backward_ms(length: Length, paces: Paces) -> int:
    match length:
        case Duration(ms):
            return ms
        case Distance(mm):
            return round(paces.time_for(RUN_BACKWARD, mm))
        case _:
            return OPEN_BOUT_MS


# more walking


def more_walking(workout: Workout, ms: int) -> Walked | None:
    """Return `workout` with `ms` more of walking in every round, or between its runs; None without running."""
    rounds = list(filter(_is_repeated_running, workout.steps))
    if rounds:
        longer = any(_rest_walks(repeat.steps) for repeat in rounds)
        steps: Items = tuple(
            _round_with_more(item, ms) if _is_repeated_running(item) else item for item in workout.steps
        )
        where = Where.LONGER_IN_ROUNDS if longer else Where.IN_ROUNDS
        return Walked(replace(workout, steps=steps), where)
    if not any(map(_has_running, workout.steps)):
        return None
    if _rest_walks(workout.steps):
        steps = tuple(_longer(item, ms) for item in workout.steps)
        return Walked(replace(workout, steps=steps), Where.LONGER_BETWEEN)
    return Walked(replace(workout, steps=_parted(workout.steps, ms)), Where.IN_THE_MIDDLE)


def _round_with_more(repeat: Repeat, ms: int) -> Repeat:
    """Lengthen the last walk of a round; where there is none, end the round with one."""
    walks = _rest_walks(repeat.steps)
    if not walks:
        return replace(repeat, steps=(*repeat.steps, Step(WALK_FORWARD, Duration(ms))))
    last = walks[-1]
    return replace(repeat, steps=(*repeat.steps[:last], _longer(repeat.steps[last], ms), *repeat.steps[last + 1 :]))


def _parted(steps: Items, ms: int) -> Items:
    """Put a walk into the middle of the longest run."""
    runs = [n for n, item in enumerate(steps) if _has_running(item)]
    nth = max(runs, key=lambda n: _timed_ms(steps[n]))
    run, walk = steps[nth], Step(WALK_FORWARD, Duration(ms))
    if isinstance(run, Step) and isinstance(run.length, Duration) and run.length.ms >= 2 * STEP_MS[0]:
        half_ms = run.length.ms // 2_000 * 1_000
        first, second = Duration(half_ms), Duration(run.length.ms - half_ms)
        halves: Items = (replace(run, length=first), walk, replace(run, length=second, say=""))
    else:
        halves = (run, walk)
    return (*steps[:nth], *halves, *steps[nth + 1 :])


def _rest_walks(steps: Items) -> list[int]:
    return [n for n, item in enumerate(steps) if _rest_ms(item) is not None]


def _rest_ms(item: Item) -> int | None:
    """Return how long a walk that is a rest takes; None for anything else."""
    match item:
        case Step(length=Duration(ms), movement=movement, role=role):
            return ms if movement == WALK_FORWARD and role not in (Role.WARM_UP, Role.COOL_DOWN) else None
    return None


def _longer(item: Item, ms: int) -> Item:
    """Return `item`, longer by `ms` if it is a walk that is a rest."""
    rest_ms = _rest_ms(item)
    if rest_ms is None or isinstance(item, Repeat):
        return item
    return replace(item, length=Duration(min(STEP_MS[1], rest_ms + ms)))


# fewer rounds


def most_rounds(workout: Workout) -> int:
    """Return how many rounds the longest repeat with running has; 0 without one."""
    nth = _longest_repeat(workout.steps)
    repeat = None if nth is None else workout.steps[nth]
    return repeat.rounds if isinstance(repeat, Repeat) else 0


def fewer_rounds(workout: Workout, rounds: int) -> Workout:
    """Return `workout` with its longest repeat with running done `rounds` times."""
    nth = _longest_repeat(workout.steps)
    steps = (
        replace(item, rounds=rounds) if n == nth and isinstance(item, Repeat) else item
        for n, item in enumerate(workout.steps)
    )
    return replace(workout, steps=tuple(steps))


def _longest_repeat(steps: Items) -> int | None:
    repeats = [n for n, item in enumerate(steps) if _is_repeated_running(item)]
    return max(repeats, key=lambda n: _timed_ms(steps[n]), default=None)


# walking the tree


def _steps(items: Items) -> list[Step]:
    return [step for item in items for step in ([item] if isinstance(item, Step) else _steps(item.steps))]


def _mapped(items: Items, act: Callable[[Step], Step]) -> Items:
    return tuple(
        act(item) if isinstance(item, Step) else replace(item, steps=_mapped(item.steps, act)) for item in items
    )


def _has_running(item: Item) -> bool:
    return any(step.movement.gait is Gait.RUN for step in _steps((item,)))


def _is_repeated_running(item: Item) -> TypeGuard[Repeat]:
    return isinstance(item, Repeat) and _has_running(item)


def _timed_ms(item: Item) -> int:
    """Return how long the steps by time of `item` take."""
    if isinstance(item, Repeat):
        return item.rounds * sum(map(_timed_ms, item.steps))
    return item.length.ms if isinstance(item.length, Duration) else 0


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

    `removes` are the causes that it does away with, `change_ms` is how much longer or shorter the session becomes.
    """

    text: str
    workout: Workout
    load: Load
    removes: frozenset[Cause]
    change_ms: int

    @property
    def message(self) -> str:
        """The change, and what it does away with."""
        if self.load.is_gentler:
            return _("{change} With this it keeps to our lines.").format(change=self.text)
        removed = ", ".join(_(MENDED[cause]) for cause in Cause if cause in self.removes)
        return _("{change} It helps with: {mended}.").format(change=self.text, mended=removed)


def gentler(workout: Workout, paces: Paces) -> tuple[Suggestion, ...]:
    """Return the smallest change for each reason of `workout`, the smallest first, each change once.

    A reason that none of the changes mends has none; a workout with the badge needs none.

    Raises:
        WrongRequest: where `workout` cannot be placed in time.
    """
    before = _Analysed(workout, paces)
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


class _Analysed:
    """A workout with its load, and what is known of the changes that were tried on it."""

    def __init__(self, workout: Workout, paces: Paces) -> None:
        self.workout, self.paces = workout, paces
        timeline = compile_workout(workout, paces)
        self.planned_ms = timeline.planned_ms
        self.load = load(timeline, workout.level, paces)
        self._known: dict[tuple[_Kind, int], Suggestion | None] = {}

    def removes(self, kind: _Kind, amount: int, cause: Cause) -> bool:
        """Return whether the change does away with `cause`, and brings in none that a greater one would not.

        Only the knee can come to have more to bear, as running backward is what spares it, and walks can make the
        session too long.
        """
        made = self._made(kind, amount)
        grown = {Cause.KNEE, Cause.LENGTH}
        return made is not None and cause in made.removes and made.load.causes - self.load.causes <= grown

    def suggestion(self, kind: _Kind, amount: int) -> Suggestion | None:
        """Return the change, if it brings in nothing that was not there."""
        made = self._made(kind, amount)
        return made if made and made.load.causes <= self.load.causes else None

    def _made(self, kind: _Kind, amount: int) -> Suggestion | None:
        if (kind, amount) not in self._known:
            self._known[kind, amount] = self._analyse(*kind.make(self.workout, self.paces, amount))
        return self._known[kind, amount]

    def _analyse(self, text: str, workout: Workout) -> Suggestion | None:
        """Return the change with what it does; None where it makes no workout."""
        try:
            timeline = compile_workout(workout, self.paces)
        except WrongRequest:
            return None
        after = load(timeline, workout.level, self.paces)
        removes = self.load.causes - after.causes
        return Suggestion(text, workout, after, removes, timeline.planned_ms - self.planned_ms)


def _smallest_of_each_kind(before: _Analysed, cause: Cause) -> Iterator[Suggestion]:
    """Give the smallest change of each kind that does away with `cause`."""
    for kind in (_SHORTER_BOUTS, _MORE_WALKING, _FEWER_ROUNDS):
        amounts = kind.amounts(before.workout, before.paces)
        if not amounts or not before.removes(kind, amounts[-1], cause):
            continue
        first = bisect_left(amounts, True, key=lambda amount: before.removes(kind, amount, cause))
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
