"""Write title, cover and chapters as an ID3v2.4 tag ("ID3 tag version 2.4.0", "ID3v2 Chapter Frame Addendum")."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_UTF_8 = b"\x03"
_FRONT_COVER = b"\x03"
_TOP_ORDERED = b"\x03"
_NO_OFFSET = b"\xff" * 8  # chapters are found by their times alone


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the sound that a player can go to, `[start_ms, end_ms)` from the file's start."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG picture, and a text that says what it shows."""

    png: bytes
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


def id3(tags: Tags) -> bytes:
    """Return the tag; a player reads it in front of MP3 sound, or in a WAV file's `id3 ` chunk."""
    frames = b"".join(
        _text(name, text)
        for name, text in (("TIT2", tags.title), ("TPE1", tags.artist), ("TALB", tags.album), ("TCON", "Speech"))
    )
    frames += _frame("COMM", _UTF_8 + b"eng\0" + tags.comment.encode())
    frames += _picture(tags.picture) if tags.picture else b""
    frames += _chapters(tags.chapters) if tags.chapters else b""
    return b"ID3\x04\0\0" + _synchsafe(len(frames)) + frames


def _chapters(chapters: tuple[Chapter, ...]) -> bytes:
    names = [f"chp{n}".encode() + b"\0" for n in range(len(chapters))]
    contents = _frame("CTOC", b"toc\0" + _TOP_ORDERED + bytes([len(names)]) + b"".join(names))
    return contents + b"".join(
        _frame(
            "CHAP",
            name + struct.pack(">II", chapter.start_ms, chapter.end_ms) + _NO_OFFSET + _text("TIT2", chapter.title),
        )
        for name, chapter in zip(names, chapters, strict=True)
    )


def _picture(picture: Picture) -> bytes:
    return _frame("APIC", _UTF_8 + b"image/png\0" + _FRONT_COVER + picture.words.encode() + b"\0" + picture.png)


def _text(name: str, text: str) -> bytes:
    return _frame(name, _UTF_8 + text.encode())


def _frame(name: str, body: bytes) -> bytes:
    return name.encode() + _synchsafe(len(body)) + b"\0\0" + body


def _synchsafe(size: int) -> bytes:
    """Return `size` in four bytes of seven bits, which no player takes for the start of sound."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
