"""What a start of the window was asked to do. It loads nothing: the window is to be seen first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrotimer.app.session.factory import PlaybackOptions
    from retrotimer.app.single_instance import Instance
    from retrotimer.files.presets.format import Preset
    from retrotimer.files.settings import Settings


class LaunchOptions(NamedTuple):
    """What to do.

    Attributes:
        preset: what to choose in the library.
        start: begin a session of it at once.
        close_at_end: close the window when that session ends.
        overrides: from the settings to how a session is to be played, where the command line has a say in it.
        events: where to write what happens, one JSON line an event.
        instance: where later starts of the program call.
        file: a workout of another program, absolute, of which the library is to make a preset.
    """

    preset: Preset | None = None
    start: bool = False
    close_at_end: bool = False
    overrides: Callable[[Settings], PlaybackOptions] | None = None
    events: TextIO | None = None
    instance: Instance | None = None
    file: Path | None = None
