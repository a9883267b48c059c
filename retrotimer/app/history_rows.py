"""The history as rows of one list: weeks and days of several sessions with their totals, and the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from retrotimer.app.days import day_text, full_day_text
from retrotimer.app.history import Session, sessions_text, totals
from retrotimer.texts import _
from retrotimer.training.figures import length_text
from retrotimer.training.weeks import Total, monday


class WeekRow(NamedTuple):
    """The head of a week, with what its sessions below come to."""

    total: Total


class DayRow(NamedTuple):
    """The head of a day of several sessions, with what they come to."""

    total: Total


class SessionRow(NamedTuple):
    """A session; `tells_day` where no head says already which day it was on."""

    session: Session
    tells_day: bool


Row = WeekRow | DayRow | SessionRow


def rows(sessions: Iterable[Session]) -> tuple[Row, ...]:
    """Return the rows for `sessions`, the latest first. Totals are of these sessions alone."""
    found: list[Row] = []
    days = ((session.day, session) for session in sessions)
    for first, of_week in groupby(days, key=lambda one: monday(one[0])):
        week = list(of_week)
        found.append(WeekRow(totals((session for _day, session in week), first)))
        found += _days(week)
    return tuple(found)


def _days(week: Iterable[tuple[int, Session]]) -> Iterator[Row]:
    for day, of_day in groupby(week, key=itemgetter(0)):
        done = [session for _day, session in of_day]
        has_several = len(done) > 1
        if has_several:
            yield DayRow(totals(done, day))
        for session in done:
            yield SessionRow(session, not has_several)


def head_text(row: WeekRow | DayRow) -> str:
    """Return which week or day `row` is the head of."""
    if isinstance(row, DayRow):
        return day_text(row.total.day)
    return _("Week of {day}").format(day=full_day_text(row.total.day))


def spoken(row: Row) -> str:
    """Return what a screen reader says of `row`."""
    if not isinstance(row, SessionRow):
        sentence = _("{head}: {sessions}, {done}, {forward} forward, {backward} backward")
        return sentence.format(
            head=head_text(row),
            sessions=sessions_text(row.total.sessions),
            done=length_text(row.total.done_ms),
            forward=length_text(row.total.forward_ms),
            backward=length_text(row.total.backward_ms),
        )
    session = row.session
    sentence = _("{day}, {time:%H:%M}: {name}, {done}, {forward} forward, {backward} backward")
    text = sentence.format(
        day=full_day_text(session.day),
        time=session.local_start,
        name=session.name,
        done=length_text(session.done_ms),
        forward=length_text(session.forward_ms),
        backward=length_text(session.backward_ms),
    )
    return ", ".join((text, *remarks(session)))


def remarks(session: Session) -> tuple[str, ...]:
    """Return what else there is to say of `session`: that it was stopped, how hard it felt, what was noted."""
    stopped = "" if session.is_finished else _("stopped")
    effort = _("effort {n}").format(n=session.effort) if session.effort else ""
    return tuple(filter(None, (stopped, effort, " ".join(session.note.split()))))
