"""Export a workout as a calendar appointment: start, length, and its steps as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.files.plan_file import USUAL_TIME
from retrotimer.texts import _


def share_appointment(overview: Overview, out: Path, now: datetime | None = None) -> tuple[str, ...]:
    """Write `overview` into a calendar at `out`, for tomorrow; return notes. Raises NotSaved, WrongRequest."""
    from retrotimer.exchange.icalendar import Appointment, write_calendar  # seldom wanted

    now = now or datetime.now(UTC).astimezone()
    day = now.date() + timedelta(days=1)
    workout = overview.preset.workout
    appointment = Appointment(
        uid=f"{overview.preset.id}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}@retrotimer",
        title=_("RetroTimer: {name}").format(name=workout.name),
        about=to_do(overview),
        start=starting(day, USUAL_TIME),
        length_ms=overview.timeline.planned_ms,
    )
    made = now.astimezone(UTC)
    write_calendar(out, [appointment], workout.name, made, sources=[overview.preset.path])
    notes = [
        _("It is an appointment for {day} at {time}: move it to where you want it.").format(
            day=day.isoformat(), time=f"{USUAL_TIME:%H:%M}"
        )
    ]
    if overview.timeline.total_ms is None:
        notes.append(_("It waits for you to tap: how long it takes is what your paces say."))
    return tuple(notes)


def to_do(overview: Overview) -> str:
    """Return what there is to do, for the text of an appointment: what the workout is, and its recipe."""
    from retrotimer.training.workout.recipe import recipe  # seldom wanted

    workout = overview.preset.workout
    lines = "\n".join(line.text for line in recipe(workout))
    return f"{workout.about}\n\n{lines}".strip()


def starting(day: date, at: time) -> datetime:
    """Return that time of that day without a zone: where a calendar's owner is, it is then."""
    return datetime.combine(day, at)
