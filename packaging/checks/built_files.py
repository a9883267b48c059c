"""What must be in the wheel and the source archive, and what must not."""

from __future__ import annotations

import re
import subprocess
import tarfile
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
OF_WHEEL = ("retrotimer", "assets")
MADE = {"METADATA", "WHEEL", "RECORD", "entry_points.txt"}
"""What the build itself writes beside the licences."""
RELATIVE = re.compile(
    r"""!?\[[^\]]*\]\((?!https?://|mailto:|#)[^)]*\)|\b(?:src|srcset|href)="(?!https?://)[^"]*\""""
)
"""A picture or a link that leads nowhere where no checkout is, as Markdown or as HTML."""


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def sources(folders: Sequence[str]) -> set[str]:
    """Return the files of these folders and files, with slashes: what Git keeps or would, without what it ignores.

    Where there is no Git, as in an unpacked source archive, all but hidden files and byte code.
    """
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *folders]
    found = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    if found.returncode == 0:
        return {name for name in found.stdout.split("\0") if name and (ROOT / name).is_file()}
    named = {name for name in folders if (ROOT / name).is_file()}
    paths = (path for name in folders for path in (ROOT / name).rglob("*") if path.is_file())
    kept = (path for path in paths if not path.name.startswith(".") and path.suffix != ".pyc")
    return named | {path.relative_to(ROOT).as_posix() for path in kept}


def of_wheel(stem: str, licences: Iterable[str]) -> set[str]:
    """Return the files that a wheel named `stem` must hold: code, assets and papers."""
    code = {name if name.startswith("retrotimer/") else f"retrotimer/{name}" for name in sources(OF_WHEEL)}
    return code | {f"{stem}.dist-info/{name}" for name in (*MADE, *(f"licenses/{path}" for path in licences))}


def of_sdist(stem: str, included: Iterable[str]) -> set[str]:
    """Return the files that a source archive named `stem` must hold."""
    always = ("README.md", "LICENSE", "pyproject.toml", ".gitignore")
    names = sources([*(name.lstrip("/") for name in included), *always]) | {"PKG-INFO"}
    return {f"{stem}/{name}" for name in names}


def faults(wheel: Path, sdist: Path) -> list[str]:
    """List in sentences what is lacking or too much in either, and what its page on an index could not show."""
    settings = project()
    licences = sorted(path for glob in settings["project"]["license-files"] for path in _matching(glob))
    included = settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
    stem = "-".join(wheel.name.split("-")[:2])
    with ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if not name.endswith("/")}
        page = archive.read(f"{stem}.dist-info/METADATA").decode("utf-8")
    with tarfile.open(sdist) as archive:
        in_sdist = {member.name for member in archive.getmembers() if member.isfile()}
    found = [*_differences("wheel", in_wheel, of_wheel(stem, licences))]
    found += _differences("source archive", in_sdist, of_sdist(sdist.name.removesuffix(".tar.gz"), included))
    return found + [f"the index's page shows {part}, which is not there" for part in RELATIVE.findall(page)]


def _differences(what: str, found: set[str], wanted: set[str]) -> Iterable[str]:
    for word, names in (("lacks", wanted - found), ("should not hold", found - wanted)):
        if names:
            yield f"the {what} {word} {', '.join(sorted(names))}"


def _matching(glob: str) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in ROOT.glob(glob)]
