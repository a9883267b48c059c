"""Test the plan with a person's days and history, and the advice before a session."""

from __future__ import annotations

import os
import time as clock
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar, Component

from retrotimer.app import plan as plans
from retrotimer.app.overview import Overview
from retrotimer.files import calendar_stamp
from retrotimer.files.plan_file import Chosen, plan_place, write_chosen
from retrotimer.files.presets.library import find
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.plan import State, counts
from retrotimer.training.workout.workout import RUN_BACKWARD, WALK_BACKWARD, Movement
from tests.helpers.started_sessions import PACES, local, run_for, train_week

MONDAY = date(2026, 11, 23)
CHOSEN = Chosen(MONDAY, (1, 4), time(7, 30))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def _in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine twelve or thirteen hours before Greenwich."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    clock.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    clock.tzset()


def day(after: int) -> date:
    """Return a day so many after the first of the plan."""
    return MONDAY + timedelta(days=after)


def plan(after: int) -> plans.Plan:
    """Return the plan as it stands so many days after its first."""
    write_chosen(CHOSEN)
    found = plans.read_plan(local(day(after)))
    assert found
    return found


def states(found: plans.Plan) -> list[str]:
    """Return the states of the first weeks' sessions."""
    return [f"{week.number} {' '.join(session.state for session in week.sessions)}" for week in found.weeks[:3]]


def test_nobody_has_a_plan_at_first() -> None:
    """If it failed, a person would be told that they missed what they never chose."""
    assert plans.read_plan() is None


def test_what_was_done_is_seen_from_the_history() -> None:
    """If it failed, a person would have to tick off what the program saw."""
    train_week(1, day(1))
    train_week(1, day(5))
    found = plan(8)
    assert states(found) == ["1 done done", "2 today coming", "3 coming coming"]
    assert found.next == found.weeks[1].sessions[0]


def test_a_session_given_up_early_does_not_count() -> None:
    """If it failed, the plan would go on without the running that it builds on."""
    train_week(1, day(1), share=0.5)
    train_week(1, day(4), share=0.8)
    assert states(plan(5))[0] == "1 done open"


@pytest.mark.parametrize(("number", "way"), [(1, WALK_BACKWARD), (2, RUN_BACKWARD), (8, RUN_BACKWARD)])
def test_all_forward_and_nothing_backward_leaves_the_week_missed(number: int, way: Movement) -> None:
    """If it failed, a week of plain running would lead on to more backward running."""
    for after in (1, 4):
        train_week(number, day(after), skipped=way)
    asks = plans.week_asks(number)
    assert asks.counts_when == (0.75 * asks.run_ms, 0.75 * asks.backward_ms)
    if number == 1:
        assert states(plan(7))[0] == "1 missed missed"
    records = plan(7).records
    assert not any(counts(record, asks) for record in records)


def test_a_missed_week_is_done_again() -> None:
    """If it failed, a week of flu would break the plan."""
    train_week(1, day(1))
    assert states(plan(7)) == ["1 done missed", "1 coming coming", "2 coming coming"]


def test_a_long_break_is_one_week_done_again() -> None:
    """If it failed, months without training would be a list of reproaches."""
    train_week(1, day(1))
    train_week(1, day(4))
    train_week(2, day(8))
    found = plan(120)
    assert [(week.number, week.attempt) for week in found.shown_weeks[:4]] == [(1, 1), (2, 1), (2, 17), (3, 1)]


@pytest.mark.usefixtures("_in_auckland")
def test_the_day_is_the_one_where_the_person_is() -> None:
    """If it failed, a session in the morning would count for the day before."""
    path = train_week(1, day(1), at=time(6))
    assert path.name.startswith("20261123T17")
    assert plan(3).weeks[0].sessions[0].day == day(1).toordinal()


def test_a_torn_session_is_told() -> None:
    """If it failed, a session would be missed and nobody would know why."""
    path = train_week(1, day(1))
    path.write_text("{")
    found = plan(2)
    assert states(found)[0] == "1 open coming"
    assert str(path) in found.problems[0]


class TestBeforeASession:
    """What is to be kept in mind."""

    def test_a_leap_is_told(self) -> None:
        """If it failed, the one measured rule there is would not reach the person."""
        for after in (-7, -5, -3):
            run_for(5, day(after))
        (said,) = plans.before_session(Overview(find("gentler-3-1"), PACES), local(day(0)))
        assert said.startswith(
            "You run 12:00 in this session, 140 % more than in your longest of the last 30 days (5:00)"
        )
        assert "2.28" in said

    def test_the_plan_never_leaps(self) -> None:
        """If it failed, the plan would warn of itself."""
        for number in range(1, 9):
            overview = plans.plan_overview(number, PACES)
            when = day(7 * number)
            assert plans.before_session(overview, local(when)) == ()
            train_week(number, when)

    def test_the_last_30_days_are_looked_at(self) -> None:
        """If it failed, older or newer sessions would be compared with."""
        overview = Overview(find("gentler-3-1"), PACES)
        for after in (-31, -20, -10):
            run_for(5, day(after))
        assert plans.before_session(overview, local(day(0))) == ()
        run_for(5, day(-30))
        assert len(plans.before_session(overview, local(day(0)))) == 1

    def test_yesterday_is_told(self) -> None:
        """If it failed, two days running would pass without a word."""
        for after in (-5, -3, -1):
            train_week(1, day(after))
        (said,) = plans.before_session(plans.plan_overview(1, PACES), local(day(0)))
        assert said == "You trained yesterday: leave a day between sessions. This is a rule of thumb of ours."

    def test_a_try_of_seconds_counts_for_nothing(self) -> None:
        """If it failed, a person who tried the program once would be warned of every session for 30 days."""
        for after in (-7, -5, -3, 0, 0, 0):
            run_for(0.2, day(after))
        assert plans.before_session(Overview(find("gentler-3-1"), PACES), local(day(0))) == ()

    def test_nothing_done_means_nothing_to_say(self) -> None:
        """If it failed, a first session would be warned of."""
        assert plans.before_session(Overview(find("gentler-3-1"), PACES)) == ()


class TestCalendar:
    """The sessions that are still to do, for a calendar."""

    def test_every_session_to_come_is_in_it(self, tmp_path: Path) -> None:
        """If it failed, a calendar would lack a session or have it at another hour."""
        train_week(1, day(1))
        count = plans.export_plan(plan(4), tmp_path / "plan.ics", PACES)
        events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
        assert (count, len(events)) == (15, 16)
        done, first = events[:2]
        assert done.decoded("DTSTART").date() == day(1)
        assert first.decoded("DTSTART").isoformat() == "2026-11-27T07:30:00"
        assert first.decoded("DTEND").isoformat() == "2026-11-27T07:56:00"
        assert str(first["SUMMARY"]) == "RetroTimer: Plan, week 1"
        assert first.decoded("DTSTAMP") == local(day(4)).astimezone(UTC)

    def test_a_session_that_moves_is_the_same_appointment(self, tmp_path: Path) -> None:
        """If it failed, a missed week would stand in the calendar twice."""
        places = []
        for after in (0, 7):
            plans.export_plan(plan(after), tmp_path / "plan.ics", PACES)
            events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
            places.append(
                {str(event["UID"]): (event.decoded("DTSTART"), event.decoded("SEQUENCE")) for event in events}
            )
        before, after_missing = places
        assert before.keys() == after_missing.keys()
        for uid, (at, version) in before.items():
            moved, later = after_missing[uid]
            assert (moved - at, later > version) == (timedelta(days=7), True)

    def events(self, path: Path, chosen: Chosen, now: datetime) -> dict[str, tuple[datetime, int, datetime]]:
        """Return the appointments of a plan by their ids: when they are, and which version of when."""
        write_chosen(chosen)
        found = plans.read_plan(now)
        assert found
        plans.export_plan(found, path, PACES)
        return {
            str(event["UID"]): tuple(map(event.decoded, ("DTSTART", "SEQUENCE", "LAST-MODIFIED")))
            for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        }

    @pytest.mark.parametrize(
        "moved",
        [
            replace(CHOSEN, start=day(7)),
            replace(CHOSEN, start=day(-7)),
            replace(CHOSEN, weekdays=(0, 3)),
            replace(CHOSEN, at=time(18)),
        ],
    )
    @pytest.mark.parametrize("wait", [timedelta(0), timedelta(seconds=1), timedelta(days=-3)])
    def test_a_plan_that_is_moved_keeps_its_appointments(
        self, tmp_path: Path, moved: Chosen, wait: timedelta
    ) -> None:
        """If it failed, calendars would keep the old days, or have each session twice, whatever the clock says."""
        begun = local(day(-30))
        before = self.events(tmp_path / "a.ics", CHOSEN, begun)
        after = self.events(tmp_path / "b.ics", moved, begun + wait)
        assert before.keys() == after.keys()
        assert len(before) == 16
        for uid, (at, version, changed) in before.items():
            assert after[uid][0] != at
            assert after[uid][1] > version
            assert after[uid][2] > changed

    @pytest.mark.parametrize(
        "start", [-7, 0, 3, *(pytest.param(one, marks=pytest.mark.thorough) for one in (-19, -6, -4, -2, 7))]
    )
    @pytest.mark.parametrize("trained", [(), (-5,), (-5, 0), (-1,)])
    def test_a_calendar_has_no_session_on_another_day_than_the_plan(
        self, tmp_path: Path, start: int, trained: tuple[int, ...]
    ) -> None:
        """If it failed, a session would stay in the calendar on a day that the plan no longer has for it."""
        calendar: dict[str, Component] = {}
        now = local(day(0))
        for after in trained:
            train_week(1, day(after))
        for chosen in (replace(CHOSEN, start=day(2)), replace(CHOSEN, start=day(start))):
            self.events(tmp_path / "a.ics", chosen, now)
            for event in Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT"):
                known = calendar.get(str(event["UID"]))
                assert known is None or event.decoded("SEQUENCE") > known.decoded("SEQUENCE")
                calendar[str(event["UID"])] = event
        found = plans.read_plan(now)
        assert found
        latest = {week.number: week for week in found.weeks}
        planned = {
            f"plan-week-{session.number}-{session.nth + 1}@retrotimer": date.fromordinal(session.day)
            for week in latest.values()
            for session in week.sessions
            if session.state is not State.OPEN
        }
        kept = {uid: event for uid, event in calendar.items() if event["STATUS"] != "CANCELLED"}
        assert {uid: event.decoded("DTSTART").date() for uid, event in kept.items()} == planned

    def test_a_version_is_a_number_that_calendars_hold(self, tmp_path: Path) -> None:
        """If it failed, a calendar would refuse the file after a broken stamp, or in some years."""
        for stamp in ("", "x", "9" * 16, str(2**31 - 1), "-5"):
            calendar_stamp.stamp_file().parent.mkdir(exist_ok=True)
            calendar_stamp.stamp_file().write_text(stamp)
            found = self.events(tmp_path / "a.ics", CHOSEN, local(day(0)))
            assert all(0 < version < 2**31 for _at, version, _changed in found.values())

    def test_a_cache_that_takes_no_file_does_not_matter(self, tmp_path: Path) -> None:
        """If it failed, a full disk in another place would keep a calendar from being written."""
        (tmp_path / "cache").write_text("")
        assert len(self.events(tmp_path / "a.ics", CHOSEN, local(day(0)))) == 16

    def test_the_plan_is_not_written_over(self, tmp_path: Path) -> None:
        """If it failed, a slip in a name would lose the days that a person chose."""
        found = plan(0)
        before = plan_place().read_text()
        (tmp_path / "link.ics").symlink_to(plan_place())
        for path in (plan_place(), tmp_path / "link.ics"):
            with pytest.raises(WrongRequest):
                plans.export_plan(found, path, PACES)
        assert plan_place().read_text() == before


@pytest.mark.parametrize(("today", "start"), [(23, 23), (24, 30), (29, 30)])
def test_a_plan_begins_on_a_monday_where_nobody_says(today: int, start: int) -> None:
    """If it failed, a first week could begin in the past, or long after."""
    assert plans.usual_start(date(2026, 11, today)).day == start


def test_states_read_in_words() -> None:
    """If it failed, nobody would know what became of a session."""
    assert [plans.state_word(state) for state in State] == ["done", "today", "due", "to come", "missed"]
    assert plans.local_now().utcoffset() is not None
    assert plans.plan_from(CHOSEN).today == datetime.now(UTC).astimezone().date().toordinal()
