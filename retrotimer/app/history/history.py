"""Load the history for window and command line: its sessions, days, weeks and messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from retrotimer.app.formatting import local_start
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.history.checks import Check
from retrotimer.files.history.folder import Passed, Progress, SkipReason, read_folder
from retrotimer.files.history.merge import Entry
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import length_text
from retrotimer.training.history import weeks
from retrotimer.training.history.weeks import Figures, Total

SHOWN = 3


def sentences(passed: Iterable[Passed]) -> tuple[str, ...]:
    """Return a sentence or two for each cause that there was."""
    by_cause: dict[SkipReason, list[Passed]] = {}
    for one in passed:
        by_cause.setdefault(one.cause, []).append(one)
    return tuple(_sentence(cause, sorted(by_cause[cause])) for cause in SkipReason if cause in by_cause)


def _sentence(cause: SkipReason, found: list[Passed]) -> str:
    count = len(found)
    return _words(cause, count).format(n=count, files=_files(found))


def _words(cause: SkipReason, count: int) -> str:
    match cause:
        case SkipReason.COPY:
            return ngettext(
                "{n} copy in the history folder is passed over, as the session itself counts: {files}.",
                "{n} copies in the history folder are passed over, as the sessions themselves count: {files}.",
                count,
            )
        case SkipReason.FOREIGN:
            return ngettext(
                "{n} file in the history folder is not of RetroTimer and is passed over: {files}.",
                "{n} files in the history folder are not of RetroTimer and are passed over: {files}.",
                count,
            )
        case SkipReason.NO_FILE:
            return ngettext(
                "{n} entry in the history folder is a link, a folder or a device and is passed over: {files}.",
                "{n} entries in the history folder are links, folders or devices and are passed over: {files}.",
                count,
            )
        case SkipReason.NEWER:
            return ngettext(
                "A newer RetroTimer wrote {n} file in the history folder: it is left alone: {files}.",
                "A newer RetroTimer wrote {n} files in the history folder: they are left alone: {files}.",
                count,
            )
        case SkipReason.UNREADABLE:
            return ngettext(
                "{n} file in the history folder cannot be read and is left alone: {files}.",
                "{n} files in the history folder cannot be read and are left alone: {files}.",
                count,
            )


def _files(found: list[Passed]) -> str:
    shown = [_file(one) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        shown.append("…")
    return ", ".join(shown)


def _file(one: Passed) -> str:
    name = printable(one.name)
    if one.cause is not SkipReason.UNREADABLE:
        return name
    return _("{file} ({why})").format(file=name, why=one.why.rstrip("."))


SHOWN_WEEKS = 12
MOST_WEEKS = 60 * 52  # more than a life of training: beyond, a clock was wrong


class Session(NamedTuple):
    """A session that was done. `local_start` is what a clock on the wall showed where it was done."""

    id: str
    folder: Path
    local_start: datetime
    name: str
    preset: str
    is_finished: bool
    effort: int | None
    note: str
    rated_at: datetime | None
    figures: Figures
    groups: int = 0

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / f"{self.id}.json"

    @property
    def day(self) -> int:
        """The day it was done on."""
        return self.local_start.toordinal()

    @property
    def done_ms(self) -> int:
        """How long the athlete was under way."""
        return self.figures.done_ms

    @property
    def forward_ms(self) -> int:
        """How long of it forward."""
        return self.figures.forward_ms

    @property
    def backward_ms(self) -> int:
        """How long of it backward."""
        return self.figures.backward_ms


@dataclass(frozen=True)
class SessionList:
    """The sessions up to the day `today`, latest first, with `deleted` ones and `problems` in sentences.

    `checks` are the answers given before sessions. Methods that change something return the new list.
    """

    folder: Path
    sessions: tuple[Session, ...]
    deleted: tuple[Session, ...]
    problems: tuple[str, ...]
    today: int
    checks: tuple[Check, ...] = ()

    @cached_property
    def weeks(self) -> tuple[Total, ...]:
        """Each week with a session, the latest first."""
        return weeks.by_week((session.day, session.figures) for session in self.sessions)

    @cached_property
    def days(self) -> tuple[Total, ...]:
        """Each day with a session, the latest first."""
        return weeks.by_day((session.day, session.figures) for session in self.sessions)

    @cached_property
    def all_weeks(self) -> tuple[Total, ...]:
        """Each week from the first session's up to this one, the earliest first, and `SHOWN_WEEKS` at least."""
        first = min((week.day for week in self.weeks), default=self.today)
        count = (weeks.monday(self.today) - first) // weeks.WEEK + 1
        return self.last_weeks(min(max(count, SHOWN_WEEKS), MOST_WEEKS))

    def last_weeks(self, count: int = SHOWN_WEEKS) -> tuple[Total, ...]:
        """Return the last `count` weeks up to this one, the earliest first, those without a session too."""
        return weeks.last_weeks(self.weeks, self.today, count)

    @cached_property
    def streak_weeks(self) -> int:
        """In how many weeks running there was a session; this week may still be without one."""
        return weeks.streak(self.weeks, self.today)

    @cached_property
    def longest_backward_ms(self) -> int:
        """The longest time backward without a step of another kind, in all sessions."""
        return max((session.figures.longest_backward_ms for session in self.sessions), default=0)

    def search(self, text: str) -> tuple[Session, ...]:
        """Return the sessions in which each word of `text` stands: in name, note, preset or date."""
        words = text.casefold().split()
        if not words:
            return self.sessions
        return tuple(one for one in self.sessions if all(word in _searched(one) for word in words))

    def session(self, known: str) -> Session:
        """Return the session, or deleted one, whose id begins with `known`. Raises WrongRequest."""
        everything = (*self.sessions, *self.deleted)
        found = [one for one in everything if one.id == known] or [
            one for one in everything if known and one.id.startswith(known)
        ]
        if not found:
            raise WrongRequest(_("There is no session '{id}': `retrotimer history` lists them.").format(id=known))
        if len(found) > 1:
            raise WrongRequest(_("Several sessions begin with '{id}': give more of it.").format(id=known))
        return found[0]

    def rate(self, known: str, effort: int | None, note: str) -> SessionList:
        """Rate the session `known` with an effort of 0 to 10 or None, and a note. Raises NotSaved, WrongRequest."""
        session = self.session(known)
        store.rate(session.path, effort, note)
        rating = store.rating(session.path)
        rated = session._replace(
            effort=rating.effort if rating else None,
            note=rating.note if rating else "",
            rated_at=rating.at if rating else None,
            figures=session.figures.rated_as(rating.effort if rating else None),
        )

        def with_rating(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
            return tuple(rated if one.id == session.id else one for one in sessions)

        return replace(self, sessions=with_rating(self.sessions), deleted=with_rating(self.deleted))

    def delete(self, known: str) -> SessionList:
        """Delete the session `known` by an additional file. Raises NotSaved, WrongRequest."""
        session = self._said(known, is_deleted=True)
        kept = tuple(one for one in self.sessions if one.id != session.id)
        return replace(self, sessions=kept, deleted=_latest_first({session, *self.deleted}))

    def undelete(self, known: str) -> SessionList:
        """Restore the deleted session `known`. Raises NotSaved, WrongRequest."""
        session = self._said(known, is_deleted=False)
        kept = tuple(one for one in self.deleted if one.id != session.id)
        return replace(self, sessions=_latest_first({session, *self.sessions}), deleted=kept)

    def _said(self, known: str, *, is_deleted: bool) -> Session:
        session = self.session(known)
        store.delete(session.path, is_deleted=is_deleted)
        return session


def load_history(
    folder: Path | None = None,
    today: date | None = None,
    notify: Progress | None = None,
    latest: int | None = None,
) -> SessionList:
    """Return what is in `folder` (default: the history's); report files read and in all to `notify`.

    With `latest` only so many files are read, the latest ones.
    """
    folder = folder or paths.history()
    found = read_folder(folder, notify, latest)
    sessions = [(_session(entry, folder), entry.is_deleted) for entry in found.entries]
    return SessionList(
        folder,
        tuple(session for session, is_deleted in sessions if not is_deleted),
        tuple(session for session, is_deleted in sessions if is_deleted),
        sentences(found.passed),
        (today or current_day()).toordinal(),
        found.checks,
    )


def latest_sessions(folder: Path, files: int) -> tuple[Session, ...]:
    """Return the sessions of the latest weeks, from so many files; the earliest, which may be torn, is left out."""
    sessions = load_history(folder, latest=files).sessions
    first = weeks.monday(sessions[-1].day) if sessions else 0
    return tuple(session for session in sessions if weeks.monday(session.day) != first)


def current_day() -> date:
    """Return the day that a clock on the wall shows here."""
    return datetime.now(UTC).astimezone().date()


def load_text(total: Total) -> str:
    """Return the session load of `total`, and of how many of its sessions it is where some were not rated."""
    if total.rated == total.sessions:
        return _("load {n}").format(n=total.session_load)
    return _("load {n} ({rated} of {sessions} rated)").format(
        n=total.session_load, rated=total.rated, sessions=total.sessions
    )


def totals(sessions: Iterable[Session], day: int = 0) -> Total:
    """Return the total of `sessions`, which are of `day` or of the week of that Monday."""
    return weeks.total([session.figures for session in sessions], day)


def sessions_text(count: int) -> str:
    """Return how many sessions."""
    return ngettext("{n} session", "{n} sessions", count).format(n=count)


def _session(entry: Entry, folder: Path) -> Session:
    summary, rating = entry.summary, entry.rating
    return Session(
        entry.id,
        folder,
        local_start(summary.started, summary.offset_s),
        summary.name,
        summary.preset,
        summary.is_finished,
        rating.effort if rating else None,
        rating.note if rating else "",
        rating.at if rating else None,
        summary.figures.rated_as(rating.effort) if rating else summary.figures,
        summary.groups,
    )


def _latest_first(sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda one: (one.local_start, one.id), reverse=True))


def _searched(session: Session) -> str:
    day = session.local_start.date().isoformat()
    return f"{session.name}\n{session.note}\n{session.preset}\n{day}\n{session.id}".casefold()


def summed(book: SessionList) -> str:
    """Return the totals of `book` in a line."""
    if not book.sessions:
        from retrotimer.app.data_folder import missing_notice  # seldom needed

        return missing_notice() or _("Nothing yet: your first session will stand here.")
    streak = ngettext("{n} week in a row", "{n} weeks in a row", book.streak_weeks).format(n=book.streak_weeks)
    return _("{sessions} · {streak} · longest time backward {backward}").format(
        sessions=sessions_text(len(book.sessions)), streak=streak, backward=length_text(book.longest_backward_ms)
    )


def found_text(sessions: tuple[Session, ...]) -> str:
    """Return the totals of the found `sessions` in a line."""
    if not sessions:
        return _("No session fits that.")
    total = totals(sessions)
    return _("Found: {sessions}, {done}, {forward} forward, {backward} backward").format(
        sessions=sessions_text(total.sessions),
        done=length_text(total.done_ms),
        forward=length_text(total.forward_ms),
        backward=length_text(total.backward_ms),
    )
