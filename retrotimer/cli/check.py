"""`retrotimer check`: all mistakes of all files."""

from __future__ import annotations

import argparse
from pathlib import Path

from retrotimer.cli.outcome import tell
from retrotimer.files.preset import read_preset
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile


def run(arguments: argparse.Namespace) -> int:
    """Check each file; return 1 if any is wrong."""
    status = 0
    for name in arguments.files:
        try:
            read_preset(Path(name))
        except WrongFile as error:
            tell(*error.mistakes)
            status = WrongFile.status
        else:
            print(_("{file}: right").format(file=printable(name)))
    return status
