"""Build twice and compare: `python3 packaging/checks/reproduce.py`.

The two builds differ in folder, umask, time zone, language and home, and share SOURCE_DATE_EPOCH. Every file of
dist/ is compared: kind, rights, time, size and content. Exits 1 if one differs that EXCEPTIONS does not name.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXCEPTIONS: dict[str, str] = {}
"""What may differ, by its place in dist/, and why. So far nothing does."""
SURROUNDINGS = (
    (0o022, {"TZ": "UTC", "LANG": "C.UTF-8"}),
    (0o077, {"TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "USER": "somebody"}),
)


class Entry(NamedTuple):
    """What is said of a file: its rights and time are part of what an archive holds."""

    mode: int
    time: int
    size: int
    digest: str


def listing(folder: Path) -> dict[str, Entry]:
    """Return all below `folder` by place; of a link, where it leads is hashed."""
    inside = [path for path in sorted(folder.rglob("*")) if path.parent != folder]
    made = {str(path.relative_to(folder)): _entry(path) for path in inside}
    # what lies in dist/ itself is as old as the build: nobody gets it with its time
    return made | {path.name: _entry(path)._replace(mode=0, time=0) for path in folder.iterdir()}


def _entry(path: Path) -> Entry:
    found = path.lstat()
    linked = os.fsencode(path.readlink()) if path.is_symlink() else b""
    content = path.read_bytes() if path.is_file() and not linked else linked
    return Entry(found.st_mode, int(found.st_mtime), len(content), hashlib.sha256(content).hexdigest())


def differences(first: dict[str, Entry], second: dict[str, Entry]) -> list[str]:
    """Return a line for each place that is not the same in both."""
    lines = []
    for place in sorted(first.keys() | second.keys()):
        one, two = first.get(place), second.get(place)
        if one == two or any(fnmatch(place, pattern) for pattern in EXCEPTIONS):
            continue
        if one is None or two is None:
            lines.append(f"{place}: only in the {'second' if one is None else 'first'}")
        else:
            parts = [name for name, a, b in zip(Entry._fields, one, two, strict=True) if a != b]
            lines.append(f"{place}: another {', '.join(parts)}")
    return lines


def build(folder: Path, umask: int, surroundings: dict[str, str], options: list[str]) -> dict[str, Entry]:
    """Build in `folder`, and return what came of it."""
    home = folder / "home"
    home.mkdir(parents=True)
    env = {**os.environ, **surroundings, "HOME": str(home)}
    command = [
        sys.executable,
        str(HERE.parent / "build" / "build.py"),
        "--dist",
        str(folder / "dist"),
        "--work",
        str(folder / "work"),
    ]
    subprocess.run([*command, *options], env=env, umask=umask, check=True)
    return listing(folder / "dist")


def main() -> None:
    """Build, compare and tell."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--python", type=Path, help="a Python with the build lock, instead of making two environments"
    )
    parser.add_argument("--folder-only", action="store_true", help="build the folder, and nothing from it")
    arguments = parser.parse_args()
    options = ["--folder-only"] * arguments.folder_only
    options += ["--python", str(arguments.python)] if arguments.python else []
    with tempfile.TemporaryDirectory(prefix="retrotimer-") as name:
        places = (Path(name) / "first", Path(name) / "second/and further away")
        made = [build(place, *around, options) for place, around in zip(places, SURROUNDINGS, strict=True)]
    found = differences(*made)
    print("\n".join(found) or f"ok: {len(made[0])} files and folders are the same in both builds", flush=True)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
