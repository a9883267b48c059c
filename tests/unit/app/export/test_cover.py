"""Test the cover picture of a sound file."""

from __future__ import annotations

import struct
import zlib

from retrotimer.app.export.audio import SIDE, cover
from retrotimer.training.workout.timeline import Timeline
from tests.helpers.examples import plan, rb, rf, times, wf

PAPER, INK, FORWARD, BACKWARD, WALK = (
    (0xFA, 0xFB, 0xF7),
    (0x11, 0x14, 0x17),
    (0x56, 0xB4, 0xE9),
    (0xE6, 0x9F, 0),
    (
        0xB3,
        0xDC,
        0xF4,
    ),
)


def pixels(timeline: Timeline) -> list[list[tuple[int, ...]]]:
    """Return the colours in the picture of `timeline`, row by row."""
    png, at, chunks = cover(timeline), 8, dict[bytes, bytes]()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length) == (zlib.crc32(name + body),)
        chunks[name] = body
        at += 12 + length
    assert struct.unpack_from(">IIBB", chunks[b"IHDR"]) == (SIDE, SIDE, 8, 3)
    palette = [tuple(chunks[b"PLTE"][n : n + 3]) for n in range(0, len(chunks[b"PLTE"]), 3)]
    points = zlib.decompress(chunks[b"IDAT"])
    return [[palette[n] for n in points[row * (SIDE + 1) + 1 : (row + 1) * (SIDE + 1)]] for row in range(SIDE)]


def test_forward_stands_above_and_backward_hangs_below() -> None:
    """The picture would show another session than the window does."""
    rows = pixels(plan(rf(60), rb(60), wf(60)))
    third = (SIDE - 80) // 3
    columns = [40 + third // 2 + n * third for n in range(3)]
    above, below, low_above = ([rows[y][x] for x in columns] for y in (150, 450, 270))
    assert above == [FORWARD, PAPER, PAPER]
    assert below == [PAPER, BACKWARD, PAPER]
    assert low_above == [FORWARD, PAPER, WALK]
    assert {rows[300][x] for x in columns} == {INK}
    assert {*rows[5]} == {PAPER}


def test_every_interval_of_a_long_session_is_seen() -> None:
    """A session of a thousand short intervals would have an empty picture, or one beyond its edge."""
    rows = pixels(plan(times(500, rf(1), rb(1))))
    assert {*rows[150][40:560]} == {FORWARD}
    assert {*rows[450][40:560]} == {BACKWARD}
    assert {*rows[150][562:]} == {PAPER}
