"""Return the paths of all folders and files of a person, by the platform's conventions; never create one.

`RETROTIMER_HOME` puts everything under one folder. Else the pointer file beside the settings may name another
folder for presets, history, marks and plan.
"""

from __future__ import annotations

import os
import stat
import sys
from functools import lru_cache, partial
from pathlib import Path

HOME_VARIABLE = "RETROTIMER_HOME"
NAME = "retrotimer"
MARKER = "retrotimer-data.txt"
"""Lies in a folder that data was moved to. Without it the folder counts as missing: a mount point that is empty."""

FOR_NOW = "not now"
"""Stands below the folder's name in the file that names it, where the usual folder is used until it is there."""
MOST = 1 << 16  # how many signs of that file are read: no path is as long

XDG_FOLDERS = {
    "data": ("XDG_DATA_HOME", "~/.local/share"),
    "config": ("XDG_CONFIG_HOME", "~/.config"),
    "state": ("XDG_STATE_HOME", "~/.local/state"),
    "cache": ("XDG_CACHE_HOME", "~/.cache"),
}


def _place(kind: str, name: str, in_home: str) -> Path:
    chosen = _home()
    if chosen:
        return _path(chosen, in_home)
    moved = _moved_to() if kind == "data" else ""
    return _path(moved or _folder(kind), name)


presets = partial(_place, "data", "presets", "presets")
settings = partial(_place, "config", "settings.toml", "settings.toml")
marks = partial(_place, "data", "marks.json", "data/marks.json")  # favourites, and last uses
history = partial(_place, "data", "history", "data/history")
journal = partial(_place, "state", "journal", "state/journal")  # of a running session
drafts = partial(_place, "state", "drafts", "state/drafts")  # unsaved work of the editor
trash = partial(_place, "data", "trash", "data/trash")  # deleted presets
log = partial(_place, "log", "", "state/log")
plan = partial(_place, "data", "plan.toml", "data/plan.toml")
window = partial(_place, "state", "window.json", "state/window.json")  # the window's geometry
groups = partial(_place, "state", "groups.json", "state/groups.json")  # of the last session, and athletes' names
network = partial(_place, "state", "network", "state/network")  # that phones were last served in
cache = partial(_place, "cache", "", "cache")  # can be made again, as can what follows
voices = partial(_place, "data", "voices", "data/voices")  # packs of other languages
spoken = partial(_place, "cache", "spoken", "cache/spoken")  # files of the system's voice


def data() -> Path:
    """Return the folder of the data that can be moved, wherever it lies now."""
    return home() or moved_to() or usual_data()


def usual_data() -> Path:
    """Return the folder that the platform has for such data; it is used unless it was moved."""
    return _path(_folder("data"))


def pointer() -> Path:
    """Return the file that names the folder that the data was moved to; there is none where it was not."""
    return _path(_pointer())


def moved_to() -> Path | None:
    """Return the folder that the data was moved to, or None; an unreadable pointer file stands for itself."""
    moved = None if _home() else _moved_to()
    return _path(moved) if moved else None


def missing_data() -> Path | None:
    """Return the folder that the data was moved to, where it is not there now; None where all is well."""
    moved = None if _home() else _moved_to()
    return None if not moved or os.path.exists(f"{moved}/{MARKER}") else _path(moved)  # noqa: PTH110 - never raises


def waiting() -> Path | None:
    """Return the folder that the data was moved to, where the person chose to do without it for now; else None."""
    folder, is_waiting = ("", False) if _home() else _pointed()
    return _path(folder) if is_waiting else None


def everything() -> dict[str, Path]:
    """Return every place by its name, for `retrotimer doctor`."""
    places = {
        "presets": presets,
        "trash": trash,
        "history": history,
        "plan": plan,
        "marks": marks,
        "voices": voices,
    }
    places |= {"settings": settings, "journal": journal, "drafts": drafts, "window": window, "network": network}
    return {name: place() for name, place in {**places, "log": log, "spoken": spoken, "cache": cache}.items()}


def home() -> Path | None:
    """Return the one folder for everything, or None where the platform's folders are used."""
    chosen = _home()
    return _path(chosen) if chosen else None


def expanded(text: str | Path) -> Path:
    """Return the path that a person typed, with `~` filled in; where nobody has that name, as it stands."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser raises RuntimeError


# What follows is text, not paths: it is asked for each file of the library, and a path takes ten times as long.


def _home() -> str:
    chosen = os.environ.get(HOME_VARIABLE)
    return os.path.abspath(os.path.expanduser(chosen)) if chosen else ""  # noqa: PTH100, PTH111 - never raises


@lru_cache(maxsize=64)
def _path(folder: str, name: str = "") -> Path:
    return Path(folder, name)


def _pointer() -> str:
    return os.path.join(_folder("config"), "data-folder")  # noqa: PTH118 - as above


def _moved_to() -> str:
    folder, is_waiting = _pointed()
    return "" if is_waiting else folder


def _pointed() -> tuple[str, bool]:
    """Return what the pointer names, cached until the file changes."""
    pointer = _pointer()
    try:
        found = os.stat(pointer)  # noqa: PTH116 - as above
    except (FileNotFoundError, NotADirectoryError):
        return "", False
    except OSError:
        return pointer, False
    try:
        if stat.S_ISREG(found.st_mode):  # a pipe would be waited for
            return _named(pointer, found.st_ino, found.st_mtime_ns, found.st_size)
    except (OSError, UnicodeDecodeError):
        pass
    return pointer, False


@lru_cache(maxsize=1)
def _named(pointer: str, *_stamp: int) -> tuple[str, bool]:
    with open(pointer, encoding="utf-8") as file:  # noqa: PTH123 - asked on every start
        folder, _line, word = file.read(MOST).strip().partition("\n")
    is_whole = os.path.isabs(folder) and word in ("", FOR_NOW)  # noqa: PTH117 - as above
    return (folder, word == FOR_NOW) if is_whole else (pointer, False)


def _folder(kind: str) -> str:
    """Return the user's folder for `kind`; on Linux without platformdirs, whose import is slow."""
    if sys.platform == "linux":
        if kind == "log":
            return f"{_folder('state')}/log"
        return f"{_xdg_folder(*XDG_FOLDERS[kind])}/{NAME}"
    from platformdirs import PlatformDirs

    return str(getattr(PlatformDirs(NAME, appauthor=False), f"user_{kind}_dir"))


def _xdg_folder(variable: str, usual: str) -> str:
    chosen = os.environ.get(variable, "")
    # The specification: a relative one is invalid and ignored.
    return chosen if os.path.isabs(chosen) else os.path.expanduser(usual)  # noqa: PTH111, PTH117 - never raises
