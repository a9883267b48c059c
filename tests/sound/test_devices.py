"""Real devices, as far as a virtual sink is one: opened, lost, found again."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from retrotimer.audio.live import LiveSound
from retrotimer.audio.outputs import choose, device_names
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.sounds import Sounds
from tests.sound.onsets import THRESHOLD
from tests.sound.server import OTHER, SINK, SoundServer

pytestmark = pytest.mark.sound
OPENINGS = 70
"""More than the 64 clients that a sound server takes."""
PATIENCE_S = 15.0


def silence(frames: int, _now_ns: int) -> bytes:
    """Return `frames` of nothing."""
    return bytes(2 * frames)


@pytest.mark.usefixtures("server")
@pytest.mark.parametrize("device", ["", SINK.upper()])
def test_a_device_can_be_opened_as_often_as_it_takes(device: str) -> None:
    """After sixty sessions, or sixty losses of the device, there would be no sound until the program restarts."""
    output = MiniaudioOutput(time.monotonic_ns, device)
    for _time in range(OPENINGS):
        output.open(silence)
        assert output.reason is None
        output.close()


@pytest.mark.usefixtures("server")
def test_the_devices_there_are_have_names() -> None:
    """Somebody with two loudspeakers could not tell from `doctor` what the sound goes to."""
    for _time in range(OPENINGS):
        assert device_names() == (SINK.upper(),)


def test_sound_comes_back_with_its_server(server: SoundServer) -> None:
    """A sound server that crashed would leave the session silent, or end it."""
    sound = LiveSound(MiniaudioOutput(time.monotonic_ns), Sounds(), time.monotonic_ns)
    sound.start()
    assert sound.notice is None
    server.kill()
    until(sound, lambda: sound.notice is not None)
    server.start()
    with server.record() as recording:
        until(sound, lambda: sound.notice is None)
        before = recording.frames
        until(sound, lambda: recording.frames > before)
        sound.close()
        assert 0 < max(recording.samples()) < THRESHOLD  # the keepalive


def test_a_session_goes_on_where_its_device_is_unplugged(two_sinks: SoundServer) -> None:
    """Pulling the loudspeaker's plug would silence the session, or move it without a word."""
    output = choose("auto", time.monotonic_ns, OTHER.upper())
    sound = LiveSound(output, Sounds(), time.monotonic_ns)
    with two_sinks.record() as default:
        sound.start()
        assert sound.notice is None
        two_sinks.remove(OTHER)
        until(sound, lambda: sound.notice == "'OTHER' is not there; the sound comes from the system's own device.")
        until(sound, lambda: max(default.samples()) > 0)  # the keepalive
    sound.close()


def until(sound: LiveSound, is_so: Callable[[], bool]) -> None:
    """Look after `sound` until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, sound.notice
        time.sleep(0.05)
        began = time.monotonic()
        sound.tick(time.monotonic_ns())
        assert time.monotonic() - began < 1.0  # the window would stand still
