"""The folders of what a person made. Asking where they are never makes one.

They follow the platform's conventions. `RETROTIMER_HOME` puts everything under one folder instead, so that all of
it can be carried on a stick, or kept out of the way in tests.
"""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "RETROTIMER_HOME"


def home() -> Path | None:
    """Return the one folder for everything, or None where the platform's folders are used."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(chosen).expanduser().absolute() if chosen else None


def presets() -> Path:
    """Return the folder of the person's presets."""
    return _under("data", "presets")


def settings() -> Path:
    """Return the file of the settings."""
    return _under("config", "settings.toml")


def history() -> Path:
    """Return the folder of the sessions done."""
    return _under("data", "history")


def journal() -> Path:
    """Return the folder of the journal of a running session."""
    return _under("state", "journal")


def log() -> Path:
    """Return the folder of the program's own log."""
    return _under("state", "log")


def everything() -> dict[str, Path]:
    """Return every place by its name, for `retrotimer doctor`."""
    return {place.__name__: place() for place in (presets, settings, history, journal, log)}


_IN_HOME = {"presets": "presets", "settings.toml": "settings.toml"}
"""What lies at the top of RETROTIMER_HOME, where a person looks for it."""


def _under(kind: str, name: str) -> Path:
    chosen = home()
    if chosen:
        return chosen / name if name in _IN_HOME else chosen / kind / name
    # Imported here: a third of what `retrotimer list` may take goes into it.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    folders = PlatformDirs("retrotimer", appauthor=False)
    return Path(getattr(folders, f"user_{kind}_dir")) / name
