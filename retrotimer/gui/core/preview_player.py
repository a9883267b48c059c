"""Play short sounds outside a session, on the output that is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from retrotimer.app.session.clock import Clock, SystemClock
from retrotimer.app.session.factory import PlaybackOptions, make_sound
from retrotimer.app.session.player import Player, Sound
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.training.session import Session

if TYPE_CHECKING:
    from retrotimer.audio.voice import Voice

MakeSound = Callable[[PlaybackOptions, Clock, "Voice | None"], Sound]
"""As `factory.make_sound`."""


def device_names() -> tuple[str, ...]:
    """Return the names of the devices there are to play on."""
    from retrotimer.audio import outputs  # loads a C library

    return outputs.device_names()


class PreviewPlayer:
    """Where the settings page gets its sound, its time and the names of devices from."""

    def __init__(
        self,
        clock: Clock | None = None,
        sound: MakeSound = make_sound,
        devices: Callable[[], tuple[str, ...]] = device_names,
    ) -> None:
        self.clock = clock or SystemClock()
        self.devices = devices
        self._sound = sound

    def engine(
        self, session: Session, preferences: Preferences, voice: Voice | None = None, **others: int
    ) -> Engine:
        """Return an engine that plays `session` with the playback options of `preferences`, `others` replaced.

        Without a `voice` it says nothing.

        Raises:
            MissingPart: where the output that is set cannot be had.
        """
        playback = PlaybackOptions.from_settings(preferences.settings)
        playback = replace(playback, music="", **others)  # type: ignore[arg-type]  # fields of it
        return Engine(Player(session, self.clock, self._sound(playback, self.clock, voice)))


def end(engine: Engine) -> None:
    """End what `engine` plays, at once, and let it go once it has told so."""
    engine.close()
    QTimer.singleShot(0, engine.deleteLater)
