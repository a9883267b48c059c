"""FLAC: nothing lost, about half of a WAV file's size."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import BinaryIO

from retrotimer.audio.encoders.sndfile import FLAC, encode
from retrotimer.audio.encoders.tags import Tags
from retrotimer.audio.encoders.vorbis_comment import comment, picture

_STREAM_INFO, _COMMENT, _PICTURE = 0, 4, 6
_LAST = 0x80
_COMPRESSION = 0.6


def write_flac(file: BinaryIO, blocks: Iterable[bytes], _frames: int, tags: Tags) -> None:
    """Write `blocks` to `file`, which is left open.

    Raises:
        MissingPart: where the encoder is not installed; nothing is written.
    """
    with TemporaryFile() as plain:
        encode(plain, blocks, FLAC, _COMPRESSION)
        plain.seek(0)
        file.write(plain.read(4) + _block(_STREAM_INFO, _stream_info(plain)))
        if tags.picture:
            file.write(_block(_PICTURE, picture(tags.picture)))
        file.write(_block(_COMMENT | _LAST, comment(tags)))
        shutil.copyfileobj(plain, file)


def _stream_info(plain: BinaryIO) -> bytes:
    """Return what the stream is, and leave `plain` where its sound begins."""
    info = b""
    while True:
        kind, *size = plain.read(4)
        body = plain.read(int.from_bytes(bytes(size)))
        if kind & ~_LAST == _STREAM_INFO:
            info = body
        if kind & _LAST:
            return info


def _block(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3) + body
