"""Test music in whole sessions, live and rendered."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.music.source import Pieces, Source
from retrotimer.audio.music.track import MusicTrack
from retrotimer.audio.render import render
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session
from tests.helpers.audio_fakes import LATENCY_MS, FakeMixer, mixer_of
from tests.helpers.blind_listening import check
from tests.helpers.examples import plan, rb, rf, times, wf
from tests.helpers.music_files import chords, write_wav

LOUD_AS_CUES = 10 ** (6 / 20 / 2)
"""The volume, as the ear takes it, that makes music of -20 LUFS as loud as cues of -14."""
GET_READY_MS = 5_000


@pytest.fixture
def piece(tmp_path: Path) -> Path:
    """Return a piece of music."""
    return write_wav(tmp_path / "chords.wav", chords(40))


def track(piece: Path, **options: float) -> MusicTrack:
    """Return a track that decodes when it is asked to."""
    return MusicTrack(Source(Pieces(piece, is_shuffled=False)), **options)


def test_live_and_rendered_music_are_the_same(piece: Path) -> None:
    """A session taken along would have its music at other places, or too loud beside the cues."""
    session = Session(plan(wf(20), times(3, rf(6), rb(3.5), wf(1)), rf(20), turn_s=0.2), get_ready_ms=GET_READY_MS)
    one = of_one(Session(session.timeline, CueOptions(), GET_READY_MS))
    rendered = b"".join(render(one, Sounds(), music=track(piece, walking_volume=0.5)))
    mixer = FakeMixer(session, track(piece, walking_volume=0.5))
    mixer.now_ns = LATENCY_MS * MS
    mixer.do(Command.START)
    mixer.now_ns = 0
    for n in range(len(rendered) // 2 // (40 * FRAMES_PER_MS)):
        assert mixer.output.pull
        mixer.heard += mixer.output.pull(40 * FRAMES_PER_MS, n * 40 * MS)
        mixer.sound.tick(max(LATENCY_MS * MS, n * 40 * MS))
    assert bytes(mixer.heard) == rendered[: len(mixer.heard)]
    assert np.max(np.abs(np.frombuffer(rendered, np.int16)[: 2_000 * FRAMES_PER_MS])) > 500


def test_music_waits_in_a_pause_and_gives_way_to_a_key(piece: Path) -> None:
    """Music would go on while nobody runs, or lie over the direction that a key brings."""
    mixer = mixer_of(60, 60, music=track(piece))
    mixer.do(Command.START)
    mixer.play(10_000)
    mixer.do(Command.NEXT)
    mixer.play(2_000)
    mixer.do(Command.PAUSE)
    mixer.play(4_000)
    sound = np.frombuffer(bytes(mixer.heard), np.int16).astype(float)
    level = [float(np.sqrt(np.mean(part**2))) for part in np.split(sound, len(sound) // 1_920)]
    assert np.mean(level[100:240]) > 800  # between both tones
    assert np.mean(level[310:]) < 20
    assert mixer.sound.music_on


@pytest.mark.thorough
@pytest.mark.parametrize("condition", ["clean", "thin"])
def test_gentler_3_1_can_be_followed_over_music_as_loud_as_the_cues(piece: Path, condition: str) -> None:
    """An athlete would run the wrong way over music."""
    check("gentler-3-1", condition, track(piece, volume=LOUD_AS_CUES))
