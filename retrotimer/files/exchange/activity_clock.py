"""When things happened in a session, pauses counted: in ms since it began, and as FIT tells times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from retrotimer.files.exchange.activity_profile import EPOCH_S, FIRST, LAST
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.record import SessionRecord, Visit

MS = 1_000
MOST_MS = 48 * 3_600 * MS
"""Twice the longest workout: a record stands at every second."""


class ActivityClock:
    """The times of `record`.

    Raises:
        WrongFile: where it was done in years that FIT does not know, or lasted for days.
    """

    def __init__(self, record: SessionRecord) -> None:
        self.record = record
        self._began_ms = round(record.started.timestamp() * MS) - EPOCH_S * MS
        self._pauses = tuple(sorted(pause for pause in record.pauses if pause.at_ms <= record.done_ms and pause.ms))
        self.end_ms = self.wall(record.done_ms)
        self.stops = [*(self._before(nth) for nth in range(len(self._pauses))), self.end_ms]
        self.starts = [0, *(self._before(nth) + pause.ms for nth, pause in enumerate(self._pauses))]
        if not FIRST <= self.time(0) <= self.time(self.end_ms) <= LAST or self.end_ms > MOST_MS:
            raise WrongFile(_("A FIT file cannot tell such times."))

    def time(self, at_ms: int) -> int:
        """Return the time `at_ms` after the start as FIT tells it, in whole seconds."""
        return (self._began_ms + at_ms) // MS

    def wall(self, done_ms: int) -> int:
        """Return when the athlete had been under way for `done_ms`; before a pause that comes just there."""
        return done_ms + sum(pause.ms for pause in self._pauses if pause.at_ms < done_ms)

    def _before(self, nth: int) -> int:
        return self._pauses[nth].at_ms + sum(pause.ms for pause in self._pauses[:nth])

    @property
    def metres(self) -> float:
        """How far the athlete came in all, estimated by that day's paces."""
        return sum(self._metres(visit) for visit in self.record.visits)

    def _metres(self, visit: Visit) -> float:
        return self.record.paces.speed(visit.what.movement) * visit.distance_ms / MS

    def laps(self) -> Iterator[tuple[int, Visit, int, int]]:
        """Give each stay with its number, and when it began and ended."""
        ends = list(accumulate(visit.done_ms for visit in self.record.visits))
        walls = [0, *map(self.wall, ends)]
        for nth, visit in enumerate(self.record.visits):
            yield nth, visit, walls[nth], walls[nth + 1]

    def seconds(self) -> Iterator[tuple[int, float]]:
        """Give each whole second under way, and the end, with how far the athlete had come by then, in m."""
        done_ms, metres, at_ms = 0, 0.0, 0
        for visit in self.record.visits:
            end_ms, far = done_ms + visit.done_ms, self._metres(visit)
            while at_ms < end_ms:
                yield self.wall(at_ms), metres + far * (at_ms - done_ms) / visit.done_ms
                at_ms += MS
            done_ms, metres = end_ms, metres + far
        yield self.end_ms, metres
