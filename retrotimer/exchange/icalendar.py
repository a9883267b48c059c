"""Write appointments as an iCalendar file (RFC 5545).

Times are floating: each stands at the hour that clocks show wherever the person is. An appointment keeps its `uid`
when it moves, so a file that is read in again moves it in the calendar too.
"""

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
    """Something to do at `start`, a time without a zone, for `length_ms`.

    Of two with the same `uid` the one of the larger `version` holds; `changed` is when it was made so, in UTC. One
    that `is_cancelled` goes out of a calendar that has it.
    """

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
    """Write `appointments` to a calendar called `name`, `made` at that moment, into the file at `path`.

    Raises:
        NotSaved: where the file cannot be written.
        WrongRequest: where `path` is one of `sources`, the files that the appointments come from, or another of
            RetroTimer's own.
        ValueError: where an appointment's start has a time zone.
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
