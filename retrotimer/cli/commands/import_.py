"""`retrotimer import`: workouts of other programs become presets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from retrotimer.app.importing import ImportedPreset, import_file, import_text
from retrotimer.app.overview import Overview
from retrotimer.cli.exit_status import notify
from retrotimer.cli.settings import own_settings
from retrotimer.files.presets.toml_source import MAX_BYTES
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongFile
from retrotimer.training.workout.paces import Paces

STANDARD_INPUT = "-"


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    files = _("a workout: .fit, .zwo, .txt or .toml; - reads a text from standard input")
    parser.add_argument("files", nargs="+", metavar=_("FILE"), help=files)


def run(arguments: argparse.Namespace) -> int:
    """Import each file and say what became of it; return the status of the first that could not be."""
    paces = own_settings().paces
    status = 0
    for name in arguments.files:
        try:
            arrival = import_text(_standard_input()) if name == STANDARD_INPUT else import_file(Path(name))
        except RetroTimerError as error:
            notify(str(error))
            status = status or error.status
        else:
            print("\n".join(_lines(arrival, paces)))
    return status


def _lines(arrival: ImportedPreset, paces: Paces) -> list[str]:
    preset = arrival.preset
    sentence = _("{name}, {length}, is the preset {id} in {file}.")
    length = Overview(preset, paces).total_text
    message = sentence.format(
        name=preset.workout.name, length=length, id=preset.id, file=printable(str(preset.path))
    )
    return [message, *(f"  {note}" for note in arrival.notes)]


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise WrongFile(_("The text on standard input is larger than 1 MiB."))
    return data
