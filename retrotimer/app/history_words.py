"""What a history comes to, in words."""

from __future__ import annotations

from retrotimer.app.history import HistoryBook, Session, sessions_text, totals
from retrotimer.texts import _, ngettext
from retrotimer.training.figures import length_text


def summed(book: HistoryBook) -> str:
    """Return what all of `book` comes to, in a line."""
    if not book.sessions:
        from retrotimer.app.moving import missing_notice  # seldom needed

        return missing_notice() or _("Nothing yet: your first session will stand here.")
    streak = ngettext("{n} week running", "{n} weeks running", book.streak_weeks).format(n=book.streak_weeks)
    return _("{sessions} · {streak} · longest time backward {backward}").format(
        sessions=sessions_text(len(book.sessions)),
        streak=streak,
        backward=length_text(book.longest_backward_ms),
    )


def found_text(sessions: tuple[Session, ...]) -> str:
    """Return what `sessions`, which a search found, come to."""
    if not sessions:
        return _("No session fits that.")
    total = totals(sessions)
    return _("Found: {sessions}, {done}, {forward} forward, {backward} backward").format(
        sessions=sessions_text(total.sessions),
        done=length_text(total.done_ms),
        forward=length_text(total.forward_ms),
        backward=length_text(total.backward_ms),
    )
