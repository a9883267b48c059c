"""What a session asks of knee and calf, held against the reference peaks, and the caps of each level."""

from __future__ import annotations

import pytest

from retrotimer.training.formatting import clock_text
from retrotimer.training.load.load import (
    CALF_LINE,
    CALF_WEIGHTS,
    CAPS,
    KNEE_LINE,
    KNEE_WEIGHTS,
    RUN_PER_WALK,
    SHARES,
    TAUS_S,
    Cause,
    Grade,
    Load,
    load,
)
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Level,
    Repeat,
    Step,
)
from tests.helpers.examples import (
    BEGINNER,
    COOL_DOWN,
    EQUAL,
    GENTLER,
    LONG_AND_TALL,
    PACES,
    WARM_UP,
    curve,
    metres,
    plan,
    rb,
    rf,
    stand,
    tap,
    times,
    wb,
    wf,
)

Steps = tuple[Step | Repeat, ...]
NOVICE, INTERMEDIATE, EXPERIENCED = Level
ENOUGH_WALKING = wf(600)


def loaded(*steps: Step | Repeat, level: Level | None = EXPERIENCED, paces: Paces = PACES) -> Load:
    """Return the load of `steps`."""
    return load(plan(*steps, paces=paces), level, paces)


@pytest.mark.parametrize(
    ("steps", "knee", "calf"),
    [
        ((rf(1_200),), 0.978, 0.978),
        (GENTLER, 0.845, 1.007),
        (BEGINNER, 0.777, 0.827),
        (EQUAL, 0.801, 1.052),
        (LONG_AND_TALL, 0.960, 1.086),
        ((WARM_UP, times(9, rf(60), rb(60)), COOL_DOWN), 0.912, 1.157),
        ((WARM_UP, times(4, rf(180), rb(60), wf(60)), COOL_DOWN), 0.902, 1.088),
    ],
    ids=["run forward", "Gentler 3:1", "Beginner", "Equal 1:1", "Long and tall", "no walking", "3:1:1"],
)
def test_the_reference_peaks_hold(steps: Steps, knee: float, calf: float) -> None:
    """If it failed, the model would not be the one that the evidence describes."""
    found = loaded(*steps)
    assert (found.knee_peak, found.calf_peak) == pytest.approx((knee, calf), abs=0.0006)


def test_weights_constants_and_limits_are_those_of_the_evidence() -> None:
    """If it failed, a number would have been changed that the page, and what is told to people, still names."""
    assert KNEE_WEIGHTS == {RUN_FORWARD: 1, RUN_BACKWARD: 0.76, WALK_FORWARD: 0.25, WALK_BACKWARD: 0.20}
    assert CALF_WEIGHTS == {RUN_FORWARD: 1, RUN_BACKWARD: 1.25, WALK_FORWARD: 0.35, WALK_BACKWARD: 0.45}
    assert round(3.4 / 4.5, 2) == KNEE_WEIGHTS[RUN_BACKWARD]
    assert (TAUS_S, SHARES) == ((21.5, 388.0), (0.507, 0.493))
    assert (KNEE_LINE, CALF_LINE, RUN_PER_WALK) == (0.90, 1.05, 180 / 30)


def test_standing_and_turning_load_nothing_and_let_the_load_fall() -> None:
    """If it failed, a pause on the feet would count as exercise."""
    after_standing = curve(plan(rf(60), stand(60)), KNEE_WEIGHTS)
    assert max(after_standing) == after_standing[59]
    assert after_standing[-1] < after_standing[59] / 2
    assert loaded(stand(60)).knee_peak == 0


def test_a_length_that_is_no_whole_second_counts_to_the_ms() -> None:
    """If it failed, short intervals and distances would be rounded to seconds."""
    pieces = curve(plan(rf(1.5), rf(1.5)), KNEE_WEIGHTS)
    whole = curve(plan(rf(3)), KNEE_WEIGHTS)
    assert len(pieces) == 4
    assert pieces[-1] == pytest.approx(whole[-1])


def test_a_workout_of_taps_has_no_load_yet() -> None:
    """If it failed, an open workout could not be shown."""
    found = loaded(tap(), level=EXPERIENCED)
    assert (found.knee_peak, found.calf_peak, found.knee_share, found.calf_share) == (0, 0, 1, 1)


def test_the_whole_is_compared_with_the_same_session_all_forward() -> None:
    """If it failed, the comparison that a person reads would be with another session."""
    found = loaded(rf(60), rb(60), wb(60), stand(60))
    assert found.knee_share == pytest.approx((1 + 0.76 + 0.20) / (1 + 1 + 0.25))
    assert found.calf_share == pytest.approx((1 + 1.25 + 0.45) / (1 + 1 + 0.35))


def test_the_caps_are_those_of_the_evidence() -> None:
    """If it failed, a level would allow more or less than the page says."""
    assert {level: (caps.bout_ms, caps.bout_mm, caps.share) for level, caps in CAPS.items()} == {
        NOVICE: (30_000, 50_000, 0.25),
        INTERMEDIATE: (60_000, None, 0.40),
        EXPERIENCED: (None, None, 0.55),
    }


def test_gentler_is_gentler_and_gives_no_reason() -> None:
    """If it failed, the workout that gave the badge its name would not have it."""
    found = loaded(*GENTLER, level=NOVICE)
    assert (found.is_gentler, found.reasons) == (True, ())


class TestReasons:
    """What keeps a session from the badge, each in a sentence."""

    def test_equal_just_misses_by_its_calf(self) -> None:
        """If it failed, a peak of 1.052 would pass for 1.05, or the sentence would read 1.05 is over 1.05."""
        found = loaded(*EQUAL)
        assert found.reasons == ("The calf's load goes over our line, 1.05.",)
        assert not found.is_gentler

    def test_long_and_tall_misses_by_both_tissues(self) -> None:
        """If it failed, only the first of several reasons would be told."""
        assert loaded(*LONG_AND_TALL, level=INTERMEDIATE).reasons == (
            "The knee's load goes over our line, 0.90.",
            "The calf's load goes over our line, 1.05.",
        )

    @pytest.mark.parametrize(
        ("level", "seconds", "reasons"),
        [
            (NOVICE, 30, ()),
            (NOVICE, 30.5, ("A backward run lasts 31 s; our line is 30 s.",)),
            (INTERMEDIATE, 60, ()),
            (INTERMEDIATE, 61, ("A backward run lasts 61 s; our line is 60 s.",)),
            (EXPERIENCED, 100, ()),
        ],
    )
    def test_a_backward_run_may_be_so_long(self, level: Level, seconds: float, reasons: tuple[str, ...]) -> None:
        """If it failed, a level's longest backward run would be another one."""
        assert (
            loaded(ENOUGH_WALKING, rf(200), wf(100), rf(100), wf(60), rb(seconds), level=level).reasons == reasons
        )

    def test_backward_runs_that_follow_each_other_are_one(self) -> None:
        """If it failed, a long backward run could hide in two halves."""
        halves = loaded(ENOUGH_WALKING, rf(150), wf(60), rb(20), rb(20), level=NOVICE)
        assert halves.reasons == ("A backward run lasts 40 s; our line is 30 s.",)

    def test_backward_runs_with_something_between_are_two(self) -> None:
        """If it failed, every session would be one long backward run."""
        apart = loaded(ENOUGH_WALKING, rf(150), wf(60), rb(20), stand(1), rb(20), level=NOVICE)
        assert apart.reasons == ()

    def test_walking_backward_is_no_backward_run(self) -> None:
        """If it failed, the knee-aware walk would be over a novice's caps."""
        assert loaded(wb(600), level=NOVICE).reasons == ()

    @pytest.mark.parametrize(
        ("metres_backward", "reasons"),
        [(50, ()), (50.4, ("A backward run covers 51 m; our line is 50 m.",))],
    )
    def test_a_novice_runs_50_metres_backward(self, metres_backward: float, reasons: tuple[str, ...]) -> None:
        """If it failed, a distance would not be held to metres, or 50 m be over 50 m by a rounded ms."""
        run = metres(RUN_BACKWARD, metres_backward)
        slow_or_fast = [
            loaded(ENOUGH_WALKING, rf(200), wf(60), run, level=NOVICE, paces=Paces(run_backward=speed))
            for speed in (1.2, 1.75, 3.1)
        ]
        assert {found.reasons for found in slow_or_fast} == {reasons}

    def test_metres_that_follow_each_other_are_one_run_too(self) -> None:
        """If it failed, a long backward run could hide in two short distances."""
        run = metres(RUN_BACKWARD, 40)
        assert loaded(ENOUGH_WALKING, rf(200), wf(60), run, run, level=NOVICE).reasons == (
            "A backward run covers 80 m; our line is 50 m.",
        )

    def test_metres_are_held_to_time_where_a_level_has_no_cap_in_metres(self) -> None:
        """If it failed, an intermediate could run backward for any distance."""
        run = metres(RUN_BACKWARD, 106)
        assert loaded(ENOUGH_WALKING, rf(200), wf(60), run, level=INTERMEDIATE).reasons == (
            "A backward run lasts about 61 s; our line is 60 s.",
        )
        assert loaded(ENOUGH_WALKING, rf(200), wf(60), run, level=EXPERIENCED).reasons == ()

    @pytest.mark.parametrize(
        ("level", "reasons"),
        [
            (NOVICE, ("A backward run has no set end.",)),
            (INTERMEDIATE, ("A backward run has no set end.",)),
            (EXPERIENCED, ()),
        ],
    )
    def test_a_backward_run_until_a_tap_is_kept_from_those_with_a_cap(
        self, level: Level, reasons: tuple[str, ...]
    ) -> None:
        """If it failed, a run without an end would pass as a run of no length."""
        assert loaded(rf(60), ENOUGH_WALKING, tap(RUN_BACKWARD), level=level).reasons == reasons

    def test_a_forward_run_until_a_tap_is_no_concern(self) -> None:
        """If it failed, forward taps would be blamed for being backward."""
        assert loaded(ENOUGH_WALKING, tap(), level=NOVICE).reasons == ()

    @pytest.mark.parametrize(
        ("level", "forward", "backward", "reasons"),
        [
            (NOVICE, 60, 20, ()),
            (NOVICE, 59, 20, ("26 % of the running is backward; our line is 25 %.",)),
            (INTERMEDIATE, 60, 40, ()),
            (INTERMEDIATE, 60, 41, ("41 % of the running is backward; our line is 40 %.",)),
            (EXPERIENCED, 45, 55, ()),
            (EXPERIENCED, 45, 56, ("56 % of the running is backward; our line is 55 %.",)),
        ],
    )
    def test_so_much_of_the_running_may_be_backward(
        self, level: Level, forward: int, backward: int, reasons: tuple[str, ...]
    ) -> None:
        """If it failed, a level's backward share would be another one, or be read as its own limit."""
        assert loaded(ENOUGH_WALKING, rf(forward), rb(backward), level=level).reasons == reasons

    @pytest.mark.parametrize(
        ("walked", "reasons"),
        [(30, ()), (29, ("Add more walking: our line is 0:30 or more per 3:00 of running.",))],
    )
    def test_30_s_of_walking_belong_to_3_minutes_of_running(self, walked: int, reasons: tuple[str, ...]) -> None:
        """If it failed, a session without rest could wear the badge."""
        assert loaded(rf(60), wf(walked), rf(60), rb(60)).reasons == reasons

    def test_without_a_level_only_what_holds_for_every_level_counts(self) -> None:
        """If it failed, a workout that does not say for whom it is would be judged as a novice's."""
        steps = (ENOUGH_WALKING, rf(200), wf(60), rb(70))
        assert loaded(*steps, level=NOVICE).reasons != ()
        assert loaded(*steps, level=None).reasons == ()


@pytest.mark.parametrize(
    ("level", "most_s", "words"),
    [
        (None, 5_400, "1:30:00"),
        (NOVICE, 2_400, "40:00"),
        (INTERMEDIATE, 3_600, "1:00:00"),
        (EXPERIENCED, 5_400, "1:30:00"),
    ],
)
def test_no_session_beyond_a_level_s_length_is_gentle(level: Level | None, most_s: int, words: str) -> None:
    """If it failed, hours of running by turns would be called gentle, as each minute of them is."""
    start = (wf(300), times(most_s // 120 - 5, rf(60), wf(60)))
    assert loaded(*start, wf(300), level=level).is_gentler
    (reason,) = loaded(*start, wf(301), level=level).reasons
    assert reason == f"The session lasts {clock_text(most_s + 1)}; our line is {words}."
    assert [one.cause for one in loaded(*start, wf(8_820), level=level).missed] == [Cause.LENGTH]


@pytest.mark.parametrize("run_s", [1, 30, 60, 179])
def test_no_walking_is_asked_for_where_too_little_is_run_for_it(run_s: int) -> None:
    """If it failed, a minute of running would lack half a minute of walking for three minutes."""
    assert loaded(rf(run_s)).reasons == ()
    assert loaded(rf(run_s), stand(10), level=NOVICE).is_gentler
    assert Cause.WALKING in loaded(rf(180)).causes


@pytest.mark.parametrize(
    ("steps", "grade"),
    [
        ((wf(600), wb(300)), Grade.LIGHT),
        (GENTLER, Grade.LIGHT),
        (EQUAL, Grade.MODERATE),
        ((rb(1_200),), Grade.HIGH),
    ],
)
def test_one_word_tells_the_load(steps: Steps, grade: Grade) -> None:
    """The library's one word would not go with the limits that its curves show."""
    assert loaded(*steps).grade is grade
