"""Encode and decode the messages of FIT files, and name the numbers of Garmin's profile."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from retrotimer.exchange.import_result import Findings
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.workout import MAX_INTERVALS, Role

NAME, DURATION_TYPE, DURATION_VALUE, TARGET_TYPE, TARGET_VALUE, INTENSITY, NOTES, INDEX = 0, 1, 2, 3, 4, 7, 8, 254
"""Fields of a step."""
SPORT, WORKOUT_NAME, DESCRIPTION = 4, 8, 17  # fields of the workout
TIME, DISTANCE, OPEN, REPEAT_STEPS, REPETITION_TIME, TIME_ONLY = 0, 1, 5, 6, 28, 31
"""Kinds of durations that can be kept; the last two are times, too."""
REPEATS = {*range(REPEAT_STEPS, 14), 17, 18, 27}  # kinds of durations that go back to an earlier step
NO_TARGET = 2
INDEX_BITS = 0xFFF
SPORTS = {0, 1, 11, 17}  # generic, running, walking, hiking
ACTIVE, REST, WARM_UP, COOL_DOWN, RECOVERY, INTERVAL = range(6)
ROLES = {
    REST: Role.REST,
    WARM_UP: Role.WARM_UP,
    COOL_DOWN: Role.COOL_DOWN,
    RECOVERY: Role.REST,
    INTERVAL: Role.WORK,
}
INTENSITIES = {
    None: ACTIVE,
    Role.REST: RECOVERY,
    Role.WARM_UP: WARM_UP,
    Role.COOL_DOWN: COOL_DOWN,
    Role.WORK: INTERVAL,
}
MM_PER_UNIT = 10  # a distance is in centimetres
UNTIL_LAP = re.compile(r"(\d{1,5}(?:\.\d{1,3})?) m, then press lap\.(?: (.*))?")
"""What the note of an open step says that is meant as a distance; then comes what is to be spoken."""

ENUM, UINT8, STRING, UINT16, UINT32, UINT32Z, BYTE = 0x00, 0x02, 0x07, 0x84, 0x86, 0x8C, 0x0D
"""Base types, by their numbers in the FIT protocol."""
PACKED = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I", UINT32Z: "I"}
MAX_STRING = 250
PROTOCOL, PROFILE = 0x20, 2132
DEFINITION, OWN_FIELDS = 0x40, 0x20
_CRC = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field's number, base type and value; `is_own` for one that the file itself describes."""

    number: int
    kind: int
    value: int | str | bytes
    is_own: bool = False

    def data(self) -> bytes:
        """Return its bytes, of a text as many as fit."""
        if isinstance(self.value, str):
            return self.value.replace("\0", "").encode()[:MAX_STRING].decode(errors="ignore").encode() + b"\0"
        if isinstance(self.value, bytes):
            return self.value
        return struct.pack("<" + PACKED[self.kind], self.value)


FILE_ID, WORKOUT, WORKOUT_STEP = 0, 26, 27
"""Numbers of messages in Garmin's profile, as are those of the fields below."""
ACTIVITY_FILE, WORKOUT_FILE = 4, 5
DEVELOPMENT, RUNNING = 255, 1  # the maker's number that anybody may use; the sport
EPOCH_S = 631_065_600  # 31 December 1989, the zero of FIT's times, in s since 1970

Encoded = tuple[int, tuple[Field, ...]]  # a message to write: the number of its kind, and its fields


def file_id(kind: int, serial: int, made_s: int) -> Encoded:
    """Return the message that every file begins with; `made_s` counts from FIT's zero."""
    made_by = Field(1, UINT16, DEVELOPMENT), Field(2, UINT16, 0)
    return FILE_ID, (Field(0, ENUM, kind), *made_by, Field(3, UINT32Z, serial or 1), Field(4, UINT32, made_s))


def workout_fields(name: str, steps: int) -> tuple[Field, ...]:
    """Return the fields of the message that says what the workout is."""
    return Field(SPORT, ENUM, RUNNING), Field(6, UINT16, steps), Field(WORKOUT_NAME, STRING, name)


def fit_bytes(messages: Iterable[Encoded]) -> bytes:
    """Return the file with `messages`."""
    body = bytearray()
    layout: object = None
    for number, fields in messages:
        datas = [field.data() for field in fields]
        new = number, tuple((field.number, len(data)) for field, data in zip(fields, datas, strict=True))
        if new != layout:
            body += _definition(number, fields, datas)
            layout = new
        body += b"\0" + b"".join(datas)
    head = struct.pack("<BBHI4s", 14, PROTOCOL, PROFILE, len(body), b".FIT")
    head += struct.pack("<H", crc(head))
    return head + body + struct.pack("<H", crc(head + body))


def _definition(number: int, fields: tuple[Field, ...], datas: list[bytes]) -> bytes:
    pairs = list(zip(fields, datas, strict=True))
    known = [(field, data) for field, data in pairs if not field.is_own]
    own = [(field, data) for field, data in pairs if field.is_own]
    definition = bytes([DEFINITION | (OWN_FIELDS if own else 0), 0, 0]) + struct.pack("<HB", number, len(known))
    definition += b"".join(bytes([field.number, len(data), field.kind]) for field, data in known)
    if own:
        definition += bytes([len(own)]) + b"".join(bytes([field.number, len(data), 0]) for field, data in own)
    return definition


def crc(data: bytes | bytearray) -> int:
    """Return FIT's checksum of `data`."""
    value = 0
    for byte in data:
        value = (value >> 4) ^ _CRC[(value ^ byte) & 0xF]
        value = (value >> 4) ^ _CRC[(value ^ (byte >> 4)) & 0xF]
    return value


MAX_MESSAGES = 3 * MAX_INTERVALS
MAX_FIELDS = 20 * MAX_INTERVALS

Value = int | str


class Message(NamedTuple):
    """The fields of one message by their numbers; what a field does not say is missing."""

    kind: int
    fields: dict[int, Value]

    def number(self, field: int) -> int | None:
        """Return a field's number; None where there is none."""
        value = self.fields.get(field)
        return value if isinstance(value, int) else None

    def text(self, field: int) -> str:
        """Return a field's text, "" where there is none."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""


def read_messages(data: bytes, findings: Findings) -> list[Message]:
    """Return the messages of the workout in `data`, in their order. Raises WrongFile."""
    from fitdecode import CrcCheck, ErrorHandling, FitCRCError, FitDataMessage, FitReader  # heavy

    if not data:
        raise findings.error(_("it is empty"))
    if data[8:12] != b".FIT":
        raise findings.error(_("this is not a FIT file"))
    found: list[Message] = []
    try:
        reader = FitReader(data, processor=None, check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.IGNORE)
        with reader:
            fields = 0
            for n, frame in enumerate(reader):
                # each field that a frame has or defines costs the library time
                fields += sum(len(getattr(frame, name, ())) for name in ("fields", "field_defs", "dev_field_defs"))
                _check(max(n / MAX_MESSAGES, fields / MAX_FIELDS), reader.fit_files_count, findings)
                if isinstance(frame, FitDataMessage) and frame.global_mesg_num in (FILE_ID, WORKOUT, WORKOUT_STEP):
                    found.append(_message(frame))
                    _check_kind(found[-1], findings)
    except WrongFile:
        raise
    except FitCRCError as error:
        raise findings.error(_("its checksum is wrong: the file is damaged, copy it again")) from error
    except Exception as error:  # the library stumbles over broken files in many ways
        sentence = _("it is damaged or cut short: {why}")
        raise findings.error(sentence.format(why=printable(str(error))[:200])) from error
    return found


def _check(share: float, files: int, findings: Findings) -> None:
    """Refuse what is over its `share` of what a workout may hold, or several files."""
    if share > 1:
        raise findings.error(_("it holds far more than a workout does"))
    if files > 1:
        raise findings.error(_("it holds several files in one: split it"))


def _check_kind(message: Message, findings: Findings) -> None:
    kind = message.fields.get(0, WORKOUT_FILE)
    if message.kind == FILE_ID and kind == ACTIVITY_FILE:
        raise findings.error(_("this is a recording of what was done, not a workout: export the workout itself"))
    if message.kind == FILE_ID and kind != WORKOUT_FILE:
        sentence = _("this FIT file holds no workout but another kind of data (type {kind})")
        raise findings.error(sentence.format(kind=shown(kind)))


def _message(frame: Any) -> Message:  # noqa: ANN401 - the library brings no types
    fields: dict[int, Value] = {}
    for field in frame.fields:
        value = field.raw_value
        if isinstance(value, int | str) and field.def_num not in fields:
            fields[field.def_num] = value
    return Message(frame.global_mesg_num, fields)
