"""Take from libraries where their builder's own libraries lay: it is nobody's business, and slows each start."""

from __future__ import annotations

import struct
from pathlib import Path

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian: what a PC's Linux has
DYNAMIC, LOAD = 2, 1
"""Kinds of segments: the one that tells the loader what to do, and those that it maps."""
STRINGS, RPATH, RUNPATH = 5, 15, 29
"""Tags of entries: where the texts are, and two ways to say where to look for libraries."""


def forget_places(file: Path) -> bool:
    """Remove an absolute search path from the library or program `file`, and tell whether there was one."""
    data = bytearray(file.read_bytes())
    if not data.startswith(MAGIC):
        return False
    segments = _segments(data)
    start, size = next(((at, size) for kind, at, _address, size in segments if kind == DYNAMIC), (0, 0))
    entries = list(struct.iter_unpack("<qQ", data[start : start + size]))
    texts = _offset(segments, next((value for tag, value in entries if tag == STRINGS), 0))
    kept = [entry for entry in entries if not _is_absolute(data, texts, entry)]
    if len(kept) == len(entries):
        return False
    for entry in entries:
        if entry not in kept:
            at = texts + entry[1]
            end = data.index(b"\0", at)
            data[at:end] = bytes(end - at)
    kept += [(0, 0)] * (len(entries) - len(kept))
    data[start : start + size] = b"".join(struct.pack("<qQ", *entry) for entry in kept)
    file.write_bytes(data)
    return True


def _is_absolute(data: bytearray, texts: int, entry: tuple[int, int]) -> bool:
    tag, value = entry
    return tag in {RPATH, RUNPATH} and data[texts + value : texts + value + 1] == b"/"


def _segments(data: bytearray) -> list[tuple[int, int, int, int]]:
    """Return of each segment its kind, its place in the file, its address, and its size there."""
    table, each, count = (*struct.unpack_from("<Q", data, 32), *struct.unpack_from("<HH", data, 54))
    found = []
    for n in range(count):
        kind, _flags, at, address, _physical, size = struct.unpack_from("<IIQQQQ", data, table + n * each)
        found.append((kind, at, address, size))
    return found


def _offset(segments: list[tuple[int, int, int, int]], address: int) -> int:
    """Return where in the file lies what the loader finds at `address`."""
    for kind, at, first, size in segments:
        if kind == LOAD and first <= address < first + size:
            return at + address - first
    return address
