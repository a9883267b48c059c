"""`retrotimer history export` and `import`: the history as files for other programs, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from retrotimer.app.history.history import load_history, sessions_text
from retrotimer.app.history.transfer import Brought, bring, share_history, share_session
from retrotimer.cli.exit_status import notify
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import RetroTimerError


def run(arguments: argparse.Namespace) -> int:
    """Write the file, or take sessions from files."""
    if arguments.action == "import":
        return _import(arguments.files)
    return _export(Path(arguments.out), arguments.id)


def _export(out: Path, known: str | None) -> int:
    book = load_history()
    file = printable(str(out))
    if known is None:
        shared = share_history(book, out)
        notify(*book.problems)
        count = len(book.sessions) - len(shared.unread)
        print(_("{sessions} in {file}.").format(sessions=sessions_text(count), file=file))
        notify(*shared.unread, *shared.lost)
        return 0
    session = book.session(known)
    notes = share_session(session, out)
    print(_("{name} is in {file}.").format(name=printable(session.name), file=file))
    notify(*notes)
    return 0


def _import(names: list[str]) -> int:
    """Take what each file has; return the status of the first that could not be read."""
    status = 0
    for name in names:
        try:
            brought = bring(Path(name))
        except RetroTimerError as error:
            notify(str(error))
            status = status or error.status
        else:
            print(_message(brought, name))
            notify(*brought.notes)
    return status


def _message(brought: Brought, name: str) -> str:
    words = ngettext(
        "{file}: {n} session is new, {known} here already, {ratings} with a newer rating.",
        "{file}: {n} sessions are new, {known} here already, {ratings} with a newer rating.",
        brought.new,
    )
    return words.format(file=printable(name), n=brought.new, known=brought.known, ratings=brought.ratings)
