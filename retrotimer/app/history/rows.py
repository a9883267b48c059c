"""Arrange the history as the rows of one list: weeks and days with their totals, and the sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from retrotimer.app.formatting import day_text, full_day_text
from retrotimer.app.history.history import Session, sessions_text, totals
from retrotimer.texts import _, ngettext
from retrotimer.training.formatting import length_text
from retrotimer.training.history.weeks import Total, monday


class _Head(NamedTuple):
    """The head of the `sessions` of a week or a day."""

    day: int
    sessions: tuple[Session, ...]

    @property
    def total(self) -> Total:
        """What they come to: worked out when the row is seen, as few of thousands are."""
        return totals(self.sessions, self.day)


class WeekRow(_Head):
    """The head of the week of the Monday `day`."""

    __slots__ = ()


class DayRow(_Head):
    """The head of a day of several sessions."""

    __slots__ = ()


class SessionRow(NamedTuple):
    """A session; `tells_day` where no head says already which day it was on."""

    session: Session
    tells_day: bool


Row = WeekRow | DayRow | SessionRow


def rows(sessions: Iterable[Session]) -> tuple[Row, ...]:
    """Return the rows for `sessions`, the latest first. Totals are of these sessions alone."""
    found: list[Row] = []
    for first, of_week in groupby(sessions, key=lambda session: monday(session.day)):
        week = tuple(of_week)
        found.append(WeekRow(first, week))
        found += _days(week)
    return tuple(found)


def _days(week: Iterable[Session]) -> Iterator[Row]:
    for day, of_day in groupby(week, key=attrgetter("day")):
        done = tuple(of_day)
        has_several = len(done) > 1
        if has_several:
            yield DayRow(day, done)
        for session in done:
            yield SessionRow(session, not has_several)


def head_text(row: WeekRow | DayRow) -> str:
    """Return which week or day `row` is the head of."""
    if isinstance(row, DayRow):
        return day_text(row.day)
    return _("Week of {day}").format(day=full_day_text(row.day))


def spoken(row: Row) -> str:
    """Return what a screen reader says of `row`."""
    if not isinstance(row, SessionRow):
        total = row.total
        sentence = _("{head}: {sessions}, {done}, {forward} forward, {backward} backward")
        return sentence.format(
            head=head_text(row),
            sessions=sessions_text(total.sessions),
            done=length_text(total.done_ms),
            forward=length_text(total.forward_ms),
            backward=length_text(total.backward_ms),
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
    groups = groups_text(session.groups) if session.groups else ""
    return tuple(filter(None, (groups, stopped, *rated(session), " ".join(session.note.split()))))


def groups_text(count: int) -> str:
    """Return how many groups there were."""
    return ngettext("{n} group", "{n} groups", count).format(n=count)


def rated(session: Session) -> tuple[str, ...]:
    """Return how hard `session` felt and its load; nothing where no effort was given."""
    effort = "" if session.effort is None else _("effort {n}").format(n=session.effort)
    load = _("load {n}").format(n=session.figures.session_load) if session.figures.rated else ""
    return tuple(filter(None, (effort, load)))
