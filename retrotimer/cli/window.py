"""`retrotimer`, `retrotimer PRESET`: opens the window, or says why it cannot."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TextIO

from retrotimer.app.start import Wishes
from retrotimer.files.library import Preset, find
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Variables of which one at least tells Qt of a screen, where there may be none."""


def run(arguments: argparse.Namespace) -> int:
    """Open the window, with a preset chosen where one is given."""
    # what is wrong with it is worth knowing without a screen too
    return open_with(preset=find(arguments.preset) if arguments.preset else None)


def open_with(
    wishes: Wishes | None = None,
    preset: Preset | None = None,
    *,
    start: bool = False,
    close_at_end: bool = False,
    events: TextIO | None = None,
) -> int:
    """Open the window and stay until it is closed; see `gui.application.open_window`.

    Raises:
        MissingPart: where there is no screen, or Qt does not load.
    """
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        raise MissingPart(
            _("There is no screen here for a window. `retrotimer run PRESET` runs a session in the terminal.")
        )
    try:
        from retrotimer.gui.application import open_window  # noqa: PLC0415 - nothing else may load Qt
    except ImportError as error:
        sentence = _("The window cannot be opened: {why}. `retrotimer doctor` tells what is missing.")
        raise MissingPart(sentence.format(why=error)) from error
    return open_window(wishes or Wishes(), chosen=preset, start=start, close_at_end=close_at_end, events=events)
