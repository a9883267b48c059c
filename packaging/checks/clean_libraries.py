"""What the standalone program takes from the system: found in its files, and compared with what it names.

`python3 packaging/checks/clean_libraries.py dist/RetroTimer` lists each library and the files that want it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from clean_root import LIBRARIES, Root
from clean_trial import WINDOW, Place, Surprise, finished

from retrotimer.app.diagnostics import doctor
from tests.helpers.xvfb import Screen, xvfb

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build"))

from freeze_parts import stays_out

C_LIBRARY = re.compile(r"ld-linux|lib(c|m|mvec|dl|pthread|rt|util)\.so")
"""What every Linux has that the launcher lets through."""
UNTOLD = {"libuuid.so.1", "libgcc_s.so.1"}
"""Nobody needs to be told of these: Python does without the first, and the C++ library brings the second."""
X_WINDOW = {**doctor.QT, **doctor.X11}
TABLE = {**X_WINDOW, **doctor.WAYLAND}


def wanted(folder: Path) -> dict[str, list[str]]:
    """Return each library that files of the program want and that does not come with it, and who wants it."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    own = {path.name for path in files}
    found: dict[str, list[str]] = {}
    for path in sorted(filter(_is_program, files)):
        done = subprocess.run(["objdump", "-p", str(path)], check=True, capture_output=True, text=True)
        for library in re.findall(r"NEEDED\s+(\S+)", done.stdout):
            if library not in own and not C_LIBRARY.match(library):
                found.setdefault(library, []).append(path.name)
    return found


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def disagreements(folder: Path) -> list[str]:
    """List where the program's files, what it names, and what we put into a bare system do not agree."""
    own = {path.name for path in folder.rglob("*.so*")}
    named = {library: package for package, library in TABLE.items() if library not in own}
    needed = wanted(folder).keys() - UNTOLD
    return [
        *(f"{library} is needed and not in app/needs.py" for library in sorted(needed - named.keys())),
        *(f"{library} is in app/needs.py and not needed" for library in sorted(named.keys() - needed)),
        *(
            f"{package} is not in clean_root.LIBRARIES"
            for package in named.values()
            if package not in LIBRARIES.split()
        ),
    ]


def unnamed(root: Root, program: str, out: Path) -> list[str]:
    """Take each library from `root` in turn, and list those of which the program does not tell in a sentence."""
    folder = next(root.folder.glob("usr/lib/*-linux-gnu"))
    found = []
    with tempfile.TemporaryDirectory(prefix="rt-screen-") as name, xvfb(Path(name)) as screen:
        for package, library in X_WINDOW.items():
            if stays_out(library):  # else it comes with the program
                hidden = (folder / library).rename(folder / "hidden")
                found += _silence(Place(program, out / package, root), package, screen)
                hidden.rename(folder / library)
    return found


def _silence(place: Place, package: str, screen: Screen) -> list[str]:
    try:
        said = finished(place.start(WINDOW, screen), 3)
    except Surprise as surprise:
        return [f"without {package}: {surprise}"]
    sentence = said.splitlines()[-1] if said else ""  # PySide tells of its C++ library before
    well = re.search(rf" {re.escape(package)}( |$)", sentence) and "Traceback" not in said
    return [] if well else [f"without {package} it says: {said}"]


if __name__ == "__main__":
    for needed, by in sorted(wanted(Path(sys.argv[1])).items()):
        print(f"{needed}: {', '.join(by)}")
