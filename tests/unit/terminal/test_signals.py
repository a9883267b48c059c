"""Test that signals are deferred to a safe moment."""

from __future__ import annotations

import signal

import pytest

from retrotimer.terminal.signals import Interrupted, Interrupts


def interrupt(number: signal.Signals = signal.SIGINT) -> None:
    """Send ourselves a signal."""
    signal.raise_signal(number)


def test_a_signal_in_the_middle_of_work_waits() -> None:
    """If it failed, Ctrl-C while the screen is set up would leave it for ever."""
    with Interrupts() as interrupts:
        interrupt()
        with pytest.raises(Interrupted) as stopped, interrupts.waiting():
            pytest.fail("it should not have come to wait")
    assert stopped.value.status == 130


def test_a_signal_while_waiting_comes_at_once() -> None:
    """If it failed, Ctrl-C would be felt only at the next key."""
    with Interrupts() as interrupts, pytest.raises(Interrupted) as stopped, interrupts.waiting():
        interrupt(signal.SIGTERM)
    assert stopped.value.status == 143


def test_a_second_signal_does_not_wait() -> None:
    """If it failed, a program that hangs could not be stopped by the keyboard."""
    with Interrupts():
        interrupt()
        with pytest.raises(Interrupted):
            interrupt()


def test_without_signals_nothing_happens() -> None:
    """If it failed, no session would run."""
    before = signal.getsignal(signal.SIGINT)
    with Interrupts() as interrupts, interrupts.waiting():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before
