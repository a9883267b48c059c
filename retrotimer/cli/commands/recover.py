"""`retrotimer recover`: sessions that a crash or an empty battery cut off, and what is to become of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from retrotimer.app.session.crash_journal import InterruptedSession, keep_done, move_to_trash
from retrotimer.app.session.recovery import offered, summary_text
from retrotimer.cli.phones import start_server
from retrotimer.cli.settings import own_settings
from retrotimer.files.atomic import remove_temp_files
from retrotimer.files.wording import printable
from retrotimer.texts import N_, _
from retrotimer.training.errors import MissingPart, WrongRequest

WAYS = N_(
    "--go-on runs it here, paused where it was; --keep puts what was done in the history; --discard throws it away."
)


def add(parser: argparse.ArgumentParser) -> None:
    """Say what may stand after `recover`."""
    which = _("which session, as they are listed; needed where there are several")
    parser.add_argument("number", nargs="?", type=int, metavar=_("NUMBER"), help=which)
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--go-on", action="store_true", help=_("run it in the terminal, paused where it was"))
    ways.add_argument("--keep", action="store_true", help=_("put what was done in the history"))
    ways.add_argument("--discard", action="store_true", help=_("throw it away"))


def run(arguments: argparse.Namespace) -> int:
    """List what was cut off, or do with one of them what `arguments` ask for."""
    remove_temp_files()
    found = list(offered())
    ways: dict[str, Callable[[InterruptedSession], int]] = {"go_on": _go_on, "keep": _keep, "discard": _discard}
    way = next((way for name, way in ways.items() if getattr(arguments, name)), None)
    if way:
        return way(_chosen(found, arguments.number))
    for number, one in enumerate(found, 1):
        print(f"{number}  {summary_text(one)}")
    print(_(WAYS) if found else _("No session was cut off."))
    return 0


def notice() -> tuple[str, ...]:
    """Return a sentence where a session was cut off, for who runs another one now."""
    found = list(offered())
    if not found:
        return ()
    sentence = _("A session was cut off: {session} `retrotimer recover` goes on with it, keeps it or discards it.")
    return (sentence.format(session=summary_text(found[-1])),)


def _chosen(found: list[InterruptedSession], number: int | None) -> InterruptedSession:
    if not found:
        raise WrongRequest(_("No session was cut off."))
    if number is None and len(found) > 1:
        sentence = _("{n} sessions were cut off: say which, by its number in `retrotimer recover`.")
        raise WrongRequest(sentence.format(n=len(found)))
    if number is not None and not 1 <= number <= len(found):
        sentence = _("There is no number {number}: `retrotimer recover` lists those there are.")
        raise WrongRequest(sentence.format(number=number))
    return found[(number or 1) - 1]


def _keep(found: InterruptedSession) -> int:
    path, problem = keep_done(found)
    if path is None:
        advice = _("It stays as it is: make room on the disk, then try again.")
        raise MissingPart(f"{problem} {advice}")
    print(_("Saved as {path}.").format(path=printable(str(path))))
    return 0


def _discard(found: InterruptedSession) -> int:
    move_to_trash(found)
    if found.path.exists():
        sentence = _("{path} could not be removed.")
        raise MissingPart(sentence.format(path=printable(str(found.path))))
    print(_("Thrown away: {session}").format(session=summary_text(found)))
    return 0


def _go_on(found: InterruptedSession) -> int:
    from retrotimer.app.session.factory import PlaybackOptions, make_player
    from retrotimer.terminal.run import run as run_in_terminal

    if not found.can_go_on:
        raise WrongRequest(_("Nothing of it is left to do; --keep puts it in the history."))
    playback = PlaybackOptions.from_settings(own_settings())
    player = make_player(found.overview, playback, found=found, waits_for_voice=True)
    return run_in_terminal(player, found.overview, found=found, start_server=start_server)
