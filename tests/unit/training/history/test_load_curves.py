"""The curves under the ribbon, and the session all forward beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.history.load_curves import Drawn, Peaks, ahead, done, peaks, peaks_forward, points
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.load.load import CALF_WEIGHTS, KNEE_WEIGHTS, peak
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Direction, Movement
from tests.helpers import strategies
from tests.helpers.examples import EQUAL, GENTLER, PACES, curve, plan, rb, rf, stand, tap, wb, wf


def spans(timeline: Timeline) -> list[tuple[float, float]]:
    """Return where each interval lies in parts of the whole."""
    whole = timeline.planned_ms or 1
    return [(i.start_ms / whole, i.end_ms / whole) for i in timeline.intervals]


def test_what_is_drawn_are_the_curves_and_their_peaks() -> None:
    """If it failed, the picture would show other curves than the badge judges by."""
    timeline = plan(*GENTLER)
    drawn = Drawn(timeline, spans(timeline))
    assert (drawn.peaks, drawn.peaks_forward) == (peaks(timeline), peaks_forward(timeline))
    for weights, lines in zip((KNEE_WEIGHTS, CALF_WEIGHTS), drawn.lines, strict=True):
        for of, line in zip((weights, ahead(weights)), lines, strict=True):
            assert max(y for _x, y in line) == pytest.approx(max(curve(timeline, of)))


@given(strategies.timelines)
def test_the_peak_is_the_highest_point_of_the_curve(timeline: Timeline) -> None:
    """If it failed, the quick way to the peak would give another badge than the curve that is drawn."""
    for weights in (KNEE_WEIGHTS, CALF_WEIGHTS):
        assert peak(timeline, weights) == pytest.approx(max(curve(timeline, weights), default=0.0), abs=1e-9)


def test_a_peak_within_an_interval_is_found() -> None:
    """If it failed, a load that still rises after a change of gait would be cut off at the change."""
    timeline = plan(rf(3_000), stand(60), wb(400))
    values = curve(timeline, {**KNEE_WEIGHTS, wb(1).movement: 0.6})
    assert peak(timeline, {**KNEE_WEIGHTS, wb(1).movement: 0.6}) == pytest.approx(max(values))
    assert max(values[3_060:]) > values[-1]


@given(strategies.timelines, st.sampled_from((1, 7, 300)))
def test_points_go_right_and_keep_the_peak(timeline: Timeline, columns: int) -> None:
    """If it failed, a drawn curve would go back in time, or hide the peak that is told in words."""
    found = points(timeline, CALF_WEIGHTS, spans(timeline), columns)
    xs = [x for x, _load in found]
    assert xs == sorted(xs)
    assert all(0 <= x <= 1 for x in xs)
    assert len(found) <= columns + 1
    assert max(load for _x, load in found) == pytest.approx(peak(timeline, CALF_WEIGHTS))


def test_points_of_a_short_session_stand_at_its_seconds() -> None:
    """If it failed, the curve would not stand under the part of the ribbon that it belongs to."""
    timeline = plan(rf(2), wf(2))
    xs = [x for x, _load in points(timeline, KNEE_WEIGHTS, spans(timeline), 400)]
    assert xs == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_an_open_interval_keeps_the_load_as_it_is() -> None:
    """If it failed, an interval that nobody knows the length of would break the curve."""
    timeline = plan(rf(60), tap(), wf(60))
    found = points(timeline, KNEE_WEIGHTS, [(0.0, 0.45), (0.45, 0.55), (0.55, 1.0)], 100)
    at = dict(found)
    assert at[0.55] == at[0.45]


@given(strategies.timelines)
def test_all_forward_is_the_same_session_turned(timeline: Timeline) -> None:
    """If it failed, the comparison would be with a session of another length or gait."""
    turned = Timeline(
        timeline.name,
        tuple(
            replace(i, movement=Movement(i.movement.gait, i.movement.direction and Direction.FORWARD))
            for i in timeline.intervals
        ),
    )
    assert peaks_forward(timeline) == peaks(turned)
    assert curve(timeline, ahead(CALF_WEIGHTS)) == curve(turned, CALF_WEIGHTS)


def test_the_peaks_all_forward() -> None:
    """If it failed, it would not show what alternating is for: less at the knee, more at the calf."""
    for steps in (GENTLER, EQUAL):
        alternating, forward = peaks(plan(*steps)), peaks_forward(plan(*steps))
        assert alternating.knee < forward.knee
        assert alternating.calf > forward.calf - 0.05
    steady = peaks(plan(rf(1_200)))
    assert (steady.knee, steady.calf) == pytest.approx((0.978, 0.978), abs=0.0006)
    assert steady == peaks_forward(plan(rf(1_200))) == Peaks(steady.knee, steady.calf)


def test_what_was_done_is_loaded_as_long_as_it_was() -> None:
    """If it failed, a summary would show the load of the plan, not of what a person did."""
    forward, backward = Planned(RUN_FORWARD, 90_000), Planned(RUN_BACKWARD, 30_000)
    visits = (Visit(0, forward, 60_000), Visit(1, backward, 45_000), Visit(0, forward, 10_000))
    at = datetime(2026, 5, 1, tzinfo=UTC)
    found = done(SessionRecord("Test", "test", at, PACES, (forward, backward), visits, is_finished=False))
    same = plan(rf(60), rb(45), rf(10))
    assert [(i.start_ms, i.length_ms, i.movement) for i in found.intervals] == [
        (i.start_ms, i.length_ms, i.movement) for i in same.intervals
    ]
    assert peaks(found) == peaks(same)
