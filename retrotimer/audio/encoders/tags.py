"""What a sound file tells about itself, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the sound that a player can go to, `[start_ms, end_ms)` from the file's start."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture of `side` × `side` px, and what it shows."""

    png: bytes
    side: int
    words: str


@dataclass(frozen=True, slots=True)
class Tags:
    """Title, artist, album and a sentence about the sound; its picture and its chapters, in order."""

    title: str
    artist: str
    album: str
    comment: str
    picture: Picture | None = None
    chapters: tuple[Chapter, ...] = ()
