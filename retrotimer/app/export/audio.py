"""Export a session as a sound file of the kind that the ending of its name says."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from retrotimer.app.export.workout import ENDINGS, SHEET
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, make_music, ready_session
from retrotimer.audio.encoders.tags import Chapter, Picture, Tags
from retrotimer.files.export_files import export_write
from retrotimer.files.wording import nearest, printable
from retrotimer.texts import N_, _
from retrotimer.training.cues.cue_types import MOVEMENT_WORDS, ROLE_WORDS
from retrotimer.training.errors import RetroTimerError, WrongRequest
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Gait,
    Role,
)

Progress = Callable[[float], None]  # called again and again with the part that is done, 0 to 1


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
    Kind(".wav", "WAV", N_("The exact sound for any program that edits it. By far the largest.")),
)
WORKOUTS = (
    Kind(".fit", N_("FIT workout"), N_("For watches. Copy it to the watch, or import it in its maker's program.")),
    Kind(".zwo", N_("Zwift workout"), N_("For Zwift, and programs that read its files.")),
    Kind(".txt", N_("Plain text"), N_("To read and to send, and for intervals.icu.")),
    Kind(".toml", N_("RetroTimer preset"), N_("For RetroTimer elsewhere. Everything is kept.")),
    Kind(
        SHEET,
        N_("Sheet of paper"),
        N_("One page, to print and to hang up: the workout in words, its times and a code."),
    ),
)
"""What `workout.share` writes."""
_NOT_WRITTEN = (".ogg", ".oga", ".opus", ".flac", ".m4a", ".aac")
"""Sound formats that people ask for and the program does not write."""


def export(
    overview: Overview,
    out: Path,
    playback: PlaybackOptions,
    *,
    progress: Progress | None = None,
    cancel: Event | None = None,
) -> tuple[str, ...]:
    """Write the session of `overview` to `out` atomically; return what music could not be played.

    `progress` is called in this thread; `cancel` may be set in any other. Raises WrongRequest for an unknown
    ending, a session without an end, or the workout's own file; MissingPart; Cancelled.
    """
    kind = kind_of(out)
    refuse_open(overview)
    from retrotimer.app.session.voices import group_texts, make_voice, prepare
    from retrotimer.audio.clips import FRAMES_PER_MS
    from retrotimer.audio.encoders.mp3 import write_mp3
    from retrotimer.audio.encoders.wav import write_wav
    from retrotimer.audio.render import BLOCK, render, total_frames
    from retrotimer.audio.sound_bank import Sounds

    voice = make_voice(playback.voice)
    prepare(voice, group_texts(ready_session(overview, playback, voice)))
    session = ready_session(overview, playback, voice)
    frames = total_frames(session)
    about = tags(overview, playback.get_ready_ms, frames // FRAMES_PER_MS)
    volumes = {"tone_volume": playback.tone_volume, "voice_volume": playback.voice_volume}
    music = make_music(playback, for_file=True)
    blocks = render(session, Sounds(voice), music=music, **volumes)
    with export_write(out, [overview.preset.path]) as file:
        write = write_mp3 if kind.ending == ".mp3" else write_wav
        write(file, _watched(blocks, frames / BLOCK, progress, cancel), frames, about)
    return (music.source.notice,) if music and music.source.notice else ()


def kind_of(out: Path) -> Kind:
    """Return the kind of sound file for the ending of `out`. Raises WrongRequest."""
    by_ending = {kind.ending: kind for kind in SOUNDS}
    found = by_ending.get(out.suffix.lower())
    if found is None:
        raise WrongRequest(_unknown(out, (*by_ending, *ENDINGS, SHEET)))
    return found


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
    """Raise WrongRequest for a session that waits for a tap."""
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
    if out.suffix.lower() in _NOT_WRITTEN:
        return _("{file}: sound is exported as MP3 or WAV; let the name end in .mp3 or .wav.").format(file=file)
    if meant:
        sentence = _("{file}: '{ending}' is not a kind of file that can be exported; did you mean '{meant}'?")
        return sentence.format(file=file, ending=printable(out.suffix), meant=meant)
    sentence = _("{file}: '{ending}' is not a kind of file that can be exported; use {endings}.")
    return sentence.format(file=file, ending=printable(out.suffix), endings=listed)


SIDE = 600  # Px: players show it as a square, from a thumbnail to a phone's width
_EDGE, _TALL, _LINE, _GAP_FROM = 40, 200, 4, 10
_HEIGHTS = {Gait.RUN: _TALL, Gait.WALK: 90, Gait.STAND: 16}
_PAPER, _INK = 0, 1
_COLOURS = ("fafbf7", "111417", "56b4e9", "e69f00", "b3dcf4", "f6d38a", "c8ccd0")
_MOVEMENTS = {RUN_FORWARD: 2, RUN_BACKWARD: 3, WALK_FORWARD: 4, WALK_BACKWARD: 5, STAND: 6}


def cover(timeline: Timeline) -> bytes:
    """Return the ribbon of `timeline`: forward above the line, backward below, running tall, walking low."""
    rows = [bytearray(SIDE) for _row in range(SIDE)]
    middle = SIDE // 2
    for interval, (left, right) in zip(timeline.intervals, _spans(timeline), strict=True):
        top, bottom = _reach(interval, middle)
        colour = _MOVEMENTS[interval.movement]
        wide = right - left
        _fill(rows, (left, top, right, bottom), _INK if wide >= _GAP_FROM else colour)
        if wide >= _GAP_FROM:
            _fill(rows, (left + 1, top + 1, right - 1, bottom - 1), colour)
    _fill(rows, (_EDGE, middle - _LINE // 2, SIDE - _EDGE, middle + _LINE // 2), _INK)
    return _png(rows)


def _spans(timeline: Timeline) -> list[tuple[int, int]]:
    """Return from which px to which each interval goes; px that it has a part of are its own."""
    wide, whole = SIDE - 2 * _EDGE, max(1, timeline.planned_ms)
    ends = [(i.start_ms * wide // whole, -(-i.end_ms * wide // whole)) for i in timeline.intervals]
    return [(_EDGE + left, _EDGE + right) for left, right in ends]


def _reach(interval: Interval, middle: int) -> tuple[int, int]:
    tall, way = _HEIGHTS[interval.movement.gait], interval.movement.direction
    if way is None:
        return middle - tall // 2, middle + tall // 2
    return (middle - tall, middle) if way is Direction.FORWARD else (middle, middle + tall)


def _fill(rows: list[bytearray], box: tuple[int, int, int, int], colour: int) -> None:
    left, top, right, bottom = box
    for row in rows[top:bottom]:
        row[left:right] = bytes([colour]) * (right - left)


def _png(rows: list[bytearray]) -> bytes:
    """Return a PNG with a palette, each row stored as it is (filter 0)."""
    size = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 3, 0, 0, 0)
    palette = bytes.fromhex("".join(_COLOURS))
    points = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", size), (b"PLTE", palette), (b"IDAT", points), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in parts)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


MOST_CHAPTERS = 255  # what an MP3 file's list of chapters can hold


def tags(overview: Overview, get_ready_ms: int, total_ms: int) -> Tags:
    """Return the tags of a file of `total_ms` that begins with a get-ready of `get_ready_ms`."""
    workout = overview.preset.workout
    sentence = _("A session of {length}: move as you hear.").format(length=overview.total_text)
    words = _("{name} in time: forward above the line, backward below").format(name=workout.name)
    return Tags(
        title=workout.name,
        artist="RetroTimer",
        album=_("RetroTimer workouts"),
        comment=f"{sentence} {workout.about}".rstrip(),
        picture=Picture(cover(overview.timeline), words),
        chapters=chapters(overview.timeline, get_ready_ms, total_ms),
    )


def chapters(timeline: Timeline, get_ready_ms: int, total_ms: int) -> tuple[Chapter, ...]:
    """Return a chapter for each interval and its turn, merged where a file cannot hold as many."""
    marks = [(0, _("Get ready"))] if get_ready_ms else []
    marks += [
        (get_ready_ms + interval.start_ms, _title(interval))
        for interval in timeline.intervals
        if interval.role is not Role.TURN
    ]
    marks = marks[:: -(-len(marks) // MOST_CHAPTERS)]
    ends = [start_ms for start_ms, _title in marks[1:]] + [total_ms]
    return tuple(Chapter(start_ms, end_ms, title) for (start_ms, title), end_ms in zip(marks, ends, strict=True))


def _title(interval: Interval) -> str:
    movement = interval.movement
    words = interval.name or _(
        ROLE_WORDS[interval.role]
        if interval.role in ROLE_WORDS
        else MOVEMENT_WORDS[movement.gait, movement.direction]
    )
    if interval.round is None:
        return words
    nth, of = interval.round
    return _("{what} · {nth} of {of}").format(what=words, nth=nth, of=of)
