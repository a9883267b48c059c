"""Format days, times and levels for people."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from functools import cache

from retrotimer.texts import N_, _, reader_language
from retrotimer.training.load.load import Grade, Load
from retrotimer.training.workout.workout import Level

ABOUT_AS_MUCH, MUCH_LESS, MUCH_MORE = 0.02, 0.8, 1.2
"""How a load compares with the same session all forward: within what it counts as the same, and as much."""

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"),
    N_("Feb"),
    N_("Mar"),
    N_("Apr"),
    N_("May"),
    N_("Jun"),
    N_("Jul"),
    N_("Aug"),
    N_("Sep"),
    N_("Oct"),
    N_("Nov"),
    N_("Dec"),
)


def day_text(day: int) -> str:
    """Return a day as it reads in a list: "Tue 24 Nov"."""
    at = date.fromordinal(day)
    return _("{weekday} {day} {month}").format(
        weekday=_(SHORT_WEEKDAYS[at.weekday()]), day=at.day, month=_(MONTHS[at.month - 1])
    )


def day_width() -> int:
    """Return how many letters a day has at most, in the reader's language."""
    return _day_width(reader_language())


@cache
def _day_width(_language: str) -> int:
    first = date(2026, 1, 1).toordinal()
    return max(len(day_text(first + n)) for n in range(365))


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


_GRADES = {Grade.LIGHT: N_("light"), Grade.MODERATE: N_("moderate"), Grade.HIGH: N_("high")}


def grade_word(grade: Grade) -> str:
    """Return what a session asks of knee and calf, in a word."""
    return _(_GRADES[grade])


def tissue_text(name: str, grade: Grade, share: float) -> str:
    """Return what a session asks of knee or calf: "Knee: light (a little less than all forward)"."""
    close = abs(share - 1) < ABOUT_AS_MUCH
    less = _("a little less than all forward") if share > MUCH_LESS else _("much less than all forward")
    more = _("a little more than all forward") if share < MUCH_MORE else _("much more than all forward")
    compared = _("as much as all forward") if close else less if share < 1 else more
    return _("{tissue}: {grade} ({compared})").format(tissue=name, grade=grade_word(grade), compared=compared)


def load_text(load: Load) -> str:
    """Return what a session asks of knee and calf, in a line: "Load: light"."""
    return _("Load: {grade}").format(grade=grade_word(load.grade))


def info_text(load: Load) -> str:
    """Return what the load is and what it is not, with the figures of `load`."""
    share = _("Taken as a whole, against the same session all forward: knee {knee:.0f} %, calf {calf:.0f} %.")
    model = _(
        "Solid: this session. Dotted: all forward. Dashed: our line, where light ends; steady running forward goes "
        "over the knee's. This is a model of ours, with rules of thumb, and not a measurement: it compares "
        "sessions, it does not foresee injuries."
    )
    return f"{share.format(knee=100 * load.knee_share, calf=100 * load.calf_share)} {model}"
