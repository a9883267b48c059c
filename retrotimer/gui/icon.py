"""The program's icon, from the pictures that `packaging/icons.py` draws."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from retrotimer.files.assets import asset

SIZES = (16, 24, 32, 48, 64, 128, 256)
"""What a title bar, a task bar and a switcher ask for, at any scale; read only when asked for."""


def window_icon() -> QIcon:
    """Return the icon of windows."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(asset("icons") / f"retrotimer-{size}.png"), QSize(size, size))
    return icon
