"""Work around a crash of miniaudio when a device is unplugged while PulseAudio is asked about it.

miniaudio 0.11.25 reads the missing description of a missing device from address 0
(https://github.com/mackron/miniaudio/issues/1103); this happens whenever a loudspeaker is switched on.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from threading import local

_Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
"""PulseAudio's `pa_sink_info_cb_t`: context, description, whether that was the last, what the caller wants back."""
_Ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
"""`pa_context_get_sink_info_by_name`: context, name, callback, what that wants back; gives an operation."""
_POINTER = struct.Struct("P")
_waiting = local()
"""The last callback of each thread: miniaudio waits in the same thread until it was called."""


def guard(context: memoryview) -> None:
    """Replace PulseAudio's query function in the `context` by one that skips missing devices."""
    try:
        real, guarded = _functions()
    except (OSError, AttributeError):  # not Linux, or ALSA alone
        return
    place = bytes(context).find(_pointer(real))
    if place >= 0:
        context[place : place + _POINTER.size] = _pointer(guarded)


@cache
def _functions() -> tuple[object, object]:
    """Return PulseAudio's function and ours; the cache keeps it for as long as C may call it."""
    real = ctypes.CDLL("libpulse.so.0").pa_context_get_sink_info_by_name
    asking = _Ask(_address(real))

    def ask(context: int, name: int, callback: int, data: int) -> int | None:
        notify = _Told(callback)

        def message(about: int, description: int | None, last: int, back: int) -> None:
            if description or last > 0:
                notify(about, description, last, back)

        _waiting.message = _Told(message)
        operation: int | None = asking(context, name, ctypes.cast(_waiting.message, ctypes.c_void_p), data)
        return operation

    return real, _Ask(ask)


def _pointer(function: object) -> bytes:
    """Return the pointer to a function of C, as it lies in memory."""
    return _POINTER.pack(_address(function))


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a function of C
