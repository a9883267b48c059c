"""Give both timelines of a pair: the same boundaries, and never both backward at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import Direction, Gait, Movement, Role


class Partner(StrEnum):
    """What a partner does while the lead goes backward, and while the lead goes forward.

    EYES never goes backward. SWAP takes every second backward step over. MIRROR does each run, and each backward
    walk, in the other direction.
    """

    EYES = "eyes"
    SWAP = "swap"
    MIRROR = "mirror"


Both = tuple[Movement, Movement]
"""What lead and partner do at the same time."""
OWN = (Role.WARM_UP, Role.COOL_DOWN)
"""Parts in which a partner does not mirror a forward run."""
MIRROR_TAGS = frozenset({"pairs", "race"})


def usual_partner(tags: tuple[str, ...]) -> Partner:
    """Return the kind of partner that fits a workout with these tags."""
    return Partner.MIRROR if MIRROR_TAGS.intersection(tags) else Partner.SWAP


def pair(lead: Timeline, partner: Partner, paces: Paces) -> tuple[Timeline, Timeline]:
    """Return what the lead of `lead` and the partner do. A distance takes as long as the slower of both needs."""
    both = tuple(_both(lead, partner))
    return _placed(lead, both, 0, paces), _placed(lead, both, 1, paces)


def _both(lead: Timeline, partner: Partner) -> Iterator[Both]:
    backward = 0
    for interval in lead.intervals:
        own = interval.movement
        if interval.is_backward:
            is_partners = partner is Partner.SWAP and backward % 2 == 1
            backward += 1
            yield (_turned(own), own) if is_partners else (own, _turned(own))
        elif partner is Partner.MIRROR and own.gait is Gait.RUN and interval.role not in OWN:
            yield own, _turned(own)
        else:
            yield own, own


def _turned(movement: Movement) -> Movement:
    forward = movement.direction is Direction.FORWARD
    return Movement(movement.gait, Direction.BACKWARD if forward else Direction.FORWARD)


def _placed(lead: Timeline, both: tuple[Both, ...], nth: int, paces: Paces) -> Timeline:
    return Timeline(lead.name, tuple(_intervals(lead, both, nth, paces)))


def _intervals(lead: Timeline, both: tuple[Both, ...], nth: int, paces: Paces) -> Iterator[Interval]:
    exact, start_ms, backward = Fraction(0), 0, 0
    for interval, moves in zip(lead.intervals, both, strict=True):
        if interval.distance_mm:
            exact += max(paces.time_for(movement, interval.distance_mm) for movement in moves)
        else:
            exact += interval.length_ms
        movement, other = moves[nth], moves[1 - nth]
        yield replace(
            interval,
            start_ms=start_ms,
            length_ms=round(exact) - start_ms,
            movement=movement,
            say=interval.say if movement == interval.movement else "",  # it was written for the other direction
            nth_backward=backward,
            is_facing=other.direction is Direction.BACKWARD,
        )
        backward += movement.direction is Direction.BACKWARD
        start_ms = round(exact)
