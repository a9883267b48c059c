"""A session as a file to take along; the ending of the file's name says which kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, BinaryIO

from retrotimer.app.overview import Overview
from retrotimer.app.sharing import ENDINGS
from retrotimer.app.start import Wishes
from retrotimer.files.own_files import export_write
from retrotimer.files.wording import nearest, printable
from retrotimer.texts import N_, _
from retrotimer.training.errors import RetroTimerError, WrongRequest

if TYPE_CHECKING:
    from retrotimer.audio.files.tags import Tags

Progress = Callable[[float], None]
"""Is told, again and again, which part is done, 0 to 1."""
WriteSound = Callable[[BinaryIO, Iterable[bytes], int, "Tags"], None]


class Cancelled(RetroTimerError):  # noqa: N818 - nothing went wrong
    """The person changed their mind; no file was written."""

    status = 130


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its ending, its name, and what it is for."""

    ending: str
    name: str
    purpose: str


SOUNDS = (
    Kind(".mp3", "MP3", N_("For every phone, watch and player.")),
    Kind(".ogg", "Ogg Vorbis", N_("For Android and computers. Free, with a clearer voice.")),
    Kind(".flac", "FLAC", N_("The exact sound. Larger.")),
    Kind(".wav", "WAV", N_("The exact sound for any program that edits it. By far the largest.")),
)
WORKOUTS = (
    Kind(".fit", N_("FIT workout"), N_("For watches. Copy it to the watch, or import it in its maker's program.")),
    Kind(".zwo", N_("Zwift workout"), N_("For Zwift, and programs that read its files.")),
    Kind(".txt", N_("Plain text"), N_("To read and to send, and for intervals.icu.")),
    Kind(".toml", N_("RetroTimer preset"), N_("For RetroTimer elsewhere. Everything is kept.")),
)
"""What `sharing.share` writes."""


def export(
    overview: Overview,
    out: Path,
    wishes: Wishes,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> None:
    """Write the session of `overview` to `out`, never half of it; what stood there is replaced.

    `progress` is called in this thread; `cancel` may be set in any other.

    Raises:
        WrongRequest: for an ending that no kind of file here has, a session without a set end, or the
            file of the workout itself.
        MissingPart: where the file cannot be written, or the library that makes it is missing.
        Cancelled: once `cancel` is set.
    """
    kind = kind_of(out)
    refuse_open(overview)
    from retrotimer.app.sound_tags import tags  # heavy, and not needed to refuse
    from retrotimer.app.speech import make_voice, prepare, said, voiced
    from retrotimer.audio.clip import FRAMES_PER_MS
    from retrotimer.audio.render import BLOCK, render, total_frames
    from retrotimer.audio.sounds import Sounds

    voice, timeline, get_ready_ms = make_voice(wishes.voice), overview.timeline, wishes.get_ready_ms
    prepare(voice, said(timeline, voiced(wishes.cues, voice), get_ready_ms))
    options = voiced(wishes.cues, voice)
    frames = total_frames(timeline, options, get_ready_ms)
    about = tags(overview, get_ready_ms, frames // FRAMES_PER_MS)
    volumes = {"tone_volume": wishes.tone_volume, "voice_volume": wishes.voice_volume}
    blocks = render(timeline, options, get_ready_ms, Sounds(voice), **volumes)
    with export_write(out, [overview.preset.path]) as file:
        _writer(kind)(file, _watched(blocks, frames / BLOCK, progress, cancel), frames, about)


def kind_of(out: Path) -> Kind:
    """Return the kind of sound file that `out` asks for by its ending.

    Raises:
        WrongRequest: where there is none.
    """
    by_ending = {kind.ending: kind for kind in SOUNDS}
    found = by_ending.get(out.suffix.lower())
    if found is None:
        raise WrongRequest(_unknown(out, (*by_ending, *ENDINGS)))
    return found


def _writer(kind: Kind) -> WriteSound:
    """Return what writes files of `kind`, loaded only now: it may need a large library."""
    match kind.ending:
        case ".mp3":
            from retrotimer.audio.files.mp3 import write_mp3

            return write_mp3
        case ".ogg":
            from retrotimer.audio.files.ogg import write_ogg

            return write_ogg
        case ".flac":
            from retrotimer.audio.files.flac import write_flac

            return write_flac
        case _:
            from retrotimer.audio.files.wav import write_wav

            return write_wav


def _watched(
    blocks: Iterable[bytes], count: float, progress: Progress | None, cancel: Event | None
) -> Iterator[bytes]:
    """Give `blocks`, about `count` of them, and tell how far they are, until `cancel` is set."""
    for n, block in enumerate(blocks, 1):
        if cancel is not None and cancel.is_set():
            raise Cancelled(_("Nothing was written."))
        yield block
        if progress is not None:
            progress(min(1.0, n / count))


def refuse_open(overview: Overview) -> None:
    """Refuse a session that waits for a tap.

    Raises:
        WrongRequest: for such a session.
    """
    if overview.timeline.total_ms is None:
        raise WrongRequest(
            _("{name} waits for you to tap, so it has no sound file: nobody knows when you will.").format(
                name=overview.preset.workout.name
            )
        )


def _unknown(out: Path, endings: tuple[str, ...]) -> str:
    meant = nearest(out.suffix, endings)
    file, listed = printable(str(out)), ", ".join(endings)
    if not out.suffix:
        sentence = _("{file}: the name has no ending that says which kind of file to write; use {endings}.")
        return sentence.format(file=file, endings=listed)
    if meant:
        sentence = _("{file}: '{ending}' is not a kind of file that can be exported; did you mean '{meant}'?")
        return sentence.format(file=file, ending=printable(out.suffix), meant=meant)
    sentence = _("{file}: '{ending}' is not a kind of file that can be exported; use {endings}.")
    return sentence.format(file=file, ending=printable(out.suffix), endings=listed)
