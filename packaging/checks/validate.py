"""Let each thing that a desktop reads be checked by its own validator: `python3 packaging/checks/validate.py`.

Wants what packaging/build/build.py made in dist/, and Debian's packages of `TOOLS`. A library that checks the
bill of materials against CycloneDX's schema is put into build/ the first time. Prints a line for each; exits 1 if
one complains, 3 if a tool is missing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from system_parts import missing, parts

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
TOOLS = parts(
    "desktop-file-utils=desktop-file-validate appstream=appstreamcli lintian man-db=man "
    "shared-mime-info=update-mime-database bash zsh fish"
)
LIBRARY = "cyclonedx-python-lib[json-validation]==11.12.0"
"""What only this command needs, from PyPI."""
READ_SBOM = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_5).validate_str(open(sys.argv[1], encoding="utf-8").read())
sys.exit(str(error) if error else 0)
"""
MIME = """d=$(mktemp -d) && mkdir "$d/packages" && cp "$0" "$d/packages" && update-mime-database "$d"
status=$?; rm -rf "$d"; exit $status"""
"""Makes a database of our types alone, in a folder that is gone afterwards."""


class Check(NamedTuple):
    """A validator's command; one that `must_be_silent` complains with a status of 0 too."""

    title: str
    command: list[str]
    must_be_silent: bool = False


def checks(share: Path) -> Iterator[Check]:
    """Give each check, of what stands in the AppDir's folder `share` and of what lies in `DIST`."""
    entry, mime = share / "applications/retrotimer.desktop", share / "mime/packages/retrotimer.xml"
    yield Check("menu entry", ["desktop-file-validate", str(entry)])
    about = str(next((share / "metainfo").iterdir()))
    yield Check("description", ["appstreamcli", "validate", "--pedantic", "--no-net", about])
    pages = 'for page; do man --warnings -E UTF-8 -l -Tutf8 "$page" 2>&1 >/dev/null; done'
    yield Check("manual", ["sh", "-c", pages, "sh", *map(str, share.glob("man/**/*.gz"))], must_be_silent=True)
    completions = {"bash": "bash-completion/completions/retrotimer", "zsh": "zsh/vendor-completions/_retrotimer"}
    completions["fish"] = "fish/vendor_completions.d/retrotimer.fish"
    yield from (
        Check(f"completion, {shell}", [shell, "-n", str(share / name)]) for shell, name in completions.items()
    )
    yield Check("MIME types", ["sh", "-c", MIME, str(mime)])
    yield Check("AppDir", ["appstreamcli", "validate-tree", "--no-net", str(DIST / "RetroTimer.AppDir")])
    for package in DIST.glob("*.deb"):
        yield Check(f"{package.name}", ["lintian", "--fail-on", "error", "--tag-display-limit", "0", str(package)])
    yield Check("bill of materials", [library_python(), "-c", READ_SBOM, str(DIST / "RetroTimer/sbom.cdx.json")])


def library_python() -> str:
    """Return a Python that has the library; it is made where it is not there."""
    folder = ROOT / "build" / LIBRARY
    if not any(folder.glob("lib/*/site-packages/cyclonedx")):
        venv.create(folder, with_pip=True)
        pip = [
            str(folder / "bin/python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            LIBRARY,
        ]
        subprocess.run(pip, check=True)
    return str(folder / "bin/python")


def is_fine(check: Check) -> bool:
    """Run a check, print its line, and what it said where it complained."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": home, "MANROFFSEQ": ""}
        command = ["sh", "-c", 'exec "$0" "$@" 2>&1', *check.command]
        done = subprocess.run(command, env=env, check=False, text=True, stdout=subprocess.PIPE)
    fine = done.returncode == 0 and not (check.must_be_silent and done.stdout)
    print(f"{'ok' if fine else 'WRONG'}: {check.title}", flush=True)
    if not fine or "W: " in done.stdout:
        print(done.stdout, flush=True)
    return fine


def main() -> int:
    """Check all, also after one has complained."""
    if lacking := missing(TOOLS):
        print(f"validate: sudo apt-get install {' '.join(lacking)}", file=sys.stderr)
        return 3
    share = DIST / "RetroTimer.AppDir/usr/share"
    if not share.is_dir() or not any(DIST.glob("*.deb")):
        print(f"validate: {DIST} lacks .deb or AppDir; packaging/build/build.py makes them", file=sys.stderr)
        return 3
    outcomes = [is_fine(check) for check in checks(share)]
    return int(not all(outcomes))


if __name__ == "__main__":
    sys.exit(main())
