"""Export a workout as a file for a watch, another program or another person."""

from __future__ import annotations

import time
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.exchange.registry import WRITERS, Terms
from retrotimer.files.export_files import export_write

CALENDAR, SHEET = ".ics", ".pdf"
ENDINGS = (*WRITERS, CALENDAR)
"""What `share` writes; a sheet needs Qt (`retrotimer.gui.export.sheet_pdf`)."""
NS_PER_MS = 1_000_000


def share(overview: Overview, out: Path) -> tuple[str, ...]:
    """Write the workout to `out` by its ending; return notes on what is lost. Raises NotSaved, WrongRequest."""
    if out.suffix.casefold() == CALENDAR:
        from retrotimer.app.export.calendar import share_appointment  # seldom wanted

        return share_appointment(overview, out)
    write = WRITERS[out.suffix.casefold()]
    terms = Terms(overview.paces, time.time_ns() // NS_PER_MS)
    with export_write(out, [overview.preset.path]) as file:
        return write(overview.preset.workout, file, terms)
