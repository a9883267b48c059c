"""Test that a rendered session equals its live sound."""

from __future__ import annotations

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS, RATE
from retrotimer.audio.render import render, total_frames
from retrotimer.audio.sound_bank import Sounds
from retrotimer.audio.tones import PEAK
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session
from tests.helpers.audio_fakes import LATENCY_MS, FakeMixer, samples_of
from tests.helpers.examples import GENTLER, plan, rb, rf, tap, times, wf

GET_READY_MS = 5_000


@pytest.mark.parametrize("tone_volume", [1.0, 0.5])
def test_live_and_rendered_samples_are_the_same(tone_volume: float) -> None:
    """A session taken along on a phone would sound different from the one at the track."""
    session = Session(plan(wf(20), times(3, rf(6), rb(3.5), wf(1)), turn_s=0.2), get_ready_ms=GET_READY_MS)
    blocks = render(
        of_one(Session(session.timeline, CueOptions(), GET_READY_MS)), Sounds(), tone_volume=tone_volume
    )
    rendered = b"".join(blocks)
    mixer = FakeMixer(session)
    mixer.sound.tone_volume = tone_volume
    mixer.now_ns = LATENCY_MS * MS
    mixer.do(Command.START)
    mixer.now_ns = 0
    pull = mixer.output.pull
    assert pull
    for n in range(len(rendered) // 2 // (40 * FRAMES_PER_MS)):
        now_ns = n * 40 * MS
        mixer.heard += pull(40 * FRAMES_PER_MS, now_ns)
        mixer.sound.tick(max(LATENCY_MS * MS, now_ns))
    loudest = max(map(abs, samples_of(rendered)))
    assert 0.3 * PEAK * tone_volume**2 <= loudest <= PEAK * tone_volume**2
    assert bytes(mixer.heard) == rendered[: len(mixer.heard)]


def test_blocks_are_a_second_each() -> None:
    """Progress would stand still, or a long session fill the memory."""
    sizes = [
        len(block) // 2 for block in render(of_one(Session(plan(*GENTLER), CueOptions(), GET_READY_MS)), Sounds())
    ]
    assert set(sizes[:-1]) == {RATE}
    assert sum(sizes) == total_frames(of_one(Session(plan(*GENTLER), CueOptions(), GET_READY_MS)))


def test_an_open_interval_is_as_long_as_its_pace_says() -> None:
    """Rendering a session with a tap in it would never end."""
    options = CueOptions(words_ms=lambda _text: 500)
    session = of_one(Session(plan(rf(3), tap()), options, 0))
    assert total_frames(session) == (3_000 + 1_200 + 60 + 500) * FRAMES_PER_MS
    assert sum(map(len, render(session, Sounds()))) == 2 * total_frames(session)
