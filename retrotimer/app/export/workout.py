"""Export a workout as a file for a watch, another program or another person."""

from __future__ import annotations

import time
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.exchange.registry import WRITERS, Terms
from retrotimer.files.export_files import export_write

CALENDAR = ".ics"
ENDINGS = (*WRITERS, CALENDAR)
NS_PER_MS = 1_000_000


def share(overview: Overview, out: Path) -> tuple[str, ...]:
    """Write the workout of `overview` to `out`, never half of it, as the ending of its name says: one of `ENDINGS`.

    Returns a sentence for each thing that such a file cannot say.

    Raises:
        NotSaved: where the file cannot be written.
        WrongRequest: where `out` is the file of the workout itself: what a person wrote around it would be lost.
    """
    if out.suffix.casefold() == CALENDAR:
        from retrotimer.app.export.calendar import share_appointment  # seldom wanted

        return share_appointment(overview, out)
    write = WRITERS[out.suffix.casefold()]
    terms = Terms(overview.paces, time.time_ns() // NS_PER_MS)
    with export_write(out, [overview.preset.path]) as file:
        return write(overview.preset.workout, file, terms)
