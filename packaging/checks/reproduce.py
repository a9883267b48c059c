"""Build twice and compare: `python3 packaging/checks/reproduce.py`.

The two builds differ in folder, umask, time zone, language and home, and share SOURCE_DATE_EPOCH. `diff` names
every file that is not the same; of the archives that includes rights and times. Exits 1 if there is one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build" / "build.py"
SURROUNDINGS = (
    (0o022, {"TZ": "UTC", "LANG": "C.UTF-8"}),
    (0o077, {"TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "USER": "somebody"}),
)


def differs(first: Path, second: Path) -> bool:
    """Print how two folders differ, and return whether they do; of a link, where it leads is compared."""
    return subprocess.run(["diff", "-r", "--no-dereference", str(first), str(second)], check=False).returncode != 0


def main() -> None:
    """Build, compare and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", help="a Python with the build lock, instead of making two environments")
    python = parser.parse_args().python
    with tempfile.TemporaryDirectory(prefix="retrotimer-") as name:
        places = [Path(name) / "first", Path(name) / "second/and further away"]
        for place, (umask, surroundings) in zip(places, SURROUNDINGS, strict=True):
            (place / "home").mkdir(parents=True)
            command = [sys.executable, str(BUILD), "--dist", str(place / "dist"), "--work", str(place / "work")]
            command += ["--python", python] if python else []
            env = {**os.environ, **surroundings, "HOME": str(place / "home")}
            subprocess.run(command, env=env, umask=umask, check=True)
        if differs(*(place / "dist" for place in places)):
            sys.exit(1)
    print("ok: both builds are the same")


if __name__ == "__main__":
    main()
