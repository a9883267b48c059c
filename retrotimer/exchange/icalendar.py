"""Write appointments as an iCalendar file (RFC 5545), with floating times: local wherever the person is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer import __version__
from retrotimer.files.export_files import export_write

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = f"-//RetroTimer//RetroTimer {__version__}//EN"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment at `start` (no zone) for `length_ms`; the largest `version` of a `uid` counts."""

    uid: str
    title: str
    about: str
    start: datetime
    length_ms: int
    version: int = 0
    changed: datetime | None = None
    is_cancelled: bool = False


def write_calendar(
    path: Path, appointments: Iterable[Appointment], name: str, made: datetime, *, sources: Iterable[Path] = ()
) -> None:
    """Write `appointments` to the calendar file at `path`.

    Raises NotSaved where it cannot be written, WrongRequest where it is one of `sources` or of RetroTimer's own
    files, ValueError for a start with a zone.
    """
    text = calendar_bytes(appointments, name, made)
    with export_write(path, sources) as file:
        file.write(text)


def calendar_bytes(appointments: Iterable[Appointment], name: str, made: datetime) -> bytes:
    """Return what such a file holds."""
    from icalendar import Calendar  # a tenth of a second that only an export costs

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for appointment in appointments:
        calendar.add_component(_event(appointment, made))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, made: datetime) -> Event:
    from icalendar import Event

    if appointment.start.tzinfo:
        raise ValueError(f"{appointment.start} is not a floating time")
    # clocks show whole minutes: so does a calendar
    minutes = -(-appointment.length_ms // 60_000)
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", made)
    event.add("sequence", appointment.version)
    event.add("last-modified", appointment.changed or made)
    event.add("dtstart", appointment.start)
    event.add("dtend", appointment.start + timedelta(minutes=minutes))
    event.add("summary", appointment.title)
    event.add("description", appointment.about)
    event.add("status", "CANCELLED" if appointment.is_cancelled else "CONFIRMED")
    return event
