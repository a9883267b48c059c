"""The history as JSON, a session a line: many are written fast, and can be read too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from retrotimer.app.history.history import Session, SessionList
from retrotimer.files.history.checks import Check
from retrotimer.files.history.json_fields import time_text
from retrotimer.training.history.weeks import Total

_FIGURES = tuple(field.name for field in fields(Total) if field.name != "day")


def print_book(book: SessionList) -> None:
    """Print the book."""
    parts = (
        _list("sessions", map(_session, book.sessions)),
        _list("days", (_total("day", total) for total in book.days)),
        _list("weeks", (_total("monday", total) for total in book.weeks)),
        _list("checks", map(_check, book.checks)),
        f'"streak_weeks": {book.streak_weeks}',
        f'"longest_backward_ms": {book.longest_backward_ms}',
        _list("troubles", book.problems),
    )
    print("{" + ",\n".join(parts) + "}")


def _list(name: str, rows: Iterable[object]) -> str:
    return f'"{name}": [' + ",\n".join(map(json.dumps, rows)) + "]"


def _session(session: Session) -> dict[str, object]:
    return {
        "id": session.id,
        "started": session.local_start.isoformat(),
        "name": session.name,
        "preset": session.preset,
        "finished": session.is_finished,
        **({"groups": session.groups} if session.groups else {}),
        **session.figures._asdict(),
        **({} if session.effort is None else {"effort": session.effort}),
        "note": session.note,
    }


def _check(check: Check) -> dict[str, object]:
    return {"check": check.what, "value": check.value, "at": time_text(check.at)}


def _total(of: str, total: Total) -> dict[str, object]:
    figures = {name: getattr(total, name) for name in _FIGURES}
    return {of: date.fromordinal(total.day).isoformat(), **figures}
