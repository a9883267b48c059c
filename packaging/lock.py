"""Renew the locks: `python3 packaging/lock.py`; with `--keep`, only add or drop what pyproject.toml asks for.

Needs uv, which is not part of the test environment because only this command uses it.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "packaging" / "requirements-run.txt"
TEST_LOCK = ROOT / "packaging" / "requirements-test.txt"
BUILD_LOCK = ROOT / "packaging" / "requirements-build.txt"


def uv() -> list[str]:
    """Return the command that starts uv; SystemExit if there is none."""
    if shutil.which("uv"):
        return ["uv"]
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    sys.exit("lock.py needs uv: install it with `pip install uv` in any virtual environment, and run this there.")


def build_needs() -> str:
    """Return what an editable install without build isolation needs, one requirement a line."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        build_system = tomllib.load(file)["build-system"]
    return "\n".join(
        [*build_system["requires"], "editables"]
    )  # hatchling wants editables for editable installs only


def renew(lock: Path, *options: str) -> None:
    """Write one lock anew, with the newest versions that serve every Python and system we support."""
    form = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    command = [
        *uv(),
        "pip",
        "compile",
        "pyproject.toml",
        "-",
        *form,
        *options,
        *([] if "--keep" in sys.argv[1:] else ["--upgrade"]),
        f"--output-file={lock}",
    ]
    subprocess.run(command, cwd=ROOT, check=True, text=True, input=build_needs(), stdout=subprocess.DEVNULL)


def main() -> None:
    """Renew the test lock, and the others with the same versions."""
    renew(TEST_LOCK, "--extra=test")
    renew(RUN_LOCK, f"--constraints={TEST_LOCK}")
    renew(BUILD_LOCK, "--extra=build", f"--constraints={TEST_LOCK}")  # the program is frozen with what was tested
    for lock in (TEST_LOCK, RUN_LOCK, BUILD_LOCK):
        pins = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
        print(f"{lock.relative_to(ROOT)}: {pins} packages")


if __name__ == "__main__":
    main()
