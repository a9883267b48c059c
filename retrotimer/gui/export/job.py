"""Write a session or workout to a file, in a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from retrotimer.app.export.audio import export
from retrotimer.app.export.workout import ENDINGS, share
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.app.tasks import deliver


def write_export(
    overview: Overview, out: Path, playback: PlaybackOptions, show_percent: Callable[[int], object], cancel: Event
) -> tuple[str, ...]:
    """Write `out`; return a sentence for each thing that it cannot say.

    `show_percent` is called in the window's thread, once for each percent that is written.

    Raises:
        Cancelled: once `cancel` is set; nothing is left of the file.
        RetroTimerError: where it cannot be written.
    """
    if out.suffix.casefold() in ENDINGS:
        return share(overview, out)
    known = [-1]

    def note(part: float) -> None:
        percent = int(100 * part)
        if percent != known[0]:
            known[0] = percent
            deliver(show_percent, percent)

    export(overview, out, playback, progress=note, cancel=cancel)
    return ()
