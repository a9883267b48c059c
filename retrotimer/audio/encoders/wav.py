"""Write WAV: RIFF samples, LIST/INFO texts, cue points with labels, an ID3 tag for the picture."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from retrotimer.audio.clips import FRAMES_PER_MS, RATE
from retrotimer.audio.encoders.tags import Chapter, Tags, id3
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

_LARGEST = 2**32 - 1  # the largest file that a WAV file's 32-bit lengths can state, in bytes


def write_wav(file: BinaryIO, blocks: Iterable[bytes], frames: int, tags: Tags) -> None:
    """Write `blocks` of `frames` frames to `file` without seeking. Raises WrongRequest beyond 12 h 25 min."""
    after = _tag_chunks(tags)
    size = 36 + 2 * frames + len(after)
    if size > _LARGEST:
        raise WrongRequest(
            _("A WAV file holds 12 hours and 25 minutes at most, and this session is longer: choose .mp3.")
        )
    form = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    file.write(b"RIFF" + struct.pack("<I", size) + b"WAVE" + _chunk(b"fmt ", form))
    file.write(b"data" + struct.pack("<I", 2 * frames))
    file.writelines(blocks)
    file.write(after)


def _tag_chunks(tags: Tags) -> bytes:
    texts = ((b"INAM", tags.title), (b"IART", tags.artist), (b"IPRD", tags.album), (b"ICMT", tags.comment))
    info = b"".join(_chunk(name, _text(text)) for name, text in texts)
    found = _chunk(b"LIST", b"INFO" + info) + _chunk(b"id3 ", id3(replace(tags, chapters=())))
    return found + (_cues(tags.chapters) if tags.chapters else b"")


def _cues(chapters: tuple[Chapter, ...]) -> bytes:
    points, labels = struct.pack("<I", len(chapters)), b"adtl"
    for n, chapter in enumerate(chapters, 1):
        frame = chapter.start_ms * FRAMES_PER_MS
        points += struct.pack("<II4sIII", n, frame, b"data", 0, 0, frame)
        labels += _chunk(b"labl", struct.pack("<I", n) + _text(chapter.title))
    return _chunk(b"cue ", points) + _chunk(b"LIST", labels)


def _text(text: str) -> bytes:
    return text.encode() + b"\0"


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
