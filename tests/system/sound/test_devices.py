"""Real devices, as far as a virtual sink is one: opened, listed, looked for."""

from __future__ import annotations

import subprocess
import sys
import time
from subprocess import PIPE

import pytest

from retrotimer.audio.outputs import device_names
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.outputs.pulse import is_pipewire
from tests.helpers.sound_server import SINK, SoundServer

OPENINGS = 70
"""More than the 64 clients that a sound server takes."""


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


def test_each_sound_server_is_known(server: SoundServer) -> None:
    """PipeWire would be asked at PulseAudio's pace, and cues come up to 8 ms off beside a load."""
    assert is_pipewire() == (server.name == "pipewire")


def test_looking_for_a_device_leaves_nothing_behind(server: SoundServer) -> None:
    """A session with another device than the chosen one would use up the server's connections."""
    output = MiniaudioOutput(time.monotonic_ns, SINK.upper())
    before = server.clients()
    for _time in range(OPENINGS):
        assert output.is_back()
        is_pipewire()
    assert server.clients() == before


GONE = """
import miniaudio
from retrotimer.audio.outputs.miniaudio import _Devices

devices = _Devices()
(found,) = [found for found in devices.get_playbacks() if found["name"] == {name!r}]
about = miniaudio.ffi.new("ma_device_info *", {{"id": found["id"][0]}})
input("go on")
try:
    devices._get_info(miniaudio.DeviceType.PLAYBACK, about[0])
except miniaudio.MiniaudioError as error:
    print("told:", *error.args)
"""


def test_a_device_that_goes_while_it_is_asked_about_ends_no_session(server: SoundServer) -> None:
    """A loudspeaker switched on or off would now and then end the whole program, without a word."""
    command = [sys.executable, "-c", GONE.format(name=SINK.upper())]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as asking:
        assert asking.stdout
        assert asking.stdout.read(5) == "go on"
        server.remove(SINK)
        out, _none = asking.communicate("\n", timeout=20)
    assert (asking.returncode, out) == (0, "told: can't get device info\n")
