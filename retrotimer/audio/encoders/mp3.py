"""Encode MP3 with LAME, and write the Xing/LAME frame: length, seek table, samples to trim.

Layout after "MP3 Info Tag revision 1 specifications" by the LAME project. Without it every cue is 23 ms late.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO

from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.tags import Tags, id3
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

_FASTEST = 7
_VARIABLE, _MEDIUM = 4, 5
"""LAME's VBR method, in which silence takes almost nothing, and its quality: 0 is best, 9 smallest."""
FRAME = 1_152  # samples in a frame of MPEG 1, layer III
DELAY = 576  # samples that LAME puts before the first one; decoders add 529 of their own, and know it
SIZE = 192  # bytes of the head: a frame of 64 kbit/s at 48 kHz
_HEADER = b"\xff\xfb\x54\xc4"  # MPEG 1, layer III, no checksum, 64 kbit/s, 48 kHz, one channel, original
_SIDE_INFO = bytes(17)
_HAS_ALL = 0b1111
_KBIT_S = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)


def write_mp3(file: BinaryIO, blocks: Iterable[bytes], frames: int, tags: Tags) -> None:
    """Write `blocks`, which hold `frames` frames, to the seekable `file`, and leave it open. Raises MissingPart."""
    try:
        import lameenc  # a C library, needed for this alone
    except ImportError as error:
        raise MissingPart(
            _("MP3 files need lameenc, which is not installed: install it, or choose .wav.")
        ) from error
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_FASTEST)
    encoder.set_vbr(_VARIABLE)
    encoder.set_vbr_quality(_MEDIUM)
    file.write(id3(tags))
    head_at, index = file.tell(), FrameIndex()
    file.write(bytes(SIZE))
    with ThreadPoolExecutor(1) as pool:
        encoding: Future[bytearray] | None = None
        for block in blocks:  # the next one is rendered while this one is encoded
            started = pool.submit(encoder.encode, block)
            if encoding is not None:
                _append(file, index, encoding.result())
            encoding = started
        if encoding is not None:
            _append(file, index, encoding.result())
    _append(file, index, encoder.flush())
    file.seek(head_at)
    file.write(head(index, frames))


def _append(file: BinaryIO, index: FrameIndex, sound: bytearray) -> None:
    index.add(bytes(sound))
    file.write(sound)


class FrameIndex:
    """Find the frames in a stream of MP3 sound at 48 kHz."""

    def __init__(self) -> None:
        self._starts = array("L")
        self.size = 0
        self._rest = b""

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, sound: bytes) -> None:
        """Parse the next bytes of the stream."""
        seen, at = self._rest + sound, 0
        base = self.size - len(self._rest)
        self.size += len(sound)
        while at + 4 <= len(seen):
            sign = seen[at + 2]
            length = 3 * _KBIT_S[sign >> 4] + (sign >> 1 & 1)
            if at + length > len(seen):
                break
            self._starts.append(base + at)
            at += length
        self._rest = seen[at:]

    def seek_table(self) -> bytes:
        """Return where each hundredth of the duration begins, in 256ths of the file's size."""
        whole, count = SIZE + self.size, len(self)
        return bytes(min(255, 256 * (SIZE + self._starts[n * count // 100]) // whole) for n in range(100))


def head(frames: FrameIndex, samples: int) -> bytes:
    """Return the first frame, for `frames` that last `samples` samples once both ends are cut off."""
    size = SIZE + frames.size
    padding = min(4_095, max(0, len(frames) * FRAME - DELAY - samples))
    xing = b"Xing" + struct.pack(">III", _HAS_ALL, len(frames), size) + frames.seek_table() + struct.pack(">I", 50)
    ends = (DELAY << 12 | padding).to_bytes(3, "big")
    lame = (
        b"LAME3.100" + b"\x04" + b"\xc8" + bytes(8) + b"\0\x20" + ends + b"\0\0\0\0" + struct.pack(">IH", size, 0)
    )
    covered = _HEADER + _SIDE_INFO + xing + lame
    return (covered + struct.pack(">H", _checksum(covered))).ljust(SIZE, b"\0")


def _checksum(data: bytes) -> int:
    """Return the CRC-16 (polynomial 0x8005, reflected) of the first frame."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _bit in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
