"""Build FIT files byte by byte, so that tests can make invalid ones."""

from __future__ import annotations

import struct
from collections.abc import Sequence

FILE_ID, WORKOUT, WORKOUT_STEP = 0, 26, 27
ENUM, UINT16, UINT32, STRING = 0x00, 0x84, 0x86, 0x07
FORMATS = {ENUM: "B", UINT16: "H", UINT32: "I"}
NIBBLES = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip

Field = tuple[int, int, int | str]
"""A field's number, its base type and its value."""


def crc(data: bytes) -> int:
    """Return the FIT checksum of `data`."""
    sum_ = 0
    for byte in data:
        for nibble in (byte & 0xF, byte >> 4):
            sum_ = (sum_ >> 4) ^ NIBBLES[(sum_ ^ nibble) & 0xF]
    return sum_


def message(kind: int, fields: Sequence[Field]) -> bytes:
    """Return a definition message and its data message."""
    encoded = [
        value.encode() + b"\0" if isinstance(value, str) else struct.pack("<" + FORMATS[base], value)
        for _number, base, value in fields
    ]
    sizes = b"".join(
        bytes((number, len(data), base)) for (number, base, _value), data in zip(fields, encoded, strict=True)
    )
    definition = b"\x40\x00\x00" + struct.pack("<HB", kind, len(fields)) + sizes
    return definition + b"\x00" + b"".join(encoded)


def sealed(body: bytes) -> bytes:
    """Return `body` with header and checksum."""
    header = struct.pack("<2BHI4s", 12, 0x20, 2132, len(body), b".FIT")
    return header + body + struct.pack("<H", crc(header + body))


def step(index: int, kind: int, value: int | None, *more: Field) -> bytes:
    """Return a step with a duration of type `kind` and this value."""
    fields: list[Field] = [(254, UINT16, index), (1, ENUM, kind)]
    if value is not None:
        fields.append((2, UINT32, value))
    return message(WORKOUT_STEP, (*fields, *more))


def workout(*steps: bytes, name: str = "W", sport: int = 1, kind: int = 5) -> bytes:
    """Return a complete file with a wrong number of steps in its head."""
    file_id = message(FILE_ID, [(0, ENUM, kind)])
    head = message(WORKOUT, [(8, STRING, name), (4, ENUM, sport), (6, UINT16, 99)])
    return sealed(file_id + head + b"".join(steps))


def again(index: int, first: int, rounds: int, kind: int = 6) -> bytes:
    """Return a repeat step that goes back to step `first`."""
    return step(index, kind, first, (4, UINT32, rounds))
