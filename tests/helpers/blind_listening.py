"""Render sessions, add noise and cut low frequencies, and check that the decoder recognises every tone."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from retrotimer.app.overview import Overview
from retrotimer.app.session.voices import make_voice, voiced
from retrotimer.audio.clips import RATE
from retrotimer.audio.music.track import MusicTrack
from retrotimer.audio.render import render
from retrotimer.audio.sound_bank import Sounds
from retrotimer.audio.tones import STARTS, tone
from retrotimer.files.presets.library import find
from retrotimer.files.settings import Settings
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Session
from retrotimer.training.workout.workout import Role
from tests.helpers.decoder import Meaning, heard

Sound = NDArray[np.int16]
GET_READY_MS = 10_000
NOISE_FRAMES = 1 << 21
BLOCK = 1 << 19
EDGE = 4_800
CUT_HZ = 500


def overview(preset: str) -> Overview:
    """Return the overview of the built-in preset with this id."""
    return Overview(find(preset), Settings().paces)


def rendered(of: Overview, music: MusicTrack | None = None) -> tuple[Sound, list[tuple[int, Meaning]]]:
    """Return the samples of a session with voice and all cues, and the expected tones with their times in ms."""
    voice = make_voice()
    options = voiced(CueOptions(), voice)
    sound = b"".join(render(of_one(Session(of.timeline, options, GET_READY_MS)), Sounds(voice), music=music))
    cues = [cue for cue in all_cues(of.timeline, options, GET_READY_MS) if cue.tone_ms]
    meant: list[tuple[int, Meaning]] = []
    for cue in cues:
        interval = of.timeline.intervals[cue.index]
        start: Meaning = Role.TURN if interval.role is Role.TURN else interval.movement
        meant.append((cue.at_ms + GET_READY_MS, start if cue.kind is CueKind.START else cue.kind))
    return np.frombuffer(sound, dtype=np.int16), meant


def noisy(sound: Sound) -> Sound:
    """Add pink noise at 0 dB: its RMS is that of the start tones, pauses excluded."""
    tones = np.concatenate([np.frombuffer(clip.samples, dtype=np.int16) for clip in map(tone, STARTS.values())])
    sounding = tones[tones != 0].astype(np.float64)
    noise = pink() * np.float32(np.sqrt(np.mean(sounding**2)))
    loud = np.tile(noise, -(-len(sound) // len(noise)))[: len(sound)] + sound
    return np.clip(loud, -32_768, 32_767).astype(np.int16)


@cache
def pink() -> NDArray[np.float32]:
    """Return 44 s of pink noise above 20 Hz with an RMS of 1, from a fixed seed."""
    white = np.random.default_rng(20_260_501).standard_normal(NOISE_FRAMES)
    hz = np.fft.rfftfreq(NOISE_FRAMES, 1 / RATE)
    shaped = np.fft.irfft(np.fft.rfft(white) * np.where(hz < 20, 0, 1 / np.sqrt(np.maximum(hz, 20))), NOISE_FRAMES)
    scaled: NDArray[np.float32] = (shaped / np.sqrt(np.mean(shaped**2))).astype(np.float32)
    return scaled


def thin(sound: Sound) -> Sound:
    """High-pass `sound` as a small loudspeaker does: 24 dB an octave below 500 Hz."""
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
"""Tolerance of onsets: in noise a tone may be found one period too early or too late."""


def check(preset: str, condition: str, music: MusicTrack | None = None) -> float:
    """Decode the session of `preset`, compare every tone with the expected one, and return the worst match."""
    sound, meant = rendered(overview(preset), music)
    found = heard(CONDITIONS[condition](sound))
    assert [tone.meaning for tone in found] == [meaning for _ms, meaning in meant]
    assert [tone.at_ms for tone in found] == pytest.approx([ms for ms, _meaning in meant], abs=NEAR_MS)
    return min(tone.match for tone in found)
