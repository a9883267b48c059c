"""What to keep in mind before a session: the measured rule of the longest one, and days of rest."""

from __future__ import annotations

import pytest

from retrotimer.training.history.session_rule import (
    HAZARDS,
    LEAST_MS,
    OVER,
    RULE_DAYS,
    Past,
    backward_text,
    rest_text,
    step_up,
    step_up_text,
    warnings,
)

TODAY = 739_000
MIN = 60_000


def ran(*agos: int, ms: int = 10 * MIN, walked_ms: int = 0) -> list[Past]:
    """Return sessions with `ms` of running, so many days ago each."""
    return [Past(TODAY - ago, ms, ms + walked_ms) for ago in agos]


def today(minutes: float, backward_s: float = 0, *, run_s: float = 0) -> Past:
    """Return a session planned for today: its running, and its backward time, of it so much run."""
    return Past(TODAY, round(minutes * MIN), round(minutes * MIN), round(1_000 * backward_s), round(1_000 * run_s))


def backward(*seconds: float, run: bool = True) -> list[Past]:
    """Return sessions of ten minutes with so much backward time, the last of them four days ago."""
    times = [round(1_000 * s) for s in seconds]
    agos = range(4 * len(times), 0, -4)
    return [Past(TODAY - ago, 10 * MIN, 10 * MIN, ms, ms * run) for ago, ms in zip(agos, times, strict=True)]


USED = ran(10, 12, 14)
"""What a person is used to who has run three times of late, 10 minutes each."""


def test_the_figures_are_those_of_the_study() -> None:
    """If it failed, a number would be shown that nobody measured."""
    assert (OVER, RULE_DAYS) == (10, 30)
    assert HAZARDS == ((10, 1.64, 1.31, 2.05), (30, 1.52, 1.16, 2.00), (100, 2.28, 1.50, 3.48))


@pytest.mark.parametrize(
    ("minutes", "percent", "hazard"),
    [
        *((10, None, None), (11, None, None), (11.01, 10, 1.64), (13, 30, 1.64)),
        *((13.01, 30, 1.52), (14, 40, 1.52), (20, 100, 1.52), (20.1, 101, 2.28)),
    ],
)
def test_a_session_over_a_tenth_longer_than_the_longest_is_told(
    minutes: float, percent: int | None, hazard: float | None
) -> None:
    """If it failed, a leap would go unnoticed, or a session within the rule be warned of."""
    found = step_up(round(minutes * MIN), [*ran(3), *ran(5, 7, ms=7 * MIN)], TODAY)
    assert (found and found.percent, found and found.hazard.ratio) == (percent, hazard)


@pytest.mark.parametrize(("ago", "is_told"), [(0, True), (30, True), (31, False), (-1, False)])
def test_only_the_last_30_days_count(ago: int, is_told: bool) -> None:
    """If it failed, a long run of last summer would hide a leap, or a run to come be compared with."""
    assert bool(step_up(20 * MIN, ran(1, 2, ago), TODAY)) is is_told


def test_a_long_run_before_the_30_days_hides_nothing() -> None:
    """If it failed, the longest ever would be taken for the longest of late."""
    assert step_up(20 * MIN, [*ran(40, ms=60 * MIN), *USED], TODAY)


def test_without_a_run_there_is_nothing_to_compare_with() -> None:
    """If it failed, a first session, or one after walks alone, would be infinitely too long."""
    assert step_up(20 * MIN, [], TODAY) is None
    assert step_up(20 * MIN, ran(1, 3, 5, ms=0, walked_ms=20 * MIN), TODAY) is None


def test_the_warning_says_what_was_measured_and_what_is_compared() -> None:
    """If it failed, a person could not judge what the warning is worth."""
    found = step_up(14 * MIN, USED, TODAY)
    assert found
    assert step_up_text(found) == (
        "You run 14:00 in this session, 40 % more than in your longest of the last 30 days (10:00). In a study of "
        "5,205 adults (22 % women, 18 months; Frandsen 2025) the rate of overuse injuries in such sessions was "
        "1.52 times as high (1.16 to 2.00). The study measured distance; here run time is compared."
    )


@pytest.mark.parametrize("tries", [1, 2, 3, 10])
@pytest.mark.parametrize("ms", [1_000, 12_000, LEAST_MS - 1])
def test_trying_the_program_is_no_training(tries: int, ms: int) -> None:
    """If it failed, whoever tried a session of seconds would be warned of every other in red for 30 days."""
    past = ran(*([0] * tries), ms=ms)
    assert warnings(today(23), past) == ()
    assert warnings(today(11), [*USED, *past]) == ()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
@pytest.mark.parametrize("walked_ms", [0, 8 * MIN])
def test_nothing_is_said_of_fewer_than_three_sessions(count: int, walked_ms: int) -> None:
    """If it failed, a person's second session would be held against one that shows nothing yet."""
    past = ran(*range(count), walked_ms=walked_ms)
    assert bool(step_up(20 * MIN, past, TODAY)) is (count == 3)
    assert bool(rest_text(past, TODAY)) is (count == 3)


def test_what_is_walked_asks_for_rest_and_is_no_run_to_compare_with() -> None:
    """If it failed, a run would be 4352 % more than the few seconds run in three walks."""
    past = ran(0, 2, 4, ms=12_000, walked_ms=20 * MIN)
    assert step_up(20 * MIN, past, TODAY) is None
    assert rest_text(past, TODAY).startswith("You have trained today already")


@pytest.mark.parametrize(
    ("agos", "words"),
    [
        ((), ""),
        ((2, 4), ""),
        ((2, 4, 6), "You trained on 3 of the last 7 days: our line is 3 sessions a week."),
        ((2, 4, 7), ""),
        ((2, 2, 2), ""),
        ((1, 3), "You trained yesterday: leave a day between sessions."),
        ((0, 1), "You have trained today already: leave a day between sessions."),
    ],
)
def test_days_of_rest_are_told(agos: tuple[int, ...], words: str) -> None:
    """If it failed, a fourth session a week, or one on two days running, would pass without a word."""
    assert rest_text([*USED, *ran(*agos)], TODAY) == words


def test_all_that_is_to_be_kept_in_mind_is_told() -> None:
    """If it failed, one warning would hide the other."""
    assert len(warnings(today(20), iter([*USED, *ran(1)]))) == 2
    assert warnings(today(10), USED) == ()


@pytest.mark.parametrize("run_s", [600, 1_200])
@pytest.mark.parametrize("backward_s", [0, 400])
@pytest.mark.parametrize("agos", [(), (1,), (0,), (2, 4, 6)])
def test_a_rule_of_thumb_is_said_to_be_one_and_once(run_s: int, backward_s: int, agos: tuple[int, ...]) -> None:
    """If it failed, a rule of thumb would pass for a finding, or each line would say again that it is one."""
    past = [*USED, *backward(120, 180, 90), *ran(*agos)]
    found = warnings(Past(TODAY, 1_000 * run_s, 30 * MIN, 1_000 * backward_s, 1_000 * backward_s), past)
    ours = (backward_s > 0) + bool(agos)
    assert len(found) == ours + (run_s > 600)
    assert " ".join(found).count("of thumb") == bool(ours)
    assert " ".join(found).count("In a study") == (run_s > 600)
    assert not ours or found[-1].endswith(
        "This is a rule of thumb of ours."
        if ours == 1
        else "This and the line for backward time are rules of thumb of ours."
    )


@pytest.mark.parametrize(
    ("backward_s", "head"),
    [
        (0, ""),
        (180, ""),
        (198, ""),
        (200, "You run backward for 3:20 in this session, 11 % more than the most in 30 days (3:00)."),
        (400, "You run backward for 6:40 in this session, 122 % more than the most in 30 days (3:00)."),
    ],
)
def test_growing_backward_time_is_told_beside_the_running(backward_s: int, head: str) -> None:
    """If it failed, what is new to a body would grow unwatched while the running stays the same."""
    past = backward(120, 180, 90)
    planned = today(10, backward_s, run_s=backward_s)
    found = backward_text(planned, past)
    assert found.startswith(head)
    assert bool(found) is bool(head) is ("a tenth more is our line" in found)
    assert warnings(planned, past) == ((f"{found} This is a rule of thumb of ours.",) if head else ())


def test_running_backward_after_walking_backward_is_held_against_what_was_run() -> None:
    """If it failed, ten minutes walked backward would hide a leap of those that are run."""
    walked = backward(600, 600, 600, run=False)
    assert backward_text(today(10, 600), walked) == ""
    assert backward_text(today(10, 700), walked).startswith("You go backward for 11:40")
    assert backward_text(today(10, 300, run_s=300), [*walked, *backward(60, 60, 60)]).startswith("You run backward")


@pytest.mark.parametrize("past", [[], backward(30, 40), backward(5, 5, 5)])
def test_little_backward_time_and_few_sessions_say_nothing(past: list[Past]) -> None:
    """If it failed, a first half minute backward would be scolded as a leap."""
    assert backward_text(today(10, 59, run_s=59), past) == ""
