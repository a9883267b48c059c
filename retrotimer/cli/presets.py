"""`retrotimer list`: every preset in a line, and every broken file with why."""

from __future__ import annotations

import argparse

from retrotimer.cli.index import Row, rows
from retrotimer.texts import _
from retrotimer.training.figures import length_text


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    found = rows()
    if arguments.json:
        from retrotimer.cli.as_json import print_json  # the plain list does without

        print_json([_described(row) for row in found])
        return 0
    print("\n".join(_lines(found)))
    return 0


def _lines(found: tuple[Row, ...]) -> list[str]:
    heads = (_("id"), _("name"), _("level"), _("length"))
    whole = [row for row in found if not row.mistakes]
    table = [heads, *((row.id, row.name, _level(row), _length(row)) for row in whole)]
    widths = [max(len(cells[n]) for cells in table) for n in range(len(heads))]
    lines = ["  ".join(_cells(cells, widths)) for cells in table]
    for row in found:
        if row.mistakes:
            lines += ["", _("{id} is broken:").format(id=row.id), *(f"  {mistake}" for mistake in row.mistakes)]
    return lines


def _cells(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    *texts, length = cells
    return [*(text.ljust(width) for text, width in zip(texts, widths, strict=False)), length.rjust(widths[-1])]


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
