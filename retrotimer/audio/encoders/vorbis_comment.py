"""The comment block that FLAC and Ogg Vorbis share, and FLAC's picture, which Ogg carries in it.

After xiph.org's "Ogg Vorbis I format specification: comment field", its "Chapter Extension", and "FLAC format".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from retrotimer.audio.encoders.tags import Picture, Tags

VENDOR = "RetroTimer"
_FRONT_COVER, _BITS_A_PIXEL = 3, 24


def comment(tags: Tags, *more: str) -> bytes:
    """Return the block of `tags` without its picture, and of `more` fields, each `NAME=value`."""
    fields = [field.encode() for field in (*_fields(tags), *more)]
    vendor = VENDOR.encode()
    listed = b"".join(struct.pack("<I", len(field)) + field for field in fields)
    return struct.pack("<I", len(vendor)) + vendor + struct.pack("<I", len(fields)) + listed


def picture(shown: Picture) -> bytes:
    """Return FLAC's picture block."""
    mime, words = b"image/png", shown.words.encode()
    found = struct.pack(">II", _FRONT_COVER, len(mime)) + mime + struct.pack(">I", len(words)) + words
    return found + struct.pack(">IIIII", shown.side, shown.side, _BITS_A_PIXEL, 0, len(shown.png)) + shown.png


def _fields(tags: Tags) -> Iterator[str]:
    yield f"TITLE={tags.title}"
    yield f"ARTIST={tags.artist}"
    yield f"ALBUM={tags.album}"
    yield f"DESCRIPTION={tags.comment}"
    yield "GENRE=Speech"
    for n, chapter in enumerate(tags.chapters, 1):
        yield f"CHAPTER{n:03}={_time(chapter.start_ms)}"
        yield f"CHAPTER{n:03}NAME={chapter.title}"


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{ms:03}"
