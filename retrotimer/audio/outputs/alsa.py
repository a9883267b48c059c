"""Silence ALSA's error handler, which prints a page for each device that is not there."""

from __future__ import annotations

import ctypes
from functools import cache

_Handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
"""ALSA's `snd_lib_error_handler_t`, without its variable arguments."""


_nothing = _Handler(lambda _file, _line, _function, _error, _text: None)


@cache
def quiet_alsa() -> None:
    """Keep ALSA's library, where there is one, from writing to standard error from now on."""
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:  # not Linux, or without ALSA
        return
    alsa.snd_lib_error_set_handler(_nothing)
