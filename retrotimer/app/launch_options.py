"""Define what a start asks of the window, without imports that delay it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrotimer.app.remote.access import StartServer
    from retrotimer.app.remote.networks import Place
    from retrotimer.app.session.factory import PlaybackOptions
    from retrotimer.app.single_instance import Instance
    from retrotimer.files.presets.reader import Preset
    from retrotimer.files.settings import Settings


class LaunchOptions(NamedTuple):
    """What a start asks of the window.

    `preset` is selected, with `start` a session of it begins, after which `close_at_end` closes the window;
    `overrides` replace settings; `events` is where events are logged; `instance` receives later starts; `file` is
    an absolute path to import. `start_server` serves sessions to phones, the first at once with a `place`.
    """

    preset: Preset | None = None
    start: bool = False
    close_at_end: bool = False
    overrides: Callable[[Settings], PlaybackOptions] | None = None
    events: TextIO | None = None
    instance: Instance | None = None
    file: Path | None = None
    start_server: StartServer | None = None
    place: Place | None = None
