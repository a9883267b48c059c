"""Arrivals: kept in the history, named afterwards, shown and written as a table."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest

from retrotimer.app.history.arrivals import OwnPace, csv_text, own_pace, split_text, table, text, write_csv
from retrotimer.app.history.history import load_history
from retrotimer.app.history.rows import remarks
from retrotimer.files.history import store
from retrotimer.files.history.folder import sessions_since
from retrotimer.files.history.json_fields import NewerFile, known_format
from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import GroupRecord, Planned, SessionRecord, Visit
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.started_sessions import AT, PACES

PLAN = (Planned(RUN_FORWARD, None), Planned(RUN_BACKWARD, None))
VISITS = tuple(Visit(n, what, 60_000) for n, what in enumerate(PLAN))
MARKS = (
    Mark(60_004, 0, 60_004, 0, 1, distance_mm=200_000),
    Mark(75_000, 0, 55_000, 1, 2, distance_mm=200_000),
    Mark(130_000, 1, 70_000, 0, 1, distance_mm=100_000),
    Mark(131_000, 1, 71_000, in_pause=True),
)
GROUPS = (
    GroupRecord("Red", "laps", PLAN, VISITS, True, is_mine=True),
    GroupRecord("=1+1", "laps", PLAN, VISITS, False, 20_000, "swap"),
)


def record(*, groups: tuple[GroupRecord, ...] = GROUPS, marks: tuple[Mark, ...] = MARKS) -> SessionRecord:
    """Return a session of two laps with these groups and arrivals."""
    return SessionRecord("Laps", "laps", AT, PACES, PLAN, VISITS, True, groups=groups, marks=marks)


def test_groups_and_arrivals_are_kept(tmp_path: Path) -> None:
    """If it failed, what a coach timed would be gone with the session."""
    path = store.save(record(), tmp_path)
    assert store.read(path) == record()
    fields = json.loads(path.read_text())
    assert (fields["format"], [group["name"] for group in fields["groups"]]) == (2, ["Red", "=1+1"])
    with pytest.raises(NewerFile):
        known_format(fields | {"format": 3}, "session")


def test_one_group_without_arrivals_is_what_older_programs_read(tmp_path: Path) -> None:
    """If it failed, an older RetroTimer could read none of the sessions of a newer one."""
    fields = json.loads(store.save(record(groups=(), marks=()), tmp_path).read_text())
    assert fields["format"] == 1
    assert not {"groups", "marks"} & fields.keys()


def test_names_are_given_later_beside_the_session(tmp_path: Path) -> None:
    """If it failed, names would be lost, or a session's file be written twice."""
    path = store.save(record(), tmp_path)
    before = path.read_bytes()
    store.name_marks(path, ("Ann", "", "Ann"))
    store.name_marks(path, ("Ann", "Zoé", "Ann", "Bo"))
    assert [mark.name for mark in store.read(path).marks] == ["Ann", "Zoé", "Ann", "Bo"]
    assert path.read_bytes() == before
    assert load_history(tmp_path).problems == ()


def test_only_a_group_of_ones_own_counts(tmp_path: Path) -> None:
    """If it failed, what others ran would count for the coach's week and plan."""
    others = tuple(GroupRecord(g.name, g.preset, g.plan, g.visits, g.is_finished) for g in GROUPS)
    store.save(record(groups=others), tmp_path)
    (only,) = load_history(tmp_path).sessions
    assert (only.done_ms, remarks(only)[0]) == (0, "2 groups")
    assert sessions_since(AT - timedelta(days=1), tmp_path)[0] == ()
    store.save(record(), tmp_path)
    assert len(sessions_since(AT - timedelta(days=1), tmp_path)[0]) == 1


def test_the_table_has_a_row_for_each_athlete_and_a_column_for_each_interval() -> None:
    """If it failed, a coach could not compare two athletes over the same lap."""
    found = table(record().with_names(("", "", "", "Bo")))
    assert found.columns == ("1 Run forward 200\u00a0m", "2 Run backward 100\u00a0m")
    assert found.rows == (
        ("Red", ("1:00.00 · 3.33 m/s", "1:10.00 · 1.43 m/s")),
        ("=1+1", ("55.00 · 3.64 m/s", "")),
        ("Bo", ("", "1:11.00 · in the pause")),
    )
    assert text(record()).splitlines()[1] == "Red\t1:00.00 · 3.33 m/s\t1:10.00 · 1.43 m/s"


def test_csv_holds_whole_milliseconds_and_no_formula(tmp_path: Path) -> None:
    """If it failed, a spreadsheet would take times for other numbers, or run what a name says."""
    rows = list(csv.DictReader(csv_text(record()).splitlines()))
    assert [row["split ms"] for row in rows] == ["60004", "55000", "70000", "71000"]
    assert [row["speed mm/s"] for row in rows] == ["3333", "3636", "1429", ""]
    assert rows[1]["athlete"] == rows[1]["group"] == "'=1+1"
    assert (rows[0]["do"], rows[2]["interval"], rows[3]["in pause"]) == ("run forward", "2", "1")
    written = write_csv(record(), tmp_path)
    assert [len(path.read_text().splitlines()) - 1 for path in written] == [2, 1, 1]
    assert write_csv(record(), tmp_path / "all.csv") == (tmp_path / "all.csv",)


def test_own_pace_comes_from_known_distances_of_ones_own() -> None:
    """If it failed, ≈ would follow somebody else's times."""
    assert tuple(own_pace(record())) == pytest.approx((3.3331, 1.4286), abs=1e-3)
    assert own_pace(record()).ratio == pytest.approx(0.4286, abs=1e-3)
    alone = (Mark(80_000, 0, 80_000, distance_mm=200_000), Mark(130_000, 1, 50_000, distance_mm=100_000))
    assert own_pace(record(groups=(), marks=alone)) == OwnPace(2.5, 2.0)
    assert own_pace(record(groups=(), marks=(*alone, Mark(81_000, 0, 81_000, distance_mm=200_000)))).forward == 0


def test_splits_read_as_on_a_stopwatch() -> None:
    """If it failed, a time would be cut, or rounded to 60 seconds."""
    assert [split_text(ms) for ms in (0, 994, 59_994, 59_995, 754_321)] == [
        "0.00",
        "0.99",
        "59.99",
        "1:00.00",
        "12:34.32",
    ]
