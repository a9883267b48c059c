"""Monitors of a virtual screen, plugged in and out: parts of it that programs see as monitors (RandR 1.5)."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, byref, c_char_p, c_int, c_ulong, c_void_p
from typing import Any


class _Monitor(ctypes.Structure):
    _fields_ = (
        ("name", c_ulong),
        ("primary", c_int),
        ("automatic", c_int),
        ("output_count", c_int),
        *((name, c_int) for name in ("x", "y", "width", "height", "width_mm", "height_mm")),
        ("outputs", POINTER(c_ulong)),
    )


class Monitors:
    """The monitors of a display. At first there is one, which ends when its output is given to another."""

    def __init__(self, display: str) -> None:
        self._x, self._randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        functions: tuple[tuple[Any, list[Any], Any], ...] = (
            (self._x.XOpenDisplay, [c_char_p], c_void_p),
            (self._x.XDefaultRootWindow, [c_void_p], c_ulong),
            (self._x.XInternAtom, [c_void_p, c_char_p, c_int], c_ulong),
            (self._x.XSync, [c_void_p, c_int], c_int),
            (self._x.XCloseDisplay, [c_void_p], c_int),
            (self._randr.XRRGetMonitors, [c_void_p, c_ulong, c_int, POINTER(c_int)], POINTER(_Monitor)),
            (self._randr.XRRSetMonitor, [c_void_p, c_ulong, POINTER(_Monitor)], None),
            (self._randr.XRRDeleteMonitor, [c_void_p, c_ulong, c_ulong], None),
        )
        for function, takes, gives in functions:
            function.argtypes, function.restype = takes, gives
        self._display = self._x.XOpenDisplay(display.encode())
        self._root = self._x.XDefaultRootWindow(self._display)
        self._output = self._randr.XRRGetMonitors(self._display, self._root, 0, byref(c_int()))[0].outputs[0]

    def plug(self, name: str, x: int, width: int, height: int, *, takes_output: bool = False) -> None:
        """Make a monitor of a part of the screen; the one that `takes_output` ends the monitor of the whole."""
        outputs = (c_ulong * 1)(self._output)
        count = 1 if takes_output else 0
        made = _Monitor(self._atom(name), 0, 0, count, x, 0, width, height, width // 4, height // 4, outputs)
        self._randr.XRRSetMonitor(self._display, self._root, byref(made))
        self._x.XSync(self._display, 0)

    def unplug(self, name: str) -> None:
        """Take a monitor away, as when its cable is pulled."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def close(self) -> None:
        """Leave the display."""
        self._x.XCloseDisplay(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))
