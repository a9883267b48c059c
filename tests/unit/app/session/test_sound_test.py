"""Test the sound test without a device."""

from __future__ import annotations

import pytest

from retrotimer.app.session.safety_checklist import SoundTest
from retrotimer.app.session.voices import make_voice
from retrotimer.audio import outputs
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.outputs import SilentOutput
from retrotimer.audio.tones import start_tone
from retrotimer.training.cues.cue_types import TONE_MS, CueKind
from retrotimer.training.errors import MissingPart
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement
from tests.helpers.audio_fakes import FakeOutput, samples_of
from tests.helpers.tasks import Later


class SoundTestHarness:
    """A sound test on a fake device, whose tasks are done when `work` says so."""

    def __init__(self, *, volume: float = 1.0, tone_volume: float = 1.0) -> None:
        self.queue = Later()
        self.work = self.queue.go_on
        self.test = SoundTest("auto", "Speaker", volume=volume, tone_volume=tone_volume, queue=self.queue)


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeOutput:
    """The device that is opened, whatever its name."""
    device = FakeOutput()
    monkeypatch.setattr(outputs, "choose", lambda *_wanted: device)
    return device


def heard(device: FakeOutput, ms: int = 700) -> list[int]:
    """Return the next samples that `device` gets."""
    assert device.pull
    return list(samples_of(device.pull(ms * FRAMES_PER_MS, 0)))


@pytest.mark.parametrize("movement", [RUN_FORWARD, RUN_BACKWARD])
def test_a_tone_is_the_session_s_own(device: FakeOutput, movement: Movement) -> None:
    """The athlete would listen for another tone than the one that was tried."""
    harness = SoundTestHarness()
    harness.work()
    heard(device)
    harness.test.play(movement)
    harness.work()
    tone = list(start_tone(movement, None, TONE_MS[CueKind.START]).samples)
    assert heard(device)[: len(tone)] == tone


def test_the_word_follows_the_tone(device: FakeOutput) -> None:
    """The athlete would learn of a voice too soft, or a language they do not speak, on the track."""
    queue = Later()
    test = SoundTest("auto", "", volume=1.0, tone_volume=1.0, voice_volume=0.5, voice="", queue=queue)
    queue.go_on()
    heard(device)
    test.play(RUN_FORWARD)
    queue.go_on()
    sound = heard(device, 1_600)
    assert not any(abs(sample) > 100 for sample in sound[502 * FRAMES_PER_MS : 598 * FRAMES_PER_MS])
    assert 2_000 < max(sound[600 * FRAMES_PER_MS :]) < 8_000


def test_names_are_said_as_a_session_says_them(device: FakeOutput) -> None:
    """A coach would hear on the track first what the groups are called."""
    queue = Later()
    test = SoundTest("auto", "", volume=1.0, tone_volume=1.0, voice_volume=1.0, voice="", queue=queue)
    queue.go_on()
    heard(device)
    test.say(("Red", "Two"))
    queue.go_on()
    sound = heard(device, 1_600)
    voice = make_voice()
    red, two = voice.clip("Red"), voice.clip("Group two")
    assert red
    assert two
    assert list(red.samples) == list(sound[: red.frames])
    after = red.frames + 300 * FRAMES_PER_MS
    assert list(two.samples) == list(sound[after : after + two.frames])


def test_a_tone_asked_for_while_the_device_opens_is_heard_then(device: FakeOutput) -> None:
    """The first click, within a device's two seconds, would be lost."""
    harness = SoundTestHarness()
    harness.test.play(RUN_FORWARD)
    assert not harness.test.is_open
    assert harness.test.notice is None
    harness.work()
    assert harness.test.is_open
    assert max(heard(device)) > 5_000


def test_volumes_are_those_of_the_session(device: FakeOutput) -> None:
    """A tone heard well in the test would be too soft on the track."""
    harness = SoundTestHarness(volume=0.5, tone_volume=0.5)
    harness.work()
    harness.test.play(RUN_FORWARD)
    harness.work()
    soft = max(heard(device))
    harness.test.set_volume(1.0)
    heard(device)
    harness.test.play(RUN_FORWARD)
    harness.work()
    assert max(heard(device)) == pytest.approx(4 * soft, rel=0.01)


def test_a_second_tone_takes_the_first_one_s_place(device: FakeOutput) -> None:
    """Two quick clicks would sound both ways at once."""
    harness = SoundTestHarness()
    harness.work()
    for movement in (RUN_FORWARD, RUN_BACKWARD):
        harness.test.play(movement)
        harness.work()
    tone = list(start_tone(RUN_BACKWARD, None, TONE_MS[CueKind.START]).samples)
    assert heard(device)[: len(tone)] == tone


def test_a_device_that_is_not_there_is_told_and_closed(device: FakeOutput) -> None:
    """Silence would have no reason, or the device be held when the session wants it."""
    device.is_there = False
    harness = SoundTestHarness()
    harness.work()
    assert harness.test.notice == "no device"
    assert not harness.test.is_open
    harness.test.tick()
    harness.test.close()
    harness.work()
    device.is_there = True
    harness = SoundTestHarness()
    harness.work()
    assert device.pull
    harness.test.close()
    harness.work()
    assert device.pull is None


def test_an_output_that_cannot_be_had_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The panel would fail where a library is missing, or leave silence unexplained."""

    def missing(*_wanted: object) -> None:
        raise MissingPart("pip install it")

    monkeypatch.setattr(outputs, "choose", missing)
    harness = SoundTestHarness()
    harness.test.play(RUN_FORWARD)
    harness.test.tick()
    harness.test.close()
    harness.work()
    assert harness.test.notice == "pip install it"
    monkeypatch.setattr(outputs, "choose", lambda *_wanted: SilentOutput())
    harness = SoundTestHarness()
    harness.work()
    assert harness.test.notice == "RetroTimer is set to play no sound."
    assert not harness.test.is_open
