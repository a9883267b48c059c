"""What to keep in mind before a session: the measured rule of the longest one, and days of rest."""

from __future__ import annotations

import pytest

from retrotimer.training.session_rule import (
    DOUBLE_HAZARD,
    OVER,
    OVER_HAZARD,
    RULE_DAYS,
    Past,
    rest_text,
    step_up,
    warnings,
)

TODAY = 739_000
MIN = 60_000


def test_the_figures_are_those_of_the_study() -> None:
    """If it failed, a number would be shown that nobody measured."""
    assert (OVER, RULE_DAYS, OVER_HAZARD, DOUBLE_HAZARD) == (0.10, 30, 1.64, 2.28)


@pytest.mark.parametrize(
    ("minutes", "percent", "hazard"),
    [(10, None, None), (11, None, None), (11.01, 10, 1.64), (14, 40, 1.64), (20, 100, 1.64), (20.1, 101, 2.28)],
)
def test_a_session_over_a_tenth_longer_than_the_longest_is_told(
    minutes: float, percent: int | None, hazard: float | None
) -> None:
    """If it failed, a leap would go unnoticed, or a session within the rule be warned of."""
    found = step_up(round(minutes * MIN), [Past(TODAY - 3, 10 * MIN), Past(TODAY - 5, 7 * MIN)], TODAY)
    assert (found and found.percent, found and found.hazard) == (percent, hazard)


@pytest.mark.parametrize(("ago", "is_told"), [(0, True), (30, True), (31, False), (-1, False)])
def test_only_the_last_30_days_count(ago: int, is_told: bool) -> None:
    """If it failed, a long run of last summer would hide a leap, or a run to come be compared with."""
    assert bool(step_up(20 * MIN, [Past(TODAY - ago, 10 * MIN)], TODAY)) is is_told


def test_a_long_run_before_the_30_days_hides_nothing() -> None:
    """If it failed, the longest ever would be taken for the longest of late."""
    assert step_up(20 * MIN, [Past(TODAY - 40, 60 * MIN), Past(TODAY - 2, 10 * MIN)], TODAY)


def test_without_a_run_there_is_nothing_to_compare_with() -> None:
    """If it failed, a first session, or one after walks alone, would be infinitely too long."""
    assert step_up(20 * MIN, [], TODAY) is None
    assert step_up(20 * MIN, [Past(TODAY - 1, 0)], TODAY) is None


def test_the_warning_says_what_was_measured_and_what_is_compared() -> None:
    """If it failed, a person could not judge what the warning is worth."""
    found = step_up(14 * MIN, [Past(TODAY - 3, 10 * MIN)], TODAY)
    assert found
    assert found.text == (
        "You run 14:00 in this session, 40 % more than in your longest of the last 30 days (10:00). In a study of "
        "runners such sessions carried 1.64 times as many injuries. The study measured distance; here run time is "
        "compared."
    )


@pytest.mark.parametrize(
    ("agos", "words"),
    [
        ((), ""),
        ((2, 4), ""),
        ((2, 4, 6), "You trained on 3 of the last 7 days: 3 sessions a week are enough (a rule of thumb)."),
        ((2, 4, 7), ""),
        ((2, 2, 2), ""),
        ((1, 3), "You trained yesterday: leave a day between sessions (a rule of thumb)."),
        ((0, 1), "You have trained today already: leave a day between sessions (a rule of thumb)."),
    ],
)
def test_days_of_rest_are_told(agos: tuple[int, ...], words: str) -> None:
    """If it failed, a fourth session a week, or one on two days running, would pass without a word."""
    assert rest_text([Past(TODAY - ago, MIN) for ago in agos], TODAY) == words


def test_all_that_is_to_be_kept_in_mind_is_told() -> None:
    """If it failed, one warning would hide the other."""
    assert len(warnings(20 * MIN, iter([Past(TODAY - 1, 10 * MIN)]), TODAY)) == 2
    assert warnings(10 * MIN, [Past(TODAY - 3, 10 * MIN)], TODAY) == ()
