"""What the answers before a session mean."""

from __future__ import annotations

import pytest

from retrotimer.training.errors import WrongRequest
from retrotimer.training.readiness import (
    Heat,
    heat_means,
    heat_question,
    heat_word,
    run_means,
    run_question,
    walk_help,
    walk_means,
    walk_seconds,
)


@pytest.mark.parametrize(
    ("seconds", "words", "asks_clinician"),
    [
        (2.0, "low risk", False),
        (3.0, "low risk", False),
        (3.1, "between the two cut-offs", False),
        (4.4, "between the two cut-offs", False),
        (4.5, "high risk", True),
        (5.4, "high risk", True),
        (5.5, "483 older people", True),
    ],
)
def test_the_walk_is_told_by_its_cut_offs(seconds: float, words: str, asks_clinician: bool) -> None:
    """If it failed, a high risk of falls would pass for a low one."""
    assert words in walk_means(seconds)
    assert ("clinician" in walk_means(seconds)) is asks_clinician


@pytest.mark.parametrize(("text", "seconds"), [("3.4", 3.4), (" 3,4 s", 3.4), ("12", 12.0)])
def test_seconds_are_read_as_people_type_them(text: str, seconds: float) -> None:
    """If it failed, a German comma would lose a test."""
    assert walk_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "fast", "0", "-3", "nan", "inf", "500", "3:40"])
def test_what_is_no_time_for_3_m_is_told(text: str) -> None:
    """If it failed, a slip would be kept as a test."""
    with pytest.raises(WrongRequest, match="write seconds"):
        walk_seconds(text)


def test_heat_means_rest_and_guesses_nothing_from_a_thermometer() -> None:
    """If it failed, a figure of air temperature would pass for the heat that a body feels."""
    assert "A thermometer alone does not tell" in heat_question()
    assert "3 times 4 minutes" in heat_means(Heat.HOT)
    assert "26.7 to 29.2" in heat_means(Heat.HOT)
    assert "4 times 4 minutes" in heat_means(Heat.VERY_HOT)
    assert "29.3 to 30.9" in heat_means(Heat.VERY_HOT)
    assert "rest" not in heat_means(Heat.NO).casefold()


def test_lay_advice_is_marked() -> None:
    """If it failed, what runners say would pass for a study."""
    assert all("no study" in run_means(can=can) for can in (True, False))


def test_each_question_says_what_is_asked() -> None:
    """If it failed, an athlete would answer another question than was meant."""
    assert [heat_word(heat) for heat in Heat] == ["Not hot", "Hot", "Very hot"]
    assert "25 minutes forward without pain" in run_question()
    assert "someone beside you" in walk_help()
