"""`retrotimer list`: every preset in a line, and every broken file with why."""

from __future__ import annotations

import argparse
import os
import sys

from retrotimer.cli.index import Row, rows
from retrotimer.texts import _
from retrotimer.training.formatting import length_text

GAP = "  "


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    found = rows()
    if arguments.json:
        from retrotimer.cli.text.json_text import print_json  # the plain list does without

        print_json([_described(row) for row in found])
        return 0
    print("\n".join(_lines(found, _columns())))
    return 0


def _lines(found: tuple[Row, ...], columns: int | None) -> list[str]:
    """Return the list; where a line would be wider than `columns`, in two lines for each preset."""
    heads = (_("id"), _("name"), _("level"), _("length"))
    whole = [row for row in found if not row.mistakes]
    table = [heads, *((row.id, row.name, _level(row), _length(row)) for row in whole)]
    widths = [max(len(cells[n]) for cells in table) for n in range(len(heads))]
    if columns is None or sum(widths) + len(GAP) * (len(widths) - 1) <= columns:
        lines = [GAP.join(_cells(cells, widths)) for cells in table]
    else:
        lines = [line for cells in table[1:] for line in _stacked(cells, columns)]
    for row in found:
        if row.mistakes:
            lines += ["", _("{id} is broken:").format(id=row.id), *(f"  {mistake}" for mistake in row.mistakes)]
    return lines


def _cells(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    *texts, length = cells
    return [*(text.ljust(width) for text, width in zip(texts, widths, strict=False)), length.rjust(widths[-1])]


def _stacked(cells: tuple[str, ...], columns: int) -> list[str]:
    """Return a preset in two lines: its name with its length, and below it level and id, to be typed."""
    known, name, level, length = cells
    room = max(1, columns - len(length) - len(GAP))
    short = name if len(name) <= room else f"{name[: room - 1]}…"
    return [f"{short.ljust(room)}{GAP}{length}", GAP + GAP.join(part for part in (known, level) if part)]


def _columns() -> int | None:
    """Return how wide the terminal is; None where the list goes elsewhere and keeps a line for each preset."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def _level(row: Row) -> str:
    return _(row.level) if row.level else ""  # marked for translation in app.words, whose enum would take its time


def _length(row: Row) -> str:
    if row.total_ms is None:
        return _("open")
    return length_text(row.total_ms, is_estimate=row.is_estimate)


def _described(row: Row) -> dict[str, object]:
    if row.mistakes:
        return {"id": row.id, "path": row.path, "mistakes": list(row.mistakes)}
    return {
        "id": row.id,
        "name": row.name,
        "level": row.level or None,
        "total_ms": row.total_ms,
        "is_estimate": row.is_estimate,
        "built_in": row.is_builtin,
        "path": row.path,
    }
