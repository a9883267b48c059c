"""Test the clips of a cue."""

from __future__ import annotations

from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from tests.helpers.examples import GENTLER, TRACK_LAPS
from tests.helpers.examples import plan as compiled
from tests.helpers.talker import Talker


def test_tone_and_word_fill_their_cue() -> None:
    """Cues that the rules placed side by side would overlap, or a tone or word be missing."""
    voice = Talker(500, 1)
    options = CueOptions(words_ms=voice.words_ms)
    for plan in (compiled(*GENTLER), compiled(*TRACK_LAPS)):
        for cue in all_cues(plan, options, 10_000):
            parts = list(Sounds(voice).parts(cue, plan))
            assert [part.clip.is_voice for part in parts] == [False] * bool(cue.tone_ms) + [True] * cue.is_spoken
            assert [part.after_ms for part in parts] == [0] * bool(cue.tone_ms) + [cue.word_ms] * cue.is_spoken
            longest_ms = parts[-1].after_ms + parts[-1].clip.length_ms
            assert longest_ms <= cue.length_ms
            assert longest_ms == cue.length_ms or cue.kind is CueKind.LOOK_BEHIND


def test_without_a_voice_there_are_the_tones_alone() -> None:
    """A session without its voice would stop, or lose its tones."""
    plan = compiled(*GENTLER)
    parts = [part for cue in all_cues(plan, CueOptions(), 10_000) for part in Sounds().parts(cue, plan)]
    assert parts
    assert not any(part.clip.is_voice for part in parts)


def test_a_word_that_outgrew_its_cue_is_not_said() -> None:
    """A voice exchanged during a session would talk into the next cue."""
    plan = compiled(*GENTLER)
    cue = next(c for c in all_cues(plan, CueOptions(words_ms=lambda _text: 400)) if c.kind is CueKind.DIRECTION)
    assert list(Sounds(Talker(401)).parts(cue, plan)) == []
