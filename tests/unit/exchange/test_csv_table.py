"""Test the CSV table: safe in spreadsheets, and its import."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.exchange.csv_table import COLUMNS, METRES, TIMES, TOTAL, read_csv, write_csv
from retrotimer.exchange.json_archive import ArchivedSession
from retrotimer.files.history.annotations import Rating
from retrotimer.training.errors import WrongFile
from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import GroupRecord, Planned, SessionRecord, Visit
from retrotimer.training.history.weeks import figures
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Movement
from tests.helpers.spreadsheets import DANISH, GERMAN, SPREADSHEETS, Spreadsheet

AT = datetime(2026, 5, 1, 23, 30, 5, 250, tzinfo=UTC)
DONE = ((RUN_FORWARD, 60_000), (RUN_BACKWARD, 20_500), (WALK_FORWARD, 30_000), (RUN_BACKWARD, 10_000))
VISITS = tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(DONE))
RECORD = SessionRecord("Früh", "early", AT, Paces(), tuple(v.what for v in VISITS), VISITS, True, offset_s=7_200)
CARRIED = ArchivedSession(
    "20260501T233005Z-00c0ffee", RECORD, Rating(7, "Wind,\n“strong”", AT + timedelta(hours=1))
)


def written(*carried: ArchivedSession) -> bytes:
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
    assert (row["day"], row["time"], row["zone"]) == ("2026-05-02", "01:30:05", "UTC+02:00")
    assert (row["total ms"], row["run backward ms"], row["longest backward ms"]) == ("120500", "30500", "20500")
    assert (row["run forward m"], row["effort"], row["finished"]) == ("150", "7", "yes")
    assert row["note"] == "Wind,\n“strong”"


NASTY = st.sampled_from(("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "")).flatmap(
    lambda sign: st.text(max_size=9).map(lambda text: sign + text)
)


@given(NASTY, NASTY, NASTY)
def test_no_cell_is_a_formula_and_texts_come_back(name: str, preset: str, note: str) -> None:
    """If it failed, opening a table could run what somebody wrote into a note, or lose a sign of it."""
    carried = ArchivedSession(CARRIED.id, replace(RECORD, name=name, preset=preset), Rating(None, note, AT))
    data = written(carried)
    for row in cells(data):
        assert set(row) == set(COLUMNS)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row.values())
    (back,) = read_csv(data)
    assert (back.record.name, back.record.preset) == (name, preset)
    assert back.rating == carried.rating


MARKS = (
    Mark(61_000, 1, 1_000, 1, 2, name="=Zoé;\n,1"),
    Mark(62_000, 0, 62_000, in_pause=True, distance_mm=400_000),
)
GROUPS = (
    GroupRecord("Red", "early", RECORD.plan, VISITS, True),
    GroupRecord("红", "", RECORD.plan[1:], VISITS[2:], False, 20_000, is_mine=True),
    GroupRecord("-1", "", RECORD.plan, (replace(VISITS[1], pace_ms=9_000),), True, 0, "swap"),
)


@pytest.mark.parametrize("groups", [(), GROUPS])
@pytest.mark.parametrize("marks", [(), MARKS])
@pytest.mark.parametrize("spreadsheet", SPREADSHEETS)
def test_groups_and_arrivals_come_back_whole(
    spreadsheet: Spreadsheet, groups: tuple[GroupRecord, ...], marks: tuple[Mark, ...]
) -> None:
    """If it failed, a coach's groups would count as the coach's own running, and all times of a race be gone."""
    marks = marks if groups else tuple(replace(mark, group=None) for mark in marks)
    record = replace(RECORD, groups=groups, marks=marks)
    data = written(CARRIED._replace(record=record))
    for one in (data, spreadsheet.saved(data)):
        (back,) = read_csv(one)
        assert (back.record.groups, back.record.marks, back.record.counts) == (groups, marks, record.counts)
        if groups or marks:
            assert back.record == record
    assert bool(cells(data)[0]["groups and arrivals"]) is bool(groups or marks)


def changed(cell: object, **others: str) -> bytes:
    """Return a table whose session with groups has `cell` in place of them, a text as it is."""
    record = replace(RECORD, groups=GROUPS, marks=MARKS)
    (row,) = cells(written(CARRIED._replace(record=record)))
    row |= {"groups and arrivals": cell if isinstance(cell, str) else json.dumps(cell), **others}
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, row)
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    "cell",
    ["{", "[]", "7", '{"groups": 7}', '{"marks": [{}]}', '{"paces": {}}', "[" * 10_000, '{"done": [{"ms": 1}]}'],
)
def test_a_cell_of_groups_that_is_not_whole_says_where(cell: str) -> None:
    """If it failed, a cell that a spreadsheet cut would end in a traceback, or groups be dropped in silence."""
    with pytest.raises(WrongFile, match=r"row 2, column 'groups and arrivals': .*empty the cell") as error:
        read_csv(changed(cell))
    assert len(error.value.mistakes) == 1


def test_groups_must_fit_the_row_and_can_be_left_out() -> None:
    """If it failed, a row that was put right by hand would come back with its old times, without a word."""
    plan = [{"do": "run forward", "ms": 1_000}]
    fields = {
        "plan": plan,
        "done": [{"interval": 0, "ms": 1_000}],
        "marks": [{"at_ms": 1, "index": 0, "split_ms": 1}],
    }
    with pytest.raises(WrongFile, match=r"column 'groups and arrivals': what is done in it does not come to"):
        read_csv(changed(fields))
    (back,) = read_csv(changed(""))
    assert (back.record.groups, back.record.marks, back.record.done_ms) == ((), (), RECORD.done_ms)


def test_a_table_from_before_groups_is_read() -> None:
    """If it failed, tables of the last version could not come back."""
    (row,) = cells(written(CARRIED))
    del row["groups and arrivals"]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, row)
    writer.writeheader()
    writer.writerow(row)
    notes: list[str] = []
    assert read_csv(out.getvalue().encode(), notes) == read_csv(written(CARRIED))
    assert notes == []


def test_more_than_a_spreadsheet_keeps_is_told() -> None:
    """If it failed, a table would lose hundreds of arrivals in a spreadsheet, and nobody have said so."""
    notes: list[str] = []
    record = replace(RECORD, groups=GROUPS, marks=MARKS * 2_000)
    file = io.BytesIO()
    write_csv([CARRIED, CARRIED._replace(record=record)], file, notes)
    assert [note.partition(":")[0] for note in notes] == ["Früh, 2026-05-02"]
    assert read_csv(file.getvalue())[1].record.marks == record.marks


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


@pytest.mark.parametrize("spreadsheet", SPREADSHEETS)
@given(stays, NASTY | st.sampled_from(("3-1", "1.200", "May 5", "0012", "6 x 400 m", "1,5")))
def test_no_spreadsheet_changes_a_session(
    spreadsheet: Spreadsheet, done: list[tuple[object, int]], name: str
) -> None:
    """If it failed, a table that was opened in another country and saved again would be other sessions."""
    visits = tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(done))  # type: ignore[arg-type]
    record = replace(RECORD, name=name, plan=tuple(visit.what for visit in visits), visits=visits)
    carried = CARRIED._replace(record=record, rating=Rating(7, name, AT))
    data = written(carried)
    assert read_csv(spreadsheet.saved(data)) == read_csv(data)
    (back,) = read_csv(data)
    assert (back.record.started, back.record.name, back.record.done_ms) == (AT, name, record.done_ms)
    assert back.rating == carried.rating


def old_table(done: tuple[tuple[Movement, int], ...], *, started: str = "01:30:05.000250") -> bytes:
    """Return a table of one session as earlier versions wrote it."""
    sums = {movement: sum(ms for what, ms in done if what == movement) for movement in MOVEMENTS.values()}
    seconds = {words: f"{sums[movement] / 1_000:.3f}".replace(".000", "") for words, movement in MOVEMENTS.items()}
    metres = {words: round(sums[what] * Paces().speed(what) / 1_000) for words, what in MOVEMENTS.items()}
    visits = tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(done))
    row = {
        "id": CARRIED.id, "day": "2026-05-02", "time": started, "zone": "UTC+02:00", "name": "Früh",
        "preset": "early", "finished": "yes", "seconds": f"{sum(sums.values()) / 1_000:.3f}".replace(".000", ""),
        "longest backward s": f"{figures(visits).longest_backward_ms / 1_000:.3f}".replace(".000", ""),
        **{f"{words} s": text for words, text in seconds.items()},
        **{f"{words} m": str(m) for words, m in metres.items() if words != "stand"},
        "run forward m/s": "2.5", "run backward m/s": "1.75", "walk forward m/s": "1.4", "walk backward m/s": "1.0",
        "body kg": "70.0", "kcal": "19", "effort": "", "note": "", "rated": "",
    }  # fmt: skip
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(row))
    writer.writeheader()
    writer.writerow(row)
    return file.getvalue().encode("utf-8-sig")


def test_the_tables_of_earlier_versions_are_read() -> None:
    """If it failed, a table that was kept would be lost to the history."""
    (back,) = read_csv(old_table(DONE))
    assert figures(back.record.visits) == figures(VISITS)
    assert (back.id, back.record.started, back.record.paces) == (CARRIED.id, AT, Paces())


@pytest.mark.parametrize("spreadsheet", [GERMAN, DANISH])
@pytest.mark.parametrize(
    "done",
    [
        ((RUN_FORWARD, 5_200), (WALK_FORWARD, 1_199_000)),
        ((RUN_FORWARD, 5_200), (WALK_FORWARD, 6_100)),
        ((RUN_BACKWARD, 5_200),),
    ],
)
def test_seconds_that_lost_their_point_are_refused(
    spreadsheet: Spreadsheet, done: tuple[tuple[Movement, int], ...]
) -> None:
    """If it failed, 5.200 s would come back as an hour and a half."""
    data = old_table(done)
    assert read_csv(data)[0].record.done_ms == sum(ms for _movement, ms in done)
    with pytest.raises(WrongFile, match=r"row 2, column '"):
        read_csv(spreadsheet.saved(old_table(done, started="01:30:05")).replace(b"02.05.2026", b"2026-05-02"))


@pytest.mark.parametrize("column", [*TIMES.values(), TOTAL])
def test_a_total_that_is_not_the_sum_of_its_parts_is_refused(column: str) -> None:
    """If it failed, a row that somebody half changed would come in with one of two totals."""
    (row,) = cells(written(CARRIED))
    row[column] = str(int(row[column]) + 1)
    with pytest.raises(
        WrongFile, match=r"row 2, column 'total ms': '12050[01]' is not the sum of 'run forward ms', "
    ):
        read_csv(table([row]))


def table(rows: list[dict[str, str]]) -> bytes:
    """Return the table of `rows`."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("id", "../../evil", "'../../evil' is not the id of a session"),
        ("started", "02.05.2026 01:30", "'02.05.2026 01:30' is not as RetroTimer wrote it"),
        ("started", "20269901T233005.000250Z", "is not as RetroTimer wrote it"),
        ("day", "2026-05-03", "'2026-05-03' is not what 'started' says: change both, or neither"),
        ("day", "", "'' is not what 'started' says"),
        ("time", "02:30:05", "'02:30:05' is not what 'started' says"),
        ("zone", "Berlin", "'Berlin' is not as RetroTimer wrote it"),
        ("finished", "maybe", "'maybe' is neither yes nor no"),
        ("run forward ms", "nan", "'nan' is not a whole number: write it without points, commas and blanks"),
        ("run forward ms", "-60000", "'-60000' is not a whole number"),
        ("run forward ms", "60.000", "'60.000' is not a whole number"),
        ("run forward ms", "60,000", "'60,000' is not a whole number"),
        ("run forward ms", "6E+04", "'6E+04' is not a whole number"),
        ("run forward ms", "", "'' is not a whole number"),
        ("longest backward ms", "0", "'0' is not a part of the time backward"),
        ("longest backward ms", "30501", "'30501' is not a part of the time backward"),
        ("run backward um/s", "0", "the speeds beside it are not those of a person"),
        ("run forward um/s", "fast", "'fast' is not a whole number"),
        ("walk backward m", "5", "'5' m do not fit the time beside it"),
        ("effort", "11", "'11' is no effort: write a number from 0 to 10, or nothing"),
        ("rated", "yesterday", "'yesterday' is not as RetroTimer wrote it"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(column: str, cell: str, message: str) -> None:
    """If it failed, a person would look through forty columns, or a note would write outside the folder."""
    (row,) = cells(written(CARRIED))
    assert row[column] != cell
    with pytest.raises(WrongFile) as caught:
        read_csv(table([row, {**row, column: cell}]))
    (mistake,) = caught.value.mistakes
    assert mistake.startswith(f"row 3, column '{column}': ")
    assert message in mistake


def test_all_wrong_rows_are_named_at_once() -> None:
    """If it failed, a table would have to be put right row by row."""
    (row,) = cells(written(CARRIED))
    with pytest.raises(WrongFile) as caught:
        read_csv(table([{**row, "effort": "x"}, row, {**row, "zone": "x"}]))
    assert [mistake.split(":")[0] for mistake in caught.value.mistakes] == [
        "row 2, column 'effort'",
        "row 4, column 'zone'",
    ]


def test_what_a_coach_adds_to_the_table_is_used_or_reported() -> None:
    """If it failed, what a person typed into a spreadsheet would go in silence."""
    (row,) = cells(written(CARRIED._replace(rating=None)))
    notes: list[str] = []
    (back,) = read_csv(table([{**row, "note": "Better.", "effort": "6", "shoes": "blue"}]), notes)
    assert back.rating == Rating(6, "Better.", AT)
    assert notes == ["These columns are not RetroTimer's and were left out: 'shoes'."]


def test_metres_come_back() -> None:
    """If it failed, a distance that taps ended would come back as what the pace says."""
    visits = (replace(VISITS[0], pace_ms=50_000), *VISITS[1:])
    (back,) = read_csv(written(CARRIED._replace(record=replace(RECORD, visits=visits))))
    assert [round(back.record.metres(movement)) for movement in METRES] == [
        round(replace(RECORD, visits=visits).metres(movement)) for movement in METRES
    ]
    assert back.record.done_ms == RECORD.done_ms


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"run forward ms", b"running", "columns are missing: 'run forward ms'; export it again"),
        (b",early,", b",early,late,", "row 2 has more cells than the head"),
        ("Früh".encode(), "Früh".encode("cp1252"), "it is not a table in UTF-8: save it as 'CSV UTF-8' (line 2)"),
        (b"yes,", b'"yes,', "it is not a table that RetroTimer wrote: "),
    ],
)
def test_a_wrong_table_is_told(old: bytes, new: bytes, message: str) -> None:
    """If it failed, a table that somebody changed would be a traceback, or be read in part."""
    data = written(CARRIED)
    assert old in data
    with pytest.raises(WrongFile) as caught:
        read_csv(data.replace(old, new))
    assert message in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", b"\0" * 99])
def test_another_file_is_told(data: bytes) -> None:
    """If it failed, any file with this ending could be a traceback."""
    with pytest.raises(WrongFile, match="not a table"):
        read_csv(data)


def test_a_distance_that_was_skipped_stays_so() -> None:
    """If it failed, an earlier table with a distance left at once by a tap would be refused."""
    data = old_table(((WALK_FORWARD, 600_000),)).replace(b",840,", b",0,")
    (back,) = read_csv(data)
    assert (back.record.metres(WALK_FORWARD), back.record.done_ms) == (0, 600_000)
