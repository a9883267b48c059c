"""Which libraries a window needs of a Linux system, and which of them are missing: told in one sentence."""

from __future__ import annotations

import os
import sys

from retrotimer.texts import _

QT = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
}
"""What Qt needs: Debian's package, and the library that shows it is there. A standalone one brings some."""
X11 = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
"""What a window under X needs beside them; without them Qt ends the process and nobody can catch it."""


def lack() -> str | None:
    """Return the sentence that names what is missing for a window on this screen, or None where nothing is."""
    if sys.platform != "linux":
        return None
    x11 = bool(os.environ.get("DISPLAY")) and not os.environ.get("QT_QPA_PLATFORM")
    wanted = {**QT, **(X11 if x11 else {})}
    packages = [package for package, library in wanted.items() if not loads(library)]
    if not packages:
        return None
    sentence = _(
        "The window cannot be opened: this system lacks {libraries}. On Debian or Ubuntu: "
        "sudo apt-get install {packages}"
    )
    names = ", ".join(wanted[package] for package in packages)
    return sentence.format(libraries=names, packages=" ".join(packages))


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a library; in a standalone program, its own ones too."""
    import ctypes  # noqa: PLC0415 - only where something may be missing

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
