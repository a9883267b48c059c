"""The test tones before a session, played to a virtual sink and listened to."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from retrotimer.app.background import Background
from retrotimer.app.sound_test import SoundTest
from retrotimer.training.workout import RUN_BACKWARD, RUN_FORWARD, Movement
from tests.system.sound.onsets import THRESHOLD
from tests.system.sound.pitch import ends
from tests.system.sound.recording import Recording
from tests.system.sound.server import OTHER, SoundServer

PATIENCE_S = 15.0


@pytest.fixture
def background() -> Iterator[Background]:
    """A thread for what takes long."""
    background = Background()
    yield background
    background.end()


def sounding(recording: Recording) -> int:
    """Return how many loud samples `recording` holds."""
    return sum(abs(sample) >= THRESHOLD for sample in recording.samples())


def played(test: SoundTest, movement: Movement, recording: Recording) -> None:
    """Play the tone of `movement` and wait until `recording` holds all of it."""
    test.play(movement)
    deadline = time.monotonic() + PATIENCE_S
    before = now = 0
    while not now or now > before:
        assert time.monotonic() < deadline, test.notice
        time.sleep(0.2)
        before, now = now, sounding(recording)


@pytest.mark.parametrize(("movement", "rises"), [(RUN_FORWARD, True), (RUN_BACKWARD, False)])
def test_forward_rises_and_backward_falls(
    server: SoundServer, background: Background, movement: Movement, *, rises: bool
) -> None:
    """The athlete would be taught the wrong way round, or hear nothing."""
    test = SoundTest("auto", "", volume=1.0, tone_volume=1.0, do=background.do)
    with server.record() as recording:
        played(test, movement, recording)
        first, last = ends(recording.samples())
    assert test.notice is None
    assert (last > 1.3 * first) if rises else (first > 1.3 * last)
    test.close()


def test_the_device_chosen_is_the_one_that_sounds(two_sinks: SoundServer, background: Background) -> None:
    """Who chose the loudspeaker at the track would hear it from the laptop."""
    test = SoundTest("auto", OTHER.upper(), volume=1.0, tone_volume=1.0, do=background.do)
    with two_sinks.record() as default, two_sinks.record(OTHER) as chosen:
        played(test, RUN_FORWARD, chosen)
        assert max(default.samples()) == 0
    assert test.notice is None
    test.close()
