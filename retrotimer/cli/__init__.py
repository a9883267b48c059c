"""The command line: one file a command. Each imports what it needs when it runs, so that a quick one stays quick.

Exit statuses: 0 done, 1 a wrong file, 2 a wrong request, 3 a missing part of the machine, 70 an error of ours, 130
interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from retrotimer.cli.exit_status import notify, status_of
from retrotimer.cli.streams import configure_streams
from retrotimer.files.paths import missing_data


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks, and return the exit status.

    Without arguments the window opens; with a preset and no command, it opens with that preset chosen.
    """
    configure_streams()
    return status_of(lambda: _run(list(sys.argv[1:] if argv is None else argv)))


def window() -> int:
    """Open the window, as the desktop's menu does."""
    return main()


def _run(argv: list[str]) -> int:
    from retrotimer.files.assets import use_readers_language  # its errors are told too

    use_readers_language()
    if not argv:
        from retrotimer.cli.commands.window import open_with  # the window opens sooner without a parser

        return open_with()
    from retrotimer.cli.parser import COMMANDS, parse

    name, arguments = parse(argv)
    if name and name != "data" and missing_data():  # it tells that itself, as does the window
        from retrotimer.app.data_folder import missing_notice  # seldom

        notify(missing_notice())
    return COMMANDS[name].run(arguments)
