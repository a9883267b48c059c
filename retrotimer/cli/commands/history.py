"""`retrotimer history`: what was done, by day and week; what is said of a session; the way out and back in."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import UTC, datetime

from retrotimer.app.history.history import Session, SessionList, load_history
from retrotimer.cli.argument_types import day
from retrotimer.cli.exit_status import notify
from retrotimer.files.history import store
from retrotimer.files.history.checks import WALK_3M, Check
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.effort import EFFORTS
from retrotimer.training.readiness import walk_help, walk_means, walk_seconds

MAX_NOTE = 4_000


def add(parser: argparse.ArgumentParser) -> None:
    """Add what may stand after `history`."""
    parser.add_argument("--json", action="store_true", help=_("give it as JSON, for programs"))
    words = _("only sessions in which each of these words stands: in name, note, preset or date")
    parser.add_argument("--search", metavar=_("TEXT"), default="", help=words)
    since = _("only sessions of that day and later, as 2027-03-01")
    parser.add_argument("--since", type=day, metavar=_("DATE"), help=since)
    parser.add_argument("--weeks", action="store_true", help=_("the weeks as bars: backward left, forward right"))
    commands = parser.add_subparsers(dest="action", metavar=_("DEED"), title=_("what else can be done"))
    _add_command(commands, "show", _("tell all of a session"))
    _add_command(commands, "delete", _("delete a session; it can be taken back"))
    _add_command(commands, "undelete", _("take back that a session was deleted"))
    rate = _add_command(commands, "rate", _("say how hard a session felt"))
    rate.add_argument(
        "--effort", type=_effort, metavar="N", help=_("how hard it felt, from 0 (rest) to 10 (maximal)")
    )
    rate.add_argument("--note", type=_note, metavar=_("TEXT"), help=_("what there is to say of it"))
    walk = commands.add_parser(
        "walk", help=_("keep a 3-metre backward walk and tell what it says"), allow_abbrev=False
    )
    walk.add_argument("seconds", type=_seconds, metavar=_("SECONDS"), help=walk_help())
    out = _add_command(
        commands, "export", _("write all sessions to a .csv or .json file, or one to a .fit file"), ids="?"
    )
    out.add_argument("-o", "--out", required=True, metavar=_("OUT"), help=_("the file to write"))
    back = commands.add_parser(
        "import", help=_("take sessions from a file that was exported here"), allow_abbrev=False
    )
    back.add_argument("files", nargs="+", metavar=_("FILE"), help=_("a .json, .fit or .csv file"))


Actions = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_command(
    commands: Actions[argparse.ArgumentParser], name: str, about: str, ids: str | None = None
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    session = _("the session's id, as `retrotimer history` lists it, or the beginning of it")
    command.add_argument("id", nargs=ids, metavar=_("ID"), help=session)
    return command


def run(arguments: argparse.Namespace) -> int:
    """Do what is asked with the history."""
    if arguments.action in ("export", "import"):
        from retrotimer.cli.commands.history_files import run as run_files  # seldom wanted

        return run_files(arguments)
    book = load_history()
    notify(*book.problems)
    if arguments.action:
        return _ACTIONS[arguments.action](book, arguments)
    shown = _shown(book, arguments)
    if arguments.json:
        from retrotimer.cli.commands.history_json import print_book  # people do without

        print_book(shown)
        return 0
    from retrotimer.cli.text.history import list_lines, week_lines  # programs do without

    lines = week_lines if arguments.weeks else list_lines
    print("\n".join(lines(shown, is_all=shown is book)))
    return 0


def _shown(book: SessionList, arguments: argparse.Namespace) -> SessionList:
    """Return the book with those sessions alone that are asked for."""
    if not arguments.search and arguments.since is None:
        return book
    first = arguments.since.toordinal() if arguments.since else 0
    return replace(book, sessions=tuple(one for one in book.search(arguments.search) if one.day >= first))


def _show(book: SessionList, arguments: argparse.Namespace) -> int:
    from retrotimer.cli.text.history import session_lines

    session = book.session(arguments.id)
    print("\n".join(session_lines(book, session)))
    return 0


def _delete(book: SessionList, arguments: argparse.Namespace) -> int:
    session = book.session(arguments.id)
    if session in book.deleted:
        print(_("{name} was deleted already.").format(name=printable(session.name)))
        return 0
    book.delete(session.id)
    sentence = _("{name} is deleted. `retrotimer history undelete {id}` takes that back.")
    print(sentence.format(name=printable(session.name), id=session.id))
    return 0


def _undelete(book: SessionList, arguments: argparse.Namespace) -> int:
    session = book.session(arguments.id)
    if session in book.deleted:
        book.undelete(session.id)
    print(_("{name} is in the history.").format(name=printable(session.name)))
    return 0


def _rate(book: SessionList, arguments: argparse.Namespace) -> int:
    if arguments.effort is None and arguments.note is None:
        raise WrongRequest(_("Say how hard it felt with --effort, or something of it with --note."))
    session = book.session(arguments.id)
    effort = session.effort if arguments.effort is None else arguments.effort
    note = session.note if arguments.note is None else arguments.note
    book.rate(session.id, effort, note)
    print(_said(session, effort, note))
    return 0


def _said(session: Session, effort: int | None, note: str) -> str:
    name, quoted = printable(session.name), printable(note)
    if effort is None:
        return _("{name}: “{note}”").format(name=name, note=quoted)
    if not note:
        return _("{name}: effort {effort} of 10").format(name=name, effort=effort)
    return _("{name}: effort {effort} of 10, “{note}”").format(name=name, effort=effort, note=quoted)


def _walk(_book: SessionList, arguments: argparse.Namespace) -> int:
    store.save_check(Check(WALK_3M, arguments.seconds, datetime.now(UTC)))
    print(walk_means(arguments.seconds))
    return 0


def _seconds(text: str) -> float:
    try:
        return walk_seconds(text)
    except WrongRequest as error:
        raise argparse.ArgumentTypeError(str(error)) from error


_ACTIONS = {"show": _show, "delete": _delete, "undelete": _undelete, "rate": _rate, "walk": _walk}


def _effort(text: str) -> int:
    if text not in map(str, EFFORTS):
        sentence = _("'{text}' is not a whole number from 0 to 10")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text)))
    return int(text)


def _note(text: str) -> str:
    if len(text) > MAX_NOTE:
        sentence = _("a note has at most {most} characters")
        raise argparse.ArgumentTypeError(sentence.format(most=MAX_NOTE))
    return text
