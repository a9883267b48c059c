"""`retrotimer doctor --sounds`: plays each sound and tells what it means."""

from __future__ import annotations

import time
from collections.abc import Callable

from retrotimer.app.session.clock import SystemClock
from retrotimer.app.session.sound_tour import SoundTour, stops
from retrotimer.app.session.voices import make_voice
from retrotimer.audio.outputs import choose
from retrotimer.cli.settings import own_settings
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

LOOK_S = 0.02
STILL_S = 4.0
"""A device that asks for nothing for so long is gone."""


def play(output: str | None = None, wait: Callable[[float], object] = time.sleep) -> int:
    """Play every sound through the output and at the volumes that are set, and print its name as it begins.

    Args:
        output: the name of an output, in place of the one that is set.
        wait: lets so many seconds pass.

    Raises:
        MissingPart: where there is nothing to play on.
        WrongRequest: for an output that there is not.
    """
    settings = own_settings()
    device = choose(output or settings.output, SystemClock().now_ns, settings.device)
    if not device.buffer_ms:
        raise MissingPart(device.reason or _("RetroTimer is set to play no sound."))
    tour = stops(make_voice(settings.voice))
    volumes = {name: getattr(settings, name) for name in ("volume", "tone_volume", "voice_volume")}
    played = SoundTour(device, tour, **volumes)
    played.start()
    try:
        for stop in tour:
            _wait_until(stop.begin_ms, played, wait)
            print(stop.name, flush=True)
        _wait_until(tour[-1].end_ms, played, wait)
    finally:
        played.close()
    return 0


def _wait_until(ms: float, played: SoundTour, wait: Callable[[float], object]) -> None:
    before_ms, still_s = played.heard_ms, 0.0
    while played.heard_ms < ms:
        wait(LOOK_S)
        still_s = 0.0 if played.heard_ms > before_ms else still_s + LOOK_S
        before_ms = played.heard_ms
        if still_s >= STILL_S:
            raise MissingPart(_("The sound device is gone: plug it in, and start again."))
