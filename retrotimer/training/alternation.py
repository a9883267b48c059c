"""Build an alternation of forward and backward running from four numbers and a level.

Warm-up, rounds of forward, backward and walking, cool-down. The total is kept to the second; what does not come
out even goes to the forward runs and, below a few seconds a round, to the cool-down. What a level's caps do not
allow is never built (they are heuristics, see `retrotimer.training.load.load`): a sentence says what was changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrotimer.texts import _
from retrotimer.training.formatting import clock_text
from retrotimer.training.load.load import CAPS, RUN_PER_WALK
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Duration,
    Level,
    Movement,
    Repeat,
    Role,
    Step,
    Workout,
)

WARM_UP_S, COOL_DOWN_S = 300, 180
TOTAL_S = (600, max(caps.session_ms for caps in CAPS.values()) // 1_000)
"""Shortest and longest session that is built at any level; see `total_bounds`."""
BACKWARD_PERCENT = (5, 55)
BOUT_S = (5, 180)
WALK_S = (0, 300)
WALK_STEP_S = 5
COARSE_S = 5
"""Forward runs are whole multiples of this where that leaves no more than a minute to the cool-down."""
LEFT_OVER_S = 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for.

    The whole, each backward run and each round's walk are in s, the backward share of the running in %.
    """

    total_s: int = 1_560
    backward_percent: int = 25
    bout_s: int = 30
    walk_s: int = 60
    level: Level = Level.NOVICE


@dataclass(frozen=True, slots=True)
class Alternation:
    """What is built of a wish: rounds of `forward_s`, `bout_s` and `walk_s`; `notes` say what was changed."""

    total_s: int
    rounds: int
    forward_s: int
    bout_s: int
    walk_s: int
    level: Level
    notes: tuple[str, ...] = ()

    @property
    def cool_down_s(self) -> int:
        """How long the walk at the end is."""
        return self.total_s - WARM_UP_S - self.rounds * (self.forward_s + self.bout_s + self.walk_s)

    @property
    def backward_share(self) -> float:
        """Which part of the running is backward, 0 to 1."""
        return self.bout_s / (self.bout_s + self.forward_s)

    def workout(self, name: str = "") -> Workout:
        """Return it as a workout called `name`, or after its numbers."""
        round_ = [_step(RUN_FORWARD, self.forward_s), _step(RUN_BACKWARD, self.bout_s)]
        if self.walk_s:
            round_.append(_step(WALK_FORWARD, self.walk_s))
        steps = (
            _step(WALK_FORWARD, WARM_UP_S, _("Warm-up"), Role.WARM_UP),
            Repeat(self.rounds, tuple(round_)),
            _step(WALK_FORWARD, self.cool_down_s, _("Cool-down"), Role.COOL_DOWN),
        )
        return Workout(name or self.name, steps, self.level, self.about)

    @property
    def name(self) -> str:
        """The default name."""
        return _("{forward} forward, {backward} back × {rounds}").format(
            forward=clock_text(self.forward_s), backward=clock_text(self.bout_s), rounds=self.rounds
        )

    @property
    def about(self) -> str:
        """What it is, in a sentence."""
        if not self.walk_s:
            return _("{percent} % of the running is backward, without a walk between rounds.").format(
                percent=round(100 * self.backward_share)
            )
        return _("{percent} % of the running is backward, with a walk of {walk} in every round.").format(
            percent=round(100 * self.backward_share), walk=clock_text(self.walk_s)
        )


def total_bounds(level: Level) -> tuple[int, int]:
    """Return the shortest and longest session that is built at `level`, in s."""
    return TOTAL_S[0], CAPS[level].session_ms // 1_000


def bout_bounds(level: Level) -> tuple[int, int]:
    """Return the shortest and longest backward run that is built at `level`, in s."""
    most_ms = CAPS[level].bout_ms
    return BOUT_S[0], BOUT_S[1] if most_ms is None else min(BOUT_S[1], most_ms // 1_000)


def percent_bounds(level: Level) -> tuple[int, int]:
    """Return the smallest and largest backward share that is built at `level`, in %."""
    return BACKWARD_PERCENT[0], min(BACKWARD_PERCENT[1], round(100 * CAPS[level].share))


def build(wish: Wish) -> Alternation:
    """Return the alternation that comes nearest to `wish` within the caps of its level, never beyond them."""
    within, notes = _within(wish)
    made = _fitted(within)
    while not _walks_enough(made):
        within = replace(within, walk_s=within.walk_s + WALK_STEP_S)
        made = _fitted(within)
    if within.walk_s > wish.walk_s >= WALK_S[0]:
        sentence = _("Walks of {walk} in every round: our line is 30 s of walking per 3 minutes of running.")
        notes = (*notes, sentence.format(walk=clock_text(within.walk_s)))
    if made.bout_s < within.bout_s:
        sentence = _("Backward runs are {bout}: a round with longer ones does not fit into the session.")
        notes = (*notes, sentence.format(bout=clock_text(made.bout_s)))
    return replace(made, notes=notes)


def _within(wish: Wish) -> tuple[Wish, tuple[str, ...]]:
    """Return `wish` with every number brought within what can be built, and within its level's caps."""
    totals, percents, bouts = total_bounds(wish.level), percent_bounds(wish.level), bout_bounds(wish.level)
    notes = []
    if wish.total_s > totals[1]:
        sentence = _("The session is {most} long, our line for this level.")
        notes.append(sentence.format(most=clock_text(totals[1])))
    if CAPS[wish.level].bout_ms is not None and wish.bout_s > bouts[1]:
        sentence = _("Backward runs are {most} long, our line for this level.")
        notes.append(sentence.format(most=clock_text(bouts[1])))
    if wish.backward_percent > percents[1]:
        sentence = _("{most} % of the running is backward, our line for this level.")
        notes.append(sentence.format(most=percents[1]))
    within = Wish(
        _clamped(wish.total_s, totals),
        _clamped(wish.backward_percent, percents),
        _clamped(wish.bout_s, bouts),
        _clamped(wish.walk_s, WALK_S),
        wish.level,
    )
    return within, tuple(notes)


def _fitted(wish: Wish) -> Alternation:
    """Return rounds that fill the session; the share and the backward run come out as wished, or below."""
    space_s = wish.total_s - WARM_UP_S - COOL_DOWN_S
    walk_s = min(wish.walk_s, space_s // 2)
    forward_s = _forward_s(wish.bout_s, wish.backward_percent)
    rounds = space_s // (forward_s + wish.bout_s + walk_s)
    if not rounds:
        bout_s = (space_s - walk_s) * wish.backward_percent // 100
        return Alternation(wish.total_s, 1, space_s - walk_s - bout_s, bout_s, walk_s, wish.level)
    longest_s = space_s // rounds - wish.bout_s - walk_s
    coarse_s = longest_s // COARSE_S * COARSE_S
    is_coarse = coarse_s >= forward_s and rounds * (longest_s - coarse_s) <= LEFT_OVER_S
    return Alternation(wish.total_s, rounds, coarse_s if is_coarse else longest_s, wish.bout_s, walk_s, wish.level)


def _forward_s(bout_s: int, percent: int) -> int:
    """Return the shortest forward run beside which the backward one is no more than its share."""
    return -(-bout_s * (100 - percent) // percent)


def _walks_enough(made: Alternation) -> bool:
    walked_s = WARM_UP_S + made.cool_down_s + made.rounds * made.walk_s
    return RUN_PER_WALK * walked_s >= made.rounds * (made.forward_s + made.bout_s)


def _clamped(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], value))


def _step(movement: Movement, seconds: int, name: str = "", role: Role | None = None) -> Step:
    return Step(movement, Duration(1_000 * seconds), name=name, role=role)
