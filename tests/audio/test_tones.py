"""The sound language: what the tones must be, for ears and for the mixer."""

from __future__ import annotations

from itertools import combinations
from math import log2

import pytest

from retrotimer.audio.clip import FRAMES_PER_MS, RATE, Clip
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.training.cues import SHORT_START_MS, TONE_MS, CueKind
from retrotimer.training.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Role,
)

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


@pytest.mark.parametrize("kind", set(TONE_MS) - {CueKind.START})
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


def energy(clip: Clip) -> float:
    """Return what the ear sums up of `clip` in the loudest 400 ms: its sounding samples' mean square."""
    window = 400 * FRAMES_PER_MS
    squares = [0]
    for sample in clip.samples:
        squares.append(squares[-1] + sample * sample)
    ends = range(min(window, clip.frames), clip.frames + 1, FRAMES_PER_MS)
    return max(squares[end] - squares[max(0, end - window)] for end in ends) / window


def test_tones_are_about_as_loud_as_each_other() -> None:
    """One cue would be missed in the wind, or another hurt."""
    levels = [10 * log2(energy(clip)) / log2(10) for clip in ALL]
    assert max(levels) - min(levels) < 2.0


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
