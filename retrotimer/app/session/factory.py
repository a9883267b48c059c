"""Puts a player together from a preset, the machine's clock and a sound output."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrotimer.app.overview import Overview
from retrotimer.files.settings import DEFAULTS, Settings
from retrotimer.training.cues.cues import CueOptions

if TYPE_CHECKING:
    from retrotimer.app.session.clock import Clock
    from retrotimer.app.session.crash_journal import CutOff
    from retrotimer.app.session.player import Player
    from retrotimer.audio.live import LiveSound
    from retrotimer.audio.voice import Voice


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants a session played.

    `output` names a sound output, `device` what it plays on, empty where the system chooses; volumes are 0 to 1, as
    the ear takes them; `voice` is a folder of a person's recordings, empty for none; `speed` is for trying a preset
    out.
    """

    speed: float = 1.0
    output: str = DEFAULTS.output
    device: str = DEFAULTS.device
    mute: bool = False
    volume: float = DEFAULTS.volume
    tone_volume: float = DEFAULTS.tone_volume
    voice_volume: float = DEFAULTS.voice_volume
    voice: str = DEFAULTS.voice
    latency_ms: int = DEFAULTS.latency_ms
    get_ready_ms: int = DEFAULTS.get_ready_ms
    cues: CueOptions = field(default=DEFAULTS.cues)


def wishes(
    settings: Settings,
    *,
    speed: float = 1.0,
    output: str | None = None,
    mute: bool = False,
    get_ready_ms: int | None = None,
) -> Wishes:
    """Return what `settings` wish for; what is given beside them holds instead."""
    return Wishes(
        speed=speed,
        output=settings.output if output is None else output,
        device=settings.device,
        mute=mute,
        volume=settings.volume,
        tone_volume=settings.tone_volume,
        voice_volume=settings.voice_volume,
        voice=settings.voice,
        latency_ms=settings.latency_ms,
        get_ready_ms=settings.get_ready_ms if get_ready_ms is None else get_ready_ms,
        cues=settings.cues,
    )


def make_player(
    overview: Overview, wishes: Wishes, clock: Clock | None = None, found: CutOff | None = None
) -> Player:
    """Return a player of `overview`, ready to start, or paused where `found` was cut off.

    Lines that neither voice says are given to the system's voice meanwhile; see `speech.prepare`, which does it
    beforehand.

    Raises:
        WrongRequest: for an output that there is not.
        MissingPart: for an output whose library is missing, where it was asked for by name.
    """
    from retrotimer.app.session.clock import SystemClock  # nothing of a session before there is one
    from retrotimer.app.session.player import Player
    from retrotimer.app.session.voices import make_voice, prepare_beside, voiced
    from retrotimer.training.session import Session

    clock = clock or SystemClock()
    voice = make_voice(wishes.voice)
    cues = voiced(wishes.cues, voice)
    if found:
        cues = voiced(found.session.options, voice)
        session = replace(found.taken_up(clock.now_ns()), options=cues)
    else:
        session = Session(overview.timeline, cues, wishes.get_ready_ms)
    prepare_beside(voice, overview.timeline, cues)
    return Player(session, clock, make_sound(wishes, clock, voice), wishes.speed)


def make_sound(wishes: Wishes, clock: Clock, voice: Voice | None = None) -> LiveSound:
    """Return the sound that `wishes` ask for, not started yet; it raises as `make_player` does.

    Without a `voice` it says nothing.
    """
    from retrotimer.audio.live import LiveSound  # nothing of a session before there is one
    from retrotimer.audio.outputs import choose
    from retrotimer.audio.sound_bank import Sounds

    sound = LiveSound(
        choose(wishes.output, clock.now_ns, wishes.device),
        Sounds(voice),
        clock.now_ns,
        volume=wishes.volume,
        tone_volume=wishes.tone_volume,
        voice_volume=wishes.voice_volume,
        latency_ms=wishes.latency_ms,
    )
    sound.muted = wishes.mute
    return sound
