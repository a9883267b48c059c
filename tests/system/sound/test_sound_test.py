"""The test tones before a session, played to a virtual sink and listened to."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator

import pytest

from retrotimer.app.session.safety_checklist import SoundTest
from retrotimer.app.tasks import TaskQueue
from retrotimer.audio.clips import RATE
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement
from tests.helpers.sound_recording import Recording, running_ahead
from tests.helpers.sound_server import OTHER, SoundServer
from tests.system.sound.onsets import THRESHOLD
from tests.system.sound.pitch import ends

PATIENCE_S = 30.0
SILENCE = RATE // 2
"""Frames of silence that end a tone: a virtual sink that loses a beat is silent for less."""


@pytest.fixture
def queue() -> Iterator[TaskQueue]:
    """A thread for what takes long."""
    with running_ahead():
        queue = TaskQueue()
        yield queue
        queue.close()


def is_loud(samples: array[int]) -> bool:
    """Return whether any of `samples` is loud."""
    return any(abs(sample) >= THRESHOLD for sample in samples)


def played(test: SoundTest, movement: Movement, recording: Recording) -> None:
    """Play the tone of `movement` and wait until `recording` holds it and silence after it."""
    test.play(movement)
    deadline = time.monotonic() + PATIENCE_S
    while not (is_loud(samples := recording.samples()) and not is_loud(samples[-SILENCE:])):
        assert time.monotonic() < deadline, test.notice
        time.sleep(0.1)


@pytest.mark.parametrize(("movement", "rises"), [(RUN_FORWARD, True), (RUN_BACKWARD, False)])
def test_forward_rises_and_backward_falls(
    server: SoundServer, queue: TaskQueue, movement: Movement, *, rises: bool
) -> None:
    """The athlete would be taught the wrong way round, or hear nothing."""
    test = SoundTest("auto", "", volume=1.0, tone_volume=1.0, queue=queue)
    with server.record() as recording:
        played(test, movement, recording)
        first, last = ends(recording.samples())
    assert test.notice is None
    assert (last > 1.3 * first) if rises else (first > 1.3 * last)
    test.close()


def test_the_device_chosen_is_the_one_that_sounds(two_sinks: SoundServer, queue: TaskQueue) -> None:
    """Who chose the loudspeaker at the track would hear it from the laptop."""
    test = SoundTest("auto", OTHER.upper(), volume=1.0, tone_volume=1.0, queue=queue)
    with two_sinks.record() as default, two_sinks.record(OTHER) as chosen:
        played(test, RUN_FORWARD, chosen)
        assert max(default.samples()) == 0
    assert test.notice is None
    test.close()
