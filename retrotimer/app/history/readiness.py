"""What was answered before sessions: read the latest answers, and keep new ones in the history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from retrotimer.app.formatting import full_day_text, local_start
from retrotimer.app.history.history import Session, SessionList
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.files.history.checks import HEAT, RUN_25, WALK_3M, Check, Value
from retrotimer.files.history.folder import read_checks
from retrotimer.texts import _
from retrotimer.training.readiness import Heat, heat_word, walk_means

HEAT_HOURS = 1
"""An answer about the heat is of a session that began so long after it at most."""


class Answers(NamedTuple):
    """The latest answers; None where there is none. Whether one can run 25 minutes is asked once."""

    can_run: bool | None
    walk: Check | None


def latest_answers() -> Answers:
    """Return what was answered last."""
    checks = read_checks()
    runs = next((check.value for check in checks if check.what == RUN_25), None)
    return Answers(None if runs is None else bool(runs), next((c for c in checks if c.what == WALK_3M), None))


def keep_answer(what: str, value: Value) -> str:
    """Keep an answer in the history; return a sentence where that cannot be done."""
    try:
        store.save_check(Check(what, value, datetime.now(UTC)))
    except NotSaved as error:
        return error.reason
    return ""


def walk_text(check: Check) -> str:
    """Return what a 3-metre backward walk was, when, and what that says."""
    day = full_day_text(local_start(check.at, None).toordinal())
    sentence = _("3-metre backward walk on {day}: {seconds:.1f} s. {means}")
    return sentence.format(day=day, seconds=check.value, means=walk_means(float(check.value)))


def last_walk_text(book: SessionList) -> str:
    """Return what the latest 3-metre walk of `book` was; nothing without one."""
    found = next((check for check in book.checks if check.what == WALK_3M), None)
    return walk_text(found) if found else ""


def heat_text(book: SessionList, session: Session) -> str:
    """Return what was answered about the heat before `session`; nothing where nothing was."""
    started = session.local_start.astimezone()
    for check in book.checks:
        if check.what == HEAT and timedelta() <= started - check.at <= timedelta(hours=HEAT_HOURS):
            return _("Heat: {answer}").format(answer=heat_word(Heat(str(check.value))))
    return ""
