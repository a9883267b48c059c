"""Test parsing lengths typed into a field."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.presets.lengths import parse_typed, parse_typed_time, typed_text
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.workout import STEP_MM, STEP_MS, Distance, Duration, Length, Tap


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90", Duration(90_000)),
        ("1.5", Duration(1_500)),
        ("1:30", Duration(90_000)),
        ("1:00:05", Duration(3_605_000)),
        ('90"', Duration(90_000)),
        ("5'", Duration(300_000)),
        ("1'30\"", Duration(90_000)),
        ("1’30”", Duration(90_000)),
        ("1'30", Duration(90_000)),
        ("90s", Duration(90_000)),
        ("2 min", Duration(120_000)),
        ("2min 30s", Duration(150_000)),
        ("1h", Duration(3_600_000)),
        ("1 h 30 min", Duration(5_400_000)),
        ("8,5 min", Duration(510_000)),
        ("400 m", Distance(400_000)),
        ("400m", Distance(400_000)),
        ("1,5 km", Distance(1_500_000)),
        ("400 m tap", Distance(400_000, until_tap=True)),
        ("1.5 km, until tap", Distance(1_500_000, until_tap=True)),
        ("TAP", Tap()),
    ],
)
def test_a_length_is_read_however_it_is_typed(text: str, length: Length) -> None:
    """A person would have to learn how to write what they know how to say."""
    assert parse_typed(text) == length


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Give a time such as 90 or 1:30, a distance such as 400 m, or tap."),
        (":", "Give a time such as 90 or 1:30, a distance such as 400 m, or tap."),
        ("1:90", "'1:90' is not a time: seconds go up to 59"),
        ("0", "'0 s' is too short: the shortest is 1 s"),
        ("60 km", "'60 km' is too long: the longest is 50 km"),
        ("0,5 m", "'0,5 m' is too short: the shortest is 1 m"),
        (
            "fast",
            "'fast' is not a length: write one like '1:30', '30 s', '8.5 min', '400 m', '1.5 km' or 'tap'",
        ),
        (
            "30 s tap",
            "'30 s tap' is not a length: write one like '1:30', '30 s', '8.5 min', '400 m', '1.5 km' or 'tap'",
        ),
    ],
)
def test_what_is_no_length_is_told_in_words(text: str, sentence: str) -> None:
    """A field would refuse what was typed without a word."""
    with pytest.raises(WrongRequest) as caught:
        parse_typed(text)
    assert str(caught.value) == sentence


@given(
    st.one_of(
        st.integers(*STEP_MS).map(Duration),
        st.builds(Distance, st.integers(*STEP_MM), st.booleans()),
        st.just(Tap()),
    )
)
def test_what_a_field_shows_it_reads_again(length: Length) -> None:
    """A field that was left untouched would change the step."""
    assert parse_typed(typed_text(length)) == length


@given(st.text(max_size=20))
def test_anything_typed_is_a_length_or_a_sentence(text: str) -> None:
    """A slip of the finger would end the program."""
    with suppress(WrongRequest):
        assert isinstance(parse_typed(text), Duration | Distance | Tap)


@pytest.mark.parametrize("text", ["", ":", "abc", "400 m", "1,5 km", "tap", "400 m tap"])
def test_where_only_a_time_will_do_only_times_are_offered(text: str) -> None:
    """A person would be offered a distance for a session's total, and refused it."""
    with pytest.raises(WrongRequest) as caught:
        parse_typed_time(text)
    assert str(caught.value) == f"'{text}' is no time: write 90 (seconds), 1:30 or 8 min."


def test_a_time_is_read_and_what_is_wrong_with_one_is_told() -> None:
    """A person would not know that seconds end at 59."""
    assert parse_typed_time("1'30\"") == Duration(90_000)
    with pytest.raises(WrongRequest, match="seconds go up to 59"):
        parse_typed_time("1:90")
