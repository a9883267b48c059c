"""Messages as the bytes of a FIT file: definitions where the layout changes, data, and the two checksums."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

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


def fit_bytes(messages: Iterable[tuple[int, tuple[Field, ...]]]) -> bytes:
    """Return the file with `messages`, each the number of its kind and its fields."""
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
    told = bytes([DEFINITION | (OWN_FIELDS if own else 0), 0, 0]) + struct.pack("<HB", number, len(known))
    told += b"".join(bytes([field.number, len(data), field.kind]) for field, data in known)
    if own:
        told += bytes([len(own)]) + b"".join(bytes([field.number, len(data), 0]) for field, data in own)
    return told


def crc(data: bytes | bytearray) -> int:
    """Return FIT's checksum of `data`."""
    value = 0
    for byte in data:
        value = (value >> 4) ^ _CRC[(value ^ byte) & 0xF]
        value = (value >> 4) ^ _CRC[(value ^ (byte >> 4)) & 0xF]
    return value
