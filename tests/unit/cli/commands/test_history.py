"""`retrotimer history`: what was done, what is said of it, and the way out and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from retrotimer.app.history.history import SessionList, load_history
from retrotimer.files.history import store
from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import GroupRecord, Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.histories import RECORD

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def done(home: Path) -> list[str]:
    """Put three sessions into the history, two of one day; return their ids, the latest first."""
    folder = home / "data" / "history"
    records = [
        replace(RECORD, started=RECORD.started - timedelta(hours=hours), offset_s=0) for hours in (0, 1, 200)
    ]
    return [store.save(record, folder).stem for record in records]


def test_at_first_it_is_friendly(retrotimer: Run, home: Path) -> None:
    """If it failed, an empty history would look like a fault, or be made by looking."""
    for words in ((), ("--weeks",)):
        status, out, err = retrotimer("history", *words)
        assert (status, err) == (0, "")
        assert "your first session will stand here" in out
    assert json.loads(retrotimer("history", "--json")[1])["sessions"] == []
    assert not (home / "data" / "history").exists()


def test_it_lists_sessions_by_week_and_day(retrotimer: Run, done: list[str]) -> None:
    """If it failed, an athlete would not see what the week and the day came to."""
    status, out, err = retrotimer("history")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Week of Mon 27 Apr 2026: 2 sessions, 2:40, ▲ 2:00, ▼ 0:40"
    assert done[0] in lines[1]
    assert "Fri 1 May  06:30" in lines[1]
    assert lines[3] == "  Fri 1 May: 2 sessions, 2:40, ▲ 2:00, ▼ 0:40"
    assert lines[4].startswith("Week of Mon 20 Apr 2026: 1 session, 1:20")
    assert "In all 3 sessions, 4:00, ▲ 3:00, ▼ 1:00." in lines
    assert "Longest backward without a break: 0:20." in lines


def test_weeks_are_bars_to_both_sides(
    retrotimer: Run, done: list[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, nobody would see how backward and forward go along over the weeks."""
    assert done
    book = history_of(home)
    monkeypatch.setattr(
        "retrotimer.cli.commands.history.load_history", lambda: replace(book, today=RECORD.started.toordinal())
    )
    status, out, _err = retrotimer("history", "--weeks")
    assert status == 0
    last, before = (line for line in out.splitlines()[12:10:-1])
    left, right = last.split("│")
    assert "█" in left
    assert left.count("█") < right.count("█")
    assert last.startswith("Mon 27 Apr")
    assert "knee 2:30, calf 2:50" in last
    assert before.startswith("Mon 20 Apr")
    assert all(len(line) <= 80 for line in out.splitlines())


def history_of(home: Path) -> SessionList:
    """Return the book of that home."""
    return load_history(home / "data" / "history")


def test_search_and_since_pick_out(retrotimer: Run, done: list[str]) -> None:
    """If it failed, ten years of training could not be searched."""
    retrotimer("history", "rate", done[1], "--note", "Wind from the lake")
    assert [one["id"] for one in message(retrotimer, "--search", "LAKE")["sessions"]] == [done[1]]
    assert [one["id"] for one in message(retrotimer, "--since", "2026-05-01")["sessions"]] == done[:2]
    assert "No session fits" in retrotimer("history", "--search", "snow")[1]
    assert "running with a session" not in retrotimer("history", "--search", "lake")[1]


def message(retrotimer: Run, *words: str) -> dict[str, Any]:
    """Return what `history --json` says."""
    status, out, err = retrotimer("history", "--json", *words)
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_programs_get_all(retrotimer: Run, done: list[str]) -> None:
    """If it failed, a coach's script would miss figures."""
    found = message(retrotimer)
    assert found["sessions"][0] == {
        "id": done[0],
        "started": "2026-05-01T06:30:05+00:00",
        "name": "Früh",
        "preset": "early",
        "finished": True,
        "done_ms": 80_000,
        "forward_ms": 60_000,
        "backward_ms": 20_000,
        "longest_backward_ms": 20_000,
        "knee_ms": 75_200,
        "calf_ms": 85_000,
        "run_forward_ms": 60_000,
        "run_backward_ms": 20_000,
        "session_load": 0,
        "rated": 0,
        "note": "",
    }
    assert [day["day"] for day in found["days"]] == ["2026-05-01", "2026-04-22"]
    assert [week["monday"] for week in found["weeks"]] == ["2026-04-27", "2026-04-20"]
    assert found["longest_backward_ms"] == 20_000


def test_a_session_is_rated_shown_deleted_and_had_back(retrotimer: Run, done: list[str]) -> None:
    """If it failed, what the window can say of a session the terminal could not."""
    assert retrotimer("history", "rate", done[0], "--effort", "7")[0] == 0
    assert "effort 7 of 10, “hard\\nwind”" in retrotimer("history", "rate", done[0], "--note", "hard\nwind")[1]
    shown = retrotimer("history", "show", done[0])[1]
    assert "Done: 1:20, of it 0:20 backward" in shown
    assert "effort 7 “hard wind”" in shown
    assert "undelete" in retrotimer("history", "delete", done[0])[1]
    assert "already" in retrotimer("history", "delete", done[0])[1]
    assert "It is deleted" in retrotimer("history", "show", done[0])[1]
    assert done[0] not in retrotimer("history")[1]
    assert retrotimer("history", "undelete", done[0])[0] == 0
    assert done[0] in retrotimer("history")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("rate", "nobody", "--effort", "5"),
        ("rate", "ID"),
        ("rate", "ID", "--effort", "11"),
        ("rate", "ID", "--effort", "much"),
        ("rate", "ID", "--note", "x" * 4_001),
        ("show", "nobody"),
        ("burn", "ID"),
        ("--since", "yesterday"),
        ("export", "-o", "x.fit"),
        ("export", "-o", "x.pdf"),
        ("import", "x.pdf"),
    ],
)
def test_a_wrong_request_is_told_in_a_sentence(words: tuple[str, ...], retrotimer: Run, done: list[str]) -> None:
    """If it failed, a slip would be a traceback, or change the history."""
    status, out, err = retrotimer("history", *(done[0] if word == "ID" else word for word in words))
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_out_and_back(retrotimer: Run, done: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the history could not be taken along."""
    assert retrotimer("history", "export", "-o", "all.json")[1] == "3 sessions in all.json.\n"
    assert retrotimer("history", "export", done[0], "-o", "one.fit")[1] == "Früh is in one.fit.\n"
    assert retrotimer("history", "export", "-o", "all.csv")[0] == 0
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "other"))
    assert "1 session is new, 0 here already" in retrotimer("history", "import", "one.fit")[1]
    assert "2 sessions are new, 1 here already" in retrotimer("history", "import", "all.json", "all.csv")[1]
    status, _out, err = retrotimer("history", "import", "none.json", "all.json")
    assert status == 1
    assert "none.json: there is no such file" in err
    assert [one["id"] for one in message(retrotimer)["sessions"]] == done


def test_what_is_passed_over_is_told_once_beside_the_list(retrotimer: Run, done: list[str], home: Path) -> None:
    """If it failed, conflict copies would go unnoticed, or spoil what a program reads."""
    (home / "data" / "history" / f"{done[0]} (1).json").write_text("")
    for words in ((), ("--json",)):
        _status, out, err = retrotimer("history", *words)
        assert err.count("\n") == 1
        assert "1 copy in the history folder is passed over" in err
        assert done[0] in out


def test_groups_and_arrivals_are_told(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, a coach without the window could not see what each group did and when who arrived."""
    plan = Planned(RUN_FORWARD, 60_000), Planned(RUN_BACKWARD, 30_000)
    visits = tuple(Visit(n, what, what.planned_ms or 0) for n, what in enumerate(plan))
    record = SessionRecord(
        "Relay",
        "relay",
        datetime.now(UTC),
        Paces(),
        plan,
        visits,
        True,
        groups=(
            GroupRecord("Red", "relay", plan, visits, True, is_mine=True),
            GroupRecord("Blue", "relay", plan, visits[:1], False, 0, "swap"),
            GroupRecord("Late", "beginner", plan, visits, True, 20_000),
        ),
        marks=(
            Mark(20_000, 0, 20_000, 0, 1, distance_mm=100_000),
            Mark(85_000, 1, 25_000, 0, 1, distance_mm=75_000),
            Mark(86_000, 1, 26_000, 1, 2, in_pause=True, name="Zoé"),
        ),
    )
    path = store.save(record)
    assert "Relay  3 groups" in retrotimer("history")[1]
    assert json.loads(retrotimer("history", "--json")[1])["sessions"][0]["groups"] == 3
    shown = retrotimer("history", "show", path.stem)[1]
    for line in (
        "  Red, mine, ▲ 1:00, ▼ 0:30",
        "  Blue, partner: backward in turn, ▲ 1:00, ▼ 0:00, stopped",
        "  Late, 0:20 later, beginner, ▲ 1:00, ▼ 0:30",
        "    2 Run backward 75\N{NO-BREAK SPACE}m: 25.00 · 3.00 m/s",
        "  Zoé",
        "Forward 5.00 m/s. Backward 3.00 m/s. Backward is 0.60 of forward",
    ):
        assert line in shown
    status, _out, err = retrotimer("history", "export", "-o", str(tmp_path / "all.csv"))
    assert (status, err) == (0, "")
    assert "Zoé" in (tmp_path / "all.csv").read_text(encoding="utf-8")
    retrotimer("history", "export", path.stem, "-o", str(tmp_path / "one.fit"))
    for name in ("all.csv", "one.fit"):
        path.unlink()
        retrotimer("history", "import", str(tmp_path / name))
        assert store.read(path) == record
