"""Gather the licences of everything in the frozen program into its folder licenses/."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import qt_parts

ROOT = Path(__file__).resolve().parents[2]
NOTICE = Path(__file__).resolve().parent / "QT-AND-LGPL.md"
# asked of the build environment: what is installed there, where it lies, and Python's own licence
LIST = """
import sys, sysconfig
from importlib.metadata import distributions
print("python", sys.version.split()[0], sysconfig.get_path("stdlib"), sep="\\t")
for d in distributions():
    for f in d.files or ():
        if any(w in f.name.upper() for w in ("LICENSE", "LICENCE", "COPYING", "NOTICE")) and f.suffix != ".py":
            print(d.name, d.version, f.locate(), sep="\\t")
"""
BUILD_ONLY: tuple[str, ...] = (
    "pip",
    "setuptools",
    "altgraph",
    "pyinstaller-hooks-contrib",
    "hatchling",
    "editables",
    "numpy",
    "pathspec",
)
BUILD_ONLY += ("packaging", "pluggy", "trove-classifiers", "pycparser", "pygments", "markdown-it-py", "mdurl")
"""In the build environment, but not in the program. PyInstaller's loader is in it, and so is its licence."""


OWN = ("libQt6", "libicu", "libpyside6", "libshiboken6", "libpython3")
"""How libraries begin that come with PySide6's wheel or with Python, which are told of by themselves."""
COMMON = Path("/usr/share/common-licenses")
WHOLE = ("LGPL-3", "GPL-3", "LGPL-2.1", "LGPL-2")
"""The texts that Qt's notice and the system libraries' speak of; the LGPL 3 adds to the GPL 3."""


def gather(python: Path, folder: Path) -> None:
    """Fill `folder`/licenses: ours, Python's, each library's, each system library's, and how to replace Qt."""
    target = folder / "licenses"
    target.mkdir()
    shutil.copy(ROOT / "LICENSE", target / "RetroTimer.txt")
    shutil.copy(ROOT / "assets" / "CREDITS.md", target / "RetroTimer-assets.md")
    shutil.copy(NOTICE, target / NOTICE.name)
    asked = subprocess.run([str(python), "-c", LIST], check=True, capture_output=True, text=True).stdout
    for row in asked.splitlines():
        name, _version, place = row.split("\t")
        path = Path(place)
        if name == "python":
            # beside the modules, on Windows above them, in Debian's own Python elsewhere
            places = (path / "LICENSE.txt", path.parent / "LICENSE.txt", Path("/usr/share/doc/python3/copyright"))
            _copy(next(place for place in places if place.is_file()), target / "Python.txt")
        elif name.lower() not in BUILD_ONLY and path.is_file():
            _copy(path, target / name / path.name)
    if sys.platform == "linux":
        for text in WHOLE:
            _copy(COMMON / text, target / f"{text}.txt")
        (target / "qt").mkdir()
        qt_parts.write(target / "qt")
        for package in system_packages(folder):
            _copy(Path("/usr/share/doc") / package / "copyright", target / "system" / f"{package}.txt")


def system_packages(folder: Path) -> list[str]:
    """List the Debian packages whose libraries PyInstaller took from this system into the bundle."""
    theirs = [lib.name for lib in (folder / "lib").glob("lib*.so*") if not lib.is_symlink()]
    theirs = [name for name in theirs if not name.startswith(OWN)]
    return sorted({package for name in theirs for package in _owners(name)})


def _owners(library: str) -> list[str]:
    found = subprocess.run(["dpkg-query", "-S", f"*/{library}"], check=False, capture_output=True, text=True).stdout
    return [row.partition(":")[0] for row in found.splitlines()[:1]]


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
