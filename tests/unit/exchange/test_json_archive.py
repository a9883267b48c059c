"""Test the JSON archive of the history, both ways."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.exchange.json_archive import ArchivedSession, read_json, write_json
from retrotimer.files.history.annotations import Rating
from retrotimer.training.errors import WrongFile
from tests.helpers.histories import AT, RECORD
from tests.unit.files.history.test_store import records

ID = "20260501T063005Z-00c0ffee"
ratings = st.none() | st.builds(Rating, st.none() | st.integers(1, 10), st.text(max_size=9), st.just(AT))
carried = st.builds(
    ArchivedSession, st.from_regex(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}", fullmatch=True), records(), ratings
)


def written(*sessions: ArchivedSession) -> bytes:
    """Return the file as bytes."""
    file = io.BytesIO()
    write_json(sessions, file)
    return file.getvalue()


@given(st.lists(carried, max_size=3))
def test_all_comes_back(sessions: list[ArchivedSession]) -> None:
    """If it failed, a copy of the history kept elsewhere would be no copy."""
    assert read_json(written(*sessions)) == sessions


WHOLE = json.loads(written(ArchivedSession(ID, RECORD, Rating(5, "", AT))))
ONE = WHOLE["sessions"][0]


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {**WHOLE, "format": 2},
        {**WHOLE, "kind": "session"},
        {**WHOLE, "sessions": 5},
        {**WHOLE, "sessions": [5]},
        {**WHOLE, "sessions": [{**ONE, "id": "../evil"}]},
        {**WHOLE, "sessions": [{**ONE, "id": f"{ID}/x"}]},
        {**WHOLE, "sessions": [{**ONE, "session": None}]},
        {**WHOLE, "sessions": [{**ONE, "session": {**ONE["session"], "format": 3}}]},
        {**WHOLE, "sessions": [{**ONE, "rating": {**ONE["rating"], "effort": 11}}]},
        {**WHOLE, "sessions": [{**ONE, "rating": 5}]},
    ],
)
def test_a_wrong_file_is_told(wrong: object) -> None:
    """If it failed, a file that somebody changed would be a traceback, or write outside the folder."""
    with pytest.raises(WrongFile):
        read_json(json.dumps(wrong).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[" * 100_000, b"\xff\xfe\x00", written(ArchivedSession(ID, RECORD, None))[:-9]]
)
def test_a_torn_file_is_told(data: bytes) -> None:
    """If it failed, half a file would bring half a history without a word."""
    with pytest.raises(WrongFile):
        read_json(data)
