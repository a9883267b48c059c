"""Test blindly that direction and gait of each interval can be heard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrotimer import texts
from retrotimer.app.session.voices import make_voice
from retrotimer.audio.render import render
from retrotimer.audio.sound_bank import Sounds
from retrotimer.files.assets import use_language
from retrotimer.files.presets.library import BUILT_IN
from retrotimer.files.presets.reader import Preset
from retrotimer.files.settings import Settings
from retrotimer.files.voice_packs import PACKS
from retrotimer.texts import ENGLISH
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import SHORT_START_MS, CueKind, CueOptions
from retrotimer.training.cues.phrases import all_lines, line_name
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Session
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Duration, Workout
from tests.helpers.blind_listening import CONDITIONS, GET_READY_MS, NEAR_MS, check, overview, rendered
from tests.helpers.decoder import heard
from tests.helpers.examples import rb, rf, stand, wb, wf, workout
from tests.helpers.group_listening import compared, waves

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_drill_can_be_followed_with_closed_eyes(condition: str) -> None:
    """An athlete would go the wrong way, in wind or with a small loudspeaker."""
    check("warm-up-drill", condition)


@pytest.mark.parametrize("preset", [preset for preset in BUILT_IN if preset != "warm-up-drill"])
def test_every_preset_can_be_followed_with_closed_eyes(preset: str) -> None:
    """The same in any session that RetroTimer brings. `benchmarks/blind.py` listens in all four conditions."""
    check(preset, "thin and noisy")


@pytest.mark.parametrize("condition", CONDITIONS)
def test_quick_forms_can_be_told_apart(condition: str) -> None:
    """Intervals too short for their tone would all sound alike."""
    step = [replace(whole, length=Duration(3_200)) for whole in (rf(4), rb(4), wf(4), wb(4), stand(4))]
    timeline = compile_workout(Workout("Quick", tuple(step)), Settings().paces)
    clips = [
        next(Sounds().parts(cue, timeline)) for cue in all_cues(timeline, CueOptions()) if cue.kind is CueKind.START
    ]
    assert {clip.clip.length_ms for clip in clips} == {SHORT_START_MS}
    sound = np.frombuffer(
        b"".join(render(of_one(Session(timeline, CueOptions(), GET_READY_MS)), Sounds())), dtype=np.int16
    )
    found = [tone for tone in heard(CONDITIONS[condition](sound)) if tone.is_start]
    assert [tone.meaning for tone in found] == [whole.movement for whole in step]
    assert all(tone.is_short for tone in found)


@pytest.mark.parametrize("condition", ["clean", "noisy"])
def test_four_groups_are_told_apart(condition: str) -> None:
    """A coach could not lead four groups by sound: a direction would be wrong, or of another group."""
    voice = make_voice()
    preset = Preset("short", Path("short.toml"), workout(wf(9), rf(13), rb(7), wf(15), rf(7)))
    session = waves(preset, voice, apart_ms=11_000)
    sound = np.frombuffer(b"".join(render(session, Sounds(voice))), dtype=np.int16)
    times = compared(CONDITIONS[condition](sound), session)
    assert [at for at, _due in times] == pytest.approx([due for _at, due in times], abs=NEAR_MS)


@pytest.fixture(params=PACKS)
def pack(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the voice of a pack speak."""
    use_language(ENGLISH, request.param, {})
    yield request.param
    texts.use_for_voice(None, same_as_reader=True)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_voice_of_no_language_hides_a_tone_or_is_taken_for_one(pack: str, condition: str) -> None:
    """Who hears another language would go the wrong way; the tones carry the direction in every language."""
    voice = make_voice()
    assert set(map(line_name, voice.missing(all_lines()))) == voice.left_out, pack
    check("warm-up-drill", condition)


def test_every_tone_is_known_and_found_on_its_time() -> None:
    """What listens to live sound would measure the listener's own error, or take one tone for another."""
    sound, meant = rendered(overview("warm-up-drill"))
    found = heard(sound)
    assert [tone.meaning for tone in found] == [meaning for _ms, meaning in meant]
    assert [tone.at_ms for tone in found] == pytest.approx([ms for ms, _meaning in meant], abs=0.1)
