"""What holds for the cues of any timeline."""

from __future__ import annotations

from itertools import cycle, pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.cues.cue_times import all_cues, interval_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Role
from tests.helpers import strategies
from tests.helpers.cue_reading import message, of


@given(strategies.timelines, strategies.options, st.integers(0, 12_000))
def test_no_two_cues_sound_at_once(timeline: Timeline, options: CueOptions, get_ready_ms: int) -> None:
    """If it failed, two cues, spoken or not, would be heard over each other."""
    cues = tuple(all_cues(timeline, options, get_ready_ms))
    assert [(a, b) for a, b in pairwise(cues) if a.end_ms > b.at_ms] == []
    assert all(cue.length_ms >= 0 for cue in cues)


@given(strategies.timelines, strategies.options)
def test_every_interval_has_its_start_tone_and_its_cues_to_itself(timeline: Timeline, options: CueOptions) -> None:
    """If it failed, an interval could begin in silence, or a cue sound in another interval than its own."""
    for index, interval in enumerate(timeline.intervals):
        first, *others = interval_cues(timeline, index, options, open_for_ms=600_000)
        assert (first.at_ms, first.kind, first.index) == (interval.start_ms, CueKind.START, index)
        assert CueKind.START not in {cue.kind for cue in others}
        assert interval.is_open or max(cue.end_ms for cue in (first, *others)) <= interval.end_ms
        assert {cue.kind for cue in others}.isdisjoint(options.off)


@given(strategies.timelines, strategies.options)
def test_shoulders_alternate_through_any_timeline(timeline: Timeline, options: CueOptions) -> None:
    """If it failed, one side of the neck would do more of the work."""
    glances = [cue.text for cue in all_cues(timeline, options) if cue.kind is CueKind.LOOK_BEHIND]
    assert glances == [
        text for text, _glance in zip(cycle(("Glance left.", "Glance right.")), glances, strict=False)
    ]


@given(strategies.closed_timelines)
def test_every_change_is_counted_down(timeline: Timeline) -> None:
    """If it failed, some change would come without its pips although there was room."""
    for index, interval in enumerate(timeline.intervals):
        pips = [cue.at_ms - interval.end_ms for cue in of(timeline, index) if cue.kind is CueKind.COUNTDOWN]
        assert pips == [-s * 1_000 for s in (3, 2, 1) if interval.length_ms - s * 1_000 >= 120]


@given(strategies.closed_timelines)
def test_every_backward_part_with_room_before_it_is_warned_of(timeline: Timeline) -> None:
    """If it failed, an athlete would be sent backward unwarned in some arrangement of steps."""
    for before, after in pairwise(i for i in timeline.intervals if i.role is not Role.TURN):
        if after.is_backward and not before.is_backward and before.length_ms > 20_000 and not before.say:
            warned = message(of(timeline, timeline.intervals.index(before)), CueKind.WARNING)
            assert warned == [(before.end_ms - 5_000, "Backward in five")]
