"""Which libraries a window needs of a Linux system, and which of them are missing: told in one sentence."""

from __future__ import annotations

import os
import shutil
import sys

from retrotimer.texts import _

QT = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libstdc++6": "libstdc++.so.6",
    "libx11-6": "libX11.so.6",
    "libzstd1": "libzstd.so.1",
}
"""What Qt needs: Debian's package, and the library that shows it is there. A standalone program brings some."""
X11 = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb1": "libxcb.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
"""What a window under X needs beside them; without them Qt ends the process and nobody can catch it."""
WAYLAND = {"libwayland-client0": "libwayland-client.so.0", "libwayland-cursor0": "libwayland-cursor.so.0"}
"""What a window under Wayland needs beside them."""


def lack() -> str | None:
    """Return the sentence that names what is missing for a window on this screen, or None where nothing is.

    It is asked once Qt has failed: a Qt that was built otherwise may need less, and a start that goes well
    should not wait for it.
    """
    missing = lacking()
    if not missing:
        return None
    sentence = _("The window cannot be opened: this system lacks {libraries}. {way_out}")
    return sentence.format(libraries=", ".join(missing.values()), way_out=way_to(missing))


def lacking() -> dict[str, str]:
    """Return what the loader does not find of what a window needs here: Debian's packages, and their libraries."""
    wanted = {**QT, **_screens()} if sys.platform == "linux" else {}
    return {package: library for package, library in wanted.items() if not loads(library)}


def way_to(missing: dict[str, str]) -> str:
    """Return the sentence that tells how `missing` is to be had."""
    if shutil.which("apt-get"):
        command = f"sudo apt-get install {' '.join(missing)}"
        return _("Install it with: {command}").format(command=command)
    sentence = _("Install the packages of your system that bring {libraries}.")
    return sentence.format(libraries=", ".join(missing.values()))


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a library; in a standalone program, its own ones too."""
    import ctypes  # only where something may be missing

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _screens() -> dict[str, str]:
    """Return what the screens need that Qt would try here, one after another."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    x11 = "xcb" in asked if asked else bool(os.environ.get("DISPLAY"))
    wayland = "wayland" in asked if asked else bool(os.environ.get("WAYLAND_DISPLAY"))
    return {**(X11 if x11 else {}), **(WAYLAND if wayland else {})}
