"""`retrotimer`, `retrotimer PRESET|FILE`: opens the window or brings the open one up, or says why it cannot."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.single_instance import Alone, Message, claim, hand_over
from retrotimer.cli.phones import start_server
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongFile

NOTHING = LaunchOptions()
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Variables of which one at least tells Qt of a screen, where there may be none."""
TOKENS = ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID")
"""Variables in which a desktop gives what lets a window come to the front."""


def run(arguments: argparse.Namespace) -> int:
    """Open the window, with what is given chosen; a window that is open is handed it instead."""
    # what is wrong with it is worth knowing without a screen too
    asked = _asked(arguments.preset) if arguments.preset else NOTHING
    return open_with(asked._replace(place=arguments.remote))


def open_with(asked: LaunchOptions = NOTHING) -> int:
    """Open the window for what is `asked`, and stay until it is closed; return the exit status.

    Where a window is open already, it is handed that instead, unless a session is to start at once.

    Raises:
        MissingPart: where there is no screen, or Qt does not load.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        raise MissingPart(
            _("There is no screen here for a window. `retrotimer run PRESET` runs a session in the terminal.")
        )
    if not asked.start:  # `run` is asked for as a program of its own, often with a sound or speed of its own
        try:
            instance = claim(Message(_name(asked), _token()))
        except Alone as error:
            print(error, file=sys.stderr)
        else:
            if instance is None:
                print(_("RetroTimer is already open: its window comes to the front."))
                return 0
            asked = asked._replace(instance=instance)
    asked = asked._replace(start_server=start_server)
    try:
        from retrotimer.gui.app import open_window  # nothing else may load Qt
    except ImportError as error:
        if asked.instance:
            asked.instance.close()
        raise MissingPart(_lack(error)) from error
    return open_window(asked)


def _lack(error: ImportError) -> str:
    """Return what keeps Qt from loading: the missing libraries by name, or else what the loader says."""
    from retrotimer.app.diagnostics.doctor import lack  # seldom needed

    sentence = _("The window cannot be opened: {why}. `retrotimer doctor` tells what is missing.")
    return lack() or sentence.format(why=error)


def _asked(text: str) -> LaunchOptions:
    """Return what `text` asks for: a preset, or a workout of another program.

    A broken file is shown by a window that is open, too. A person who started us from a desktop, as by a double
    click, sees no terminal: then a window opens and shows it.
    """
    from retrotimer.app.importing import is_foreign  # seen before any file is read
    from retrotimer.files.paths import expanded
    from retrotimer.files.presets.library import find

    path = expanded(text)
    try:
        if is_foreign(path):
            return LaunchOptions(file=_sound(path).absolute())
        return LaunchOptions(find(text))
    except WrongFile:
        is_there = os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for a name that is too long
        if is_there and _token():
            return LaunchOptions(file=path.absolute())
        hand_over(Message(str(path.absolute()) if is_there else text, _token()))
        raise


def _sound(path: Path) -> Path:
    """Return `path` if a workout can be made of the file there."""
    from retrotimer.exchange.registry import read_workout_file  # seldom needed

    read_workout_file(path)
    return path


def _name(asked: LaunchOptions) -> str | None:
    """Return what another process finds what is `asked` for by: a built-in preset may lie elsewhere for it."""
    if asked.file:
        return str(asked.file)
    if asked.preset is None:
        return None
    return asked.preset.id if asked.preset.is_builtin else str(asked.preset.path.absolute())


def _token() -> str:
    return next((os.environ[name] for name in TOKENS if os.environ.get(name)), "")
