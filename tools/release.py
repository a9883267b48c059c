"""Release a version in one command: `python3 tools/release.py VERSION`.

Looks whether the checkout is ready, runs every test, builds the wheel, the source archive and what this system can
of the standalone program, writes their SHA-256 sums and its bill of materials, verifies the sums, and tags the
commit. Nothing is uploaded or pushed. `--dry-run` looks whether the checkout is ready and says what would be done.

The results are in dist/VERSION. Exit status: 0 released, 1 something is not ready, 2 a wrong request.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))  # its helpers stand beside it, also where it is loaded from elsewhere

from release_rules import CHANGELOG, Refusal, demand_clean, demand_ready, git, notes  # noqa: E402

SUMS = "SHA256SUMS"
BILL = "sbom.cdx.json"
KINDS = {
    "wheel": "retrotimer-{version}-*.whl",
    "source archive": "retrotimer-{version}.tar.gz",
    "bill of materials": f"RetroTimer-{{version}}-{BILL}",
    "standalone program": f"RetroTimer-{{version}}-{sys.platform}*",
}
"""What must be there on every system; more may be."""
TOOLS = ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
"""The Python with the test lock, which `dev.py test` makes."""


class Step:
    """A command on the way, and what has failed where it fails."""

    def __init__(self, failed: str, *command: str) -> None:
        self._failed, self.command = failed, command

    def __str__(self) -> str:
        """Return what a person would type."""
        return shlex.join(word.replace(str(ROOT) + os.sep, "") for word in self.command)

    def take(self, env: dict[str, str]) -> None:
        """Run it from the checkout; Refusal where it fails."""
        print(f"\n== {self}", flush=True)
        status = subprocess.run(self.command, cwd=ROOT, env=env, check=False).returncode
        if status:
            raise Refusal(f"{self._failed} (exit status {status}): nothing is tagged.")


def steps(dist: Path) -> list[Step]:
    """Return the commands that test and build into `dist`."""
    build = [str(TOOLS), "-m", "build", "--no-isolation", f"--outdir={dist}"]
    return [
        Step("The tests failed", sys.executable, "dev.py", "test", "--all"),
        Step("The wheel and the source archive could not be built", *build),
        Step(
            "The standalone program could not be built",
            sys.executable,
            "packaging/build/build.py",
            f"--dist={dist}",
        ),
    ]


def gather(dist: Path, version: str) -> list[Path]:
    """Put the bill of materials beside the files to download, and return these; Refusal where a kind is lacking."""
    bill = dist / "RetroTimer" / BILL
    if bill.is_file():
        shutil.copyfile(bill, dist / f"RetroTimer-{version}-{BILL}")
    for what, pattern in KINDS.items():
        if not any(path.is_file() for path in dist.glob(pattern.format(version=version))):
            raise Refusal(f"The build left no {what} in {dist.relative_to(ROOT)}: nothing is tagged.")
    return sorted(path for path in dist.iterdir() if path.is_file() and path.name != SUMS)


def write_sums(dist: Path, files: list[Path]) -> None:
    """Write the SHA-256 sums, in the form that `sha256sum --check` reads."""
    lines = (f"{_digest(path)}  {path.name}\n" for path in files)
    (dist / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def verify(dist: Path) -> int:
    """Read every file again and return how many there are; Refusal where one is not as its sum says."""
    rows = [line.split("  ", 1) for line in (dist / SUMS).read_text(encoding="utf-8").splitlines()]
    for digest, name in rows:
        if not (dist / name).is_file() or _digest(dist / name) != digest:
            raise Refusal(f"{name} is not what {SUMS} says: nothing is tagged.")
    return len(rows)


def tag(version: str) -> None:
    """Tag the commit with the version and with what the changelog says of it."""
    said = notes((ROOT / CHANGELOG).read_text(encoding="utf-8"), version)
    # as it stands: Git would take the headings for comments
    git(ROOT, "tag", "--annotate", "--cleanup=verbatim", f"v{version}", "-m", f"RetroTimer {version}\n\n{said}\n")


def release(version: str) -> None:
    """Test, build, sum up, verify and tag; Refusal at the first that fails."""
    dist, commit = ROOT / "dist" / version, git(ROOT, "rev-parse", "HEAD")
    shutil.rmtree(dist, ignore_errors=True)  # nothing of an earlier try may get a sum
    dist.mkdir(parents=True)
    env = {**os.environ, "SOURCE_DATE_EPOCH": git(ROOT, "log", "-1", "--format=%ct")}
    for step in steps(dist):
        step.take(env)
    write_sums(dist, gather(dist, version))
    count = verify(dist)
    demand_clean(ROOT)  # the tests and the build may take long: what is tagged is what was built
    if git(ROOT, "rev-parse", "HEAD") != commit:
        raise Refusal("There is a new commit since this began: nothing is tagged; begin again.")
    tag(version)
    print(f"\nRetroTimer {version}: {count} files in {dist.relative_to(ROOT)}, tagged v{version}.")
    print(f"To hand it on: git push origin v{version}")


def announce(version: str) -> None:
    """Say what a release would do."""
    dist = ROOT / "dist" / version
    print(f"Ready for {version}. Without --dry-run this would follow:")
    for step in steps(dist):
        print(f"  {step}")
    print(f"  write and verify {dist.relative_to(ROOT) / SUMS}\n  git tag --annotate v{version}")


def main(arguments: list[str] | None = None) -> int:
    """Release what the command line asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", metavar="VERSION", help="three numbers, such as 1.2.3")
    parser.add_argument(
        "--dry-run", action="store_true", help="look whether all is ready, and say what would be done"
    )
    asked = parser.parse_args(arguments)
    try:
        demand_ready(ROOT, asked.version)
        (announce if asked.dry_run else release)(asked.version)
    except Refusal as refusal:
        print(f"release: {refusal}", file=sys.stderr)
        return refusal.status
    return 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
