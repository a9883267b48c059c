"""Test the detection of the sound server where there is none."""

from __future__ import annotations

import ctypes

import pytest

from retrotimer.audio.outputs.pulse import is_pipewire


def test_no_server_is_no_pipewire(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without sound would stand still, or start a sound server of its own."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere/native")
    assert not is_pipewire()


def test_no_library_is_no_pipewire(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that is not Linux would have no sound."""

    def failing(_name: str) -> None:
        raise OSError("no such library")

    monkeypatch.setattr(ctypes, "CDLL", failing)
    assert not is_pipewire()
