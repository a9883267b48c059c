"""`retrotimer run`: a session in the terminal, or in the window."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from retrotimer.app.event_log import EventLog
from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes, make_player
from retrotimer.cli.window import open_with
from retrotimer.files.library import find
from retrotimer.texts import _
from retrotimer.training.cues import GET_READY_MS
from retrotimer.training.errors import MissingPart, WrongRequest
from retrotimer.training.paces import Paces


def run(arguments: argparse.Namespace) -> int:
    """Run the session that `arguments` ask for."""
    if arguments.close and not arguments.window:
        raise WrongRequest(_("--close needs --window: it is the window that closes."))
    preset = find(arguments.preset)
    wishes = Wishes(
        speed=arguments.speed,
        output=arguments.output,
        mute=arguments.mute,
        get_ready_ms=GET_READY_MS if arguments.get_ready is None else arguments.get_ready,
    )
    with _events(arguments.events) as events:
        if arguments.window:
            return open_with(wishes, preset, start=True, close_at_end=arguments.close, events=events)
        return _run_in_terminal(Overview(preset, Paces()), wishes, events)


def _run_in_terminal(overview: Overview, wishes: Wishes, events: TextIO | None) -> int:
    from retrotimer.terminal.run import run as run_in_terminal  # noqa: PLC0415 - not for the window

    player = make_player(overview, wishes)
    if events:
        player.listen(EventLog(events, player.speed.mono_ns))
    return run_in_terminal(player)


@contextmanager
def _events(name: str | None) -> Iterator[TextIO | None]:
    """Give the file for the events, if one is wanted.

    Raises:
        MissingPart: where it cannot be written.
    """
    if name is None:
        yield None
        return
    try:
        file = Path(name).open("w", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        sentence = _("The events cannot be written to {file}: {why}.")
        raise MissingPart(sentence.format(file=name, why=error.strerror)) from error
    with file:
        yield file
