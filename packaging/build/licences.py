"""Gather the licences of everything in the frozen program into its folder licenses/."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NOTICE = Path(__file__).resolve().parent / "QT-AND-LGPL.md"
TEXTS = Path(__file__).resolve().parent / "licences"
QT_PARTS = TEXTS / "Qt-third-parties.md"
"""What others wrote and Qt's libraries hold: Qt's wheel does not say, so this is from its sources' attributions.

It names what freeze_parts.py lets in, apart from libraries that are files of their own.
"""
LIST = """
import json, platform, re, sysconfig
from importlib.metadata import distributions
files = [sysconfig.get_path("stdlib")]
rows = [{"name": "python", "version": platform.python_version(), "spdx": "PSF-2.0", "licence": "", "files": files}]
for d in distributions():
    m = d.metadata
    files = [f for f in d.files or () if re.search("LICEN[SC]E|COPYING|NOTICE", f.name.upper())]
    rows.append({"name": m["Name"], "version": m["Version"], "spdx": m.get("License-Expression") or "",
                 "licence": (m.get("License") or "").partition("\\n")[0][:80],
                 "files": [str(f.locate()) for f in files if f.suffix != ".py"]})
print(json.dumps(rows))
"""
BUILD_ONLY = (
    "pip setuptools altgraph pyinstaller-hooks-contrib pefile pywin32-ctypes hatchling editables numpy pathspec "
    "packaging pluggy trove-classifiers pycparser pygments markdown-it-py mdurl"
)
"""In the build environment, but not in the program. PyInstaller's loader is in it, and so is its licence."""
OWN = ("libQt6", "libicu", "libpyside6", "libshiboken6", "libpython3")
"""How libraries begin that come with PySide6's wheel or with Python, which are told of by themselves."""


class QtPart(NamedTuple):
    """A piece of somebody else's work: the library of Qt it is in, its licence by SPDX, and whose it is."""

    name: str
    inside: str
    licence: str
    holders: str


def qt_parts() -> list[QtPart]:
    """Read the table of what others wrote and Qt holds."""
    rows = [row for row in QT_PARTS.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    return [QtPart(*row.strip("| ").split(" | ")) for row in rows[2:]]


def installed(python: Path) -> list[dict[str, Any]]:
    """Ask the build environment what of it is in the program: Python first, with its folder as file."""
    asked = subprocess.run([str(python), "-c", LIST], check=True, capture_output=True, text=True).stdout
    return [row for row in json.loads(asked) if row["name"].lower() not in BUILD_ONLY.split()]


def gather(python: Path, folder: Path) -> None:
    """Fill `folder`/licenses: ours, Python's, each library's, each system library's, and how to replace Qt."""
    target = folder / "licenses"
    _copy(ROOT / "LICENSE", target / "RetroTimer.txt")
    _copy(ROOT / "assets" / "CREDITS.md", target / "RetroTimer-assets.md")
    _copy(NOTICE, target / NOTICE.name)
    (first, *rows) = installed(python)
    stdlib = Path(first["files"][0])
    # beside the modules, on Windows above them, in Debian's own Python elsewhere
    places = (stdlib / "LICENSE.txt", stdlib.parent / "LICENSE.txt", Path("/usr/share/doc/python3/copyright"))
    _copy(next(place for place in places if place.is_file()), target / "Python.txt")
    for row in rows:
        for path in map(Path, row["files"]):
            _copy(path, target / row["name"] / path.name)
    for text in ("LGPL-3", "GPL-3"):  # the first adds to the second; Qt's notice speaks of both
        _copy(TEXTS / f"{text}.txt", target / f"{text}.txt")
    _copy(QT_PARTS, target / "qt" / QT_PARTS.name)
    for text in sorted({name for part in qt_parts() for name in part.licence.split(" OR ")}):
        _copy(TEXTS / f"{text}.txt", target / "qt" / f"{text}.txt")
    if sys.platform == "linux":
        for text in ("LGPL-2.1", "LGPL-2"):  # Debian's notices of the system libraries speak of them
            _copy(Path("/usr/share/common-licenses") / text, target / f"{text}.txt")
        for package in system_packages(folder):
            _copy(Path("/usr/share/doc") / package / "copyright", target / "system" / f"{package}.txt")


def system_packages(folder: Path) -> list[str]:
    """List the Debian packages whose libraries PyInstaller took from this system into the bundle."""
    theirs = [lib.name for lib in (folder / "lib").glob("lib*.so*") if not lib.is_symlink()]
    return sorted({package for name in theirs if not name.startswith(OWN) for package in _owners(name)})


def _owners(library: str) -> list[str]:
    found = subprocess.run(["dpkg-query", "-S", f"*/{library}"], check=False, capture_output=True, text=True).stdout
    return [row.partition(":")[0] for row in found.splitlines()[:1]]


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
