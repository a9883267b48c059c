"""A sound server for each test that listens: each such test runs once on PulseAudio and once on PipeWire."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.system.sound.pipewire import PipeWire
from tests.system.sound.server import SoundServer

SERVERS = {server.name: server for server in (SoundServer, PipeWire)}


@pytest.fixture(params=SERVERS)
def kind(request: pytest.FixtureRequest) -> type[SoundServer]:
    """The kind of server."""
    return SERVERS[request.param]


@pytest.fixture
def server(kind: type[SoundServer], monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server of the test's own, which this process plays to."""
    with kind() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture
def two_sinks(kind: type[SoundServer], monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The same with two devices."""
    with kind(two_sinks=True) as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server
