"""`retrotimer data`: where workouts, history, marks and plan lie, and moving them to a shared folder."""

from __future__ import annotations

import argparse
from pathlib import Path

from retrotimer.files import paths
from retrotimer.files.wording import printable
from retrotimer.texts import _


def add(parser: argparse.ArgumentParser) -> None:
    """Add what may stand after `data`."""
    commands = parser.add_subparsers(dest="action", metavar=_("DEED"), title=_("what can be done"))
    about = _("move all data to FOLDER, or use what lies there and add yours, as on a second laptop")
    move = commands.add_parser("move", help=about, description=about, allow_abbrev=False)
    move.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("any folder, shared or not"))
    usual = _("use the usual folder again, with what lies there; nothing is moved")
    commands.add_parser("usual", help=usual, description=usual, allow_abbrev=False)


def run(arguments: argparse.Namespace) -> int:
    """Tell where the data lies, or move it."""
    from retrotimer.app.data_folder import missing_notice, move, use_usual  # copies, which few want

    if arguments.action == "move":
        print("\n".join(move(arguments.folder).message))
    elif arguments.action == "usual":
        print(_("Your data lies in {folder} now.").format(folder=printable(str(use_usual()))))
    else:
        print(missing_notice() or printable(str(paths.data())))
    return 0
