"""Make a player from a preset, the playback options, the machine's clock and a sound output."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from retrotimer.app.overview import Overview
from retrotimer.files.settings import DEFAULTS, Settings
from retrotimer.training.cues.cues import CueOptions

if TYPE_CHECKING:
    from retrotimer.app.session.clock import Clock
    from retrotimer.app.session.crash_journal import InterruptedSession
    from retrotimer.app.session.player import Player
    from retrotimer.audio.live import LiveSound
    from retrotimer.audio.music.track import MusicTrack
    from retrotimer.audio.voice import Voice


@dataclass(frozen=True, slots=True)
class PlaybackOptions:
    """How one session is played, from the settings and the command line.

    An empty `device` is the default device; volumes are 0 to 1 as the ear takes them.
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
    music: str = DEFAULTS.music
    music_volume: float = DEFAULTS.music_volume
    walking_volume: float = DEFAULTS.walking_volume
    duck_db: float = DEFAULTS.duck_db
    shuffle: bool = DEFAULTS.shuffle
    get_ready_ms: int = DEFAULTS.get_ready_ms
    cues: CueOptions = field(default=DEFAULTS.cues)

    @classmethod
    def from_settings(
        cls,
        settings: Settings,
        *,
        speed: float = 1.0,
        output: str | None = None,
        mute: bool = False,
        get_ready_ms: int | None = None,
        music: str | None = None,
    ) -> PlaybackOptions:
        """Return the options of `settings`; the other arguments replace theirs."""
        return cls(
            speed=speed,
            output=settings.output if output is None else output,
            device=settings.device,
            mute=mute,
            volume=settings.volume,
            tone_volume=settings.tone_volume,
            voice_volume=settings.voice_volume,
            voice=settings.voice,
            latency_ms=settings.latency_ms,
            music=settings.music if music is None else music,
            music_volume=settings.music_volume,
            walking_volume=settings.walking_volume,
            duck_db=settings.duck_db,
            shuffle=settings.shuffle,
            get_ready_ms=settings.get_ready_ms if get_ready_ms is None else get_ready_ms,
            cues=settings.cues,
        )


def make_player(
    overview: Overview,
    options: PlaybackOptions,
    clock: Clock | None = None,
    found: InterruptedSession | None = None,
    *,
    waits_for_voice: bool = False,
) -> Player:
    """Return a player of `overview`, ready, or paused where `found` was. Raises WrongRequest, MissingPart.

    The system's voice is synthesized in a worker thread, or first with `waits_for_voice`.
    """
    from retrotimer.app.session.clock import SystemClock  # nothing of a session before there is one
    from retrotimer.app.session.player import Player
    from retrotimer.app.session.voices import make_voice, prepare, prepare_beside, said, voiced
    from retrotimer.training.session import Session

    clock, voice, timeline = clock or SystemClock(), make_voice(options.voice), overview.timeline
    cues = voiced(found.session.options if found else options.cues, voice)
    if waits_for_voice:
        prepare(voice, said(timeline, cues, options.get_ready_ms))
    if found:
        session = replace(found.restored(clock.now_ns()), options=cues)
    else:
        session = Session(timeline, cues, options.get_ready_ms)
    if not waits_for_voice:
        prepare_beside(voice, timeline, cues)
    return Player(session, clock, make_sound(options, clock, voice), options.speed)


def make_sound(options: PlaybackOptions, clock: Clock, voice: Voice | None = None) -> LiveSound:
    """Return the sound of `options`, not started; tones only without `voice`. Raises as `make_player`."""
    from retrotimer.audio.live import LiveSound  # nothing of a session before there is one
    from retrotimer.audio.outputs import choose
    from retrotimer.audio.sound_bank import Sounds

    sound = LiveSound(
        choose(options.output, clock.now_ns, options.device),
        Sounds(voice),
        clock.now_ns,
        volume=options.volume,
        tone_volume=options.tone_volume,
        voice_volume=options.voice_volume,
        latency_ms=options.latency_ms,
        music=make_music(options),
    )
    sound.muted = options.mute
    return sound


def make_music(options: PlaybackOptions, *, for_file: bool = False) -> MusicTrack | None:
    """Return the music of `options`, decoded ahead, or when it is asked for `for_file`; None without any."""
    if not options.music:
        return None
    from retrotimer.audio.music.source import AheadSource, Pieces, Source  # most sessions have none
    from retrotimer.audio.music.track import MusicTrack

    pieces = Pieces(Path(options.music).expanduser(), is_shuffled=options.shuffle)
    source = Source(pieces) if for_file else AheadSource(pieces)
    return MusicTrack(
        source, volume=options.music_volume, walking_volume=options.walking_volume, duck_db=options.duck_db
    )
