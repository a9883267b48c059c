"""Save and restore the geometry of the window, on this machine only."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from retrotimer.files import paths
from retrotimer.files.atomic import read_regular

MAX_BYTES = 4_096
LARGEST = 1 << 15  # no screen reaches further than so many px from the first one; anything else is a broken file

Box = tuple[int, int, int, int]  # left, top, width and height, in px


@dataclass(frozen=True, slots=True)
class WindowState:
    """The window's normal inner `box`, its `screen`, and whether it was maximised."""

    box: Box
    screen: Box
    maximized: bool = False


def read_window_state(path: Path | None = None) -> WindowState | None:
    """Return what the file at `path` (this machine's own where None) says; None where it says nothing usable."""
    try:
        source = read_regular(path or paths.window(), MAX_BYTES)
    except OSError:
        return None
    import json  # not before the second start

    try:
        table = json.loads(source)
    except (ValueError, RecursionError):
        return None
    if not isinstance(table, dict):
        return None
    box, screen = _box(table.get("box")), _box(table.get("screen"))
    if box is None or screen is None:
        return None
    return WindowState(box, screen, maximized=table.get("maximized") is True)


def write_window_state(state: WindowState, path: Path | None = None) -> None:
    """Write `state` into the file at `path` (default: this machine's). Raises NotSaved."""
    import json

    from retrotimer.files.atomic import atomic_write

    with atomic_write(path or paths.window(), make_folder=True) as file:
        file.write((json.dumps(asdict(state)) + "\n").encode())


def _box(found: object) -> Box | None:
    if not isinstance(found, list) or len(found) != len(("left", "top", "width", "height")):
        return None
    if not all(type(px) is int and abs(px) <= LARGEST for px in found):
        return None
    box = cast("Box", tuple(found))
    return box if min(box[2:]) > 0 else None
