"""Map the frames of a stream to the monotonic clock by the earliest callback.

A callback can be late, never early, so the one with the least (time - duration of its frames) of the last second
says best when the stream began. A sliding window follows a device clock that drifts: 107 ppm, as measured, are 0.1
ms.
"""

from __future__ import annotations

from collections import deque

from retrotimer.audio.clips import RATE

WINDOW_NS = 1_000_000_000
_SECOND_NS = 1_000_000_000


def duration_ns(frames: int) -> int:
    """Return how long `frames` last, in ns, rounded down."""
    return frames * _SECOND_NS // RATE


class FrameClock:
    """Map the frames of one stream since it was opened.

    `fill` is how many frames a device takes at once to fill its buffer at the start: their callbacks count only
    until a later one comes. A callback later than `dry_ns` means an underrun: the mapping starts again.
    """

    def __init__(self, fill: int = 0, dry_ns: int = WINDOW_NS) -> None:
        self._fill = fill
        self._dry_ns = dry_ns
        self._first: int | None = None
        self._filling = True
        self._earliest: deque[tuple[int, int]] = deque()
        """Callback times and the stream's beginnings they tell of, both rising: the head is the earliest."""

    def saw(self, frame: int, now_ns: int) -> None:
        """Take note that the device asked for the block that starts with `frame`, at `now_ns`."""
        if self._first is None:
            self._first = frame
        if self._filling and frame - self._first >= self._fill:
            self._filling = False
            self._earliest.clear()
        origin_ns = now_ns - duration_ns(frame)
        if self._earliest and origin_ns - self._earliest[0][1] > self._dry_ns:
            self._earliest.clear()
        while self._earliest and self._earliest[-1][1] >= origin_ns:
            self._earliest.pop()
        self._earliest.append((now_ns, origin_ns))
        while self._earliest[0][0] < now_ns - WINDOW_NS:
            self._earliest.popleft()

    def frame_at(self, ns: int) -> int:
        """Return the frame that is asked for at `ns`, to the nearest. Raises LookupError."""
        return (2 * (ns - self._origin_ns()) * RATE + _SECOND_NS) // (2 * _SECOND_NS)

    def _origin_ns(self) -> int:
        if not self._earliest:
            raise LookupError("no callback has come yet")
        return self._earliest[0][1]
