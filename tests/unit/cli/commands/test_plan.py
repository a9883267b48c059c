"""`retrotimer plan`: choosing the days, reading how it stands, and taking it to a calendar."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.helpers.started_sessions import local, run_thrice, train_week

Run = Callable[..., tuple[int, str, str]]
MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let it be so many days after a Monday; that Monday, where nobody says."""

    def set_day(after: int) -> None:
        for module in ("retrotimer.app.plan", "retrotimer.cli.commands.plan"):
            monkeypatch.setattr(f"{module}.local_now", lambda: local(MONDAY + timedelta(days=after)))

    set_day(0)
    return set_day


def begin(retrotimer: Run) -> tuple[int, str, str]:
    """Begin the plan on that Monday."""
    return retrotimer("plan", "--start", "2026-11-23", "--days", "tue,fri", "--at", "7:30")


def test_at_first_it_tells_what_it_is_and_how_to_begin(retrotimer: Run, home: Path) -> None:
    """If it failed, a person would not know what the plan asks, or be in it by having looked."""
    status, out, err = retrotimer("plan")
    assert (status, err) == (0, "")
    assert "week 1  26:00  The first week of eight" in out
    assert "`retrotimer plan --start 2026-11-23 --days tue,fri` begins it." in out
    assert not (home / "data" / "plan.toml").exists()
    assert json.loads(retrotimer("plan", "--json")[1]) == {
        "start": None,
        "weekdays": None,
        "time": None,
        "weeks": [],
    }


def test_it_says_what_it_is_worth(retrotimer: Run) -> None:
    """If it failed, a heuristic would pass for a measurement, or the step beyond a novice be silent."""
    out = " ".join(retrotimer("plan")[1].split())
    assert "a rule of thumb of ours, no study has tried it" in out
    assert "the plan makes an intermediate of you" in out


def test_beginning_it_shows_the_days(retrotimer: Run) -> None:
    """If it failed, the days chosen would not be the days shown."""
    status, out, err = begin(retrotimer)
    assert (status, err) == (0, "")
    assert "from 2026-11-23 on, every Tuesday and Friday at 07:30." in out
    assert "week 1         26:00  Tue 24 Nov  to come\n                      Fri 27 Nov  to come\n" in out
    assert "week 8         29:40  Tue 12 Jan  to come" in out
    assert "Next is week 1, on Tue 24 Nov. This starts it:\n  retrotimer run plan-week-1\n" in out
    assert retrotimer("plan")[1] == out
    assert max(map(len, out.splitlines())) <= 79


def test_done_today_missed_and_again_are_seen(retrotimer: Run, on: Callable[[int], None]) -> None:
    """If it failed, a person would not see where they stand."""
    begin(retrotimer)
    train_week(1, MONDAY + timedelta(days=1))
    on(4)
    assert "Fri 27 Nov  today" in retrotimer("plan")[1]
    assert "Today is week 1, Fri 27 Nov. This starts it:" in retrotimer("plan")[1]
    on(5)
    assert "A session of week 1 is due since Fri 27 Nov." in retrotimer("plan")[1]
    on(7)
    out = retrotimer("plan")[1]
    assert (
        "Tue 24 Nov  done\n                      Fri 27 Nov  missed\nweek 1  again  26:00  Tue 1 Dec   to come"
        in out
    )
    weeks = json.loads(retrotimer("plan", "--json")[1])["weeks"]
    assert [(week["week"], week["attempt"]) for week in weeks[:3]] == [(1, 1), (1, 2), (2, 1)]
    assert weeks[0] == {
        "week": 1,
        "preset": "plan-week-1",
        "attempt": 1,
        "backward_s": 240,
        "counts_when": {"run_s": 360, "backward_s": 180},
        "sessions": [{"day": "2026-11-24", "state": "done"}, {"day": "2026-11-27", "state": "missed"}],
    }


def test_a_calendar_goes_to_standard_output(
    retrotimer: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """If it failed, a pipe would stay empty, and a file called - lie in the folder."""
    monkeypatch.chdir(tmp_path)
    begin(retrotimer)
    before = set(tmp_path.iterdir())
    status, out, err = retrotimer("plan", "--ics", "-")
    assert (status, err, set(tmp_path.iterdir())) == (0, "", before)
    assert (out.split()[0], out.split()[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert out.count("BEGIN:VEVENT") == 16


def test_programs_see_what_each_week_asks_and_when_it_counts(retrotimer: Run) -> None:
    """If it failed, a coach's script would count a week that went forward only."""
    begin(retrotimer)
    weeks = json.loads(retrotimer("plan", "--json")[1])["weeks"]
    run_s, backward_s = (480, 528, 576, 480, 630, 688, 752, 820), (240, 90, 120, 100, 150, 200, 240, 300)
    assert [week["backward_s"] for week in weeks] == list(backward_s)
    assert [week["counts_when"] for week in weeks] == [
        {"run_s": 0.75 * run, "backward_s": 0.75 * back} for run, back in zip(run_s, backward_s, strict=True)
    ]


def test_it_tells_how_backward_time_grows(retrotimer: Run) -> None:
    """If it failed, what is new to a body would grow without a word."""
    begin(retrotimer)
    out = " ".join(retrotimer("plan")[1].split())
    assert "week 1 to 8: 4:00, walked; 1:30; 2:00, +33 %; 1:40, −17 %; 2:30, +50 %; 3:20, +33 %" in out
    assert "That tenth holds for all running only" in out


def test_when_all_is_done_it_says_so(retrotimer: Run, on: Callable[[int], None]) -> None:
    """If it failed, the plan would ask for a ninth week."""
    begin(retrotimer)
    for number in range(1, 9):
        for after in (1, 4):
            train_week(number, MONDAY + timedelta(days=7 * (number - 1) + after))
    on(60)
    assert "You have done all eight weeks." in retrotimer("plan")[1]


def test_what_speaks_against_a_session_today_is_told(retrotimer: Run, on: Callable[[int], None]) -> None:
    """If it failed, the plan would send a person out on the day after a race."""
    begin(retrotimer)
    run_thrice(5, MONDAY)
    on(1)
    out = " ".join(retrotimer("plan")[1].split())
    assert "60 % more than in your longest of the last 30 days (5:00)" in out
    assert "You trained yesterday: leave a day between sessions. This is a rule of thumb of ours." in out
    on(0)
    assert "longest of the last" not in " ".join(retrotimer("plan")[1].split())


def test_one_part_can_be_changed(retrotimer: Run) -> None:
    """If it failed, moving the plan by a week would forget its weekdays."""
    begin(retrotimer)
    assert "from 2026-11-30 on, every Tuesday and Friday at 07:30" in retrotimer("plan", "--start", "2026-11-30")[1]
    assert "every Monday and Thursday at 07:30" in retrotimer("plan", "--days", "Monday,thu")[1]
    assert "from 2026-11-30 on, every Monday and Thursday at 18:15" in retrotimer("plan", "--at", "18:15")[1]


def test_a_calendar_has_what_is_to_come(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, the plan could not be taken to a phone."""
    begin(retrotimer)
    out = tmp_path / "plan.ics"
    assert retrotimer("plan", "--ics", str(out)) == (0, f"16 sessions are in {out}.\n", "")
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 16


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--start", "tomorrow"), "'tomorrow' is not a day: write year, month and day"),
        (("--start", "1812-01-01"), "from 2000 to 2099"),
        (("--days", "tue"), "'tue' is not two days of the week"),
        (("--days", "t,f"), "'t,f' is not two days of the week"),
        (("--days", "mon,tue"), "a day between them"),
        (("--at", "25:00"), "'25:00' is not a time of day"),
        (("--at", "noon"), "'noon' is not a time of day"),
        (("--ics", "x.ics"), "No plan was begun yet"),
    ],
)
def test_a_wrong_wish_is_one_sentence(retrotimer: Run, home: Path, arguments: tuple[str, ...], words: str) -> None:
    """If it failed, a slip would end in a traceback, or in a plan nobody chose."""
    status, out, err = retrotimer("plan", *arguments)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert words in err
    assert not home.exists()


def test_a_wrong_file_is_told_and_kept(retrotimer: Run, home: Path) -> None:
    """If it failed, a slip in plan.toml would lose the plan."""
    path = home / "data" / "plan.toml"
    path.parent.mkdir(parents=True)
    path.write_text("start = 1\n")
    status, out, err = retrotimer("plan")
    assert (status, out) == (1, "")
    assert f"{path}: start: this must be a day" in err
    assert path.read_text() == "start = 1\n"


def test_each_session_is_a_preset(retrotimer: Run) -> None:
    """If it failed, a session of the plan could not be run, shown or exported."""
    for number in range(1, 9):
        assert retrotimer("show", f"plan-week-{number}")[1].startswith(f"Plan, week {number} (plan-week-{number}, ")
    assert "plan-week" not in retrotimer("list")[1]
