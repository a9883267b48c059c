"""The real simpleaudio, built from its source, at a virtual sink by way of ALSA."""

from __future__ import annotations

import time
from importlib import import_module

import pytest

from retrotimer.audio.clips import RATE
from retrotimer.audio.outputs import choose
from retrotimer.audio.outputs.simpleaudio_probe import Probe, probe
from tests.helpers.sound_server import SoundServer
from tests.system.sound.followed import followed
from tests.system.sound.stage import PATIENCE_S, SoundHarness, plays, short_session

pytestmark = pytest.mark.usefixtures("simpleaudio")


def test_the_right_sounds_come_in_the_right_order(server: SoundServer) -> None:
    """An athlete would hear a tone that nobody gave, miss one, hear one twice, or run the wrong way."""
    found, given = followed(server, choose("simpleaudio", time.monotonic_ns))
    assert found == given


def test_sound_comes_back_with_its_server(server: SoundServer) -> None:
    """A sound server that crashed would leave the session silent, or end the whole program."""
    with SoundHarness(short_session(), output=choose("simpleaudio", time.monotonic_ns)) as stage:
        with server.record() as recording:
            stage.until(plays(recording), PATIENCE_S)
        server.kill()
        stage.until(lambda: stage.sound.notice is not None, PATIENCE_S)
        server.start()
        with server.record() as recording:
            stage.until(plays(recording), PATIENCE_S)
        stage.until(lambda: stage.sound.notice is None, PATIENCE_S)
        assert stage.is_undisturbed()


def test_the_probe_hears_of_a_server_that_plays(server: SoundServer) -> None:
    """An output that works would be refused, or one without a server be called fit."""
    assert probe() == Probe(is_usable=True)
    server.kill()
    probe.cache_clear()
    without = probe()
    assert without.is_usable
    assert without.sentence
    assert "Connection refused" in without.sentence


def test_the_library_reads_the_sound_while_it_plays(server: SoundServer) -> None:
    """A build that copies the sound at once would play a minute of silence, and again."""
    simpleaudio = import_module("simpleaudio")
    with server.record() as recording:
        sound = bytearray(6 * 2 * RATE)
        play = simpleaudio.play_buffer(sound, 1, 2, RATE)
        sound[4 * 2 * RATE :] = b"\x00\x40" * 2 * RATE
        while play.is_playing():
            time.sleep(0.1)
        assert max(recording.samples()) == 0x4000
