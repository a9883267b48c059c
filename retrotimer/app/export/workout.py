"""Export a workout as a file for a watch, another program or another person, or as an appointment."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.exchange.registry import WRITERS, Terms
from retrotimer.files.export_files import export_write
from retrotimer.files.plan_file import USUAL_TIME
from retrotimer.texts import _

CALENDAR, SHEET = ".ics", ".pdf"
ENDINGS = (*WRITERS, CALENDAR)  # what `share` writes; a sheet needs Qt (`retrotimer.gui.export.sheet_pdf`)
NS_PER_MS = 1_000_000


def share(overview: Overview, out: Path) -> tuple[str, ...]:
    """Write the workout to `out` by its ending; return notes on what is lost. Raises NotSaved, WrongRequest."""
    if out.suffix.casefold() == CALENDAR:
        return share_appointment(overview, out)
    write = WRITERS[out.suffix.casefold()]
    terms = Terms(overview.paces, time.time_ns() // NS_PER_MS)
    with export_write(out, [overview.preset.path]) as file:
        return write(overview.preset.workout, file, terms)


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
        start=datetime.combine(day, USUAL_TIME),
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
