"""Renew the locks: `python3 packaging/lock.py`; with `--keep`, only add or drop what pyproject.toml asks for.

Needs uv, which is not part of the test environment because only this command uses it.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORM = (
    "--universal --python-version=3.11 --generate-hashes --no-header --no-annotate --quiet "
    f"{'' if '--keep' in sys.argv[1:] else '--upgrade'}"
)


def renew(kind: str, *options: str) -> None:
    """Write one lock, with the newest versions that fit every Python and system we support."""
    lock = f"packaging/requirements-{kind}.txt"
    # an editable install without build isolation needs what builds it, and hatchling wants editables for it
    build_system = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    needs = "\n".join([*build_system["requires"], "editables"])
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "-", *FORM.split(), *options]
    command.append(f"--output-file={lock}")
    subprocess.run(command, cwd=ROOT, check=True, text=True, input=needs, stdout=subprocess.DEVNULL)
    print(lock)


if __name__ == "__main__":
    if not importlib.util.find_spec("uv"):
        sys.exit(
            "lock.py needs uv: install it with `pip install uv` in any virtual environment, and run this there."
        )
    renew("test", "--extra=test")
    tested = "--constraints=packaging/requirements-test.txt"  # what people get is what was tested
    renew("run", tested)
    renew("build", "--extra=build", tested)
