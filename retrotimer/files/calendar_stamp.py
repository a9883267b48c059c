"""Keep the time of the last calendar export, as calendar programs ignore a file that is not newer."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write, read_regular

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
MOST = 2**31 - 1  # the largest whole number that a calendar's file may hold
MAX_BYTES = 16


def stamp_file() -> Path:
    """Return the file of the last stamp; without it the clock alone counts."""
    return paths.cache() / "calendar.stamp"


def next_stamp(now: datetime) -> tuple[int, datetime]:
    """Return `now` as the s since `FIRST` and as a time in UTC: later than every such stamp before it."""
    seconds = max(0, int((now - FIRST).total_seconds()))
    last = _last()
    seconds = min(MOST, seconds if last is None else max(seconds, last + 1))
    with suppress(NotSaved), atomic_write(stamp_file(), make_folder=True) as file:
        file.write(str(seconds).encode())
    return seconds, FIRST + timedelta(seconds=seconds)


def _last() -> int | None:
    try:
        written = read_regular(stamp_file(), MAX_BYTES)
    except OSError:
        return None
    return min(int(written), MOST) if written.isdigit() else None
