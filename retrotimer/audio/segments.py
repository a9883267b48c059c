"""Make one continuous stream of consecutive buffers, for a library that plays finished buffers and has no clock.

The library reads samples as they fall due, at most `AHEAD_MS` before. So a play begins with silence, a `Segment`,
into which blocks are written `LEAD_MS` before they are heard: pause, skip and volume work as on any device. A
block's place in its segment follows from the moment at which the play began. As the device's clock drifts, a
segment gives way to the next one after some seconds, in the quiet and never during a countdown.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from sys import byteorder
from typing import Protocol

from retrotimer.audio.clips import FRAMES_PER_MS, RATE
from retrotimer.audio.frame_clock import duration_ns
from retrotimer.audio.mixer import PEAK, little_endian
from retrotimer.training.errors import MissingPart

BLOCK_MS = 40
BLOCK = BLOCK_MS * FRAMES_PER_MS
LEAD_MS = 240
"""How long before it is due a block is written: a stalled interpreter may come this much late, less `AHEAD_MS`."""
AHEAD_MS = 125
"""How far a library may have read beyond what is due: a buffer of 100 ms, and what it takes at a time."""
LONGEST_MS = 40_000
FIRST_MS = 3_000
"""A device that slept takes its time to wake, up to two seconds: only a segment begun after that is on time."""
TURNS = ((15_000, 1_500), (25_000, BLOCK_MS), (LONGEST_MS - 2_000, 0))
"""From which age on a segment gives way to the next, and how long it must have been quiet for that. In ms."""
HELD_UP_NS = 3_000_000
"""An opening that takes so much longer than the quickest was held up, perhaps only after the play had begun."""
TRIES = 5
OVER_MS = 2_000  # how long a segment that has given way is left alone: what it holds is heard by then on any device
FADE = 10 * FRAMES_PER_MS
_SOFT = bytes(0 if low <= PEAK else 255 if low >= 256 - PEAK else 1 for low in range(256))
"""What the upper byte of a sample no louder than the keepalive is, by its lower one; 1 where it would be louder."""
MS = 1_000_000


class Play(Protocol):
    """A sound that plays."""

    def stop(self) -> object:
        """End it, some time soon."""

    def is_playing(self) -> bool:
        """Return whether it still sounds, or will."""


class Segment:
    """A play under way, whose sound is written while it sounds."""

    def __init__(self, play: Callable[[bytearray], Play], clock_ns: Callable[[], int]) -> None:
        self._sound = bytearray(2 * LONGEST_MS * FRAMES_PER_MS)
        asked_ns = clock_ns()
        self._play = play(self._sound)
        self.began_ns = clock_ns()
        self.opening_ns = self.began_ns - asked_ns

    @property
    def is_playing(self) -> bool:
        """Whether the device still takes samples."""
        return self._play.is_playing()

    def write(self, block: bytes, due_ns: int, now_ns: int) -> None:
        """Write `block`, due from `due_ns` on, at `now_ns`: without what comes too late, and then faded in."""
        at = frames_in(due_ns - self.began_ns)
        late = self._read(now_ns) - at
        if late > 0:
            at, block = at + late, _faded_in(block[2 * late :])
        block = block[: max(0, len(self._sound) - 2 * at)]
        self._sound[2 * at : 2 * at + len(block)] = block

    def hush(self, now_ns: int) -> None:
        """Fade out what has not been read by `now_ns`."""
        at = 2 * self._read(now_ns)
        rest = len(self._sound) - at
        if rest > 0:
            tail = _faded_out(self._sound[at : at + 2 * FADE])
            self._sound[at:] = tail + bytes(rest - len(tail))

    def stop(self) -> None:
        """End the play."""
        self._play.stop()

    def _read(self, now_ns: int) -> int:
        """Return up to which frame the library may have read."""
        return frames_in(now_ns - self.began_ns + AHEAD_MS * MS)


class Segments:
    """A stream of blocks, each pulled at its time and written into the segment that plays.

    `play` begins to play a sound that it reads while playing, or raises MissingPart; `pull` gets the ns at which
    frames were due.
    """

    def __init__(
        self, play: Callable[[bytearray], Play], pull: Callable[[int, int], bytes], clock_ns: Callable[[], int]
    ) -> None:
        self._begin, self._pull, self._clock_ns = play, pull, clock_ns
        self._segment = Segment(play, clock_ns)
        self._over: Segment | None = None
        self._quickest_ns = self._segment.opening_ns
        self._turns: tuple[tuple[int, int], ...] = ((FIRST_MS, BLOCK_MS), *TURNS)
        self._origin_ns = self._segment.began_ns
        self._frame = self._quiet = self._tries = 0

    @property
    def next_ns(self) -> int:
        """When the next block is to be pulled."""
        return self._origin_ns + duration_ns(self._frame)

    @property
    def is_lost(self) -> bool:
        """Whether the device took no more samples: it is gone, or the process stood still for long."""
        return not self._segment.is_playing

    def step(self) -> None:
        """Pull the next block and write it, into a new segment where it is time for one."""
        self._turn()
        asked_ns = self.next_ns
        block = self._pull(BLOCK, asked_ns)
        self._segment.write(block, asked_ns + LEAD_MS * MS, self._clock_ns())
        self._frame += BLOCK
        trailing = _trailing_quiet(block)
        self._quiet = self._quiet + BLOCK if trailing == BLOCK else trailing

    def hush(self) -> None:
        """Fade out all that was not read yet."""
        self._segment.hush(self._clock_ns())

    def stop(self) -> None:
        """End what plays."""
        for segment in (self._over, self._segment):
            if segment:
                segment.stop()

    def _turn(self) -> None:
        now_ns = self._clock_ns()
        age_ms = (now_ns - self._segment.began_ns) // MS
        if self._over and age_ms >= OVER_MS:
            self._over.stop()
            self._over = None
        quiet_ms = self._quiet // FRAMES_PER_MS
        if now_ns - self.next_ns < BLOCK_MS * MS and any(age_ms >= a and quiet_ms >= q for a, q in self._turns):
            self._open_next()

    def _open_next(self) -> None:
        """Let a new segment take over. Where that does not open the old one goes on; `is_lost` tells of its end."""
        try:
            segment = Segment(self._begin, self._clock_ns)
        except MissingPart:
            return
        self._tries += 1
        if segment.opening_ns - self._quickest_ns > HELD_UP_NS and self._tries < TRIES:
            segment.stop()
            return
        self._quickest_ns = min(self._quickest_ns, segment.opening_ns)
        if self._over:
            self._over.stop()
        self._over, self._segment = self._segment, segment
        self._turns, self._tries = TURNS, 0


def frames_in(ns: int) -> int:
    """Return how many frames last `ns`, to the nearest."""
    return (2 * ns * RATE + 1_000 * MS) // (2_000 * MS)


def _trailing_quiet(block: bytes) -> int:
    """Return how many frames at the end of `block` hold no more than the keepalive."""
    if block[::2].translate(_SOFT) == block[1::2]:  # all of it, as most of the time: twenty times as quick
        return len(block) // 2
    return next(n for n, sample in enumerate(reversed(_samples(block))) if abs(sample) > PEAK)


def _faded_in(sound: bytes) -> bytes:
    samples = _samples(sound)
    for n in range(min(FADE, len(samples))):
        samples[n] = samples[n] * n // FADE
    return little_endian(samples)


def _faded_out(sound: bytes | bytearray) -> bytes:
    return little_endian(array("h", (s * (FADE - n) // FADE for n, s in enumerate(_samples(sound)))))


def _samples(sound: bytes | bytearray) -> array[int]:
    samples = array("h", sound)
    if byteorder == "big":
        samples.byteswap()
    return samples
