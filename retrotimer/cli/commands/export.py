"""`retrotimer export`: a session as a file to take along."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrotimer.app.export.audio import Progress, export
from retrotimer.app.export.workout import ENDINGS, share
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.cli.groups import entries_of
from retrotimer.cli.settings import own_settings
from retrotimer.files.presets.library import find
from retrotimer.files.wording import printable
from retrotimer.texts import _


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say so, with all that such a file cannot say."""
    preset, settings = find(arguments.preset), own_settings()
    overview, out = Overview(preset, settings.paces), Path(arguments.out)
    notes: tuple[str, ...] = ()
    if out.suffix.casefold() in ENDINGS:
        notes = share(overview, out)
    else:
        groups = entries_of(arguments, overview)
        wished = PlaybackOptions.from_settings(settings, get_ready_ms=arguments.get_ready, groups=groups)
        with _shown() as progress:
            export(overview, out, wished, progress=progress)
    sentence = _("{name}, {length}, is in {file}.")
    name, length = overview.preset.workout.name, overview.total_text
    print(sentence.format(name=name, length=length, file=printable(arguments.out)))
    print(*(f"  {note}\n" for note in notes), sep="", end="")
    return 0


@contextmanager
def _shown() -> Iterator[Progress | None]:
    """Show how far it is in a terminal, in a line that goes when it is done; nowhere else."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # 30 ms, for a terminal alone
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(_("Writing the sound"), total=1.0)
        yield lambda part: bar.update(task, completed=part)
