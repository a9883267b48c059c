"""The scale of a session's rating."""

from __future__ import annotations

import pytest

from retrotimer.training.history.effort import effort_sense, effort_text, effort_word, session_load


@pytest.mark.parametrize(
    ("effort", "text"),
    [(None, ""), (0, "effort 0, rest"), (6, "effort 6"), (7, "effort 7, very hard"), (10, "effort 10, maximal")],
)
def test_a_rating_is_read_with_the_words_of_the_scale(effort: int | None, text: str) -> None:
    """If it failed, a rating would carry words that the scale does not have."""
    assert effort_text(effort) == text


def test_a_number_between_has_no_words() -> None:
    """If it failed, a 6 would be read as a 5 or a 7."""
    assert (effort_word(6), effort_word(3)) == ("", "moderate")


def test_the_load_is_rating_times_minutes() -> None:
    """If it failed, weeks would be compared by another load than Foster's."""
    assert session_load(7, 1_578_000) == 184
    assert session_load(0, 1_578_000) == 0


def test_the_scale_names_its_source() -> None:
    """If it failed, nobody could look up where the scale is from."""
    assert "Foster 2021" in effort_sense()
