"""What a session's sound file tells about itself: its name, its picture, and a chapter for each interval."""

from __future__ import annotations

from retrotimer.app.cover import SIDE, cover
from retrotimer.app.overview import Overview
from retrotimer.audio.files.tags import Chapter, Picture, Tags
from retrotimer.texts import _
from retrotimer.training.cues import MOVEMENT_WORDS, ROLE_WORDS
from retrotimer.training.timeline import Interval, Timeline
from retrotimer.training.workout import Role

MOST_CHAPTERS = 255
"""What an MP3 file's list of chapters can hold."""


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
        picture=Picture(cover(overview.timeline), SIDE, words),
        chapters=chapters(overview.timeline, get_ready_ms, total_ms),
    )


def chapters(timeline: Timeline, get_ready_ms: int, total_ms: int) -> tuple[Chapter, ...]:
    """Return a chapter for each interval, so many that a file can hold them: of more, each takes in several.

    A turn belongs to the interval before it; the last chapter lasts until `total_ms`, when the finish has sounded.
    """
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
