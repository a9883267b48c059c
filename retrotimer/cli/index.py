"""A note of what the preset files say in a list, so that listing them need not read and compile each one anew.

Beside the rows the note holds a stamp of all that they follow from: name, size and time of every preset file, of
the settings, and of our own code. As soon as one differs, or the note cannot be read, everything is read anew. A
broken file is never noted, nor is anything beside settings with mistakes: those are told in the reader's language.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retrotimer import __version__
from retrotimer.cli.exit_status import tell
from retrotimer.files import paths
from retrotimer.files.assets import PACKAGE, asset
from retrotimer.files.atomic import read_regular

if TYPE_CHECKING:
    from retrotimer.training.workout.paces import Paces

FIELD, RECORD = "\x1f", "\x1e"
"""What ASCII has for this; no name or path in a note holds them."""
MAX_BYTES = 16 << 20
"""More than the note of ten thousand presets takes."""
CODE = ("training", "files")


class Row(NamedTuple):
    """A preset in the list. `total_ms` is None where it is open; `mistakes` say why a file is broken."""

    id: str
    name: str
    level: str
    total_ms: int | None
    is_estimate: bool
    is_builtin: bool
    path: str
    mistakes: tuple[str, ...] = ()


def rows() -> tuple[Row, ...]:
    """Return the row of every preset, from the note if it still holds.

    Mistakes in the settings, whose paces are used, are told on standard error.
    """
    stamp = _stamp()
    noted = _noted(stamp)
    if noted is not None:
        return noted
    from retrotimer.files.settings import read_settings  # the note spares us this too

    settings, mistakes = read_settings()
    tell(*mistakes)
    found = _read_all(settings.paces)
    if not mistakes and not any(row.mistakes for row in found):
        _write(stamp, found)
    return found


def _read_all(paces: Paces) -> tuple[Row, ...]:
    from retrotimer.app.overview import Overview  # all that the note spares us
    from retrotimer.files.presets.library import Broken, all_presets

    found = []
    for preset in all_presets():
        if isinstance(preset, Broken):
            found.append(Row(preset.id, "", "", None, False, False, str(preset.path), preset.mistakes))
            continue
        timeline, workout = Overview(preset, paces).timeline, preset.workout
        level = workout.level.value if workout.level else ""
        total_ms, is_estimate = timeline.total_ms, timeline.is_estimate
        path = str(preset.path)
        found.append(Row(preset.id, workout.name, level, total_ms, is_estimate, preset.is_builtin, path))
    return tuple(found)


# The note


def _file() -> Path:
    return paths.journal().with_name("presets.index")


def _noted(stamp: str) -> tuple[Row, ...] | None:
    """Return the rows of the note if it has this stamp."""
    try:
        head, *records = read_regular(_file(), MAX_BYTES).decode().split(RECORD)
        return tuple(map(_row, records)) if head == stamp else None
    except (OSError, ValueError):
        return None


def _row(record: str) -> Row:
    name_id, name, level, total_ms, is_estimate, is_builtin, path = record.split(FIELD)
    return Row(
        name_id, name, level, int(total_ms) if total_ms else None, is_estimate == "1", is_builtin == "1", path
    )


def _write(stamp: str, found: tuple[Row, ...]) -> None:
    """Write the note; without it the next list only takes longer."""
    from retrotimer.files.atomic import NotSaved, atomic_write

    note = RECORD.join((stamp, *map(_record, found)))
    if note.count(RECORD) != len(found) or any(_record(row).count(FIELD) != len(Row._fields) - 2 for row in found):
        return
    with suppress(NotSaved, UnicodeEncodeError), atomic_write(_file(), make_folder=True) as file:
        file.write(note.encode())


def _record(row: Row) -> str:
    total_ms = "" if row.total_ms is None else str(row.total_ms)
    flags = (str(int(row.is_estimate)), str(int(row.is_builtin)))
    return FIELD.join((row.id, row.name, row.level, total_ms, *flags, row.path))


def _stamp() -> str:
    folders = (asset("presets"), paths.presets(), *(PACKAGE / name for name in CODE))
    stamps = (_stat(path) for folder in folders for path in (str(folder), *_files(folder)))
    return FIELD.join((__version__, *stamps, _stat(paths.settings())))


def _files(folder: Path) -> list[str]:
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder))  # noqa: PTH118, PTH208 - quicker
    except OSError:
        return []


def _stat(path: Path | str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return f"{path}"
    return f"{path}:{found.st_size}:{found.st_mtime_ns}"
