"""Stays in intervals that come to the sums of a row, which does not say in which order they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from retrotimer.files.exchange.table_columns import Times
from retrotimer.training.record import Visit
from retrotimer.training.workout import MAX_INTERVALS, Direction, Movement

Visits = tuple[Visit, ...]


def stays(times: Times, longest_ms: int) -> Iterator[tuple[Movement, int]]:
    """Give stays that come to `times`, the time backward cut so that none of it is longer than `longest_ms`."""
    pieces = []
    for movement, ms in times.items():
        if movement.direction is Direction.BACKWARD:
            most = max(longest_ms, ms // MAX_INTERVALS + 1)
            pieces += [(movement, min(most, ms - start)) for start in range(0, ms, most)]
    others = [(movement, ms) for movement, ms in times.items() if movement.direction is not Direction.BACKWARD]
    between, rest_ms = max(others, key=lambda other: other[1])
    part_ms = rest_ms // (len(pieces) + 1)
    for piece in pieces:
        yield between, part_ms
        yield piece
    yield between, rest_ms - part_ms * len(pieces)
    yield from (other for other in others if other[0] != between)


def as_far(visits: Visits, movement: Movement, pace_ms: int) -> Visits:
    """Return `visits` with those of `movement` as far, together, as `pace_ms` at its pace are."""
    found, left_ms = [], sum(visit.done_ms for visit in visits if visit.what.movement == movement)
    for visit in visits:
        if visit.what.movement != movement:
            found.append(visit)
            continue
        part_ms = pace_ms * visit.done_ms // left_ms
        found.append(replace(visit, pace_ms=part_ms))
        pace_ms, left_ms = pace_ms - part_ms, left_ms - visit.done_ms
    return tuple(found)
