"""The folders of what a person made. Asking where they are never makes one.

They follow the platform's conventions. `RETROTIMER_HOME` puts everything under one folder instead, so that all of
it can be carried on a stick, or kept out of the way in tests. Else a person may have moved presets, history, marks
and plan to a folder that is shared with another machine: a small file beside the settings names it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

HOME_VARIABLE = "RETROTIMER_HOME"
NAME = "retrotimer"
MARKER = "retrotimer-data.txt"
"""Lies in a folder that data was moved to. Without it the folder counts as missing: a mount point that is empty."""

XDG_FOLDERS = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}


def presets() -> Path:
    """Return the folder of the person's presets."""
    return _place("data", "presets", in_home="presets")


def settings() -> Path:
    """Return the file of the settings."""
    return _place("config", "settings.toml", in_home="settings.toml")


def marks() -> Path:
    """Return the file of the favourites, and of when each preset was last used."""
    return _place("data", "marks.json", in_home="data/marks.json")


def history() -> Path:
    """Return the folder of the sessions done."""
    return _place("data", "history", in_home="data/history")


def journal() -> Path:
    """Return the folder of the journal of a running session."""
    return _place("state", "journal", in_home="state/journal")


def drafts() -> Path:
    """Return the folder of work in the editor that is not saved yet."""
    return _place("state", "drafts", in_home="state/drafts")


def trash() -> Path:
    """Return the folder of presets that the person deleted."""
    return _place("data", "trash", in_home="data/trash")


def log() -> Path:
    """Return the folder of the program's own log."""
    return _place("log", "", in_home="state/log")


def spoken() -> Path:
    """Return the folder of what the system's voice has said; all in it can be made again."""
    return _place("cache", "spoken", in_home="cache/spoken")


def data() -> Path:
    """Return the folder of the data that can be moved, wherever it lies now."""
    return home() or moved_to() or usual_data()


def usual_data() -> Path:
    """Return the folder that the platform has for such data; it is used unless it was moved."""
    return _folder("data")


def pointer() -> Path:
    """Return the file that names the folder that the data was moved to; there is none where it was not."""
    return _folder("config") / "data-folder"


def moved_to() -> Path | None:
    """Return the folder that the data was moved to; None where it was not, or where `RETROTIMER_HOME` wins."""
    if home():
        return None
    try:
        with open(pointer(), encoding="utf-8") as file:  # noqa: PTH123 - asked on every start
            named = file.read().strip()
    except (OSError, UnicodeDecodeError):
        return None
    return Path(named) if os.path.isabs(named) else None  # noqa: PTH117 - as above


def missing_data() -> Path | None:
    """Return the folder that the data was moved to, where it is not there now; None where all is well."""
    folder = moved_to()
    return None if folder is None or os.path.exists(folder / MARKER) else folder  # noqa: PTH110 - never raises


def everything() -> dict[str, Path]:
    """Return every place by its name, for `retrotimer doctor`."""
    return {place.__name__: place() for place in (presets, settings, marks, history, journal, log, spoken)}


def home() -> Path | None:
    """Return the one folder for everything, or None where the platform's folders are used."""
    chosen = os.environ.get(HOME_VARIABLE)
    return Path(os.path.expanduser(chosen)).absolute() if chosen else None  # noqa: PTH111 - never raises


def _place(kind: str, name: str, *, in_home: str) -> Path:
    chosen = home()
    if chosen:
        return chosen / in_home
    moved = moved_to() if kind == "data" else None
    return (moved or _folder(kind)) / name


def _folder(kind: str) -> Path:
    """Return the user's folder for `kind`: data, config, state, cache or log.

    On Linux the convention is three variables, and platformdirs, which knows the others, would take a tenth of the
    time that `retrotimer list` may.
    """
    if sys.platform == "linux":
        return _folder("state") / "log" if kind == "log" else _xdg_folder(*XDG_FOLDERS[kind]) / NAME
    from platformdirs import PlatformDirs  # noqa: PLC0415

    return Path(getattr(PlatformDirs(NAME, appauthor=False), f"user_{kind}_dir"))


def _xdg_folder(variable: str, usual: str) -> Path:
    chosen = os.environ.get(variable, "")
    # The specification: a relative one is invalid and ignored.
    return Path(chosen if os.path.isabs(chosen) else os.path.expanduser(usual))  # noqa: PTH111, PTH117 - never raises
