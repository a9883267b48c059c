"""Read and write favourites, last uses and the order of the library as JSON; keep a copy of a broken file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, cast

from retrotimer.files import paths
from retrotimer.files.atomic import read_regular
from retrotimer.files.wording import printable
from retrotimer.texts import _

if TYPE_CHECKING:
    from datetime import datetime

FORMAT = 1
MAX_BYTES = 16 << 20
SWITCHES = ("favourites_only", "welcomed", "load_open")


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Favourites and last uses (ISO 8601, UTC) by `key_of`; an unknown `sort` or `level` means the default."""

    favourites: frozenset[str] = frozenset()
    used: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    level: str = ""
    tag: str = ""
    favourites_only: bool = False
    welcomed: bool = False
    load_open: bool = False


def key_of(preset_id: str, *, is_builtin: bool) -> str:
    """Return the key of a preset: a person's own may have the id of a built-in one."""
    return preset_id if is_builtin else f"own/{preset_id}"


def use_text(when: datetime) -> str:
    """Return `when` as it stands in the file; an earlier time sorts before a later one."""
    from datetime import UTC  # not before the window is up

    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_marks(path: Path | None = None) -> tuple[LibraryState, str]:
    """Return the state in the file at `path` (default: the person's) and a sentence if it is lost."""
    path = path or paths.marks()
    try:
        source = read_regular(path, MAX_BYTES)
    except FileNotFoundError:
        return LibraryState(), ""
    except OSError as error:
        sentence = _("{path} cannot be read: {why}. Favourites are missing for now.")
        return LibraryState(), sentence.format(path=printable(str(path)), why=error.strerror)
    import json  # not before there are any marks

    try:
        return marks_of(json.loads(source)), ""
    except (ValueError, RecursionError):
        return LibraryState(), _keep_broken(path)


def marks_of(found: object) -> LibraryState:
    """Return the state in parsed JSON. Raises ValueError."""
    if not isinstance(found, dict):
        raise ValueError("not an object")  # noqa: TRY004 - the caller wants one kind of error
    table = cast("dict[str, object]", found)
    favourites, used = table.get("favourites", []), table.get("used", {})
    words = [table.get(name, "") for name in ("sort", "level", "tag")]
    switches = [table.get(name, False) for name in SWITCHES]
    if not (isinstance(favourites, list) and isinstance(used, dict) and all(type(one) is bool for one in switches)):
        raise ValueError("wrong kinds")
    if not all(isinstance(text, str) for text in (*favourites, *used, *used.values(), *words)):
        raise ValueError("not texts")
    sort, level, tag = cast("list[str]", words)
    return LibraryState(
        frozenset(cast("list[str]", favourites)),
        cast("dict[str, str]", used),
        sort,
        level,
        tag,
        **dict(zip(SWITCHES, cast("list[bool]", switches), strict=True)),
    )


def _keep_broken(path: Path) -> str:
    """Rename the file at `path` to a free name beside it and return a sentence that says so."""
    names = (path.with_name(f"{path.name}.broken-{n}") for n in count(1))
    kept = next(name for name in names if not name.exists())
    try:
        path.rename(kept)
    except OSError as error:
        sentence = _("{path} cannot be understood, and not be renamed either: {why}. Favourites are missing.")
        return sentence.format(path=printable(str(path)), why=error.strerror)
    sentence = _("The favourites could not be understood. They are kept as {path}; the list starts empty.")
    return sentence.format(path=printable(str(kept)))


def write_marks(marks: LibraryState, path: Path | None = None) -> None:
    """Write `marks` into the file at `path` (default: the person's). Raises NotSaved."""
    import json

    from retrotimer.files.atomic import atomic_write

    table = {
        "format": FORMAT,
        "favourites": sorted(marks.favourites),
        "used": marks.used,
        "sort": marks.sort,
        "level": marks.level,
        "tag": marks.tag,
        **{name: getattr(marks, name) for name in SWITCHES},
    }
    with atomic_write(path or paths.marks(), make_folder=True) as file:
        file.write((json.dumps(table, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode())
