"""Test the crash guard on a context without PulseAudio; tests/system/sound has the real one."""

from __future__ import annotations

import ctypes

import pytest

from retrotimer.audio.outputs import pulse


def test_what_holds_nothing_of_pulseaudio_is_left_alone() -> None:
    """Memory that means something else would be written over."""
    memory = bytearray(range(200))
    pulse.guard(memoryview(memory))
    assert memory == bytes(range(200))


def test_no_library_is_nothing_to_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that is not Linux would have no sound."""

    def failing(_name: str) -> None:
        raise OSError("no such library")

    monkeypatch.setattr(ctypes, "CDLL", failing)
    pulse._functions.cache_clear()
    memory = bytearray(200)
    pulse.guard(memoryview(memory))
    assert not any(memory)
