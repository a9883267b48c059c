"""Test when music is how loud beside cues."""

from __future__ import annotations

from array import array
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.mixer import Mixer
from retrotimer.audio.music.source import Source
from retrotimer.audio.music.track import AFTER, APART, BEFORE, CELL, MusicTrack, Window, spans
from retrotimer.training.workout.workout import Gait
from tests.helpers.audio_fakes import steady

MS = FRAMES_PER_MS
LEVEL = 10_000
LOW = 10 ** (-12 / 20)
CUES = st.lists(st.tuples(st.integers(1_000, 10_000), st.integers(20, 1_500)), max_size=6)


class Steady(Source):
    """Music of one constant level, and how much of it was read."""

    def __init__(self) -> None:
        self.frames = 0

    def read(self, count: int) -> bytes:
        self.frames += count
        return array("h", [LEVEL]).tobytes() * count


class Still:
    """A volume that does not change."""

    end = 0

    def gain(self, _frame: int) -> float:
        return 1.0


def windows(cues: list[tuple[int, int]]) -> list[Window]:
    """Return the windows of cues given by start and length in ms."""
    return [(start * MS, (start + length) * MS) for start, length in cues]


def played(cues: list[Window], ms: int, block_ms: int = 40, **options: float) -> NDArray[np.float64]:
    """Return the gain of each frame of music that plays for `ms`, mixed in blocks of `block_ms`."""
    track = MusicTrack(Steady(), **options)
    track.play(is_playing=True)
    parts = []
    for start in range(0, ms * MS, block_ms * MS):
        near = [cue for cue in cues if cue[1] > start and cue[0] < start + (block_ms + 3_000) * MS]
        parts.append(track.under(start, block_ms * MS, near, Still()) or b"")
    return np.frombuffer(b"".join(parts), dtype=np.int16) / LEVEL


@given(CUES)
def test_music_is_down_for_every_cue_and_up_far_from_any(cues: list[tuple[int, int]]) -> None:
    """A cue would drown in the music, or the music would stay low for no reason."""
    heard, all_ = played(windows(cues), 14_000), windows(cues)
    for start, end in all_:
        assert np.all(heard[start - 90 * MS : end + AFTER - CELL] < LOW + 0.01)
    free = np.ones(len(heard), dtype=bool)
    free[: 301 * MS] = False
    for span in spans(all_):
        free[max(0, span.start) : span.end + 301 * MS] = False
    assert np.all(heard[free] > 0.99)


@given(CUES)
def test_spans_hold_every_window_and_are_far_apart(cues: list[tuple[int, int]]) -> None:
    """Music would come up between two cues for a moment."""
    found = spans(windows(cues))
    assert all(later.start - sooner.end >= APART for sooner, later in pairwise(found))
    for start, end in windows(cues):
        assert any(span.start <= start - BEFORE and end + AFTER <= span.end for span in found)


@given(CUES)
def test_gains_move_slowly_when_cues_were_known(cues: list[tuple[int, int]]) -> None:
    """A ramp would be a jump that is heard as a click, or pump."""
    heard = played(windows(cues), 14_000)[400 * MS :]
    a_100th_of_s = 10 * MS
    assert np.max(np.abs(heard[a_100th_of_s:] - heard[:-a_100th_of_s])) < (1 - LOW) * 10 / 100


@given(CUES, st.sampled_from([7, 28, 1_000]))
def test_samples_depend_on_frames_only(cues: list[tuple[int, int]], block_ms: int) -> None:
    """Live music would sound other than in a sound file."""
    whole = played(windows(cues), 14_000, 40)
    blocks = played(windows(cues), 14_000, block_ms)
    assert np.array_equal(whole[: 13_000 * MS], blocks[: 13_000 * MS])


def test_a_cue_of_just_now_is_free_of_music_within_30_ms() -> None:
    """A direction that a key brings would begin under loud music."""
    track = MusicTrack(Steady())
    track.play(is_playing=True)
    track.under(0, 4_000 * MS, [], Still())
    start = 4_000 * MS
    heard = (
        np.frombuffer(track.under(start, 400 * MS, [(start, start + 500 * MS)], Still()) or b"", np.int16) / LEVEL
    )
    assert np.all(heard[30 * MS :] < LOW + 0.01)


def test_walking_has_a_level_of_its_own_and_the_end_fades() -> None:
    """Music for running would go on while one walks, or stop with a click."""
    track = MusicTrack(Steady(), volume=0.5, walking_volume=0.5)
    track.play(is_playing=True)
    track.go_at(2_000 * MS, Gait.WALK)
    track.go_at(4_000 * MS, Gait.RUN)
    track.end_at(6_000 * MS)
    heard = np.frombuffer(track.under(0, 8_000 * MS, [], Still()) or b"", np.int16) / LEVEL
    at = [heard[ms * MS] for ms in (0, 1_900, 3_900, 5_900, 6_500, 7_100)]
    assert at == pytest.approx([0, 0.25, 0.0625, 0.25, 0.125, 0], abs=0.005)
    assert not track.is_heard


def test_music_waits_where_it_was_while_paused_or_off() -> None:
    """A song would go on unheard, and come back at another place."""
    source = Steady()
    track = MusicTrack(source)
    track.play(is_playing=True)
    track.under(0, 1_000 * MS, [], Still())
    track.switch()
    track.under(1_000 * MS, 1_000 * MS, [], Still())
    frames = source.frames
    assert track.under(2_000 * MS, 9_000 * MS, [], Still()) is None
    assert source.frames == frames < 1_301 * MS
    track.switch()
    heard = np.frombuffer(track.under(11_000 * MS, 1_000 * MS, [], Still()) or b"", np.int16)
    assert heard[-1] == LEVEL


def test_volume_and_mute_hold_for_music_too() -> None:
    """M would leave the music on."""
    track = MusicTrack(Steady())
    track.play(is_playing=True)
    mixer = Mixer(0.5, track)
    assert abs(array("h", mixer.mix(2_000 * MS))[-1] - LEVEL // 2) < 20
    mixer.set_volume(0.0)
    assert max(map(abs, array("h", mixer.mix(1_000 * MS))[20 * MS :])) < 20


def test_cues_are_the_same_with_music() -> None:
    """A cue would be softer, or at another time, where there is music."""
    plain, mixed = Mixer(), Mixer(music=MusicTrack(Steady(), duck_db=40))
    assert mixed.music
    mixed.music.play(is_playing=True)
    for mixer in (plain, mixed):
        mixer.place(2_000 * MS, steady(500 * MS))
    alone, below = (np.frombuffer(mixer.mix(4_000 * MS), np.int16).astype(int) for mixer in (plain, mixed))
    heard = slice(2_000 * MS, 2_500 * MS)
    assert np.max(np.abs(below[heard] - alone[heard] - LEVEL // 100)) <= 1
