"""A sound server for each test that listens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sound.server import SoundServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server of the test's own, which this process plays to."""
    with SoundServer() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture
def two_sinks(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The same with two devices."""
    with SoundServer(two_sinks=True) as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server
