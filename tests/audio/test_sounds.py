"""Which clip a cue has."""

from __future__ import annotations

from retrotimer.audio.sounds import Sounds
from retrotimer.training.cue_rules import all_cues
from retrotimer.training.cues import SPOKEN, TONE_MS, CueKind, CueOptions
from tests.training.examples import GENTLER, TRACK_LAPS
from tests.training.examples import plan as compiled


def test_a_clip_lasts_as_long_as_its_cue_sounds() -> None:
    """Cues that the rules placed side by side would overlap, or a tone be missing."""
    sounds = Sounds()
    for plan in (compiled(*GENTLER), compiled(*TRACK_LAPS)):
        for cue in all_cues(plan, CueOptions(), 10_000):
            clip = sounds.clip_for(cue, plan)
            if cue.kind in TONE_MS:
                assert clip
                expected = cue.length_ms if cue.kind is CueKind.START else TONE_MS[cue.kind]
                assert clip.length_ms == expected
            else:
                assert cue.kind in SPOKEN
                assert clip is None
