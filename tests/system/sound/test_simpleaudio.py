"""The real simpleaudio, built from its source, heard at a virtual sink by way of ALSA."""

from __future__ import annotations

import sys
import time
from array import array
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from math import pi, sin
from pathlib import Path
from types import ModuleType

import pytest
from system_parts import install_lock
from try_simpleaudio import locked

from retrotimer.audio.clip import RATE, Clip
from retrotimer.audio.live import LiveSound
from retrotimer.audio.outputs import choose
from retrotimer.audio.outputs.simpleaudio_probe import Probe, probe
from retrotimer.audio.sounds import Sounds
from retrotimer.training import transitions
from retrotimer.training.cues import CueKind, CueOptions
from retrotimer.training.session import Session
from retrotimer.training.states import Command
from retrotimer.training.timeline import compile as compiled
from retrotimer.training.workout import RUN_BACKWARD, RUN_FORWARD, Duration, Step, Workout
from tests.system.sound.listening import SWIFT, dense_session
from tests.system.sound.onsets import THRESHOLD
from tests.system.sound.recording import Recording
from tests.system.sound.server import SoundServer

LOCK = Path(__file__).parents[3] / "packaging" / "requirements-simpleaudio.txt"
SOON_S = 0.5
"""Within which a key must be heard."""
HEARD_S = 0.25
"""How much later than it is played a recording may hold it."""
PATIENCE_S = 15.0
TRIES = 3
"""Where the machine stands still the server itself plays late: a fault of ours shows in each try."""
FEWEST = 20
QUIET = CueOptions(off=frozenset(CueKind) - {CueKind.START, CueKind.FINISH})
LONG = Clip(array("h", (round(8_000 * sin(2 * pi * 500 * n / RATE)) for n in range(4 * RATE))))
STEEPEST = max(abs(after - earlier) for earlier, after in pairwise(LONG.samples))


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds simpleaudio: this Python's own, or one into which it is built."""
    spec = find_spec("simpleaudio")
    if spec and spec.origin:
        return Path(spec.origin).parents[1]
    folder = tmp_path_factory.mktemp("simpleaudio")
    tools = folder / "tools.txt"  # what builds it, which a build of its own would fetch in the newest version
    tools.write_text(locked(LOCK, "setuptools"), encoding="utf-8")
    assert install_lock(sys.executable, str(tools), "--target", str(folder))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        assert install_lock(sys.executable, str(LOCK), "--no-build-isolation", "--upgrade", "--target", str(folder))
    return folder


@pytest.fixture(autouse=True)
def segmentwise(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """What listens segment by segment, on that library; ALSA plays to the test's own server."""
    monkeypatch.syspath_prepend(str(library))
    monkeypatch.setenv("PYTHONPATH", str(library))
    probe.cache_clear()
    segmentwise = import_module("tests.system.sound.segmentwise")
    with segmentwise.alsa_to_pulse() as settings:
        monkeypatch.setenv("ALSA_CONFIG_PATH", str(settings))
        yield segmentwise
    probe.cache_clear()


def test_on_time(server: SoundServer, segmentwise: ModuleType) -> None:
    """Cues would be beside their time by 15 ms or more, or torn apart where one play gives way to the next."""
    tries = []
    for _try in range(TRIES):
        with server.record() as recording:
            found = segmentwise.figures(*segmentwise.played(dense_session(rounds=24)), recording)
        tries.append(found)
        on_time = found.start_p95 <= 15 and found.inside_p95 <= 0.2
        if on_time and found.missing == 0 and found.segments >= FEWEST:
            return
    pytest.fail(f"no try of {TRIES} was on time: {tries}")


class Runner:
    """A session of long intervals on simpleaudio, recorded, and its keys."""

    def __init__(self, recording: Recording) -> None:
        steps = tuple(Step(movement, Duration(60_000)) for movement in (RUN_FORWARD, RUN_BACKWARD) * 3)
        self.recording = recording
        self.session = Session(compiled(Workout("Long", steps), SWIFT), QUIET, get_ready_ms=60_000)
        self.sound = LiveSound(choose("simpleaudio", time.monotonic_ns), Sounds(), time.monotonic_ns)
        self.sound.start()

    def do(self, command: Command) -> None:
        """Carry out `command` now."""
        now_ns = time.monotonic_ns()
        self.session, events = transitions.do(self.session, command, now_ns)
        self.sound.follow(self.session, int, events)

    def loud_after(self, seconds: float) -> bool:
        """Return whether the last 100 ms are loud, when `seconds` and the recording's own delay have passed."""
        time.sleep(seconds + HEARD_S)
        late = self.recording.samples()[-RATE // 10 :]
        return max(late) >= THRESHOLD

    def begin(self, clip: Clip) -> None:
        """Play `clip` and wait until it is heard."""
        before = self.recording.frames
        with self.sound._lock:
            self.sound._mixer.place(self.sound._mixer.position, clip)
        self._await_loud(before)

    def next_until_loud(self) -> float:
        """Go to the next interval and return how many seconds it took until something was heard."""
        before = self.recording.frames
        began = time.monotonic()
        self.do(Command.NEXT)
        self._await_loud(before)
        return time.monotonic() - began

    def _await_loud(self, before: int) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while max(self.recording.samples()[before:], default=0) < THRESHOLD:
            assert time.monotonic() < deadline, self.sound.notice
            time.sleep(0.01)


@pytest.fixture
def runner(server: SoundServer) -> Iterator[Runner]:
    """A session that has begun, on a sink that is awake."""
    with server.record() as recording:
        runner = Runner(recording)
        runner.do(Command.START)
        time.sleep(4)  # a virtual sink takes two seconds to get going, and the first segment gives way after three
        yield runner
        runner.sound.close()


def test_a_skip_is_heard_at_once(runner: Runner) -> None:
    """Whoever skips would run on in the old direction."""
    assert runner.next_until_loud() <= SOON_S + HEARD_S
    assert not runner.loud_after(1.0)
    assert runner.next_until_loud() <= SOON_S + HEARD_S


def test_a_pause_is_heard_at_once_and_does_not_crack(runner: Runner) -> None:
    """What sounds would go on into the pause, or end in a crack."""
    runner.begin(LONG)
    before = runner.recording.frames
    runner.do(Command.PAUSE)
    time.sleep(1.5)
    heard = runner.recording.samples()[before:]
    last = max((n for n, sample in enumerate(heard) if abs(sample) >= THRESHOLD), default=0)
    assert last / RATE <= SOON_S + HEARD_S
    assert max(abs(after - earlier) for earlier, after in pairwise(heard)) < 2 * STEEPEST
    runner.do(Command.RESUME)
    assert runner.next_until_loud() <= SOON_S + HEARD_S


def test_mute_and_volume_are_heard_at_once(runner: Runner) -> None:
    """The volume keys would do nothing until the next interval."""
    runner.next_until_loud()
    time.sleep(1.0)
    loud = max(runner.recording.samples())
    runner.sound.volume = 0.5
    time.sleep(0.1)  # it goes there within 10 ms
    before = runner.recording.frames
    assert runner.next_until_loud() <= SOON_S + HEARD_S
    time.sleep(1.0)
    assert max(runner.recording.samples()[before:]) == pytest.approx(loud / 4, rel=0.1)
    runner.sound.muted = True
    time.sleep(0.1)
    before = runner.recording.frames
    runner.do(Command.NEXT)
    time.sleep(1.0)
    assert max(runner.recording.samples()[before:]) < THRESHOLD


def test_sound_comes_back_with_its_server(server: SoundServer) -> None:
    """A sound server that crashed would leave the session silent, or end the whole program."""
    with server.record() as recording:
        runner = Runner(recording)
        runner.do(Command.START)
        time.sleep(4)
        runner.next_until_loud()
    server.kill()
    began = time.monotonic()
    until(runner.sound, lambda: runner.sound.notice is not None)
    assert time.monotonic() - began <= 2.0
    server.start()
    with server.record() as recording:
        runner.recording = recording
        until(runner.sound, lambda: runner.sound.notice is None)
        time.sleep(2)
        assert runner.next_until_loud() <= SOON_S + HEARD_S
        assert runner.session.index == 1
        runner.sound.close()


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


def until(sound: LiveSound, is_so: Callable[[], bool]) -> None:
    """Look after `sound` until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, sound.notice
        time.sleep(0.05)
        sound.tick(time.monotonic_ns())
