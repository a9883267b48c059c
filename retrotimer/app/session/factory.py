"""Make a player from a preset, the playback options, the machine's clock and a sound output."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrotimer.app.overview import Overview
from retrotimer.files.paths import expanded
from retrotimer.files.settings import DEFAULTS, Settings
from retrotimer.training.cues.cue_types import CueOptions

if TYPE_CHECKING:
    from retrotimer.app.session.clock import Clock
    from retrotimer.app.session.crash_journal import InterruptedSession
    from retrotimer.app.session.player import Player
    from retrotimer.audio.live import LiveSound
    from retrotimer.audio.music.track import MusicTrack
    from retrotimer.audio.voice import Voice
    from retrotimer.training.groups.groups import Group, GroupEntry
    from retrotimer.training.groups.session import GroupSession


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
    groups: tuple[GroupEntry, ...] = ()
    arrival_ends: bool = False

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
        groups: tuple[GroupEntry, ...] = (),
        arrival_ends: bool = False,
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
            groups=groups,
            arrival_ends=arrival_ends,
        )


def ready_session(overview: Overview, options: PlaybackOptions, voice: Voice) -> GroupSession:
    """Return the session of `overview` and its groups, not started, with room for what `voice` says.

    Raises:
        WrongRequest: where the groups do not fit together.
    """
    from retrotimer.app.session.voices import voiced  # nothing of a session before there is one
    from retrotimer.training.groups.cues import called
    from retrotimer.training.groups.session import ready

    groups = groups_of(overview, options.groups or overview.groups)
    cues, get_ready_ms = voiced(options.cues, voice), options.get_ready_ms
    return called(ready(groups, cues, get_ready_ms, arrival_ends=options.arrival_ends or overview.arrival_ends))


def groups_of(overview: Overview, entries: tuple[GroupEntry, ...]) -> tuple[Group, ...]:
    """Return the groups of a session of `overview`; without `entries` the one that has no name.

    Raises:
        WrongRequest: where they do not fit together.
    """
    from retrotimer.training.groups.groups import alone, compile_groups

    preset = overview.preset
    if not entries:
        return alone(overview.timeline)
    return compile_groups(entries, preset.workout, overview.paces, preset.id)


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
    from retrotimer.app.session.voices import group_texts, make_voice, prepare, prepare_beside, voiced
    from retrotimer.training.groups.cues import called
    from retrotimer.training.groups.session import with_options

    clock, voice = clock or SystemClock(), make_voice(options.voice)

    def made() -> GroupSession:
        if found is None:
            return ready_session(overview, options, voice)
        return called(with_options(found.groups, voiced(found.groups.lead.options, voice)))

    session = made()
    if waits_for_voice:
        prepare(voice, group_texts(session))
        session = made()  # with room for what the voice knows now
    else:
        prepare_beside(voice, session)
    if found:
        session = replace(found, groups=session).restored(clock.now_ns())
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

    pieces = Pieces(expanded(options.music), is_shuffled=options.shuffle)
    source = Source(pieces) if for_file else AheadSource(pieces)
    return MusicTrack(
        source, volume=options.music_volume, walking_volume=options.walking_volume, duck_db=options.duck_db
    )
