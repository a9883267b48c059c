"""A sound server for each test that listens: each such test runs once on PulseAudio and once on PipeWire."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from system_parts import install_lock

from retrotimer.audio.outputs.simpleaudio_probe import probe
from tests.helpers.sound_server import SoundServer
from tests.system.sound.alsa import alsa_to_pulse
from tests.system.sound.pipewire import PipeWire

LOCK = Path(__file__).parents[3] / "packaging" / "requirements-simpleaudio.txt"
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


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds simpleaudio: this Python's own, or one into which it is built."""
    spec = find_spec("simpleaudio")
    if spec and spec.origin:
        return Path(spec.origin).parents[1]
    folder = tmp_path_factory.mktemp("simpleaudio")
    tools = folder / "tools.txt"  # what builds it, which a build of its own would fetch in the newest version
    tools.write_text(LOCK.read_text(encoding="utf-8").partition("\nsimpleaudio")[0], encoding="utf-8")
    assert install_lock(sys.executable, str(tools), "--target", str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        assert install_lock(sys.executable, str(LOCK), "--no-build-isolation", "--upgrade", "--target", str(folder))
    return folder


@pytest.fixture
def simpleaudio(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Python that has simpleaudio; ALSA plays to the test's own server."""
    monkeypatch.syspath_prepend(str(library))
    monkeypatch.setenv("PYTHONPATH", str(library))
    probe.cache_clear()
    with alsa_to_pulse() as settings:
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(settings))
        yield
    probe.cache_clear()
