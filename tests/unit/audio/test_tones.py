"""Test the tones: loudness, pitch and length."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import combinations
from math import log2
from typing import Any

import numpy as np
import pytest

from retrotimer.audio.clips import FRAMES_PER_MS, LOUDNESS_LUFS, RATE, Clip
from retrotimer.audio.tones import EVENTS, SHORT_STARTS, Note, event_tone, start_tone
from retrotimer.audio.tones import STARTS as STARTS_FULL
from retrotimer.training.cues.cue_types import SHORT_START_MS, TONE_MS, CueKind
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Role,
)
from tests.helpers.loudness import momentary_lufs, true_peak_dbfs

FULL_MS = TONE_MS[CueKind.START]
MOVEMENTS = (RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD, WALK_BACKWARD, STAND)
STARTS = [(movement, None) for movement in MOVEMENTS] + [(STAND, Role.TURN)]
ALL = [start_tone(movement, role, ms) for ms in (FULL_MS, SHORT_START_MS) for movement, role in STARTS]
ALL += [clip for clip in map(event_tone, TONE_MS) if clip]


def pitch(clip: Clip, start_ms: int, end_ms: int) -> float:
    """Return the fundamental between two times of `clip`, in Hz, by the wave's upward crossings of zero."""
    samples = clip.samples[start_ms * FRAMES_PER_MS : end_ms * FRAMES_PER_MS]
    ups = [n for n in range(1, len(samples)) if samples[n - 1] < 0 <= samples[n]]
    return RATE * (len(ups) - 1) / (ups[-1] - ups[0])


def bend(clip: Clip) -> float:
    """Return by how many octaves `clip` ends higher than it begins."""
    length = round(clip.length_ms)
    head = 30 if length < FULL_MS else 80
    return log2(pitch(clip, length - head, length - 5) / pitch(clip, 3, head))


@pytest.mark.parametrize("length_ms", [FULL_MS, SHORT_START_MS])
def test_forward_rises_and_backward_falls(length_ms: int) -> None:
    """An athlete who heard only the contour would run the wrong way."""
    for movement in (RUN_FORWARD, WALK_FORWARD):
        assert bend(start_tone(movement, None, length_ms)) > 0.4
    for movement in (RUN_BACKWARD, WALK_BACKWARD):
        assert bend(start_tone(movement, None, length_ms)) < -0.4
    assert abs(bend(start_tone(STAND, None, length_ms))) < 0.02


@pytest.mark.parametrize("length_ms", [37, 119, SHORT_START_MS, FULL_MS])
def test_a_start_tone_has_the_length_of_its_cue(length_ms: int) -> None:
    """A start tone would sound on into the next interval's, or leave a hole."""
    for movement, role in STARTS:
        assert start_tone(movement, role, length_ms).length_ms == length_ms


@pytest.mark.parametrize("kind", sorted(set(TONE_MS) - {CueKind.START}))
def test_an_event_tone_has_the_length_of_its_kind(kind: CueKind) -> None:
    """Cues planned side by side would sound over each other."""
    clip = event_tone(kind)
    assert clip
    assert clip.length_ms == TONE_MS[kind]


def test_words_have_no_tone() -> None:
    """A line that a voice will say would beep."""
    assert event_tone(CueKind.POSTURE) is None


@pytest.mark.parametrize("clip", ALL)
def test_every_tone_begins_at_once_and_ends_without_a_click(clip: Clip) -> None:
    """Cues would be heard late by a soft onset, or with a click at an edge."""
    first = next(n for n, sample in enumerate(clip.samples) if abs(sample) >= 1_000)
    assert first < FRAMES_PER_MS
    assert abs(clip.samples[0]) < 200
    assert abs(clip.samples[-1]) < 200


@pytest.mark.parametrize("clip", ALL)
def test_no_tone_comes_near_full_scale(clip: Clip) -> None:
    """A device that resamples would clip the tone's peaks."""
    assert max(map(abs, clip.samples)) + 16 < 32_767 * 10 ** (-1 / 20)


@pytest.mark.parametrize("clip", ALL)
def test_tones_are_as_loud_as_each_other(clip: Clip) -> None:
    """One cue would be missed in the wind, or another hurt."""
    assert momentary_lufs(clip.samples) == pytest.approx(LOUDNESS_LUFS, abs=0.2)


@pytest.mark.parametrize("clip", ALL)
def test_no_tone_swings_beyond_its_bound_between_samples(clip: Clip) -> None:
    """A loudspeaker would distort the tone's peaks, and people would turn it down."""
    assert true_peak_dbfs(clip.samples) < -1.0


@pytest.mark.parametrize("clip", ALL)
def test_a_tone_is_loud_on_a_laptop(clip: Clip) -> None:
    """Cues would vanish on small loudspeakers, which give nothing below 500 Hz."""
    spectrum = np.fft.rfft(clip.samples)
    spectrum[np.fft.rfftfreq(clip.frames, 1 / RATE) < 500] = 0
    left = np.fft.irfft(spectrum, clip.frames)
    heard = array("h", left.astype(np.int16).tobytes())
    assert momentary_lufs(heard) > LOUDNESS_LUFS - 0.5


@pytest.mark.parametrize("clip", ALL)
def test_the_edges_of_a_tone_do_not_splatter(clip: Clip) -> None:
    """Each tone would begin or end with a click: sound above its overtones that is no part of it."""
    power = np.abs(np.fft.rfft(clip.samples, 1 << 17)) ** 2
    above = np.fft.rfftfreq(1 << 17, 1 / RATE) > 9_000
    assert 10 * np.log10(float(np.sum(power[above])) / float(np.sum(power))) < -50


def notes_of(table: Mapping[Any, tuple[Note, ...]]) -> list[tuple[Note, ...]]:
    """Return the notes of each tone of `table`."""
    return list(table.values())


@pytest.mark.parametrize("starts", [STARTS_FULL, SHORT_STARTS])
def test_all_tones_differ_in_rhythm_and_in_contour(starts: Mapping[Any, tuple[Note, ...]]) -> None:
    """Two meanings could be told apart by one trait only, which wind or a tired ear takes away."""
    for one, other in combinations([*notes_of(starts), *notes_of(EVENTS)], 2):
        assert rhythm(one) != rhythm(other)
        assert far(contour(one), contour(other)) > 1.0


def rhythm(notes: tuple[Note, ...]) -> tuple[int, ...]:
    """Return how long each note lasts and then rests, in ms; a single note's length is its rhythm."""
    return tuple(ms for note in notes for ms in (note.length_ms, note.rest_ms))


def contour(notes: tuple[Note, ...]) -> list[float]:
    """Return the pitch at each hundredth of the way through the sounding parts, in semitones."""
    pitches = [note.hz_at(ms) for note in notes for ms in range(note.length_ms)]
    return [12 * log2(pitches[n * len(pitches) // 100] / 500) for n in range(100)]


def far(one: list[float], other: list[float]) -> float:
    """Return how far apart two contours are on average, in semitones."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


def test_every_pitch_is_where_a_worn_ear_hears_it() -> None:
    """Older athletes would miss a note, or a loudspeaker swallow its fundamental."""
    for notes in (*notes_of(STARTS_FULL), *notes_of(SHORT_STARTS), *notes_of(EVENTS)):
        for note in notes:
            assert 500 <= min(note.hz, note.to_hz or note.hz) <= max(note.hz, note.to_hz or note.hz) <= 1_200


def test_no_two_start_tones_sound_alike() -> None:
    """Two movements could not be told apart with closed eyes."""
    for length_ms in (FULL_MS, SHORT_START_MS):
        tones = [start_tone(movement, role, length_ms).samples for movement, role in STARTS]
        assert all(one != other for one, other in combinations(tones, 2))


def test_a_tone_is_made_once() -> None:
    """Each cue of a session would cost the making of its tone."""
    assert start_tone(RUN_FORWARD, None, FULL_MS) is start_tone(RUN_FORWARD, None, FULL_MS)


def test_a_role_other_than_turn_sounds_as_its_movement() -> None:
    """A warm-up walk would sound like something else than a walk."""
    warm_up: Movement = WALK_FORWARD
    warm, plain = start_tone(warm_up, Role.WARM_UP, FULL_MS), start_tone(warm_up, None, FULL_MS)
    assert warm.samples == plain.samples
