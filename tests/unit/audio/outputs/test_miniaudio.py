"""Test the miniaudio output without a device."""

from __future__ import annotations

import os
from collections.abc import Generator

import miniaudio as library  # type: ignore[import-untyped]
import pytest

from retrotimer.audio.clips import RATE
from retrotimer.audio.outputs import miniaudio
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.training.errors import MissingPart


class Device:
    """A device that notes what was done with it."""

    backend = "PulseAudio"
    made: list[Device]

    def __init__(self, period_ms: int, device_id: object = None) -> None:
        self.period_ms = period_ms
        self.device_id = device_id
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
    monkeypatch.setenv("PULSE_LATENCY_MSEC", "")
    monkeypatch.setattr(miniaudio, "_asked", "")
    monkeypatch.setattr(miniaudio, "_Device", Device)
    monkeypatch.setattr(miniaudio, "is_pipewire", lambda: False)
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


def test_pulseaudio_is_asked_for_the_whole_buffer(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """A stall of 40 ms would be heard; or another server be asked for what the one before needed."""
    output = MiniaudioOutput(lambda: 0)
    for is_pipewire in (False, True, False):
        monkeypatch.setattr(miniaudio, "is_pipewire", lambda answer=is_pipewire: answer)
        output.open(silence)
    assert [made.latency for made in device.made] == ["120", "168", "120"]


def test_pipewire_is_asked_in_its_own_pieces(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine cues would come up to 8 ms off."""
    monkeypatch.setattr(miniaudio, "is_pipewire", lambda: True)
    output = MiniaudioOutput(lambda: 0)
    output.open(silence)
    assert device.made[0].period_ms * RATE % 1_024_000 == 0
    assert device.made[0].latency == str(output.buffer_ms)
    assert output.latency_ms < output.buffer_ms


def test_a_person_s_own_setting_stands(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who set PulseAudio's latency for their device would be overruled."""
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


class Devices:
    """A system with two sound devices, of which one is called as its neighbour is."""

    backend = "PulseAudio"
    present = ("Laptop", "Speaker", "Speaker")

    def get_playbacks(self) -> list[dict[str, object]]:
        """List them."""
        return [{"name": name, "id": f"id {n}"} for n, name in enumerate(self.present)]


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> type[Devices]:
    """The system's devices."""
    monkeypatch.setattr(miniaudio, "_Devices", Devices)
    return Devices


def silence(frames: int, _now_ns: int) -> bytes:
    """Return `frames` of nothing."""
    return bytes(2 * frames)


@pytest.mark.usefixtures("devices")
def test_a_device_is_opened_by_its_name(device: type[Device]) -> None:
    """A person's choice of loudspeaker would be passed over."""
    output = MiniaudioOutput(lambda: 0, "Speaker")
    output.open(silence)
    assert device.made[0].device_id == "id 1"
    assert output.reason is None


@pytest.mark.usefixtures("devices")
def test_no_name_is_the_system_s_own_choice(device: type[Device]) -> None:
    """A person who chose nothing would be tied to the first device there is."""
    MiniaudioOutput(lambda: 0).open(silence)
    assert device.made[0].device_id is None


def test_a_device_that_is_gone_is_replaced_and_found_again(
    device: type[Device], devices: type[Devices], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session would be silent for want of a loudspeaker, or never go back to it."""
    output = MiniaudioOutput(lambda: 0, "Speaker")
    monkeypatch.setattr(devices, "present", ("Laptop",))
    output.open(silence)
    assert output.reason == "'Speaker' is not there; the sound comes from the system's own device."
    monkeypatch.setattr(devices, "present", ("Laptop", "Speaker"))
    output.open(silence)
    assert output.reason is None
    assert [made.device_id for made in device.made] == [None, "id 1"]


@pytest.mark.usefixtures("devices")
def test_a_device_that_does_not_open_is_replaced(device: type[Device], monkeypatch: pytest.MonkeyPatch) -> None:
    """A loudspeaker that another program holds would leave the session silent."""

    class Busy(device):  # type: ignore[valid-type, misc]
        def __init__(self, period_ms: int, device_id: object = None) -> None:
            if device_id is not None:
                raise library.MiniaudioError("busy", -1)
            super().__init__(period_ms)

    monkeypatch.setattr(miniaudio, "_Device", Busy)
    output = MiniaudioOutput(lambda: 0, "Laptop")
    output.open(silence)
    assert output.reason == "'Laptop' cannot be opened; the sound comes from the system's own device."
    assert [made.device_id for made in Busy.made] == [None]


def test_a_system_whose_devices_cannot_be_listed_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for devices where there is no sound would end the program, or name the library's own silence."""

    def failing() -> None:
        raise library.MiniaudioError("cannot init context", -1)

    monkeypatch.setattr(miniaudio, "_Devices", failing)
    assert miniaudio.device_names() == ()
    monkeypatch.setattr(miniaudio, "_Devices", Devices)
    assert miniaudio.device_names() == Devices.present
    monkeypatch.setattr(Devices, "backend", "Null")
    assert miniaudio.device_names() == ()
