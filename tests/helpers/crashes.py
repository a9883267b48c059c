"""Create crash journals of interrupted sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import command_line, head, time_line
from retrotimer.files.crash_journal import JournalFile, new_place
from retrotimer.files.presets.library import find
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Command, Session
from retrotimer.training.workout.paces import Paces

AT = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
NOBODY = [1 << 30, 0.0]
"""The id and start time of a process that does not exist."""
S = 1_000_000_000


def cut_off_after(seconds: int, preset: str = "gentler-3-1", at: datetime = AT) -> Path:
    """Write the journal of a session of `preset` that was killed `seconds` after its first interval began."""
    overview = Overview(find(preset), Paces())
    session = Session(overview.timeline)
    journal = JournalFile(new_place(at))
    journal.add({**head(overview, of_one(session), at), "process": NOBODY})
    journal.add(command_line(Command.START, 0))
    journal.add(time_line(session.get_ready_ms * 1_000_000 + seconds * S))
    journal.close()
    return journal.path
