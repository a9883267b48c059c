"""MP3 by LAME: what every phone plays."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO

from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.beside import beside
from retrotimer.audio.encoders.id3 import id3
from retrotimer.audio.encoders.mp3_head import SIZE, Frames, head
from retrotimer.audio.encoders.tags import Tags
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

_FASTEST = 7
_VARIABLE, _MIDDLING = 4, 5
"""LAME's VBR method, which lets silence take nothing, and its quality: 0 is best, 9 smallest."""


def write_mp3(file: BinaryIO, blocks: Iterable[bytes], frames: int, tags: Tags) -> None:
    """Write `blocks`, which hold `frames` frames, to `file`, which can be gone back in and is left open.

    Raises:
        MissingPart: where LAME is not installed; nothing is written.
    """
    try:
        import lameenc  # a C library, needed for this alone
    except ImportError as error:
        raise MissingPart(
            _("MP3 files need lameenc, which is not installed: install it, or choose .ogg, .flac or .wav.")
        ) from error
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(_FASTEST)
    encoder.set_vbr(_VARIABLE)
    encoder.set_vbr_quality(_MIDDLING)
    file.write(id3(tags))
    place, counted = file.tell(), Frames()
    file.write(bytes(SIZE))
    with ThreadPoolExecutor(1) as pool:
        for sound in beside(pool, encoder.encode, blocks):
            _pass_on(file, counted, sound)
    _pass_on(file, counted, encoder.flush())
    file.seek(place)
    file.write(head(counted, frames))


def _pass_on(file: BinaryIO, counted: Frames, sound: bytearray) -> None:
    counted.add(bytes(sound))
    file.write(sound)
