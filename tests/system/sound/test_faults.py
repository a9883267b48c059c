"""What laptops do to sound, done to a session: it goes on as if nothing had been, and is heard again soon."""

from __future__ import annotations

import pytest

from tests.helpers.sound_server import OTHER, SINK, SoundServer
from tests.system.sound.stage import PATIENCE_S, SoundHarness, plays, short_session


def assert_heard_again(stage: SoundHarness, server: SoundServer) -> None:
    """Wait until `server` hears the session again, with nothing lost and nothing to complain of."""
    with server.record() as recording:
        stage.until(plays(recording), PATIENCE_S)
    stage.until(lambda: stage.sound.notice is None, PATIENCE_S)
    assert stage.is_undisturbed()


def test_a_device_chosen_goes_and_comes_back(two_sinks: SoundServer) -> None:
    """A headset that drops out would take the sound with it for good, or never be heard again."""
    with two_sinks.record() as default, SoundHarness(short_session(), OTHER.upper()) as stage:
        stage.wait(3)
        assert stage.sound.notice is None
        is_heard = plays(default)
        two_sinks.remove(OTHER)
        stage.until(is_heard, PATIENCE_S)
        substitute = "'OTHER' is not there; the sound comes from the system's own device."
        stage.until(lambda: stage.sound.notice == substitute, PATIENCE_S)
        two_sinks.add(OTHER)
        two_sinks.make_default(SINK)
        with two_sinks.record(OTHER) as chosen:
            stage.until(plays(chosen), PATIENCE_S)
        stage.until(lambda: stage.sound.notice is None, PATIENCE_S)
        assert stage.is_undisturbed()


def test_the_only_device_goes_and_comes_back(server: SoundServer) -> None:
    """A plug pulled and put back would leave the rest of the session silent."""
    with SoundHarness(short_session()) as stage:
        stage.wait(3)
        server.remove(SINK)
        stage.wait(2)
        server.add(SINK)
        server.make_default(SINK)
        assert_heard_again(stage, server)


def test_the_server_is_killed_and_started_again(server: SoundServer) -> None:
    """A sound server that crashed would end the session, or leave it silent."""
    with SoundHarness(short_session()) as stage:
        stage.wait(3)
        server.kill()
        stage.until(lambda: stage.sound.notice is not None, PATIENCE_S)
        stage.wait(2)
        server.start()
        assert_heard_again(stage, server)


def test_a_device_comes_after_the_start(kind: type[SoundServer], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who switches the loudspeaker on after pressing start would run in silence."""
    with kind() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        server.kill()
        server.start(with_sinks=False)
        with SoundHarness(short_session()) as stage:
            stage.wait(3)
            server.add(SINK)
            server.make_default(SINK)
            assert_heard_again(stage, server)


def test_a_sleeping_device_wakes(server: SoundServer) -> None:
    """A device that the system put to sleep would stay silent once awake."""
    with SoundHarness(short_session()) as stage:
        stage.wait(3)
        server.control("suspend-sink", SINK, "1")
        stage.wait(3)
        server.control("suspend-sink", SINK, "0")
        assert_heard_again(stage, server)


def test_the_sound_goes_where_the_system_s_does(two_sinks: SoundServer) -> None:
    """Who plugs headphones in during a session would hear it from the laptop on."""
    with two_sinks.record(OTHER) as other, SoundHarness(short_session()) as stage:
        stage.wait(3)
        assert not any(other.samples())
        is_heard = plays(other)
        two_sinks.make_default(OTHER)
        stage.until(is_heard, PATIENCE_S)
        assert stage.sound.notice is None
        assert stage.is_undisturbed()
