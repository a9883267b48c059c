"""The builder: whatever is asked for, what comes out is valid and within its level's caps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.alternation import COOL_DOWN_S, WARM_UP_S, Wish, build, total_bounds
from retrotimer.training.load.load import CAPS, Cause, Load, load
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_BACKWARD, Direction, Level, Role
from tests.helpers.example_counts import times
from tests.helpers.examples import GENTLER, PACES

NOVICE, INTERMEDIATE, EXPERIENCED = Level
playback_options = st.builds(
    Wish,
    total_s=st.integers(-100, 20_000),
    backward_percent=st.integers(-10, 110),
    bout_s=st.integers(-10, 5_000),
    walk_s=st.integers(-10, 5_000),
    level=st.sampled_from(Level),
)


def placed(wish: Wish) -> tuple[Timeline, Load]:
    """Return what is built of `wish`, placed in time, and its load."""
    timeline = compile_workout(build(wish).workout(), PACES)
    return timeline, load(timeline, wish.level, PACES)


@times(3)
@given(playback_options)
def test_no_cap_is_ever_broken(wish: Wish) -> None:
    """If it failed, the builder would suggest what its level should not do."""
    timeline, balance = placed(wish)
    assert balance.causes <= {Cause.KNEE, Cause.CALF}
    bouts = [i.length_ms for i in timeline.intervals if i.movement == RUN_BACKWARD]
    caps = CAPS[wish.level]
    assert caps.bout_ms is None or max(bouts) <= caps.bout_ms
    forward, backward = (timeline.run_ms(way) for way in Direction)
    assert backward <= caps.share * (forward + backward)
    assert 6 * (timeline.planned_ms - forward - backward) >= forward + backward


@times(3)
@given(playback_options)
def test_the_total_is_what_was_asked_for_to_the_second(wish: Wish) -> None:
    """If it failed, a session would not fit into the time that a person has."""
    timeline, _load = placed(wish)
    least, most = total_bounds(wish.level)
    assert timeline.total_ms == 1_000 * min(most, max(least, wish.total_s))
    first, last = timeline.intervals[0], timeline.intervals[-1]
    assert (first.role, first.length_ms) == (Role.WARM_UP, 1_000 * WARM_UP_S)
    assert last.role is Role.COOL_DOWN
    assert last.length_ms >= 1_000 * COOL_DOWN_S


@times(3)
@given(playback_options)
def test_a_wish_within_the_bounds_is_met_or_told(wish: Wish) -> None:
    """If it failed, the builder would change a number behind a person's back."""
    made = build(wish)
    if not made.notes and 5 <= wish.bout_s <= 180 and 0 <= wish.walk_s <= 300 and wish.total_s >= 1_800:
        assert (made.bout_s, made.walk_s) == (wish.bout_s, wish.walk_s)


def test_the_usual_wish_is_gentler_3_1() -> None:
    """If it failed, the builder would not begin with the workout that everything is shown with."""
    made = build(Wish())
    assert made.workout().steps[1:2] == GENTLER[1:2]
    timeline, balance = placed(Wish())
    assert (timeline.total_ms, balance.is_gentler) == (1_560_000, True)
    assert (made.name, made.notes) == ("1:30 forward, 0:30 back × 6", ())
    assert made.about == "25 % of the running is backward, with a walk of 1:00 in every round."


@pytest.mark.parametrize(
    ("wish", "notes"),
    [
        (Wish(total_s=2_400), ()),
        (Wish(total_s=8_820), ("The session is 40:00 long, our line for this level.",)),
        (
            Wish(total_s=8_820, level=INTERMEDIATE),
            ("The session is 1:00:00 long, our line for this level.",),
        ),
        (
            Wish(total_s=8_820, level=EXPERIENCED),
            ("The session is 1:30:00 long, our line for this level.",),
        ),
        (Wish(bout_s=45), ("Backward runs are 0:30 long, our line for this level.",)),
        (Wish(bout_s=90, level=INTERMEDIATE), ("Backward runs are 1:00 long, our line for this level.",)),
        (Wish(bout_s=90, level=EXPERIENCED), ()),
        (Wish(backward_percent=30), ("25 % of the running is backward, our line for this level.",)),
        (
            Wish(backward_percent=41, level=INTERMEDIATE),
            ("40 % of the running is backward, our line for this level.",),
        ),
        (
            Wish(backward_percent=56, level=EXPERIENCED),
            ("55 % of the running is backward, our line for this level.",),
        ),
        (
            Wish(total_s=3_600, walk_s=0, level=INTERMEDIATE),
            ("Walks of 0:05 in every round: our line is 30 s of walking per 3 minutes of running.",),
        ),
        (
            Wish(total_s=600, backward_percent=10),
            ("Backward runs are 0:06: a round with longer ones does not fit into the session.",),
        ),
    ],
)
def test_what_is_changed_is_told(wish: Wish, notes: tuple[str, ...]) -> None:
    """If it failed, a person would get another session than they asked for, without a word."""
    assert build(wish).notes == notes


def test_what_does_not_come_out_even_goes_to_the_forward_runs() -> None:
    """If it failed, a session would have less backward running than asked, or a long tail of walking."""
    made = build(Wish(total_s=1_800))
    assert (made.rounds, made.forward_s, made.cool_down_s) == (7, 95, COOL_DOWN_S + 25)
    assert made.backward_share == pytest.approx(0.24)


def test_without_a_walk_a_round_has_none() -> None:
    """If it failed, a walk of no length would break the workout."""
    made = build(Wish(walk_s=0))
    assert (made.walk_s, made.notes) == (0, ())
    assert "without a walk" in made.about
    assert [i.role for i in compile_workout(made.workout(), PACES).intervals[1:-1]] == [None] * (2 * made.rounds)


def test_a_name_of_ones_own_is_used() -> None:
    """If it failed, what a person calls it would be lost."""
    assert build(Wish()).workout("Mine").name == "Mine"
