"""Decode music piece by piece: all of it for playing, short windows of it for its loudness."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

from retrotimer.audio.clips import RATE

COARSE = 16_000
"""Frames a second of the windows: what is above 8 kHz adds little to the loudness of music."""
WINDOWS = 30
WINDOW_S = 0.5
_CHUNK = RATE // 4
_SLICE = 40_960  # bytes of an MP3 file: more than a window and its lead-in at the highest rate
_SHORT = 12 * _SLICE  # an MP3 file that is decoded whole


def decoded(path: str) -> Iterator[bytes]:
    """Give the mono int16 samples at `RATE` of a file, a quarter of a second each. Raises OSError, ValueError."""
    yield from (block.tobytes() for block in _stream(path, RATE, _CHUNK))


def windows(path: str) -> Iterator[array[int]]:
    """Give `WINDOWS` windows of a file, mono at `COARSE`, all of a short one. Raises OSError, ValueError.

    They are cut out of an MP3 file, where a seek would decode all that comes before.
    """
    count = round(WINDOW_S * COARSE)
    if path.casefold().endswith(".mp3") and Path(path).stat().st_size > _SHORT:
        yield from _mp3_windows(path, count)
        return
    frames = _frames(path)
    if frames < WINDOWS * count:
        yield from _stream(path, COARSE, count)
        return
    for n in range(WINDOWS):
        window = next(_stream(path, COARSE, count, frames * n // WINDOWS), None)
        if window:
            yield window


def _mp3_windows(path: str, count: int) -> Iterator[array[int]]:
    import miniaudio  # type: ignore[import-untyped]  # a C library

    with Path(path).open("rb") as file:
        start, size = _after_tags(file.read(10)), Path(path).stat().st_size
        for n in range(WINDOWS):
            file.seek(start + max(0, size - start - _SLICE) * n // WINDOWS)
            try:
                found = miniaudio.decode(file.read(_SLICE), miniaudio.SampleFormat.SIGNED16, 1, COARSE)
            except miniaudio.DecodeError:
                continue  # no whole frame in it
            yield array("h", found.samples[-count:])  # its first frames need what came before


def _after_tags(head: bytes) -> int:
    """Return where the sound begins behind an ID3 tag, which may hold a picture larger than a piece."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    return 10 + sum((part & 127) << 7 * n for n, part in enumerate(reversed(head[6:10])))


def _frames(path: str) -> int:
    """Return how many frames at `COARSE` a file has."""
    import miniaudio  # a C library

    try:
        about = miniaudio.get_file_info(path)
    except miniaudio.MiniaudioError:
        return 0  # of a name that does not fit what it is
    return int(about.num_frames * COARSE // about.sample_rate) if about.sample_rate else 0


def _stream(path: str, rate: int, count: int, start: int = 0) -> Iterator[array[int]]:
    import miniaudio  # a C library

    if not Path(path).is_file():
        raise FileNotFoundError(path)
    form = miniaudio.SampleFormat.SIGNED16
    try:
        yield from miniaudio.stream_file(path, form, 1, rate, count, seek_frame=start)
    except miniaudio.MiniaudioError as error:
        raise ValueError(path) from error
