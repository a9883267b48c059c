"""Test that the merged history does not depend on the order of files."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.history.merge import Entry, Kind, entries, kind_of, piece_of, session_id
from tests.helpers.example_counts import times
from tests.helpers.histories import COPIES, Files, deletion_file, histories, merged, rating_file, session_file, stem

understood = cache(piece_of)


def message(files: Files) -> tuple[Entry, ...]:
    """Return the sessions that these files tell, read as the folder reads them."""
    kinds = {name: kind_of(name) for name in files}
    whole = {Kind.SESSION, Kind.RATING, Kind.DELETION}
    return entries({name: understood(kind, files[name]) for name, kind in kinds.items() if kind in whole})


@given(histories, histories, st.lists(st.sampled_from(COPIES), max_size=3), st.integers(0, 99))
@times(5)
def test_two_devices_tell_the_same_once_merged(one: Files, other: Files, copies: list[str], order: int) -> None:
    """If it failed, two laptops would tell different histories, or lose what one of them had."""
    union = message({**one, **other})
    here, there = merged(one, other, copies), merged(other, one, copies)
    assert message(here) == message(there) == union
    assert message(merged(here, there, copies)) == union
    shuffled = list(here.items())
    random.Random(order).shuffle(shuffled)  # noqa: S311 - any order
    assert message(dict(shuffled)) == union
    wanted = {session_id(name) for files in (one, other) for name in files if kind_of(name) is Kind.SESSION}
    assert {entry.id for entry in union} == wanted


def test_the_latest_word_holds_and_then_the_latest_name() -> None:
    """If it failed, an old rating would come back, or differ between devices."""
    files = session_file(1) | rating_file(1, 5, 3, "old") | rating_file(1, 9, 7, "new")
    assert [entry.rating.note for entry in message(files) if entry.rating] == ["new"]
    both = rating_file(1, 9, 8, "one") | rating_file(1, 9, 2, "other")
    last = both[max(both)]
    told_last = message(session_file(1) | rating_file(1, 5, 3, "old") | both)
    assert [entry.rating for entry in told_last] == [piece_of(Kind.RATING, last)]


def test_a_deletion_can_be_taken_back_and_said_again() -> None:
    """If it failed, a session that was deleted by a slip would be lost."""
    files = session_file(1) | deletion_file(1, 1)
    assert message(files)[0].is_deleted
    files |= deletion_file(1, 2, is_deleted=False)
    assert not message(files)[0].is_deleted
    assert message(files | deletion_file(1, 3))[0].is_deleted


def test_words_on_a_session_that_has_not_come_yet_wait_for_it() -> None:
    """If it failed, a folder that is still being carried would end the program, or lose the rating."""
    early = rating_file(1, 1, 4)
    assert message(early) == ()
    (entry,) = message(early | session_file(1))
    assert entry.rating
    assert entry.rating.effort == 4


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (f"{stem(1)}.json", Kind.SESSION),
        (f"{stem(1)}.rating-{stem(2)}.json", Kind.RATING),
        (f"{stem(1)}.deletion-{stem(2)}.json", Kind.DELETION),
        *((copy.format(stem=stem(1)), Kind.COPY) for copy in COPIES),
        *((copy.format(stem=f"{stem(1)}.rating-{stem(2)}"), Kind.COPY) for copy in COPIES),
        (f"{stem(1)}.burning-{stem(2)}.json", Kind.COPY),
        ("notes.txt", Kind.FOREIGN),
        (f"{stem(1)[:-1]}.json", Kind.FOREIGN),
        ("٢٠٢٦٠٥٠١T063005Z-00000001.json", Kind.FOREIGN),
    ],
)
def test_a_file_is_what_its_name_says(name: str, kind: Kind) -> None:
    """If it failed, a copy made in conflict would count as a session, or a session as a copy."""
    assert kind_of(name) is kind
