"""The history as a table: safe in a spreadsheet, and back as far as it says."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.exchange.carried import Carried
from retrotimer.files.exchange.table_csv import COLUMNS, read_csv, write_csv
from retrotimer.files.said_file import Rating
from retrotimer.training.errors import WrongFile
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.weeks import figures
from retrotimer.training.workout import MOVEMENTS, RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD

AT = datetime(2026, 5, 1, 23, 30, 5, 250, tzinfo=UTC)
DONE = ((RUN_FORWARD, 60_000), (RUN_BACKWARD, 20_500), (WALK_FORWARD, 30_000), (RUN_BACKWARD, 10_000))
VISITS = tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(DONE))
RECORD = SessionRecord("Früh", "early", AT, Paces(), tuple(v.what for v in VISITS), VISITS, True, offset_s=7_200)
CARRIED = Carried("20260501T233005Z-00c0ffee", RECORD, Rating(7, "Wind,\n“strong”", AT + timedelta(hours=1)))


def written(*carried: Carried) -> bytes:
    """Return the table as bytes."""
    file = io.BytesIO()
    write_csv(carried, file)
    return file.getvalue()


def cells(data: bytes) -> list[dict[str, str]]:
    """Return the rows as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_says_what_was_done_where_it_was_done() -> None:
    """If it failed, a coach would see other figures than the athlete, or another day."""
    assert written(CARRIED).startswith(b"\xef\xbb\xbf")
    (row,) = cells(written(CARRIED))
    assert (row["day"], row["time"], row["zone"]) == ("2026-05-02", "01:30:05.000250", "UTC+02:00")
    assert (row["seconds"], row["run backward s"], row["longest backward s"]) == ("120.500", "30.500", "20.500")
    assert (row["run forward m"], row["effort"], row["finished"]) == ("150", "7", "yes")
    assert row["note"] == "Wind,\n“strong”"


NASTY = st.sampled_from(("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "")).flatmap(
    lambda sign: st.text(max_size=9).map(lambda text: sign + text)
)


@given(NASTY, NASTY, NASTY)
def test_no_cell_is_a_formula_and_texts_come_back(name: str, preset: str, note: str) -> None:
    """If it failed, opening a table could run what somebody wrote into a note, or lose a sign of it."""
    carried = Carried(CARRIED.id, replace(RECORD, name=name, preset=preset), Rating(None, note, AT))
    data = written(carried)
    for row in cells(data):
        assert set(row) == set(COLUMNS)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row.values())
    (back,) = read_csv(data)
    assert (back.record.name, back.record.preset) == (name, preset)
    assert back.rating == carried.rating


stays = st.lists(st.tuples(st.sampled_from(list(MOVEMENTS.values())), st.integers(1, 10**7)), max_size=8)


@given(stays)
def test_sessions_come_back_with_their_times(done: list[tuple[object, int]]) -> None:
    """If it failed, totals would change by a way out and back in."""
    visits = tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(done))  # type: ignore[arg-type]
    record = replace(RECORD, plan=tuple(visit.what for visit in visits), visits=visits)
    (back,) = read_csv(written(CARRIED._replace(record=record)))
    before, after = figures(visits), figures(back.record.visits)
    assert after[:3] == before[:3]
    assert (back.record.started, back.record.offset_s) == (record.started, 7_200)
    assert (back.record.paces, back.record.is_finished) == (record.paces, True)


def test_the_longest_time_backward_comes_back() -> None:
    """If it failed, all time backward would come back as one long bout."""
    (back,) = read_csv(written(CARRIED))
    assert figures(back.record.visits) == figures(VISITS)


def test_a_session_without_its_zone_stays_without() -> None:
    """If it failed, an old session could change its day."""
    (back,) = read_csv(written(CARRIED._replace(record=replace(RECORD, offset_s=None), rating=None)))
    assert back.record.started == AT
    assert back.record.offset_s is None
    assert back.rating is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"20260501T233005Z-00c0ffee", b"../../evil"),
        (b"2026-05-02", b"2.5.2026"),
        (b"60,", b"nan,"),
        (b"60,", b"-60,"),
        (b"60,", b"1e400,"),
        (b"2.5,", b"fast,"),
        (b",7,", b",11,"),
        (b"run forward s", b"running"),
    ],
)
def test_a_wrong_table_is_told(old: bytes, new: bytes) -> None:
    """If it failed, a table that somebody changed would be a traceback, or write outside the folder."""
    data = written(CARRIED)
    assert old in data
    with pytest.raises(WrongFile):
        read_csv(data.replace(old, new))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"\0" * 99])
def test_another_file_is_told(data: bytes) -> None:
    """If it failed, any file with this ending could be a traceback."""
    with pytest.raises(WrongFile, match="not a table"):
        read_csv(data)
