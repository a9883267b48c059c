"""`retrotimer export`: a session as a file to take along."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retrotimer.app.export.audio import Progress, export
from retrotimer.app.export.workout import ENDINGS, SHEET, share
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.cli.groups import entries_of
from retrotimer.cli.settings import own_settings
from retrotimer.files.presets.library import find
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say so, with all that such a file cannot say."""
    preset, settings = find(arguments.preset), own_settings()
    overview, out = Overview(preset, settings.paces), Path(arguments.out)
    notes: tuple[str, ...] = ()
    if out.suffix.casefold() in (*ENDINGS, SHEET):
        _refuse_sound_options(arguments, out)
    if out.suffix.casefold() in ENDINGS:
        notes = share(overview, out)
    elif out.suffix.casefold() == SHEET:
        notes = _write_sheet(overview.with_groups(entries_of(arguments, overview), arrival_ends=False), out)
    else:
        groups = entries_of(arguments, overview)
        wished = PlaybackOptions.from_settings(
            settings, get_ready_ms=arguments.get_ready, music=arguments.music, groups=groups
        )
        with _shown() as progress:
            notes = export(overview, out, wished, progress=progress)
    sentence = _("{name}, {length}, is in {file}.")
    name, length = overview.preset.workout.name, overview.total_text
    print(sentence.format(name=name, length=length, file=printable(arguments.out)))
    print(*(f"  {note}\n" for note in notes), sep="", end="")
    return 0


def _refuse_sound_options(arguments: argparse.Namespace, out: Path) -> None:
    """Raise WrongRequest for options that such a file has no place for."""
    options = {"--get-ready": arguments.get_ready, "--music": arguments.music}
    sentence = _("{options}: only a sound file has that; leave it out for {ending}.")
    if out.suffix.casefold() != SHEET and arguments.group is not None:
        options, sentence = (
            {"--group": arguments.group, **options},
            _("{options}: only a sound file has that, and of groups a sheet (.pdf); leave it out for {ending}."),
        )
    unused = [option for option, value in options.items() if value is not None]
    if unused:
        raise WrongRequest(sentence.format(options=", ".join(unused), ending=out.suffix))


def _write_sheet(overview: Overview, out: Path) -> tuple[str, ...]:
    """Write the sheet; return what has no room on it. Raises MissingPart where Qt does not load."""
    try:
        from retrotimer.gui.export.sheet_pdf import offscreen_fonts, write_sheet  # nothing else here needs Qt
    except ImportError as error:
        from retrotimer.app.diagnostics.doctor import lack

        sentence = _("The sheet cannot be made: {why}. `retrotimer doctor` tells what is missing.")
        raise MissingPart(lack() or sentence.format(why=error)) from error
    with offscreen_fonts():
        return write_sheet(overview, out)


@contextmanager
def _shown() -> Iterator[Progress | None]:
    """Show how far it is in a terminal, in a line that goes when it is done; nowhere else."""
    from retrotimer.terminal.signals import is_terminal

    if not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console  # 30 ms, for a terminal alone
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(_("Writing the sound"), total=1.0)
        yield lambda part: bar.update(task, completed=part)
