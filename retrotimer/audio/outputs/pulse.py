"""Ask libpulse whether the sound server is PulseAudio or PipeWire, whose latencies differ."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_READY, _FAILED = 4, 5
"""Of `pa_context_state_t`; what is above fails or has ended."""
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


_Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_ServerInfo), ctypes.c_void_p)


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

    def message(_context: int, info: object, _data: object) -> None:
        with suppress(ValueError):  # no information
            names.append(info.contents.server_name or b"")  # type: ignore[attr-defined]

    keep = _Told(message)
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
