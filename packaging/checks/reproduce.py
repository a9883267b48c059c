"""Build twice and compare: `python3 packaging/checks/reproduce.py`.

The two builds differ in folder, umask, time zone, language and home, and share SOURCE_DATE_EPOCH. `diff` names
every file that is not the same; of the archives that includes rights and times. Exits 1 if there is one.
Arguments go to build.py: `--python FILE` saves making its environment twice.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

BUILD = Path(__file__).resolve().parents[1] / "build" / "build.py"
SURROUNDINGS = {
    "first": (0o022, {"TZ": "UTC", "LANG": "C.UTF-8"}),
    "second/and further away": (0o077, {"TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "USER": "somebody"}),
}


def differs(first: Path, second: Path) -> bool:
    """Print how two folders differ, and return whether they do; of a link, where it leads is compared."""
    return subprocess.run(["diff", "-r", "--no-dereference", str(first), str(second)], check=False).returncode != 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="retrotimer-") as name:
        places = [Path(name) / place for place in SURROUNDINGS]
        for place, (umask, surroundings) in zip(places, SURROUNDINGS.values(), strict=True):
            (place / "home").mkdir(parents=True)
            command = [sys.executable, str(BUILD), f"--dist={place / 'dist'}", f"--work={place / 'work'}"]
            env = {**os.environ, **surroundings, "HOME": str(place / "home")}
            subprocess.run([*command, *sys.argv[1:]], env=env, umask=umask, check=True)
        if differs(*(place / "dist" for place in places)):
            sys.exit(1)
    print("ok: both builds are the same")
