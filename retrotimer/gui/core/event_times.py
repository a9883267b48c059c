"""Tell when a key was pressed by the machine's monotonic clock, whenever its event comes to the program."""

from __future__ import annotations

from collections.abc import Callable

from retrotimer.training.session import MS

LONGEST_NS = 5_000 * MS
"""An event that would be older than this has another clock than those before it."""


class EventTimes:
    """Maps the time stamps of events, in ms of a clock of their own, to ns of `now_ns`.

    An event can only come late: the least of (now - stamp) seen is the difference of both clocks. One without a
    stamp was just now.
    """

    def __init__(self, now_ns: Callable[[], int]) -> None:
        self._now_ns = now_ns
        self._least_ns: int | None = None

    def ns(self, stamp_ms: int) -> int:
        """Return when the event with this stamp was."""
        now_ns = self._now_ns()
        if not stamp_ms:
            return now_ns
        apart_ns = now_ns - stamp_ms * MS
        if self._least_ns is None or apart_ns < self._least_ns or apart_ns - self._least_ns > LONGEST_NS:
            self._least_ns = apart_ns
        return stamp_ms * MS + self._least_ns
