"""The miniaudio output, without a device."""

from __future__ import annotations

import os
from collections.abc import Generator

import miniaudio as library  # type: ignore[import-untyped]
import pytest

from retrotimer.audio.outputs import miniaudio
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.training.errors import MissingPart


class Device:
    """A device that notes what was done with it."""

    backend = "PulseAudio"
    made: list[Device]

    def __init__(self) -> None:
        self.feed: Generator[bytes, int, None] | None = None
        self.is_closed = False
        self.latency = os.environ.get("PULSE_LATENCY_MSEC")
        type(self).made.append(self)

    def start(self, feed: Generator[bytes, int, None]) -> None:
        """Take the feed."""
        self.feed = feed

    def close(self) -> None:
        """Note that it was closed."""
        self.is_closed = True


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> type[Device]:
    """The class of devices that an output opens."""
    monkeypatch.delenv("PULSE_LATENCY_MSEC", raising=False)
    monkeypatch.setattr(miniaudio, "_Device", Device)
    monkeypatch.setattr(Device, "made", [], raising=False)
    return Device


def test_the_device_gets_what_is_pulled_with_the_callback_s_time(device: type[Device]) -> None:
    """The clock would map frames by another time than the callback's."""
    asked = []

    def pull(frames: int, now_ns: int) -> bytes:
        asked.append((frames, now_ns))
        return b"ab" * frames

    MiniaudioOutput(lambda: 77).open(pull)
    feed = device.made[0].feed
    assert feed
    assert feed.send(3) == b"ababab"
    assert asked == [(3, 77)]


def test_a_mistake_in_a_callback_does_not_end_the_stream(device: type[Device]) -> None:
    """One error would silence the rest of the session."""
    output = MiniaudioOutput(lambda: 0)

    def pull(frames: int, _now_ns: int) -> bytes:
        if frames == 2:
            raise ValueError("two")
        return b"ab" * frames

    output.open(pull)
    feed = device.made[0].feed
    assert feed
    assert [feed.send(n) for n in (1, 2, 1)] == [b"ab", bytes(4), b"ab"]
    assert repr(output.failure) == "ValueError('two')"


def test_pulseaudio_is_asked_for_the_whole_buffer_and_nobody_else_is(device: type[Device]) -> None:
    """A stall of 40 ms would be heard, or programs started later get our setting."""
    MiniaudioOutput(lambda: 0).open(lambda frames, _now: bytes(2 * frames))
    assert device.made[0].latency == "120"
    assert "PULSE_LATENCY_MSEC" not in os.environ


def test_a_person_s_own_setting_stands(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever set PulseAudio's latency for their device would be overruled."""
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "60")
    MiniaudioOutput(lambda: 0).open(lambda frames, _now: bytes(2 * frames))
    assert device.made[0].latency == os.environ["PULSE_LATENCY_MSEC"] == "60"


def test_opening_anew_closes_what_was_open(device: type[Device]) -> None:
    """A reopened device would be held twice."""
    output = MiniaudioOutput(lambda: 0)
    for _time in range(2):
        output.open(lambda frames, _now: bytes(2 * frames))
    assert [made.is_closed for made in device.made] == [True, False]
    output.close()
    output.close()
    assert device.made[1].is_closed


def test_a_machine_without_a_sound_system_is_told(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own silence would be taken for sound."""
    monkeypatch.setattr(device, "backend", "Null")
    with pytest.raises(MissingPart, match="no sound system"):
        MiniaudioOutput(lambda: 0).open(lambda frames, _now: bytes(2 * frames))
    assert device.made[0].is_closed


def test_a_device_that_does_not_open_is_a_missing_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session would end with the library's error."""

    def failing(*_arguments: object, **_options: object) -> None:
        raise library.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(library.PlaybackDevice, "_make_context", failing)
    output = MiniaudioOutput(lambda: 0)
    with pytest.raises(MissingPart, match=r"can be opened \(failed to init device, -401\)"):
        output.open(lambda frames, _now: bytes(2 * frames))
    output.close()
