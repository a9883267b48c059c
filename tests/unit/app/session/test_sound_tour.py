"""Test the tour of all sounds."""

from __future__ import annotations

from itertools import pairwise

from retrotimer.app.session.sound_tour import REST_MS, SoundTour, stops
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.tones import EVENTS, STARTS, event_tone
from retrotimer.audio.voice import Voice
from tests.helpers.audio_fakes import LATENCY_MS, FakeOutput, loud_spans, samples_of
from tests.helpers.talker import Talker

ALL_MS = 60_000


def test_every_tone_of_the_language_is_on_it() -> None:
    """If it failed, a sound would be met for the first time on the track."""
    tour = stops(Voice(None))
    assert len(tour) == len(STARTS) + len(EVENTS)
    assert len({stop.name for stop in tour}) == len(tour)
    tones = [stop.clips[0][1].samples.tobytes() for stop in tour]
    assert len(set(tones)) == len(tones)


def test_sounds_follow_each_other_with_a_rest() -> None:
    """If it failed, two sounds would be heard as one."""
    tour = stops(Talker(700))
    assert all(after.begin_ms - before.end_ms == REST_MS for before, after in pairwise(tour))
    spoken = [stop.name for stop in tour if len(stop.clips) == 2]
    assert "Run backward" in spoken
    assert "Halfway through a long interval" in spoken


def test_it_is_played_at_the_volumes_of_a_session() -> None:
    """If it failed, the sounds would be learnt at another loudness than they have on the track."""
    output, tour = FakeOutput(), stops(Talker(700))
    played = SoundTour(output, tour, volume=1.0, tone_volume=0.5, voice_volume=1.0)
    played.start()
    assert output.pull
    assert played.heard_ms == -LATENCY_MS
    heard = samples_of(output.pull(ALL_MS * FRAMES_PER_MS, 0))
    assert played.heard_ms == ALL_MS - LATENCY_MS
    assert len(loud_spans(heard, quiet=600 * FRAMES_PER_MS)) == len(tour)
    knock = event_tone(next(iter(EVENTS)))
    assert knock
    first = tour[0].begin_ms * FRAMES_PER_MS
    assert max(heard[first : first + knock.frames]) == int(max(knock.samples) * 0.25)
    played.close()
    assert output.pull is None
