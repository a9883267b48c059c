"""Call libpulse: tell PipeWire from PulseAudio, whose latencies differ, and keep miniaudio from a crash.

When a device is unplugged, miniaudio 0.11.25 reads the missing description of a missing device from address 0
(https://github.com/mackron/miniaudio/issues/1103); this happens whenever a loudspeaker is switched on.
"""

from __future__ import annotations

import ctypes
import struct
from contextlib import suppress
from functools import cache
from threading import local

_READY, _FAILED = 4, 5  # of `pa_context_state_t`; what is above fails or has ended
_NO_AUTOSPAWN = 1
_MOST_STEPS = 200


class _ServerInfo(ctypes.Structure):
    """The beginning of `pa_server_info`."""

    _fields_ = (
        ("user_name", ctypes.c_char_p),
        ("host_name", ctypes.c_char_p),
        ("server_version", ctypes.c_char_p),
        ("server_name", ctypes.c_char_p),
    )


_OnServerInfo = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_ServerInfo), ctypes.c_void_p)


def is_pipewire() -> bool:
    """Return whether the sound server is PipeWire; no where there is none, or no way to ask."""
    try:
        pulse = ctypes.CDLL("libpulse.so.0")
    except OSError:  # not Linux, or ALSA alone
        return False
    for function in ("pa_mainloop_new", "pa_mainloop_get_api", "pa_context_new", "pa_context_get_server_info"):
        getattr(pulse, function).restype = ctypes.c_void_p
    loop = ctypes.c_void_p(pulse.pa_mainloop_new())
    api = ctypes.c_void_p(pulse.pa_mainloop_get_api(loop))
    context = ctypes.c_void_p(pulse.pa_context_new(api, b"RetroTimer"))
    try:
        return b"PipeWire" in _server_name(pulse, loop, context)
    finally:
        pulse.pa_context_disconnect(context)
        pulse.pa_context_unref(context)
        pulse.pa_mainloop_free(loop)


def _server_name(pulse: ctypes.CDLL, loop: ctypes.c_void_p, context: ctypes.c_void_p) -> bytes:
    names: list[bytes] = []

    def on_info(_context: int, info: object, _data: object) -> None:
        with suppress(ValueError):  # no information
            names.append(info.contents.server_name or b"")  # type: ignore[attr-defined]

    keep = _OnServerInfo(on_info)
    pulse.pa_context_connect(context, None, _NO_AUTOSPAWN, None)
    has_asked = False
    for _step in range(_MOST_STEPS):
        state = pulse.pa_context_get_state(context)
        if names or state >= _FAILED:
            break
        if state == _READY and not has_asked:
            pulse.pa_operation_unref(ctypes.c_void_p(pulse.pa_context_get_server_info(context, keep, None)))
            has_asked = True
        pulse.pa_mainloop_iterate(loop, 1, None)
    return names[0] if names else b""


_SinkInfo = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
"""PulseAudio's `pa_sink_info_cb_t`: context, description, whether that was the last, what the caller wants back."""
_Ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
"""`pa_context_get_sink_info_by_name`: context, name, callback, what that wants back; gives an operation."""
_POINTER = struct.Struct("P")
_waiting = local()  # the last callback of each thread: miniaudio waits in the same thread until it was called


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
        notify = _SinkInfo(callback)

        def on_info(about: int, description: int | None, last: int, back: int) -> None:
            if description or last > 0:
                notify(about, description, last, back)

        _waiting.callback = _SinkInfo(on_info)
        operation: int | None = asking(context, name, ctypes.cast(_waiting.callback, ctypes.c_void_p), data)
        return operation

    return real, _Ask(ask)


def _pointer(function: object) -> bytes:
    """Return the pointer to a function of C, as it lies in memory."""
    return _POINTER.pack(_address(function))


def _address(function: object) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a function of C
