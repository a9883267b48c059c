"""Combine the eight-week plan with the person's days, history and presets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer.app.formatting import local_start
from retrotimer.app.history.backward import growth_text
from retrotimer.app.overview import Overview
from retrotimer.files.history.folder import sessions_since
from retrotimer.files.plan_file import Chosen, plan_place, read_chosen
from retrotimer.files.presets.library import plan_files, plan_preset
from retrotimer.texts import N_, _
from retrotimer.training.formatting import length_text
from retrotimer.training.history.plan import (
    Asked,
    CompletedSession,
    Planned,
    PlanWeek,
    State,
    asked,
    counts,
    next_session,
    run_ms,
    schedule,
)
from retrotimer.training.history.session_rule import RULE_DAYS, Past, warnings
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Direction, Gait

if TYPE_CHECKING:
    from retrotimer.exchange.icalendar import Appointment
    from retrotimer.training.history.record import SessionRecord

_STATES = {
    State.DONE: N_("done"),
    State.TODAY: N_("today"),
    State.OPEN: N_("due"),
    State.COMING: N_("to come"),
    State.MISSED: N_("missed"),
}
USUAL_WEEKDAYS = (1, 4)
WALKED_WEEKS = 1
"""In these weeks going backward is walked: what is run after them is no less."""


@dataclass(frozen=True)
class Plan:
    """The plan as it stands on the day of `now`, a time with its zone. `problems` tells what could not be read."""

    chosen: Chosen
    records: tuple[SessionRecord, ...]
    now: datetime
    problems: tuple[str, ...] = ()

    @property
    def today(self) -> int:
        """The day."""
        return self.now.date().toordinal()

    @cached_property
    def weeks(self) -> tuple[PlanWeek, ...]:
        """Every week, those that were missed and their repeats among them."""
        return schedule(self.chosen.choice, _completed(self.records), self.today)

    @property
    def next(self) -> Planned | None:
        """The session that is to be done next; None once all are done."""
        return next_session(self.weeks)

    @property
    def shown_weeks(self) -> tuple[PlanWeek, ...]:
        """The weeks without those in which nothing was done and which were tried again: a long break is no news."""
        again = {(week.number, week.attempt - 1) for week in self.weeks if week.attempt > 1}
        return tuple(
            week
            for week in self.weeks
            if (week.number, week.attempt) not in again or State.DONE in {s.state for s in week.sessions}
        )


def local_now() -> datetime:
    """Return the time, in the machine's zone."""
    return datetime.now(UTC).astimezone()


def read_plan(now: datetime | None = None) -> Plan | None:
    """Return the plan of the person, or None. Raises WrongFile."""
    now = now or local_now()
    chosen = read_chosen()
    return _plan(chosen, now) if chosen else None


def plan_from(chosen: Chosen, now: datetime | None = None) -> Plan:
    """Return the plan that `chosen` makes, with what was done already."""
    return _plan(chosen, now or local_now())


def _plan(chosen: Chosen, now: datetime) -> Plan:
    first = min(chosen.start, now.date() - timedelta(days=RULE_DAYS))
    records, problems = sessions_since(_midnight(first))
    return Plan(chosen, records, now, problems)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _completed(records: tuple[SessionRecord, ...]) -> list[CompletedSession]:
    return [
        CompletedSession(number, local_day(record))
        for record in records
        if (number := _week_of(record.preset)) and counts(record, week_asks(number))
    ]


def _week_of(preset_id: str) -> int | None:
    """Return the week of the plan whose preset has that id; None for any other preset."""
    return next((number for number, path in enumerate(plan_files(), 1) if path.stem == preset_id), None)


def local_day(record: SessionRecord) -> int:
    """Return the day on which a session began, where it was done."""
    return local_start(record.started, record.offset_s).date().toordinal()


# sessions


def plan_overview(number: int, paces: Paces) -> Overview:
    """Return the session of week `number`."""
    return Overview(plan_preset(number), paces)


@cache
def week_asks(number: int) -> Asked:
    """Return what a session of week `number` asks; it is all by time, so paces make no difference."""
    return asked(plan_overview(number, Paces()).timeline)


def before_session(overview: Overview, now: datetime | None = None) -> tuple[str, ...]:
    """Return advice before a session of `overview` today, in sentences."""
    now = now or local_now()
    records, _problems = sessions_since(_midnight(now.date() - timedelta(days=RULE_DAYS)))
    past = [_past(record) for record in records]
    ran = {direction: overview.timeline.time_ms(direction, Gait.RUN) for direction in Direction}
    backward_ms = overview.timeline.time_ms(Direction.BACKWARD)
    planned = Past(
        now.date().toordinal(),
        sum(ran.values()),
        overview.timeline.planned_ms,
        backward_ms,
        ran[Direction.BACKWARD],
    )
    week = _week_of(overview.preset.id)
    follows_plan = week is not None and any(
        _week_of(record.preset) == week - 1 and counts(record, week_asks(week - 1)) for record in records
    )
    return warnings(planned, past, follows_plan=follows_plan)


def _past(record: SessionRecord) -> Past:
    return Past(
        local_day(record),
        run_ms(record),
        record.done_ms,
        record.time_ms(Direction.BACKWARD),
        record.time_ms(Direction.BACKWARD, Gait.RUN),
    )


# a calendar


def export_plan(plan: Plan, path: Path, paces: Paces) -> int:
    """Write the sessions to come into a calendar at `path`; return their number. Raises NotSaved, WrongRequest."""
    from retrotimer.exchange.icalendar import write_calendar  # seldom wanted

    appointments, count = _appointments(plan, paces)
    write_calendar(path, appointments, _("RetroTimer plan"), plan.now.astimezone(UTC), sources=[plan_place()])
    return count


def plan_calendar(plan: Plan, paces: Paces) -> bytes:
    """Return what `export_plan` writes."""
    from retrotimer.exchange.icalendar import calendar_bytes  # seldom wanted

    appointments, _count = _appointments(plan, paces)
    return calendar_bytes(appointments, _("RetroTimer plan"), plan.now.astimezone(UTC))


def _appointments(plan: Plan, paces: Paces) -> tuple[list[Appointment], int]:
    """Return the sessions as appointments, and how many are to come.

    A session keeps its `uid` on whichever day, so a calendar moves it. Each file counts as newer and holds the
    whole plan: done sessions on their day, missed ones as cancelled until they get another day.
    """
    from retrotimer.app.export.workout import to_do
    from retrotimer.exchange.icalendar import Appointment
    from retrotimer.files.calendar_stamp import next_stamp  # seldom wanted

    latest = {week.number: week for week in plan.weeks}  # the last try of each
    sessions = [session for week in latest.values() for session in week.sessions]
    version, changed = next_stamp(plan.now)
    appointments = []
    for session in sessions:
        overview = plan_overview(session.number, paces)
        appointments.append(
            Appointment(
                uid=f"plan-week-{session.number}-{session.nth + 1}@retrotimer",
                title=_("RetroTimer: {name}").format(name=overview.preset.workout.name),
                about=to_do(overview),
                start=datetime.combine(date.fromordinal(session.day), plan.chosen.at),
                length_ms=overview.timeline.planned_ms,
                version=version,
                changed=changed,
                is_cancelled=session.state is State.OPEN,
            )
        )
    return appointments, sum(session.state in (State.TODAY, State.COMING) for session in sessions)


# words


def state_word(state: State) -> str:
    """Return what became of a session."""
    return _(_STATES[state])


def week_backward(number: int) -> str:
    """Return the backward time of a session of week `number`, and how it grew: "▼ 2:00, +33 %"."""
    ms = round(week_asks(number).backward_ms)
    if number == 1:
        return _("▼ {time}, walked").format(time=length_text(ms))
    before_ms = round(week_asks(number - 1).backward_ms) if number > WALKED_WEEKS + 1 else 0
    growth = growth_text(ms, before_ms)
    text = _("▼ {time}, {growth}") if growth else "▼ {time}"
    return text.format(time=length_text(ms), growth=growth)


def usual_start(today: date) -> date:
    """Return the day on which a plan begins where nobody says: the next Monday, or today if it is one."""
    return today + timedelta(days=-today.weekday() % 7)
