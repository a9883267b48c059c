"""Test the plan file: its values, its mistakes, and its comments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.atomic import NotSaved
from retrotimer.files.plan_file import Chosen, plan_place, read_chosen, write_chosen
from retrotimer.training.errors import WrongFile, WrongRequest

CHOSEN = Chosen(date(2026, 11, 23), (1, 4), time(7, 30))
Write = Callable[[str], Path]


def test_without_a_file_there_is_no_plan(home: Path) -> None:
    """If it failed, a person who chose nothing would have a plan, or an empty folder."""
    assert read_chosen() is None
    assert not home.exists()


def test_it_lies_with_the_other_data(home: Path) -> None:
    """If it failed, a folder that is carried along would lack the plan."""
    write_chosen(CHOSEN)
    assert plan_place() == home / "data" / "plan.toml"
    assert plan_place().read_text() == (
        'format = 1\nstart = 2026-11-23\nweekdays = ["tuesday", "friday"]\ntime = 07:30:00\n'
    )
    assert read_chosen() == CHOSEN


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(0, 6),
    st.integers(2, 5),
    st.times().map(lambda at: at.replace(microsecond=0)),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, start: date, first: int, apart: int, at: time
) -> None:
    """If it failed, a plan would move by itself."""
    path = tmp_path_factory.mktemp("plan") / "plan.toml"
    chosen = Chosen(start, (first, (first + apart) % 7), at)
    write_chosen(chosen, path)
    assert read_chosen(path) == chosen


def test_what_a_person_wrote_stays(written: Write) -> None:
    """If it failed, choosing another day in the window would lose what stands in the file."""
    path = written(
        '# after the season\nformat = 1\nweekdays = ["monday", "thursday"] # club nights\nstart = 2026-01-05\n'
    )
    assert read_chosen(path) == Chosen(date(2026, 1, 5), (0, 3), time(18))
    write_chosen(Chosen(date(2026, 1, 12), (0, 3), time(18)), path)
    source = path.read_text()
    assert source.startswith("# after the season\nformat = 1\nweekdays = ")
    assert "start = 2026-01-12\n" in source


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("", "start: this must be a day, such as 2027-03-01 without quotes, not None"),
        (
            'start = "2026-11-23"',
            "start: this must be a day, such as 2027-03-01 without quotes, not '2026-11-23' (line 1)",
        ),
        ("start = 2026-11-23T10:00:00", "start: this must be a day"),
        ('start = 1899-11-23\nweekdays = ["monday", "friday"]', "start: A plan begins in a year from 2000 to 2099"),
        ('start = 2026-11-23\nweekdays = "friday"', "weekdays: this must be two days of the week"),
        ('start = 2026-11-23\nweekdays = ["monday"]', "weekdays: this must be two days of the week"),
        ('start = 2026-11-23\nweekdays = ["monday", 4]', "weekdays: this must be two days of the week"),
        ('start = 2026-11-23\nweekdays = ["monday", "wensday"]', "weekdays[1]: 'wensday' is no day of the week"),
        (
            'start = 2026-11-23\nweekdays = ["monday", "tuesday"]',
            "weekdays: Choose two days of the week with a day",
        ),
        ('start = 2026-11-23\nweekdays = ["monday", "friday"]\ntime = "18:00"', "time: this must be a time"),
        ('format = 2\nstart = 2026-11-23\nweekdays = ["monday", "friday"]', "format: 2 is not a format of plans"),
        (
            'strat = 2026-11-23\nweekdays = ["monday", "friday"]',
            "strat: there is no such key here: did you mean 'start'?",
        ),
        (
            'what = 1\nstart = 2026-11-23\nweekdays = ["monday", "friday"]',
            "what: there is no such key here: 'format'",
        ),
        ("start = ", "this is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(written: Write, source: str, sentence: str) -> None:
    """If it failed, a slip in the file would end in a traceback, or in another plan."""
    path = written(source)
    with pytest.raises(WrongFile) as caught:
        read_chosen(path)
    assert any(sentence in mistake for mistake in caught.value.mistakes)
    assert all(mistake.startswith(str(path)) for mistake in caught.value.mistakes)
    assert path.read_text() == source


def test_all_mistakes_are_told_at_once(written: Write) -> None:
    """If it failed, a file would have to be corrected line by line."""
    with pytest.raises(WrongFile) as caught:
        read_chosen(written("format = true\nstart = 1\nweekdays = 2\ntime = 3\nplan = 4\n"))
    assert len(caught.value.mistakes) == 5


def test_a_file_that_is_not_toml_is_not_written_over(written: Write) -> None:
    """If it failed, what a person wrote would be lost for a bracket."""
    path = written("start = [")
    with pytest.raises(WrongFile, match="not TOML"):
        write_chosen(CHOSEN, path)
    assert path.read_text() == "start = ["


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    """If it failed, a plan would seem to be kept where it is not."""
    (tmp_path / "file").write_text("")
    with pytest.raises(NotSaved):
        write_chosen(CHOSEN, tmp_path / "file" / "plan.toml")


@pytest.mark.parametrize(("start", "weekdays"), [(date(2026, 1, 5), (0, 1)), (date(1999, 1, 5), (0, 3))])
def test_what_makes_no_plan_cannot_be_chosen(start: date, weekdays: tuple[int, int]) -> None:
    """If it failed, a file could be written that cannot be read."""
    with pytest.raises(WrongRequest):
        Chosen(start, weekdays)
