"""Let each thing that a desktop reads be checked by its own validator: `python3 packaging/checks/validate.py`.

Wants what packaging/build/build.py made in dist/, and Debian's `desktop-file-utils appstream lintian man-db
shared-mime-info bash zsh fish`. The bill of materials is checked against CycloneDX's schema with a library that
is put into build/validators the first time. Prints a line for each; exits 1 if one complains, 3 if a tool is
missing.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DESKTOP = HERE.parent / "linux" / "desktop"
TOOLS = {
    "desktop-file-validate": "desktop-file-utils",
    "appstreamcli": "appstream",
    "lintian": "lintian",
    "man": "man-db",
    "update-mime-database": "shared-mime-info",
    "bash": "bash",
    "zsh": "zsh",
    "fish": "fish",
}
LIBRARIES = ("cyclonedx-python-lib[json-validation]==11.12.0", "PyYAML==6.0.3")
"""What only this command needs, from PyPI."""
READ_SBOM = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
error = JsonStrictValidator(SchemaVersion.V1_5).validate_str(open(sys.argv[1], encoding="utf-8").read())
sys.exit(str(error) if error else 0)
"""
READ_FLATPAK = """
import sys, yaml
told = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
lacks = {"id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules"} - told.keys()
sys.exit(f"it lacks {lacks}" if lacks else 0)
"""


class Check(NamedTuple):
    """A validator's command, and what of its output must not be there even where it is content."""

    title: str
    command: list[str]
    bad: Callable[[str], bool] = lambda _output: False


def checks(dist: Path, share: Path, python: Path) -> Iterator[Check]:
    """Give each check, of what stands in the AppDir's folder `share` and of what lies in `dist`."""
    yield Check("menu entry", ["desktop-file-validate", str(share / "applications/retrotimer.desktop")])
    message = str(next((share / "metainfo").iterdir()))
    yield Check("description", ["appstreamcli", "validate", "--pedantic", "--no-net", message])
    page = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", str(share / "man/man1/retrotimer.1.gz")]
    yield Check("manual page", ["sh", "-c", f"{' '.join(page)} 2>&1 >/dev/null"], bool)
    yield Check("completion, bash", ["bash", "-n", str(share / "bash-completion/completions/retrotimer")])
    yield Check("completion, zsh", ["zsh", "-n", str(share / "zsh/vendor-completions/_retrotimer")])
    yield Check("completion, fish", ["fish", "-n", str(share / "fish/vendor_completions.d/retrotimer.fish")])
    yield Check("MIME types", mime(share))
    yield Check("AppDir", ["appstreamcli", "validate-tree", "--no-net", str(dist / "RetroTimer.AppDir")])
    for package in sorted(dist.glob("*.deb")):
        yield Check(f"{package.name}", ["lintian", "--fail-on", "error", "--tag-display-limit", "0", str(package)])
    yield Check("bill of materials", [str(python), "-c", READ_SBOM, str(dist / "RetroTimer/sbom.cdx.json")])
    yield Check("Flatpak", [str(python), "-c", READ_FLATPAK, str(DESKTOP / "org.retrotimer.RetroTimer.yml")])


def mime(share: Path) -> list[str]:
    """Return what makes a database of our types alone, in a folder that is gone afterwards."""
    source = share / "mime/packages/retrotimer.xml"
    script = 'd=$(mktemp -d) && mkdir "$d/packages" && cp "$0" "$d/packages" && update-mime-database "$d"'
    return ["sh", "-c", f'{script}; status=$?; rm -rf "$d"; exit $status', str(source)]


def settle_libraries(folder: Path) -> Path:
    """Return a Python that has the libraries; they are put into `folder` where it is not there or old."""
    python, stamp = folder / "bin/python", folder / "holds"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != str(LIBRARIES):
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *LIBRARIES]
        subprocess.run(pip, check=True)
        stamp.write_text(str(LIBRARIES), encoding="utf-8")
    return python


def is_fine(check: Check) -> bool:
    """Run a check, print its line, and what it said where it complained."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": home, "MANROFFSEQ": ""}
        done = subprocess.run(
            check.command, env=env, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    fine = done.returncode == 0 and not check.bad(done.stdout)
    print(f"{'ok' if fine else 'WRONG'}: {check.title}", flush=True)
    if not fine or "W: " in done.stdout:
        print(done.stdout, flush=True)
    return fine


def main() -> None:
    """Check all, also after one has complained."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py put the packages")
    parser.add_argument("--work", type=Path, default=ROOT / "build/validators", help="where the libraries go")
    options = parser.parse_args()
    lacking = [package for tool, package in TOOLS.items() if not shutil.which(tool)]
    if lacking:
        print(f"validate: sudo apt-get install {' '.join(lacking)}", file=sys.stderr)
        sys.exit(3)
    share = options.dist / "RetroTimer.AppDir/usr/share"
    if not share.is_dir() or not any(options.dist.glob("*.deb")):
        print(
            f"validate: {options.dist} lacks .deb or AppDir; packaging/build/build.py makes them", file=sys.stderr
        )
        sys.exit(3)
    outcomes = [is_fine(check) for check in checks(options.dist, share, settle_libraries(options.work))]
    sys.exit(0 if all(outcomes) else 1)


if __name__ == "__main__":
    main()
