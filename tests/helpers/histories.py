"""Hypothesis strategies for histories: files of sessions, ratings and deletions, as several devices write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from zlib import crc32

from hypothesis import strategies as st

from retrotimer.files.history.annotations import Deletion, Rating, deletion_text, rating_text
from retrotimer.files.history.session_file import session_text
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD

Files = dict[str, str]
AT = datetime(2026, 5, 1, 6, 30, 5, tzinfo=UTC)
PLAN = (Planned(RUN_FORWARD, 60_000), Planned(RUN_BACKWARD, 30_000))
RECORD = SessionRecord(
    "Früh", "early", AT, Paces(), PLAN, (Visit(0, PLAN[0], 60_000), Visit(1, PLAN[1], 20_000)), True
)
COPIES = (
    "{stem}.sync-conflict-20261123-101112-ABCDEFG.json",
    "{stem} (conflicted copy 2026-11-23).json",
    "{stem} (Anna's conflicted copy 2026-11-23).json",
    "{stem} (1).json",
    "{stem}_LOCAL_4711.json",
    "{stem}.json.orig",
    "{stem}.json~",
)


def stem(number: int, at: datetime = AT) -> str:
    """Return the file stem of session or annotation `number`."""
    return f"{at:%Y%m%dT%H%M%SZ}-{number:08x}"


@cache
def session_file(number: int) -> Files:
    """Return session `number` as a file."""
    at = AT + timedelta(hours=number % 50)
    record = SessionRecord(f"Session {number}", "early", at, Paces(), PLAN, RECORD.visits[: 1 + number % 2], True)
    return {f"{stem(number)}.json": session_text(record)}


def rating_file(number: int, seconds: int, effort: int | None = 5, note: str = "") -> Files:
    """Return a rating of session `number`, `seconds` after it, as a file."""
    at = AT + timedelta(seconds=seconds)
    return _said("rating", number, at, rating_text(Rating(effort, note, at)))


def deletion_file(number: int, seconds: int, *, is_deleted: bool = True) -> Files:
    """Return a deletion of session `number`, or its undoing, `seconds` after it, as a file."""
    at = AT + timedelta(seconds=seconds)
    return _said("deletion", number, at, deletion_text(Deletion(is_deleted, at)))


def _said(kind: str, number: int, at: datetime, text: str) -> Files:
    """Return an annotation file; the random part of its name is a checksum of its text."""
    return {f"{stem(number)}.{kind}-{stem(crc32(text.encode()), at)}.json": text}


numbers, seconds = st.integers(0, 4), st.integers(0, 3)
pieces = (
    st.builds(session_file, numbers)
    | st.builds(rating_file, numbers, seconds, st.sampled_from((None, 1, 10)), st.sampled_from(("", "=a", "é")))
    | st.builds(deletion_file, numbers, seconds, is_deleted=st.booleans())
)
histories = st.lists(pieces, max_size=8).map(
    lambda found: {name: text for one in found for name, text in one.items()}
)
"""The files of one device. Files with the same name on two devices have the same text."""


def merged(here: Files, there: Files, copies: list[str]) -> Files:
    """Return `here` with `there` synchronised into it; files in both get conflict copies from `copies`."""
    together = dict(here)
    for nth, (name, text) in enumerate(there.items()):
        if name in here and copies:
            together[copies[nth % len(copies)].format(stem=name.removesuffix(".json"))] = text
        else:
            together[name] = text
    return together
