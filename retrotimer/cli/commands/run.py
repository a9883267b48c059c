"""`retrotimer run`: a session in the terminal, or in the window."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TextIO

from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.overview import Overview
from retrotimer.app.remote.networks import Place
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.app.session.recorder import EventLog, is_event_log
from retrotimer.cli.commands.window import open_with
from retrotimer.cli.exit_status import notify
from retrotimer.cli.groups import entries_of
from retrotimer.cli.phones import start_server
from retrotimer.cli.settings import own_settings
from retrotimer.files.crash_journal import journals
from retrotimer.files.export_files import refuse_own
from retrotimer.files.presets.library import find
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile, WrongRequest


def run(arguments: argparse.Namespace) -> int:
    """Run the session that `arguments` ask for."""
    if arguments.close and not arguments.window:
        raise WrongRequest(_("--close needs --window: it is the window that closes."))
    preset, settings = find(arguments.preset), own_settings()
    overview = Overview(preset, settings.paces)
    overrides = partial(
        PlaybackOptions.from_settings,
        speed=arguments.speed,
        output=arguments.output,
        mute=arguments.mute,
        get_ready_ms=arguments.get_ready,
        music=arguments.music,
        groups=entries_of(arguments, overview),
        arrival_ends=arguments.arrival_ends,
    )
    with _events(arguments.events) as events:
        if arguments.window:
            return open_with(
                LaunchOptions(preset, True, arguments.close, overrides, events, place=arguments.remote)
            )
        checks = _first_checks() if arguments.speed == 1 and not settings.checklist_read else ()
        return _run_in_terminal(overview, overrides(settings), events, arguments.remote, checks)


def _run_in_terminal(
    overview: Overview,
    playback: PlaybackOptions,
    events: TextIO | None,
    place: Place | None,
    sentences: tuple[str, ...],
) -> int:
    """Run the session in this terminal; `sentences` and what else is to be said before it come first."""
    from retrotimer.app.plan import before_session  # not for the window
    from retrotimer.terminal.run import run as run_in_terminal

    if journals():
        from retrotimer.cli.commands.recover import notice  # seldom needed

        sentences += notice()
    if playback.speed == 1:  # at another one nobody runs
        sentences += before_session(overview)
    notify(*sentences)
    if sentences and playback.speed == 1:
        _wait_for_enter()
    player = make_player(overview, playback, waits_for_voice=True)
    if events:
        player.listen(EventLog(events, player.speed.mono_ns))
    return run_in_terminal(player, overview, start_server=start_server, place=place)


def _wait_for_enter() -> None:
    """Wait until a person has read what was said, if one sits there: the session's screen covers it."""
    from retrotimer.terminal.signals import is_terminal

    if is_terminal(sys.stdin) and is_terminal(sys.stderr):
        notify(_("Press Enter to begin, or Ctrl+C to leave."))
        with suppress(EOFError):
            input()


def _first_checks() -> tuple[str, ...]:
    """Return the checks before the first session, for a person who reads along; the window asks them itself."""
    from retrotimer.app.session.safety_checklist import checks_in_lines  # once
    from retrotimer.files.history.folder import has_sessions
    from retrotimer.terminal.signals import is_terminal

    return checks_in_lines() if is_terminal(sys.stderr) and not has_sessions() else ()


@contextmanager
def _events(name: str | None) -> Iterator[TextIO | None]:
    """Give the file for the events, if one is asked for.

    Raises:
        MissingPart: where it cannot be written.
        WrongFile: where no file can have such a name.
        WrongRequest: where something else is in it already, such as the preset: it would be lost.
    """
    if name is None:
        yield None
        return
    path = Path(name)
    try:
        refuse_own(path)
        if not is_event_log(path):
            sentence = _("{file} is there already and holds no events: choose another name. Nothing was written.")
            raise WrongRequest(sentence.format(file=printable(name)))
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        sentence = _("The events cannot be written to {file}: {why}.").format(
            file=printable(name), why=error.strerror
        )
        kind = WrongFile if error.errno == errno.ENAMETOOLONG else MissingPart
        raise kind(sentence) from error
    with file:
        yield file
