"""`retrotimer list`: every preset in a line, and every broken file with why."""

from __future__ import annotations

import argparse

from retrotimer.cli.settings import own_settings
from retrotimer.cli.streams import terminal_columns
from retrotimer.files.presets.library import Broken, Preset, all_presets
from retrotimer.files.wording import listed, nearest, printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import length_text
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.timeline import compile as compile_workout

GAP = "  "
Row = tuple[Preset, Timeline]
"""Not an `Overview`: importing energy and load would take longer than the whole list."""


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    paces = own_settings().paces
    presets = all_presets()
    tags = sorted({tag for preset in presets if isinstance(preset, Preset) for tag in preset.workout.tags})
    wanted = {_known_tag(tag, tags) for tag in arguments.tag}
    found = tuple(
        preset if isinstance(preset, Broken) else (preset, compile_workout(preset.workout, paces))
        for preset in presets
        if isinstance(preset, Broken) or wanted <= {tag.casefold() for tag in preset.workout.tags}
    )
    if arguments.json:
        from retrotimer.cli.text.json_text import print_json  # the plain list does without

        print_json([_described(entry) for entry in found])
        return 0
    columns = terminal_columns()
    print("\n".join(_lines(found, columns)))
    if tags and columns and not wanted:
        from textwrap import wrap  # where the list goes elsewhere it does without

        hint = _("Tags: {tags}. `retrotimer list --tag {tag}` lists those with one.")
        text = hint.format(tags=", ".join(map(printable, tags)), tag=printable(tags[-1]))
        print("", *wrap(text, columns), sep="\n")
    return 0


def _known_tag(tag: str, known: list[str]) -> str:
    """Return `tag` as it is compared.

    Raises:
        WrongRequest: where no preset has it.
    """
    folded = tag.casefold()
    if folded in {one.casefold() for one in known}:
        return folded
    near = nearest(tag, known)
    if near:
        raise WrongRequest(
            _("No preset has the tag {tag}. Did you mean '{near}'?").format(tag=shown(tag), near=near)
        )
    raise WrongRequest(
        _("No preset has the tag {tag}; there are {tags}.").format(tag=shown(tag), tags=listed(known))
    )


def _lines(found: tuple[Row | Broken, ...], columns: int | None) -> list[str]:
    """Return the list; where a line would be wider than `columns`, in two lines for each preset."""
    heads = (_("id"), _("name"), _("level"), _("length"))
    table = [heads, *(_texts(entry) for entry in found if not isinstance(entry, Broken))]
    widths = [max(len(cells[n]) for cells in table) for n in range(len(heads))]
    if columns is None or sum(widths) + len(GAP) * (len(widths) - 1) <= columns:
        lines = [GAP.join(_cells(cells, widths)) for cells in table]
    else:
        lines = [line for cells in table[1:] for line in _stacked(cells, columns)]
    for entry in found:
        if isinstance(entry, Broken):
            lines += ["", _("{id} is broken:").format(id=entry.id), *(f"  {mistake}" for mistake in entry.mistakes)]
    return lines


def _texts(row: Row) -> tuple[str, str, str, str]:
    preset, timeline = row
    total_ms, level = timeline.total_ms, preset.workout.level
    length = _("open") if total_ms is None else length_text(total_ms, is_estimate=timeline.is_estimate)
    # levels are marked for translation in app.formatting
    return preset.id, preset.workout.name, _(level.value) if level else "", length


def _cells(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    *texts, length = cells
    return [*(text.ljust(width) for text, width in zip(texts, widths, strict=False)), length.rjust(widths[-1])]


def _stacked(cells: tuple[str, ...], columns: int) -> list[str]:
    """Return a preset in two lines or three: name and length, below them its id, to be typed, and level."""
    known, name, level, length = cells
    room = max(1, columns - len(length) - len(GAP))
    short = name if len(name) <= room else f"{name[: room - 1]}…"
    below = GAP + GAP.join(part for part in (known, level) if part)
    lines = [below] if len(below) <= columns else [GAP + known, 2 * GAP + level]
    return [f"{short.ljust(room)}{GAP}{length}", *lines]


def _described(entry: Row | Broken) -> dict[str, object]:
    if isinstance(entry, Broken):
        return {"id": entry.id, "path": str(entry.path), "mistakes": list(entry.mistakes)}
    preset, timeline = entry
    return {
        "id": preset.id,
        "name": preset.workout.name,
        "level": preset.workout.level.value if preset.workout.level else None,
        "tags": list(preset.workout.tags),
        "total_ms": timeline.total_ms,
        "is_estimate": timeline.is_estimate,
        "built_in": preset.is_builtin,
        "path": str(preset.path),
    }
