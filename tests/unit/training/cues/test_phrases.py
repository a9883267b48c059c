"""Every line that a voice needs, and its name."""

from __future__ import annotations

import pytest
from hypothesis import given

from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.cues.phrases import all_lines, line_name
from retrotimer.training.workout.timeline import Timeline
from tests.helpers import strategies


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Backward in five", "backward-in-five"),
        ("Glance left.", "glance-left"),
        ("12 minutes left", "12-minutes-left"),
        ("  Größer -- als_das!", "größer-als-das"),
        ("…", ""),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_name_holds_letters_digits_and_hyphens(text: str, name: str) -> None:
    """If it failed, a person's recordings would not be found, or a line could reach outside its folder."""
    assert line_name(text) == name


def test_no_two_lines_share_a_name() -> None:
    """If it failed, one line would be said in place of another."""
    names = [line_name(line) for line in all_lines()]
    assert len(set(names)) == len(names) == len(all_lines())


@given(strategies.closed_timelines)
def test_the_lines_hold_all_that_cues_say(timeline: Timeline) -> None:
    """If it failed, a voice would lack a line that a session needs."""
    said = {cue.text for cue in all_cues(timeline, CueOptions(counts_aloud=True), 10_000) if cue.is_spoken}
    own = {interval.say for interval in timeline.intervals}
    assert said - own <= set(all_lines())
    assert {cue.kind for cue in all_cues(timeline, CueOptions()) if cue.is_spoken}.isdisjoint(
        {CueKind.START, CueKind.COUNTDOWN, CueKind.GET_READY}
    )
