"""`retrotimer export`: a session as a file to take along."""

from __future__ import annotations

import argparse
from pathlib import Path

from retrotimer.app.export import export
from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes
from retrotimer.files.library import find
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.cues import GET_READY_MS
from retrotimer.training.paces import Paces


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say so."""
    overview = Overview(find(arguments.preset), Paces())
    get_ready_ms = GET_READY_MS if arguments.get_ready is None else arguments.get_ready
    export(overview, Path(arguments.out), Wishes(get_ready_ms=get_ready_ms))
    sentence = _("{name}, {length}, is in {file}.")
    name, length = overview.preset.workout.name, overview.total_text
    print(sentence.format(name=name, length=length, file=printable(arguments.out)))
    return 0
