"""Test that each format reproduces the session with every tone on its frame."""

from __future__ import annotations

from array import array

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS
from tests.helpers.sound_file import BLOCKS, FRAMES, ONSETS, WRITERS, first_heard, samples, written

SOURCE = array("h", b"".join(BLOCKS))


@pytest.mark.parametrize(("ending", "ms"), [("wav", 1), ("mp3", 2)])
def test_tones_are_heard_when_the_timeline_has_them(ending: str, ms: int) -> None:
    """A phone would say "turn" when the athlete has turned already, as with an MP3 encoder's delay."""
    sound = samples(written(ending))
    assert len(ONSETS) == 6
    for onset in ONSETS:
        heard = first_heard(sound, onset)
        assert abs(heard - first_heard(SOURCE, onset)) <= FRAMES_PER_MS / 2
        assert abs(heard - onset) <= ms * FRAMES_PER_MS


@pytest.mark.parametrize("ending", WRITERS)
def test_the_sound_is_as_long_as_the_session(ending: str) -> None:
    """Sessions played one after the other would have gaps, or lack the finish."""
    assert len(samples(written(ending))) == FRAMES


def test_a_wav_file_loses_nothing() -> None:
    """Somebody who edits the sound would not have what the session sounds like."""
    assert samples(written("wav")) == SOURCE


@pytest.mark.parametrize("ending", WRITERS)
def test_silence_and_a_single_frame_can_be_written(ending: str) -> None:
    """A session without cues would end in a broken file."""
    assert len(samples(written(ending, [bytes(2)], 1))) in (1, 576 + 1)
