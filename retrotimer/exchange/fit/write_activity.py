"""Write a finished session as a FIT activity; `read_activity` reads it back.

Each stay in an interval is a lap. A lap's name stands in the workout step that it points to and in a developer
field. What FIT cannot express (plan, paces, note) is stored in messages of a manufacturer-specific number.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from itertools import accumulate
from typing import BinaryIO

from retrotimer.exchange.fit.protocol import (
    ACTIVITY_FILE,
    BYTE,
    ENUM,
    EPOCH_S,
    INTENSITIES,
    RUNNING,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    WORKOUT,
    WORKOUT_STEP,
    Encoded,
    Field,
    file_id,
    fit_bytes,
    workout_fields,
)
from retrotimer.exchange.json_archive import ArchivedSession, carried_fields
from retrotimer.exchange.words import front
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord, Visit

SESSION, LAP, RECORD, EVENT, ACTIVITY = 18, 19, 20, 21, 34
FIELD_DESCRIPTION, DEVELOPER = 206, 207
OURS = 0xFF00  # the first of the messages that makers may use as they like
TIMER, SESSION_EVENT, LAP_EVENT, ACTIVITY_EVENT = 0, 8, 9, 26
START, STOP, STOP_ALL = 0, 1, 4
BY_TIME, NO_TARGET, BY_TIME_TRIGGER = 0, 2, 1
LAP_NAME = "interval"
APPLICATION = b"RetroTimer\0\0\0\0\0\0"  # sixteen bytes that tell whose the file's own fields are
FIRST, LAST = 0x10000000, 0xFFFFFFFE
"""The times that FIT can tell, in s since its zero; a smaller number counts from a device's start."""

MS = 1_000
MOST_MS = 48 * 3_600 * MS  # twice the longest workout: a record stands at every second


class ActivityClock:
    """Compute the FIT times of `record`. Raises WrongFile for years unknown to FIT and for spans of days."""

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


PIECE = 200  # signs of our own text in one message


def write_activity(carried: ArchivedSession, file: BinaryIO) -> None:
    """Write `carried` into `file`."""
    file.write(fit_bytes(_messages(carried)))


def _messages(carried: ArchivedSession) -> Iterator[Encoded]:
    record = carried.record
    clock = ActivityClock(record)
    yield file_id(ACTIVITY_FILE, zlib.crc32(carried.id.encode()), clock.time(0))
    yield from _own_text(carried)
    yield from _described()
    yield WORKOUT, workout_fields(record.name, len(record.visits))
    yield from _steps(record)
    yield from _moments(clock)
    yield _session(record, clock)
    yield _activity(record, clock)


def _own_text(carried: ArchivedSession) -> Iterator[Encoded]:
    packed = base64.b64encode(zlib.compress(json.dumps(carried_fields(carried)).encode())).decode()
    for nth, start in enumerate(range(0, len(packed), PIECE)):
        yield OURS, (Field(0, UINT16, nth), Field(1, STRING, packed[start : start + PIECE]))


def _described() -> Iterator[Encoded]:
    """Say what our own field of a lap is: the name of its interval."""
    yield DEVELOPER, (Field(1, BYTE, APPLICATION), Field(3, UINT8, 0))
    name = Field(3, STRING, LAP_NAME)
    yield FIELD_DESCRIPTION, (Field(0, UINT8, 0), Field(1, UINT8, 0), Field(2, UINT8, STRING), name)


def _name(visit: Visit) -> str:
    mark = front(visit.what.movement)
    return f"{mark}: {visit.what.name}" if visit.what.name else mark


def _steps(record: SessionRecord) -> Iterator[Encoded]:
    for nth, visit in enumerate(record.visits):
        name, intensity = Field(0, STRING, _name(visit)), Field(7, ENUM, INTENSITIES.get(visit.what.role, 0))
        lasts = (Field(1, ENUM, BY_TIME), Field(2, UINT32, visit.done_ms))
        yield WORKOUT_STEP, (Field(254, UINT16, nth), name, *lasts, Field(3, ENUM, NO_TARGET), intensity)


def _moments(clock: ActivityClock) -> Iterator[Encoded]:
    """Give what happened in the order of time: the timer's starts and stops, a record each second, the laps."""
    moments = [
        *((at, 0, _event(clock, at, START)) for at in clock.starts),
        *((at, 3, _event(clock, at, STOP_ALL)) for at in clock.stops),
        *((at, 1, _record(clock, at, metres)) for at, metres in clock.seconds()),
        *((end, 2, _lap(nth, visit, clock, start, end)) for nth, visit, start, end in clock.laps()),
    ]
    yield from (message for _at, _rank, message in sorted(moments, key=lambda moment: moment[:2]))


def _event(clock: ActivityClock, at_ms: int, what: int) -> Encoded:
    return EVENT, (Field(253, UINT32, clock.time(at_ms)), Field(0, ENUM, TIMER), Field(1, ENUM, what))


def _record(clock: ActivityClock, at_ms: int, metres: float) -> Encoded:
    return RECORD, (Field(253, UINT32, clock.time(at_ms)), Field(5, UINT32, _cm(metres)))


def _lap(nth: int, visit: Visit, clock: ActivityClock, start_ms: int, end_ms: int) -> Encoded:
    speed = clock.record.paces.speed(visit.what.movement)
    return LAP, (
        Field(254, UINT16, nth),
        *_span(clock, start_ms, end_ms, visit.done_ms),
        Field(9, UINT32, _cm(speed * visit.distance_ms / 1_000)),
        Field(0, ENUM, LAP_EVENT),
        Field(1, ENUM, STOP),
        Field(23, ENUM, INTENSITIES.get(visit.what.role, 0)),
        Field(24, ENUM, BY_TIME_TRIGGER),
        Field(25, ENUM, RUNNING),
        Field(71, UINT16, nth),
        Field(0, STRING, _name(visit), is_own=True),
    )


def _session(record: SessionRecord, clock: ActivityClock) -> Encoded:
    return SESSION, (
        Field(254, UINT16, 0),
        *_span(clock, 0, clock.end_ms, record.done_ms),
        Field(9, UINT32, _cm(clock.metres)),
        Field(0, ENUM, SESSION_EVENT),
        Field(1, ENUM, STOP),
        Field(5, ENUM, RUNNING),
        Field(6, ENUM, 0),
        Field(11, UINT16, min(round(record.energy.kcal), 0xFFFE)),
        Field(25, UINT16, 0),
        Field(26, UINT16, len(record.visits)),
        Field(28, ENUM, 0),
    )


def _activity(record: SessionRecord, clock: ActivityClock) -> Encoded:
    end = clock.time(clock.end_ms)
    return ACTIVITY, (
        Field(253, UINT32, end),
        Field(0, UINT32, record.done_ms),
        Field(1, UINT16, 1),
        Field(2, ENUM, 0),
        Field(3, ENUM, ACTIVITY_EVENT),
        Field(4, ENUM, STOP),
        Field(5, UINT32, end + (record.offset_s or 0)),
    )


def _span(clock: ActivityClock, start_ms: int, end_ms: int, done_ms: int) -> tuple[Field, ...]:
    """Return when a lap or the session began and ended, how long that is, and how long of it was under way."""
    ended, began = Field(253, UINT32, clock.time(end_ms)), Field(2, UINT32, clock.time(start_ms))
    return ended, began, Field(7, UINT32, end_ms - start_ms), Field(8, UINT32, done_ms)


def _cm(metres: float) -> int:
    return round(100 * metres)
