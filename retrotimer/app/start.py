"""Puts a player together from a preset, the machine's clock and a sound output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrotimer.app.overview import Overview
from retrotimer.training.cues import GET_READY_MS, CueOptions

if TYPE_CHECKING:
    from retrotimer.app.clock import Clock
    from retrotimer.app.player import Player


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants a session played. `output` names a sound output; `speed` is for trying a preset out."""

    speed: float = 1.0
    output: str = "auto"
    mute: bool = False
    get_ready_ms: int = GET_READY_MS
    cues: CueOptions = field(default_factory=CueOptions)


def make_player(overview: Overview, wishes: Wishes, clock: Clock | None = None) -> Player:
    """Return a player of `overview`, ready to start.

    Raises:
        WrongRequest: for an output that there is not.
    """
    from retrotimer.app.clock import SystemClock  # noqa: PLC0415 - nothing of a session before there is one
    from retrotimer.app.player import Player  # noqa: PLC0415
    from retrotimer.audio.live import LiveSound  # noqa: PLC0415
    from retrotimer.audio.outputs import choose  # noqa: PLC0415
    from retrotimer.audio.sounds import Sounds  # noqa: PLC0415
    from retrotimer.training.session import Session  # noqa: PLC0415

    clock = clock or SystemClock()
    sound = LiveSound(choose(wishes.output, clock.now_ns), Sounds(), clock.now_ns)
    sound.muted = wishes.mute
    session = Session(overview.timeline, wishes.cues, wishes.get_ready_ms)
    return Player(session, clock, sound, wishes.speed)
