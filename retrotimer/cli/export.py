"""`retrotimer export`: a session as a file to take along."""

from __future__ import annotations

import argparse
from pathlib import Path

from retrotimer.app.export import export
from retrotimer.app.overview import Overview
from retrotimer.app.start import wishes
from retrotimer.cli.settings import own_settings
from retrotimer.files.library import find
from retrotimer.files.wording import printable
from retrotimer.texts import _


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say so."""
    preset, settings = find(arguments.preset), own_settings()
    overview = Overview(preset, settings.paces)
    export(overview, Path(arguments.out), wishes(settings, get_ready_ms=arguments.get_ready))
    sentence = _("{name}, {length}, is in {file}.")
    name, length = overview.preset.workout.name, overview.total_text
    print(sentence.format(name=name, length=length, file=printable(arguments.out)))
    return 0
