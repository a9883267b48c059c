"""Format the history for a terminal: sessions by day, weeks as two-way bars, one session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby

from retrotimer.app.formatting import day_text, day_width, full_day_text
from retrotimer.app.history.backward import most_before, session_growth, week_growth
from retrotimer.app.history.history import SHOWN_WEEKS, Session, SessionList, load_text, sessions_text, totals
from retrotimer.app.history.readiness import heat_text, last_walk_text
from retrotimer.app.history.rows import groups_text
from retrotimer.app.totals import ways_text
from retrotimer.files.wording import printable
from retrotimer.terminal.colours import ARROWS
from retrotimer.texts import _, ngettext
from retrotimer.training.formatting import length_text
from retrotimer.training.history.effort import effort_text
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.history.weeks import Total, monday
from retrotimer.training.workout.workout import Direction

UP, DOWN = ARROWS[Direction.FORWARD], ARROWS[Direction.BACKWARD]
SIDE = 13  # how many signs the longest bar has on its side
BAR = "█"
SENSE_WIDTH = 76


def list_lines(book: SessionList, *, is_all: bool) -> list[str]:
    """Return the sessions, week by week. `is_all` is False where some were picked out."""
    if not book.sessions:
        return _nothing(is_all=is_all)
    weeks = {week.day: week for week in book.weeks}
    lines: list[str] = []
    for first, sessions in groupby(book.sessions, key=lambda session: monday(session.day)):
        head = _("Week of {day}: {sessions}, {times}")
        week = weeks[first]
        lines.append(
            head.format(day=full_day_text(first), sessions=sessions_text(week.sessions), times=_times(week))
        )
        lines += _days(list(sessions))
    return [*lines, "", *_footer(book, is_all=is_all)]


def _days(sessions: list[Session]) -> Iterator[str]:
    for day, of_day in groupby(sessions, key=lambda session: session.day):
        done = list(of_day)
        for session in done:
            yield _row(session)
        if len(done) > 1:
            sentence = _("  {day}: {sessions}, {times}")
            total = totals(done)
            yield sentence.format(day=_short_day(day), sessions=sessions_text(len(done)), times=_times(total))


def _row(session: Session) -> str:
    at, figures = session.local_start, session.figures
    day = _short_day(session.day).ljust(day_width() + 1)
    starts = f"  {day}{at.hour:02}:{at.minute:02}{_length(figures.done_ms):>8}"
    ways = f"{UP} {_length(figures.forward_ms):<7} {DOWN} {_length(figures.backward_ms):<7}"
    row = f"{starts}  {ways}  {session.id}  {printable(session.name)}"
    if session.groups:
        row += "  " + groups_text(session.groups)
    if not session.is_finished:
        row += "  " + _("(stopped)")
    said = _said(session)
    if said:
        row += f"  {said}"
    return f"{row}  " + _("load {n}").format(n=figures.session_load) if figures.rated else row


_length, _short_day = cache(length_text), cache(day_text)
"""Many sessions are as long as others, or of a day with others."""


def _said(session: Session) -> str:
    if session.rated_at is None:
        return ""
    effort = "" if session.effort is None else _("effort {n}").format(n=session.effort)
    note = f"“{printable(' '.join(session.note.split()))}”" if session.note.strip() else ""
    return f"{effort} {note}".strip()


def _load_sentence(session: Session) -> str:
    if session.effort is None:
        return ""
    sentence = _("Session load {n}: {effort}, times minutes (Borg CR10; Foster 2021).")
    return sentence.format(n=session.figures.session_load, effort=effort_text(session.effort))


def _times(total: Total) -> str:
    forward, backward = length_text(total.forward_ms), length_text(total.backward_ms)
    times = f"{length_text(total.done_ms)}, {UP} {forward}, {DOWN} {backward}"
    return f"{times}, {load_text(total)}" if total.rated else times


def _footer(book: SessionList, *, is_all: bool) -> list[str]:
    total = totals(book.sessions)
    lines = [
        _("In all {sessions}, {times}.").format(sessions=sessions_text(total.sessions), times=_times(total)),
        _("Longest backward without a break: {longest}.").format(longest=length_text(book.longest_backward_ms)),
    ]
    if is_all:
        lines += filter(None, (last_walk_text(book),))
        streak = ngettext(
            "{n} week in a row with a session.", "{n} weeks in a row with a session.", book.streak_weeks
        )
        lines.append(streak.format(n=book.streak_weeks))
    return lines


def _nothing(*, is_all: bool) -> list[str]:
    if is_all:
        return [
            _("Nothing done yet: your first session will stand here. `retrotimer list` shows what you can run.")
        ]
    return [_("No session fits that. `retrotimer history` lists all.")]


def week_lines(book: SessionList, *, is_all: bool) -> list[str]:
    """Return the last weeks as bars, backward to the left, forward to the right, with the load of each."""
    if not book.sessions:
        return _nothing(is_all=is_all)
    from retrotimer.cli.text.load import wrapped  # a tenth of a second that the list does without

    weeks = book.last_weeks(SHOWN_WEEKS)
    most = max(1, *(max(week.forward_ms, week.backward_ms) for week in weeks))
    left, right = _("backward"), _("forward")
    head = f"{'':10}{left:>{SIDE + 8}} │ {right}"
    sense = _(
        "Knee and calf: the week's load, as the time of running forward that would load them as much. It is a "
        "model of ours, on rules of thumb. Load: effort × minutes of the sessions that were rated (Foster 2021)."
    )
    return [
        head,
        *(_week(week, most) for week in weeks),
        "",
        *wrapped(sense, SENSE_WIDTH),
        "",
        *_growth(book, weeks),
        "",
        *_footer(book, is_all=is_all),
    ]


def _week(week: Total, most: int) -> str:
    left, right = BAR * _signs(week.backward_ms, most), BAR * _signs(week.forward_ms, most)
    load = _("knee {knee}, calf {calf}").format(knee=length_text(week.knee_ms), calf=length_text(week.calf_ms))
    back, ahead = (length_text(ms) if ms else "" for ms in (week.backward_ms, week.forward_ms))
    bars = f"{_short_day(week.day):<{day_width()}}{f'{back} {left}':>{SIDE + 8}} │ {f'{right} {ahead}':<{SIDE + 8}}"
    return f"{bars} {load}" if week.sessions else bars.rstrip()


def _growth(book: SessionList, weeks: Iterable[Total]) -> Iterator[str]:
    """Give how the backward time of each week grew against the week before it, and its session load."""
    yield _("Backward time against the week before, and session load:")
    for week in weeks:
        if week.sessions:
            growth, load = week_growth(book.weeks, week), load_text(week) if week.rated else ""
            backward = f"{DOWN} {length_text(week.backward_ms)}"
            yield f"{_short_day(week.day):<{day_width()}}{backward:>8} {growth:<8}{load}".rstrip()


def _signs(ms: int, most: int) -> int:
    """Return how many signs `ms` has: one at least, where there is anything."""
    return max(1, round(SIDE * ms / most)) if ms else 0


def _groups(record: SessionRecord) -> Iterator[str]:
    """Give what each group did."""
    from retrotimer.app.group_words import group_text  # few sessions have any

    if record.groups:
        yield _("Groups:")
    for group in record.groups:
        figures = replace(record, visits=group.visits)
        own = "" if group.preset == record.preset or group.partner else group.preset
        words = [printable(group_text(group.name, group.offset_ms, group.partner, own))]
        words += [_("mine")] if group.is_mine else []
        forward, backward = (length_text(figures.time_ms(way)) for way in (Direction.FORWARD, Direction.BACKWARD))
        words += [f"{UP} {forward}", f"{DOWN} {backward}"]
        words += [] if group.is_finished else [_("stopped")]
        yield "  " + ", ".join(words)


def _arrivals(record: SessionRecord) -> Iterator[str]:
    """Give all arrivals, and what they tell of one's own pace."""
    if not record.marks:
        return
    from retrotimer.app.history.arrivals import lines, own_pace, pace_text  # few sessions have any

    yield _("Arrivals")
    yield from (f"  {line}" for line in lines(record))
    yield pace_text(own_pace(record))


def session_lines(book: SessionList, session: Session) -> list[str]:
    """Return all there is to tell of one session."""
    from retrotimer.app.history import summary
    from retrotimer.cli.text.load import wrapped  # a tenth of a second that the list does without
    from retrotimer.files.history import store

    record = store.read(session.path)
    at = _("{day}, {time}").format(day=full_day_text(session.day), time=f"{session.local_start:%H:%M}")
    figures = session.figures
    lines = [
        printable(session.name),
        at,
        summary.outcome(record),
        _("Forward {forward}, backward {backward}; longest backward without a break {longest}.").format(
            forward=length_text(session.forward_ms),
            backward=length_text(session.backward_ms),
            longest=length_text(figures.longest_backward_ms),
        ),
        _("Of it {ways}.").format(ways=ways_text(figures.times)),
        session_growth(session.backward_ms, most_before(book.sessions, session)),
        *(f"  {words:<16}{metres}" for words, metres in summary.distances(record)),
        summary.energy_text(record),
        *wrapped(summary.energy_sense(record), SENSE_WIDTH),
        _("Load (our model): knee as {knee} of running forward, calf as {calf}.").format(
            knee=length_text(figures.knee_ms), calf=length_text(figures.calf_ms)
        ),
        _said(session),
        _load_sentence(session),
        *_groups(record),
        *_arrivals(record),
        heat_text(book, session),
        _("It is deleted. `retrotimer history undelete {id}` takes that back.").format(id=session.id)
        if session in book.deleted
        else "",
        printable(str(session.path)),
    ]
    return [line for line in lines if line]
