"""A session's picture for a player of sound: its ribbon, as a PNG, drawn where there is no window."""

from __future__ import annotations

import struct
import zlib

from retrotimer.training.timeline import Interval, Timeline
from retrotimer.training.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Gait,
)

SIDE = 600
"""Px: players show it as a square, from a thumbnail to a phone's width."""
_EDGE, _TALL, _LINE, _GAP_FROM = 40, 200, 4, 10
_HEIGHTS = {Gait.RUN: _TALL, Gait.WALK: 90, Gait.STAND: 16}
_PAPER, _INK = 0, 1
_COLOURS = ("fafbf7", "111417", "56b4e9", "e69f00", "b3dcf4", "f6d38a", "c8ccd0")
_MOVEMENTS = {RUN_FORWARD: 2, RUN_BACKWARD: 3, WALK_FORWARD: 4, WALK_BACKWARD: 5, STAND: 6}


def cover(timeline: Timeline) -> bytes:
    """Return the ribbon of `timeline`: forward above the line, backward below, running tall, walking low."""
    rows = [bytearray(SIDE) for _row in range(SIDE)]
    middle = SIDE // 2
    for interval, (left, right) in zip(timeline.intervals, _spans(timeline), strict=True):
        top, bottom = _reach(interval, middle)
        colour = _MOVEMENTS[interval.movement]
        wide = right - left
        _fill(rows, (left, top, right, bottom), _INK if wide >= _GAP_FROM else colour)
        if wide >= _GAP_FROM:
            _fill(rows, (left + 1, top + 1, right - 1, bottom - 1), colour)
    _fill(rows, (_EDGE, middle - _LINE // 2, SIDE - _EDGE, middle + _LINE // 2), _INK)
    return _png(rows)


def _spans(timeline: Timeline) -> list[tuple[int, int]]:
    """Return from which px to which each interval goes; px that it has a part of are its own."""
    wide, whole = SIDE - 2 * _EDGE, max(1, timeline.planned_ms)
    ends = [(i.start_ms * wide // whole, -(-i.end_ms * wide // whole)) for i in timeline.intervals]
    return [(_EDGE + left, _EDGE + right) for left, right in ends]


def _reach(interval: Interval, middle: int) -> tuple[int, int]:
    tall, way = _HEIGHTS[interval.movement.gait], interval.movement.direction
    if way is None:
        return middle - tall // 2, middle + tall // 2
    return (middle - tall, middle) if way is Direction.FORWARD else (middle, middle + tall)


def _fill(rows: list[bytearray], box: tuple[int, int, int, int], colour: int) -> None:
    left, top, right, bottom = box
    for row in rows[top:bottom]:
        row[left:right] = bytes([colour]) * (right - left)


def _png(rows: list[bytearray]) -> bytes:
    """Return a PNG with a palette, each row stored as it is (filter 0)."""
    size = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)
    palette = bytes.fromhex("".join(_COLOURS))
    points = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", size), (b"PLTE", palette), (b"IDAT", points), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
