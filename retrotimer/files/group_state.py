"""Remember the groups of the last session, and the names of athletes, in one small JSON file.

A broken file is renamed, never overwritten.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import NamedTuple

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write, read_regular

FORMAT = 1
MAX_BYTES = 1 << 20
MOST_ATHLETES = 500


class KnownGroup(NamedTuple):
    """A group as it was set up; `partner` is a word, "" for none, and `preset` an id, "" for the session's."""

    name: str
    offset_ms: int = 0
    partner: str = ""
    preset: str = ""
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class GroupState:
    """What is remembered: groups, whether an arrival ends a step, and names, the latest first."""

    groups: tuple[KnownGroup, ...] = ()
    arrival_ends: bool = False
    athletes: tuple[str, ...] = ()

    def with_athletes(self, names: tuple[str, ...]) -> GroupState:
        """Return it with `names` remembered too."""
        known = dict.fromkeys((*filter(None, names), *self.athletes))
        return GroupState(self.groups, self.arrival_ends, tuple(known)[:MOST_ATHLETES])


def read_groups(path: Path | None = None) -> GroupState:
    """Return what the file at `path` (the person's own where None) holds, nothing where it cannot be read."""
    path = path or paths.groups()
    try:
        source = read_regular(path, MAX_BYTES)
    except OSError:
        return GroupState()
    try:
        return _state(json.loads(source))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        kept = next(p for n in count(1) if not (p := path.with_name(f"{path.name}.broken-{n}")).exists())
        with suppress(OSError):
            path.rename(kept)
        return GroupState()


def _state(found: object) -> GroupState:
    if not isinstance(found, dict):
        raise TypeError(found)
    groups = tuple(
        KnownGroup(
            str(group["name"]),
            int(group["offset_ms"]),
            str(group["partner"]),
            str(group["preset"]),
            bool(group["mine"]),
        )
        for group in found["groups"]
    )
    return GroupState(groups, bool(found["arrival_ends"]), tuple(map(str, found["athletes"])))


def write_groups(state: GroupState, path: Path | None = None) -> None:
    """Write `state`; where that cannot be done, nothing is remembered: no session waits for it."""
    groups = [
        {"name": g.name, "offset_ms": g.offset_ms, "partner": g.partner, "preset": g.preset, "mine": g.is_mine}
        for g in state.groups
    ]
    table = {
        "format": FORMAT,
        "groups": groups,
        "arrival_ends": state.arrival_ends,
        "athletes": list(state.athletes),
    }
    with suppress(NotSaved), atomic_write(path or paths.groups(), make_folder=True) as file:
        file.write((json.dumps(table, indent=1, ensure_ascii=False) + "\n").encode())
