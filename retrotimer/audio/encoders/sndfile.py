"""FLAC and Ogg Vorbis by libsndfile, called directly: its Python package would load NumPy, needed nowhere.

The library is the one that the package `soundfile` brings, or else the system's.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_double, c_int, c_int64, c_short, c_void_p
from ctypes.util import find_library
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.beside import beside
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

FLAC, OGG_VORBIS = 0x170002, 0x200060
"""Kinds of file, as the library's header numbers them."""
_WRITE = 0x20
_SET_COMPRESSION = 0x1301


class _Info(Structure):
    _fields_ = (
        ("frames", c_int64),
        *((name, c_int) for name in ("samplerate", "channels", "format", "sections", "seekable")),
    )


_Length = CFUNCTYPE(c_int64, c_void_p)
_Seek = CFUNCTYPE(c_int64, c_int64, c_int, c_void_p)
_Bytes = CFUNCTYPE(c_int64, c_void_p, c_int64, c_void_p)


class _Calls(Structure):
    _fields_ = (("length", _Length), ("seek", _Seek), ("read", _Bytes), ("write", _Bytes), ("tell", _Length))


def encode(file: BinaryIO, blocks: Iterable[bytes], kind: int, compression: float) -> None:
    """Write `blocks` to `file`, which is read from and gone back in; `compression` is 0 to 1, least to most.

    Raises:
        MissingPart: where the library is missing, or refuses the sound.
    """
    with ThreadPoolExecutor(1) as pool:
        encoder = pool.submit(_Encoder, file, kind, compression).result()
        try:
            for _done in beside(pool, encoder.write, blocks):
                pass
        finally:
            pool.submit(encoder.close).result()


class _Encoder:
    """The library's view of one file. All of it happens in one thread that no signal interrupts."""

    def __init__(self, file: BinaryIO, kind: int, compression: float) -> None:
        self._library, self._target = library(), _Target(file)
        info, level = _Info(samplerate=RATE, channels=1, format=kind), c_double(compression)
        self._handle = self._library.sf_open_virtual(byref(self._target.calls), _WRITE, byref(info), None)
        if not self._handle:
            raise MissingPart(_refusal(self._library, None))
        self._library.sf_command(self._handle, _SET_COMPRESSION, byref(level), ctypes.sizeof(level))

    def write(self, block: bytes) -> None:
        frames = len(block) // 2
        done = self._library.sf_write_short(self._handle, _native(block), frames)
        self._target.check()
        if done != frames:
            raise MissingPart(_refusal(self._library, self._handle))

    def close(self) -> None:
        self._library.sf_close(self._handle)
        self._target.check()


class _Target:
    """A file for the library to write to; an error on the way waits until the library has returned."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: Exception | None = None
        self.calls = _Calls(
            _Length(lambda _user: self._try(self._length)),
            _Seek(lambda offset, whence, _user: self._try(lambda: file.seek(offset, whence))),
            _Bytes(lambda place, count, _user: self._try(lambda: self._read(place, count))),
            _Bytes(lambda place, count, _user: self._try(lambda: file.write(ctypes.string_at(place, count)))),
            _Length(lambda _user: self._try(file.tell)),
        )

    def check(self) -> None:
        """Raise what went wrong meanwhile."""
        if self._error is not None:
            error, self._error = self._error, None
            raise error

    def _try(self, act: Callable[[], int]) -> int:
        if self._error is None:
            try:
                return act()
            except Exception as error:  # noqa: BLE001 - C cannot pass it on: `check` does
                self._error = error
        return -1

    def _length(self) -> int:
        at = self._file.tell()
        length = self._file.seek(0, 2)
        self._file.seek(at)
        return length

    def _read(self, place: int, count: int) -> int:
        found = self._file.read(count)
        ctypes.memmove(place, found, len(found))
        return len(found)


def _native(block: bytes) -> ctypes.Array[c_short]:
    samples = array("h", block)
    if sys.byteorder == "big":
        samples.byteswap()
    return (c_short * len(samples)).from_buffer(samples)


@cache
def library() -> ctypes.CDLL:
    """Return the library, loaded once.

    Raises:
        MissingPart: where there is none, or none that can be loaded.
    """
    try:
        loaded = ctypes.CDLL(_place())
    except OSError as error:
        raise MissingPart(
            _("libsndfile cannot be loaded ({why}): choose .mp3 or .wav.").format(why=error)
        ) from error
    loaded.sf_open_virtual.restype = loaded.sf_strerror.restype = c_void_p
    loaded.sf_open_virtual.argtypes = (POINTER(_Calls), c_int, POINTER(_Info), c_void_p)
    loaded.sf_command.argtypes = (c_void_p, c_int, c_void_p, c_int)
    loaded.sf_write_short.restype = c_int64
    loaded.sf_write_short.argtypes = (c_void_p, POINTER(c_short), c_int64)
    loaded.sf_close.argtypes = (c_void_p,)
    loaded.sf_strerror.restype = c_char_p
    loaded.sf_strerror.argtypes = (c_void_p,)
    return loaded


def _place() -> str:
    """Return where the library is.

    Raises:
        MissingPart: where it is nowhere.
    """
    spec = find_spec("_soundfile_data")
    folders = (spec.submodule_search_locations if spec else None) or ()
    brought = [found for folder in folders for found in sorted(Path(folder).glob("libsndfile*"))]
    found = str(brought[0]) if brought else find_library("sndfile")
    if found is None:
        raise MissingPart(
            _("FLAC and Ogg files need soundfile, which is not installed: install it, or choose .mp3 or .wav.")
        )
    return found


def _refusal(loaded: ctypes.CDLL, handle: int | None) -> str:
    why = loaded.sf_strerror(handle)
    return _("The sound could not be encoded ({why}): choose another kind of file.").format(why=why.decode())
