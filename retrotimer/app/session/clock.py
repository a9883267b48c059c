"""Read the machine's clocks, and detect sleep: monotonic `now_ns`, and `boot_ns`, which runs on in sleep.

Where no clock stops in sleep, only a gap tells.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Protocol

SLEEP_NS = 1_000_000_000
"""The boot clock this far ahead since the last look means the machine slept."""
GAP_NS = 2_000_000_000
"""Without a boot clock, a longer gap than this between two looks counts as sleep."""


class Clock(Protocol):
    """Where a player takes its time from."""

    def now_ns(self) -> int:
        """Return monotonic ns."""

    def boot_ns(self) -> int | None:
        """Return ns since the machine started, sleep included; None where `now_ns` cannot be told apart from it."""


class SystemClock:
    """The clock of this machine."""

    now_ns: Callable[[], int]
    boot_ns: Callable[[], int | None]

    def __init__(self) -> None:
        # macOS: `monotonic` stops in sleep and CLOCK_MONOTONIC goes on; Linux has a clock of its own for that
        name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, "")
        boot = getattr(time, name, None)
        if sys.platform == "win32":  # there Python's clocks step by 15.6 ms, or run on in sleep
            self.now_ns = _windows_clock("QueryUnbiasedInterruptTimePrecise")
            self.boot_ns = _windows_clock("QueryInterruptTimePrecise")
        else:
            self.now_ns = time.monotonic_ns
            self.boot_ns = (lambda: None) if boot is None else partial(time.clock_gettime_ns, boot)


def _windows_clock(name: str) -> Callable[[], int]:
    """Return the clock of that name, which Windows has from version 10 on; it counts 100 ns."""
    import ctypes

    query, value = getattr(ctypes.WinDLL("kernelbase"), name), ctypes.c_ulonglong  # type: ignore[attr-defined]

    def read_ns() -> int:
        found = value()
        query(ctypes.byref(found))
        return found.value * 100

    return read_ns


@dataclass(frozen=True, slots=True)
class Sleep:
    """The machine slept for `missed_ns`; it was awake for certain at `awake_ns`."""

    awake_ns: int
    missed_ns: int


class SleepWatch:
    """Notices sleep between two looks at the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._now_ns = clock.now_ns()
        self._boot_ns = clock.boot_ns()

    def look(self) -> Sleep | None:
        """Return the sleep since the last look, if there was any."""
        before_ns, before_boot_ns = self._now_ns, self._boot_ns
        self._now_ns, self._boot_ns = self._clock.now_ns(), self._clock.boot_ns()
        gap_ns = self._now_ns - before_ns
        if self._boot_ns is None or before_boot_ns is None:
            return Sleep(before_ns, gap_ns) if gap_ns > GAP_NS else None
        downtime_ns = self._boot_ns - before_boot_ns
        return Sleep(before_ns, downtime_ns) if downtime_ns - gap_ns >= SLEEP_NS else None


class Speed:
    """A session's time that runs `factor` times as fast as the clock, from `origin_ns` on."""

    def __init__(self, factor: float, origin_ns: int) -> None:
        self.factor = Fraction(str(factor))
        self._origin_ns = origin_ns

    def session_ns(self, mono_ns: int) -> int:
        """Return the session's ns at `mono_ns` of the clock."""
        return self._origin_ns + (mono_ns - self._origin_ns) * self.factor.numerator // self.factor.denominator

    def mono_ns(self, session_ns: int) -> int:
        """Return the first ns of the clock at which the session's time is `session_ns`."""
        ahead_ns = session_ns - self._origin_ns
        return self._origin_ns - (-ahead_ns * self.factor.denominator // self.factor.numerator)
