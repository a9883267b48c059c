"""Say how backward time grew: of a session against the 30 days before it, of a week against the week before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from retrotimer.app.history.history import Session
from retrotimer.files.history.folder import sessions_since
from retrotimer.texts import _
from retrotimer.training.formatting import length_text
from retrotimer.training.history.session_rule import RULE_DAYS
from retrotimer.training.history.weeks import WEEK, Total
from retrotimer.training.workout.workout import Direction

if TYPE_CHECKING:
    from retrotimer.training.history.record import SessionRecord


def most_before(sessions: Iterable[Session], session: Session) -> int:
    """Return the most backward time of a session in the 30 days before `session`, in ms; 0 without any."""
    first = session.day - RULE_DAYS
    before = (one for one in sessions if first <= one.day and one.local_start < session.local_start)
    return max((one.backward_ms for one in before), default=0)


def record_growth(record: SessionRecord) -> str:
    """Return a sentence of the backward time of `record` beside the sessions of the 30 days before it."""
    earlier, _problems = sessions_since(record.started - timedelta(days=RULE_DAYS))
    before = (one.time_ms(Direction.BACKWARD) for one in earlier if one.started < record.started)
    return session_growth(record.time_ms(Direction.BACKWARD), max(before, default=0))


def growth_text(ms: int, before_ms: int) -> str:
    """Return "+33 %"; nothing where there is nothing to compare."""
    if not ms or not before_ms:
        return ""
    percent = round(100 * (ms - before_ms) / before_ms)
    sign = "\N{MINUS SIGN}" if percent < 0 else "+" if percent else "±"
    return _("{sign}{percent} %").format(sign=sign, percent=abs(percent))


def session_growth(ms: int, before_ms: int) -> str:
    """Return a sentence of the backward time of a session beside the most of the 30 days before it."""
    if not ms:
        return ""
    if not before_ms:
        return _("Backward {ms}: the first backward time in 30 days.").format(ms=length_text(ms))
    sentence = _("Backward {ms}: {growth} against the most of the 30 days before ({most}).")
    return sentence.format(ms=length_text(ms), growth=growth_text(ms, before_ms), most=length_text(before_ms))


def week_growth(weeks: Sequence[Total], week: Total) -> str:
    """Return how the backward time of `week` grew against the week before it, which stands among `weeks`."""
    before = next((one for one in weeks if one.day == week.day - WEEK), None)
    return growth_text(week.backward_ms, before.backward_ms) if before else ""
