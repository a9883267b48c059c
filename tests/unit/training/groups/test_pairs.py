"""What the two of a pair do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.groups.pairs import Partner, pair, usual_partner
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Direction, Gait, Role
from tests.helpers import strategies
from tests.helpers.examples import GENTLER, PACES, WARM_UP, metres, plan, rb, rf, spans, wf

partners = st.sampled_from(Partner)


def ways(timeline: Timeline) -> str:
    """Return the directions of `timeline`, a letter for each interval."""
    return "".join((i.movement.direction or "-")[0] for i in timeline.intervals)


@given(strategies.workouts, strategies.paces, partners)
def test_no_pair_is_ever_without_eyes(workout: object, paces: Paces, partner: Partner) -> None:
    """If it failed, both of some pair would run backward at the same time, or not change together."""
    lead = compile_workout(workout, paces)  # type: ignore[arg-type]  # a workout
    both = pair(lead, partner, paces)
    for own, one, other in zip(lead.intervals, both[0].intervals, both[1].intervals, strict=True):
        assert not (one.is_backward and other.is_backward)
        assert own.is_backward <= (one.is_backward or other.is_backward)
        assert (one.start_ms, one.length_ms) == (other.start_ms, other.length_ms)
        assert one.movement.gait is other.movement.gait is own.movement.gait
        assert (one.is_facing, other.is_facing) == (other.is_backward, one.is_backward)
        if partner is not Partner.SWAP:
            assert one.movement == own.movement


@given(strategies.timelines)
def test_eyes_never_go_backward_and_swap_shares(lead: Timeline) -> None:
    """If it failed, the one who watches would lose sight, or one of the two would do all that is backward."""
    _lead, eyes = pair(lead, Partner.EYES, PACES)
    assert not any(i.is_backward for i in eyes.intervals)
    counts = [sum(i.is_backward for i in one.intervals) for one in pair(lead, Partner.SWAP, PACES)]
    assert counts[0] - counts[1] in (0, 1)
    assert sum(counts) == sum(i.is_backward for i in lead.intervals)


def test_the_three_kinds_of_partner_in_gentler() -> None:
    """If it failed, partners would do something else than the three kinds say."""
    lead = plan(*GENTLER)
    told = {partner: tuple(map(ways, pair(lead, partner, PACES))) for partner in Partner}
    assert told[Partner.EYES] == ("f" + 6 * "fbf" + "f", "f" * 20)
    assert told[Partner.SWAP] == ("f" + 3 * "fbffff" + "f", "f" + 3 * "ffffbf" + "f")
    assert told[Partner.MIRROR] == ("f" + 6 * "fbf" + "f", "f" + 6 * "bff" + "f")


def test_a_distance_takes_as_long_as_the_slower_of_both_needs() -> None:
    """If it failed, a partner would have to leave the other alone to be in time."""
    lead = plan(metres(RUN_FORWARD, 100), metres(RUN_BACKWARD, 100), rf(10))
    assert spans(pair(lead, Partner.SWAP, PACES)[1]) == [(0, 40_000), (40_000, 97_143), (97_143, 107_143)]
    mirrored = pair(lead, Partner.MIRROR, PACES)[0]
    assert [i.length_ms for i in mirrored.intervals] == [57_143, 57_143, 10_000]


def test_a_line_is_said_to_whom_it_was_written_for() -> None:
    """If it failed, somebody who runs forward would be told how to run backward."""
    lead = plan(rb(20, say="Tall chest."), rf(20, say="Easy."), rb(20, say="Tall chest."))
    both = pair(lead, Partner.SWAP, PACES)
    assert [[i.say for i in one.intervals] for one in both] == [
        ["Tall chest.", "Easy.", ""],
        ["", "Easy.", "Tall chest."],
    ]


def test_nobody_warms_up_backward_for_the_sake_of_a_mirror() -> None:
    """If it failed, a partner would begin with a backward run while cold."""
    warm = plan(rf(60, role=Role.WARM_UP), rf(60), wf(60))
    assert ways(pair(warm, Partner.MIRROR, PACES)[1]) == "fbf"


def test_turns_and_stands_stay() -> None:
    """If it failed, a pair would turn at different times."""
    lead = plan(WARM_UP, rf(30), rb(30), turn_s=3)
    for one in pair(lead, Partner.MIRROR, PACES):
        assert [i.role for i in one.intervals] == [i.role for i in lead.intervals]
        assert one.intervals[2].movement.gait is Gait.STAND
        assert one.intervals[2].movement.direction is None


def test_the_usual_partner_goes_by_what_the_workout_is_for() -> None:
    """If it failed, a race for pairs would be swapped, or a beginner mirrored."""
    assert usual_partner(("race", "long")) is usual_partner(("pairs",)) is Partner.MIRROR
    assert usual_partner(("easy",)) is Partner.SWAP
    assert Direction.BACKWARD.value == "backward"
