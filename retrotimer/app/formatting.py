"""Format days, times and levels for people."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache

from retrotimer.texts import N_, _
from retrotimer.training.workout.workout import Level

WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"),
    N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


def day_text(day: int) -> str:
    """Return a day as it reads in a list: "Tue 24 Nov"."""
    at = date.fromordinal(day)
    return _("{weekday} {day} {month}").format(
        weekday=_(SHORT_WEEKDAYS[at.weekday()]), day=at.day, month=_(MONTHS[at.month - 1])
    )


def full_day_text(day: int) -> str:
    """Return a day with its year: "Tue 24 Nov 2026"."""
    return _("{day} {year}").format(day=day_text(day), year=date.fromordinal(day).year)


def month_text(month: int) -> str:
    """Return month 1 to 12 in short."""
    return _(MONTHS[month - 1])


def local_start(started: datetime, offset_s: int | None) -> datetime:
    """Return what the clocks showed where a session was done; where nobody kept that, what they show here."""
    try:
        return started.astimezone(None if offset_s is None else _zone(offset_s))
    except (OverflowError, ValueError, OSError):  # at the very ends of the calendar
        return started


@cache
def _zone(offset_s: int) -> timezone:
    return timezone(timedelta(seconds=offset_s))


_LEVELS = {
    Level.NOVICE: N_("novice"),
    Level.INTERMEDIATE: N_("intermediate"),
    Level.EXPERIENCED: N_("experienced"),
}


def level_word(level: Level | None) -> str:
    """Return for whom a workout is; nothing where it does not say."""
    return _(_LEVELS[level]) if level else ""
