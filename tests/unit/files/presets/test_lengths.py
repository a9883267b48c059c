"""Test parsing the length of a step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.presets.lengths import format_length, parse_length
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.workout import STEP_MM, STEP_MS, Distance, Duration, Length, Tap


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1:30", Duration(90_000)),
        ("0:01", Duration(1_000)),
        ("90:00", Duration(5_400_000)),
        ("1:00:05", Duration(3_605_000)),
        ("6:00:00", Duration(21_600_000)),
        ("30 s", Duration(30_000)),
        ("30s", Duration(30_000)),
        ("1.001 s", Duration(1_001)),
        ("8.5 min", Duration(510_000)),
        ("360 min", Duration(21_600_000)),
        ("400 m", Distance(400_000)),
        ("84.39 m", Distance(84_390)),
        ("1.5 km", Distance(1_500_000)),
        ("0.1 km", Distance(100_000)),
        ("50 KM", Distance(50_000_000)),
        ("tap", Tap()),
        (" Tap ", Tap()),
    ],
)
def test_every_way_to_write_a_length_is_read_exactly(text: str, length: Length) -> None:
    """If it failed, a step would last otherwise than its line in the file says."""
    assert parse_length(text) == length


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1:90", "'1:90' is not a time: seconds go up to 59"),
        ("1:60:00", "'1:60:00' is not a time: minutes go up to 59 after hours"),
        ("1:5", "'1:5' is not a time: two digits follow a colon"),
        ("1:005", "'1:005' is not a time: two digits follow a colon"),
        (":30", "':30' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("1:30.5", "'1:30.5' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("1:2:3:4", "'1:2:3:4' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("-1:30", "'-1:30' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("1:30 min", "'1:30 min' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("٣:30", "'٣:30' is not a time: write 'M:SS' or 'H:MM:SS'"),
        ("90", "'90' has no unit: write s, min, m or km after it, or a time such as '1:30'"),
        ("8,5 min", "'8,5 min' is not a length: decimals follow a point, as in '8.5 min'"),
        ("0.5 s", "'0.5 s' is too short: the shortest is 1 s"),
        ("0:00", "'0:00' is too short: the shortest is 1 s"),
        ("6:00:01", "'6:00:01' is too long: the longest is 6 h"),
        ("1.0005 s", "'1.0005 s' is finer than a millisecond"),
        ("0.9 m", "'0.9 m' is too short: the shortest is 1 m"),
        ("50.001 km", "'50.001 km' is too long: the longest is 50 km"),
        ("1.0005 m", "'1.0005 m' is finer than a millimetre"),
        ("999999999999 km", "'999999999999 km' is too long: the longest is 50 km"),
    ],
)
def test_a_wrong_length_is_told_with_its_reason(text: str, sentence: str) -> None:
    """If it failed, a person who mistyped a length would not hear how to write it."""
    with pytest.raises(WrongRequest) as caught:
        parse_length(text)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "text", ["", "s", "m", "1 h", "3 miles", "1.2.3 s", ".5 min", "5. min", "+5 s", "1e3 m", "²s"]
)
def test_what_says_no_length_is_told_what_would(text: str) -> None:
    """If it failed, text that is no length would be taken for one, or refused without a word of help."""
    with pytest.raises(WrongRequest, match="is not a length: write one like '1:30'"):
        parse_length(text)


def test_a_number_of_endless_digits_is_only_no_length() -> None:
    """If it failed, Python's own limit on digits would surface as a traceback."""
    with pytest.raises(WrongRequest, match="9…' is not a length"):
        parse_length("9" * 5_000 + " s")


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (Duration(30_000), "0:30"),
        (Duration(3_605_000), "1:00:05"),
        (Duration(1_250), "1.25 s"),
        (Distance(84_390), "84.39 m"),
        (Distance(400_000), "400 m"),
        (Distance(1_500_000), "1.5 km"),
        (Distance(1_005_000), "1005 m"),
        (Distance(1_010_000), "1.01 km"),
        (Distance(10_000_000), "10 km"),
        (Tap(), "tap"),
    ],
)
def test_a_length_is_written_as_people_write_it(length: Length, text: str) -> None:
    """If it failed, an edited preset would hold lengths that nobody would type."""
    assert format_length(length) == text


@given(st.integers(*STEP_MS).map(Duration) | st.integers(*STEP_MM).map(Distance) | st.just(Tap()))
def test_a_written_length_reads_as_itself(length: Length) -> None:
    """If it failed, saving a preset would change it."""
    assert parse_length(format_length(length)) == length


@given(st.text() | st.from_regex(r"[0-9:., ]{1,8}(s|min|m|km|tap)?"))
def test_any_text_is_a_length_or_a_sentence(text: str) -> None:
    """If it failed, some text in a file would end in a traceback, or its sentence steer the terminal."""
    try:
        said = format_length(parse_length(text))
    except WrongRequest as error:
        said = str(error)
    assert said.isprintable()
