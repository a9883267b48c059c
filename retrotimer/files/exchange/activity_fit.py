"""A session that was done as a FIT activity, for whatever shows activities, and back.

Each stay in an interval is a lap. FIT has no name for a lap: it stands in the workout's step that the lap points
to, and in a field that the file describes itself. What FIT cannot say (the plan, that day's paces, the note) goes
along in messages of a number that is free for makers, which others pass over; from them it comes back whole.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from retrotimer.files.exchange import activity_profile as fit
from retrotimer.files.exchange.activity_clock import ActivityClock
from retrotimer.files.exchange.carried import Carried, carried_fields, carried_from, parsed
from retrotimer.files.exchange.fit_encode import (
    BYTE,
    ENUM,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    UINT32Z,
    Field,
    fit_bytes,
)
from retrotimer.files.exchange.fit_profile import INTENSITIES
from retrotimer.files.exchange.words import front
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.record import SessionRecord, Visit

Message = tuple[int, tuple[Field, ...]]
PIECE = 200
"""Signs of our own text in one message."""
MAX_PLAIN = 64 << 20


def write_activity(carried: Carried, file: BinaryIO) -> None:
    """Write `carried` into `file`."""
    file.write(fit_bytes(_messages(carried)))


def _messages(carried: Carried) -> Iterator[Message]:
    record = carried.record
    clock = ActivityClock(record)
    yield _file_id(carried, clock)
    yield from _own_text(carried)
    yield from _described()
    yield _workout(record)
    yield from _steps(record)
    yield from _moments(clock)
    yield _session(record, clock)
    yield _activity(record, clock)


def _file_id(carried: Carried, clock: ActivityClock) -> Message:
    serial = Field(3, UINT32Z, zlib.crc32(carried.id.encode()) or 1)
    made = Field(4, UINT32, clock.time(0))
    head = (Field(0, ENUM, fit.ACTIVITY_FILE), Field(1, UINT16, fit.DEVELOPMENT), Field(2, UINT16, 0))
    return fit.FILE_ID, (*head, serial, made)


def _own_text(carried: Carried) -> Iterator[Message]:
    packed = base64.b64encode(zlib.compress(json.dumps(carried_fields(carried)).encode())).decode()
    for nth, start in enumerate(range(0, len(packed), PIECE)):
        yield fit.OURS, (Field(0, UINT16, nth), Field(1, STRING, packed[start : start + PIECE]))


def _described() -> Iterator[Message]:
    """Say what our own field of a lap is: the name of its interval."""
    yield fit.DEVELOPER, (Field(1, BYTE, fit.APPLICATION), Field(3, UINT8, 0))
    name = Field(3, STRING, fit.LAP_NAME)
    yield fit.FIELD_DESCRIPTION, (Field(0, UINT8, 0), Field(1, UINT8, 0), Field(2, UINT8, STRING), name)


def _workout(record: SessionRecord) -> Message:
    steps = Field(6, UINT16, len(record.visits))
    return fit.WORKOUT, (Field(4, ENUM, fit.RUNNING), steps, Field(8, STRING, record.name))


def _name(visit: Visit) -> str:
    mark = front(visit.what.movement)
    return f"{mark}: {visit.what.name}" if visit.what.name else mark


def _steps(record: SessionRecord) -> Iterator[Message]:
    for nth, visit in enumerate(record.visits):
        name, intensity = Field(0, STRING, _name(visit)), Field(7, ENUM, INTENSITIES.get(visit.what.role, 0))
        lasts = (Field(1, ENUM, fit.BY_TIME), Field(2, UINT32, visit.done_ms))
        yield fit.WORKOUT_STEP, (Field(254, UINT16, nth), name, *lasts, Field(3, ENUM, fit.NO_TARGET), intensity)


def _moments(clock: ActivityClock) -> Iterator[Message]:
    """Give what happened in the order of time: the timer's starts and stops, a record each second, the laps."""
    moments = [
        *((at, 0, _event(clock, at, fit.START)) for at in clock.starts),
        *((at, 3, _event(clock, at, fit.STOP_ALL)) for at in clock.stops),
        *((at, 1, _record(clock, at, metres)) for at, metres in clock.seconds()),
        *((end, 2, _lap(nth, visit, clock, start, end)) for nth, visit, start, end in clock.laps()),
    ]
    yield from (message for _at, _rank, message in sorted(moments, key=lambda moment: moment[:2]))


def _event(clock: ActivityClock, at_ms: int, what: int) -> Message:
    return fit.EVENT, (Field(253, UINT32, clock.time(at_ms)), Field(0, ENUM, fit.TIMER), Field(1, ENUM, what))


def _record(clock: ActivityClock, at_ms: int, metres: float) -> Message:
    return fit.RECORD, (Field(253, UINT32, clock.time(at_ms)), Field(5, UINT32, _cm(metres)))


def _lap(nth: int, visit: Visit, clock: ActivityClock, start_ms: int, end_ms: int) -> Message:
    speed = clock.record.paces.speed(visit.what.movement)
    return fit.LAP, (
        Field(254, UINT16, nth),
        *_span(clock, start_ms, end_ms, visit.done_ms),
        Field(9, UINT32, _cm(speed * visit.distance_ms / 1_000)),
        Field(0, ENUM, fit.LAP_EVENT),
        Field(1, ENUM, fit.STOP),
        Field(23, ENUM, INTENSITIES.get(visit.what.role, 0)),
        Field(24, ENUM, fit.BY_TIME_TRIGGER),
        Field(25, ENUM, fit.RUNNING),
        Field(71, UINT16, nth),
        Field(0, STRING, _name(visit), is_own=True),
    )


def _session(record: SessionRecord, clock: ActivityClock) -> Message:
    return fit.SESSION, (
        Field(254, UINT16, 0),
        *_span(clock, 0, clock.end_ms, record.done_ms),
        Field(9, UINT32, _cm(clock.metres)),
        Field(0, ENUM, fit.SESSION_EVENT),
        Field(1, ENUM, fit.STOP),
        Field(5, ENUM, fit.RUNNING),
        Field(6, ENUM, 0),
        Field(11, UINT16, min(round(record.energy.kcal), 0xFFFE)),
        Field(25, UINT16, 0),
        Field(26, UINT16, len(record.visits)),
        Field(28, ENUM, 0),
    )


def _activity(record: SessionRecord, clock: ActivityClock) -> Message:
    end = clock.time(clock.end_ms)
    return fit.ACTIVITY, (
        Field(253, UINT32, end),
        Field(0, UINT32, record.done_ms),
        Field(1, UINT16, 1),
        Field(2, ENUM, 0),
        Field(3, ENUM, fit.ACTIVITY_EVENT),
        Field(4, ENUM, fit.STOP),
        Field(5, UINT32, end + (record.offset_s or 0)),
    )


def _span(clock: ActivityClock, start_ms: int, end_ms: int, done_ms: int) -> tuple[Field, ...]:
    """Return when a lap or the session began and ended, how long that is, and how long of it was under way."""
    ended, began = Field(253, UINT32, clock.time(end_ms)), Field(2, UINT32, clock.time(start_ms))
    return ended, began, Field(7, UINT32, end_ms - start_ms), Field(8, UINT32, done_ms)


def _cm(metres: float) -> int:
    return round(100 * metres)


def read_activity(data: bytes) -> Carried:
    """Return the session in the `data` of a FIT file that RetroTimer wrote.

    Raises:
        WrongFile: where it is no whole FIT file, or another program's.
    """
    packed = "".join(text for _nth, text in sorted(_pieces(data)))
    if not packed:
        raise WrongFile(_("RetroTimer did not write it: only its own activities come back into the history"))
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(base64.b64decode(packed, validate=True), MAX_PLAIN)
    except (ValueError, zlib.error) as error:
        raise WrongFile(_("what RetroTimer wrote into it is damaged")) from error
    return carried_from(parsed(plain))


def _pieces(data: bytes) -> Iterator[tuple[int, str]]:
    from fitdecode import CrcCheck, FitDataMessage, FitReader  # heavy

    if data[8:12] != b".FIT":
        raise WrongFile(_("this is not a FIT file"))
    try:
        with FitReader(data, processor=None, check_crc=CrcCheck.RAISE) as reader:
            for frame in reader:
                if isinstance(frame, FitDataMessage) and frame.global_mesg_num == fit.OURS:
                    values = {field.def_num: field.raw_value for field in frame.fields}
                    yield int(values.get(0) or 0), str(values.get(1) or "")
    except Exception as error:  # the library stumbles over broken files in many ways
        raise WrongFile(_("it is damaged or cut short")) from error
