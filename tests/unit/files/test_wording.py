"""Test how values are shown in messages."""

from __future__ import annotations

import datetime as dt

import pytest

from retrotimer.files.wording import listed, nearest, printable, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1:90", "'1:90'"),
        ("a\x1b[2Jb", r"'a\x1b[2Jb'"),
        ("x" * 60, "'" + "x" * 39 + "…'"),
        (True, "true"),
        (False, "false"),
        (90, "90"),
        (1 << 64, "0x10000000000000000"),
        (-(1 << 200), "-0x1" + "0" * 35 + "…"),
        (float("nan"), "nan"),
        ([1], "[…]"),
        ({"a": 1}, "{…}"),
        (dt.time(1, 30), "01:30:00"),
    ],
)
def test_a_value_is_shown_as_the_file_has_it(value: object, text: str) -> None:
    """If it failed, a sentence would show Python's spelling, flood the screen or steer the terminal."""
    assert shown(value) == text


def test_what_has_no_shape_is_shown_escaped() -> None:
    """If it failed, a file's name that is not text could not be printed at all."""
    assert printable("straße → \udcff\n") == r"straße → \udcff\n"


def test_words_are_listed_in_quotes() -> None:
    """If it failed, a sentence would not show where one word ends."""
    assert listed(["do", "for"]) == "'do', 'for'"


@pytest.mark.parametrize(
    ("word", "near"),
    [("run backwards", "run backward"), ("RUN FORWARD", "run forward"), ("swim", None), ("r" * 5_000, None)],
)
def test_the_nearest_word_is_found(word: str, near: str | None) -> None:
    """If it failed, a slip of the finger would not be recognised, or a guess would be far off."""
    assert nearest(word, ["run forward", "run backward", "stand"]) == near
