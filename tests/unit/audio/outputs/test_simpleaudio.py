"""Test the simpleaudio output, and messages where it cannot be used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from retrotimer.audio import outputs
from retrotimer.audio.outputs import choose
from retrotimer.audio.outputs.simpleaudio_probe import ARGUMENT, LINUX_PARTS, probe
from retrotimer.training.errors import MissingPart
from tests.helpers.written_simpleaudio import PLAYS, use_simpleaudio_of

if TYPE_CHECKING:
    from retrotimer.audio.outputs.simpleaudio import SimpleaudioOutput

ROOT = Path(__file__).parents[4]
NAME = "retrotimer.audio.outputs.simpleaudio"


def no_time() -> int:
    """Return no time."""
    return 0


class Library(ModuleType):
    """A simpleaudio that plays to nobody, or finds no device."""

    class SimpleaudioError(Exception):
        """As the library's own."""

    def __init__(self) -> None:
        super().__init__("simpleaudio")
        self.is_there = True
        self.left = 3
        """How often what plays still says that it does."""
        self.sounds: list[bytearray] = []
        self.is_stopped = False

    def play_buffer(self, sound: bytearray, channels: int, width: int, rate: int) -> Library:
        assert (channels, width, rate) == (1, 2, 48_000)
        if not self.is_there:
            raise self.SimpleaudioError("Error opening PCM device. -- CODE: -111 -- MSG: Connection refused")
        self.sounds.append(sound)
        return self

    def is_playing(self) -> bool:
        self.left -= 1
        return self.left >= 0

    def stop(self) -> None:
        self.is_stopped = True


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    """The library that is installed."""
    library = Library()
    monkeypatch.setitem(sys.modules, "simpleaudio", library)
    monkeypatch.setitem(sys.modules, "simpleaudio._simpleaudio", library)
    monkeypatch.delitem(sys.modules, NAME, raising=False)
    monkeypatch.delattr(outputs, "simpleaudio", raising=False)
    return library


@pytest.fixture
def kind(library: Library, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SimpleaudioOutput]]:
    """The output, on that library."""
    assert library in sys.modules.values()
    module = import_module(NAME)
    monkeypatch.setattr(module, "FADE_OUT_S", 0)
    yield module.SimpleaudioOutput
    del sys.modules[NAME]
    del outputs.simpleaudio  # a test that imports it from its package must not get the one on this library


def test_blocks_are_pulled_and_played_until_the_device_is_gone(
    library: Library, kind: type[SimpleaudioOutput]
) -> None:
    """There would be no sound, or a lost device would never be noticed."""
    output = kind(no_time)
    pulled: list[tuple[int, int]] = []

    def pull(count: int, now_ns: int) -> bytes:
        pulled.append((count, now_ns))
        output._clock_ns = lambda: 80_000_000  # so late that nothing waits
        return bytes([1, 0]) * count

    output.open(pull)
    assert output._feeder
    output._feeder.join()
    assert pulled == [(1_920, 0), (1_920, 40_000_000), (1_920, 80_000_000)]
    assert library.is_stopped
    [sound] = library.sounds
    assert sound.count(1) == 3 * 1_920
    output.close()


def test_closing_ends_the_play(library: Library, kind: type[SimpleaudioOutput]) -> None:
    """The keepalive would go on for a minute after the session, on a connection that nobody closes."""
    library.left = 1_000_000
    output = kind(no_time)
    output.open(lambda count, _now_ns: bytes(2 * count))
    output.close()
    assert library.is_stopped
    library.is_stopped = False
    output.close()
    assert not library.is_stopped


def test_without_a_device_the_library_s_reason_is_told(library: Library, kind: type[SimpleaudioOutput]) -> None:
    """Somebody whose sound server is down would read the name of a C function."""
    library.is_there = False
    with pytest.raises(MissingPart, match=r"no sound device can be opened \(Connection refused\)"):
        kind(no_time).open(lambda count, _now_ns: bytes(2 * count))


def test_a_fault_in_the_mixer_does_not_end_the_sound(kind: type[SimpleaudioOutput]) -> None:
    """One wrong cue would silence the rest of the session, without a word."""
    output = kind(no_time)
    fault = ValueError("a clip of nothing")

    def pull(_count: int, _now_ns: int) -> bytes:
        raise fault

    assert output._guarded(pull)(10, 0) == bytes(20)
    assert output.failure is fault


def test_who_chose_a_device_is_told_that_another_plays(kind: type[SimpleaudioOutput]) -> None:
    """The sound would come from the laptop, and the loudspeaker be blamed."""
    reason = kind(no_time, "Porch").reason
    assert reason
    assert "'Porch'" in reason
    assert kind(no_time).reason is None


# What is said


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library's file, to be written: what the other process finds."""
    return use_simpleaudio_of(tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Let the next test ask again."""
    yield
    probe.cache_clear()


def test_one_that_hangs_is_refused(tried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window would stand still for good where the sound server does."""
    tried.write_text(PLAYS)

    def hang(*_command: object, timeout: float, **_options: object) -> None:
        raise subprocess.TimeoutExpired("simpleaudio", timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(MissingPart, match="hangs"):
        choose("simpleaudio", no_time)


def test_one_that_is_not_there_is_refused_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who asks for it by name would get silence, or not learn that it takes a compiler."""
    monkeypatch.setattr("retrotimer.audio.outputs.simpleaudio_probe.find_spec", lambda _name: None)
    monkeypatch.setattr(sys, "platform", "linux")
    probe.cache_clear()
    with pytest.raises(MissingPart) as refused:
        choose("simpleaudio", no_time)
    assert "pip install 'retrotimer[simpleaudio]'" in str(refused.value)
    assert LINUX_PARTS in str(refused.value)


def test_a_frozen_program_tries_it_in_itself(tried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged program, which has no Python, would start itself once more, window and all."""
    tried.write_text(PLAYS)
    started: list[list[str]] = []

    def run(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(subprocess, "run", run)
    assert probe().is_usable
    assert started == [[sys.executable, ARGUMENT]]
    assert f'sys.argv[1:] == ["{ARGUMENT}"]' in (ROOT / "packaging/build/freeze_entry.py").read_text(
        encoding="utf-8"
    )
