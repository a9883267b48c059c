"""A blind check: from what is heard alone, which way and how each interval goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from retrotimer.app.overview import Overview
from retrotimer.app.speech import make_voice, voiced
from retrotimer.audio.clip import RATE
from retrotimer.audio.render import render
from retrotimer.audio.sounds import Sounds
from retrotimer.audio.synthesis import tone
from retrotimer.audio.tones import STARTS
from retrotimer.files.library import BUILT_IN, find
from retrotimer.files.settings import Settings
from retrotimer.training.cue_rules import all_cues
from retrotimer.training.cues import SHORT_START_MS, CueKind, CueOptions
from retrotimer.training.timeline import compile as compile_workout
from retrotimer.training.workout import Duration, Role, Workout
from tests.helpers.decoder import Meaning, heard
from tests.helpers.examples import rb, rf, stand, wb, wf

pytestmark = pytest.mark.no_cover  # it renders hours of sound; what makes them is covered by tests of its own
Sound = NDArray[np.int16]
GET_READY_MS = 10_000
NOISE_FRAMES = 1 << 21
BLOCK = 1 << 19
EDGE = 4_800
CUT_HZ = 500


def overview(preset: str) -> Overview:
    """Return the preset called `preset` as planned."""
    return Overview(find(preset), Settings().paces)


def rendered(of: Overview) -> tuple[Sound, list[tuple[int, Meaning]]]:
    """Return the sound of a session with voice and all cues, and the tones that it should hold, with their ms."""
    voice = make_voice()
    options = voiced(CueOptions(), voice)
    sound = b"".join(render(of.timeline, options, GET_READY_MS, Sounds(voice)))
    cues = [cue for cue in all_cues(of.timeline, options, GET_READY_MS) if cue.tone_ms]
    meant: list[tuple[int, Meaning]] = []
    for cue in cues:
        interval = of.timeline.intervals[cue.index]
        start: Meaning = Role.TURN if interval.role is Role.TURN else interval.movement
        meant.append((cue.at_ms + GET_READY_MS, start if cue.kind is CueKind.START else cue.kind))
    return np.frombuffer(sound, dtype=np.int16), meant


def noisy(sound: Sound) -> Sound:
    """Return `sound` in pink noise at 0 dB: its RMS is that of the start tones where they sound, rests left out."""
    tones = np.concatenate([np.frombuffer(clip.samples, dtype=np.int16) for clip in map(tone, STARTS.values())])
    sounding = tones[tones != 0].astype(np.float64)
    noise = pink() * np.float32(np.sqrt(np.mean(sounding**2)))
    loud = np.tile(noise, -(-len(sound) // len(noise)))[: len(sound)] + sound
    return np.clip(loud, -32_768, 32_767).astype(np.int16)


@cache
def pink() -> NDArray[np.float32]:
    """Return 44 s of pink noise from 20 Hz on, with an RMS of 1, the same each time."""
    white = np.random.default_rng(20_260_501).standard_normal(NOISE_FRAMES)
    hz = np.fft.rfftfreq(NOISE_FRAMES, 1 / RATE)
    shaped = np.fft.irfft(np.fft.rfft(white) * np.where(hz < 20, 0, 1 / np.sqrt(np.maximum(hz, 20))), NOISE_FRAMES)
    scaled: NDArray[np.float32] = (shaped / np.sqrt(np.mean(shaped**2))).astype(np.float32)
    return scaled


def thin(sound: Sound) -> Sound:
    """Return `sound` as a small loudspeaker gives it: 24 dB an octave less below 500 Hz."""
    ratio = (np.fft.rfftfreq(BLOCK, 1 / RATE) / CUT_HZ) ** 4
    gain = (ratio / np.sqrt(1 + ratio**2)).astype(np.float32)
    padded = np.concatenate((np.zeros(EDGE, np.int16), sound, np.zeros(BLOCK, np.int16)))
    out = np.empty(len(sound) + BLOCK, dtype=np.int16)
    step = BLOCK - 2 * EDGE
    for start in range(0, len(sound), step):
        block = np.fft.irfft(np.fft.rfft(padded[start : start + BLOCK].astype(np.float32)) * gain, BLOCK)
        out[start : start + step] = np.clip(block[EDGE:-EDGE], -32_768, 32_767)
    return out[: len(sound)]


CONDITIONS: dict[str, Callable[[Sound], Sound]] = {
    "clean": lambda sound: sound,
    "thin": thin,
    "noisy": noisy,
    "thin and noisy": lambda sound: thin(noisy(sound)),
}


NEAR_MS = 5.0
"""In noise a tone may be found a wave of its pitch too early or too late."""


def check(preset: str, condition: str) -> float:
    """Hear the whole session of `preset`, hold every tone against what was meant, and return the worst match."""
    sound, meant = rendered(overview(preset))
    found = heard(CONDITIONS[condition](sound))
    assert [tone.meaning for tone in found] == [meaning for _ms, meaning in meant]
    assert [tone.at_ms for tone in found] == pytest.approx([ms for ms, _meaning in meant], abs=NEAR_MS)
    return min(tone.match for tone in found)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_drill_can_be_followed_with_closed_eyes(condition: str) -> None:
    """An athlete would go the wrong way, in wind or with a small loudspeaker."""
    check("warm-up-drill", condition)


@pytest.mark.parametrize("condition", ["clean", "thin and noisy"])
@pytest.mark.parametrize("preset", [preset for preset in BUILT_IN if preset != "warm-up-drill"])
def test_every_preset_can_be_followed_with_closed_eyes(preset: str, condition: str) -> None:
    """The same in any session that RetroTimer brings. `benchmarks/blind.py` listens in all four conditions."""
    check(preset, condition)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_quick_forms_can_be_told_apart(condition: str) -> None:
    """Intervals too short for their tone would all sound alike."""
    step = [replace(whole, length=Duration(3_200)) for whole in (rf(4), rb(4), wf(4), wb(4), stand(4))]
    timeline = compile_workout(Workout("Quick", tuple(step)), Settings().paces)
    clips = [
        next(Sounds().parts(cue, timeline)) for cue in all_cues(timeline, CueOptions()) if cue.kind is CueKind.START
    ]
    assert {clip.clip.length_ms for clip in clips} == {SHORT_START_MS}
    sound = np.frombuffer(b"".join(render(timeline, CueOptions(), GET_READY_MS, Sounds())), dtype=np.int16)
    found = [tone for tone in heard(CONDITIONS[condition](sound)) if tone.is_start]
    assert [tone.meaning for tone in found] == [whole.movement for whole in step]
    assert all(tone.is_short for tone in found)


def test_every_tone_is_known_and_found_on_its_time() -> None:
    """What listens to live sound would measure the listener's own error, or take one tone for another."""
    sound, meant = rendered(overview("warm-up-drill"))
    found = heard(sound)
    assert [tone.meaning for tone in found] == [meaning for _ms, meaning in meant]
    assert [tone.at_ms for tone in found] == pytest.approx([ms for ms, _meaning in meant], abs=0.1)
