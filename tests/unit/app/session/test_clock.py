"""Test the clock: sleep, and faster time."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.app.session.clock import GAP_NS, SLEEP_NS, Sleep, SleepWatch, Speed, SystemClock
from tests.helpers.fakes import ManualClock, S


def test_the_system_clock_does_not_go_back() -> None:
    """If it failed, sessions would be refused by the first update."""
    clock = SystemClock()
    looks = [clock.now_ns() for _look in range(1_000)]
    assert looks == sorted(looks)


@pytest.mark.skipif(sys.platform != "linux", reason="a clock of Linux")
def test_the_boot_clock_is_not_behind_the_monotonic_one() -> None:
    """If it failed, a machine that slept before would seem to have slept just now."""
    clock = SystemClock()
    boot_ns = clock.boot_ns()
    assert boot_ns is not None
    assert boot_ns >= clock.now_ns() - S


def test_a_system_without_a_boot_clock_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a BSD would be asked for a clock it has not."""
    monkeypatch.setattr("sys.platform", "freebsd14")
    assert SystemClock().boot_ns() is None


def test_time_passing_is_no_sleep() -> None:
    """If it failed, a stalled program would pause the session."""
    clock = ManualClock()
    watch = SleepWatch(clock)
    clock.move(3_600)
    assert watch.look() is None


def test_sleep_is_told_once_with_the_last_moment_awake() -> None:
    """If it failed, the session would go on as if the machine had been awake."""
    clock = ManualClock()
    watch = SleepWatch(clock)
    clock.move(1)
    assert watch.look() is None
    awake_ns = clock.ns
    clock.sleep(60)
    clock.move(0.5)
    assert watch.look() == Sleep(awake_ns, 60 * S + S // 2)
    assert watch.look() is None


def test_a_blink_is_no_sleep() -> None:
    """If it failed, the clocks' own unevenness would pause sessions."""
    clock = ManualClock()
    watch = SleepWatch(clock)
    clock.sleep((SLEEP_NS - 1) / S)
    assert watch.look() is None


def test_without_a_boot_clock_a_long_gap_is_sleep() -> None:
    """If it failed, sleep would go unnoticed on Windows."""
    clock = ManualClock(asleep_ns=None)
    watch = SleepWatch(clock)
    clock.ns += GAP_NS
    assert watch.look() is None
    awake_ns = clock.ns
    clock.ns += GAP_NS + 1
    assert watch.look() == Sleep(awake_ns, GAP_NS + 1)


@given(
    st.sampled_from([0.01, 0.3, 0.7, 1.0, 1.5, 59.9, 60.0, 10_000.0]),
    st.integers(0, 10**18),
    st.integers(0, 10**15),
)
def test_a_faster_time_goes_there_and_back(factor: float, origin_ns: int, ahead_ns: int) -> None:
    """If it failed, a shell would wake up a moment too early, and turn round without anything to do."""
    speed = Speed(factor, origin_ns)
    mono_ns = speed.mono_ns(origin_ns + ahead_ns)
    assert speed.session_ns(mono_ns) >= origin_ns + ahead_ns
    assert speed.session_ns(mono_ns - 1) < origin_ns + ahead_ns


def test_on_windows_two_clocks_tell_sleep_from_a_slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy laptop would pause its session as if it had slept, or one that slept would run on."""
    passed = {"QueryUnbiasedInterruptTimePrecise": 0, "QueryInterruptTimePrecise": 0}

    class Library:
        def __init__(self, _name: str) -> None: ...

        def __getattr__(self, name: str) -> Callable[[Any], None]:
            def query(found: Any) -> None:  # noqa: ANN401 - a reference of ctypes
                found._obj.value = passed[name]

            return query

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", Library, raising=False)
    watch = SleepWatch(SystemClock())
    for name in passed:
        passed[name] += 300_000_000  # 30 s of a machine that stood still
    assert watch.look() is None
    passed["QueryInterruptTimePrecise"] += 600_000_000
    assert watch.look() == Sleep(30_000_000_000, 60_000_000_000)
