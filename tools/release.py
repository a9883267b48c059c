"""Release a version in one command: `python3 tools/release.py VERSION`.

Checks that all is ready, runs every test, builds the wheel, the source archive and what this system can of the
standalone program, writes SHA-256 sums and the bill of materials, verifies the sums, and tags the commit. Nothing
is uploaded or pushed. `--dry-run` checks whether all is ready and prints what would be done.

The results are in dist/VERSION. Exit status: 0 released, 1 something is not ready, 2 a wrong request.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "packaging" / "build"))

from build import write_sums  # noqa: E402

VERSION_FILE, CHANGELOG = "retrotimer/__init__.py", "CHANGELOG.md"
FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
SUMS, BILL = "SHA256SUMS", "sbom.cdx.json"
KINDS = {
    "wheel": "retrotimer-{version}-*.whl",
    "source archive": "retrotimer-{version}.tar.gz",
    "voice of another language": "retrotimer-voice-*.zip",
    "bill of materials": f"RetroTimer-{{version}}-{BILL}",
    "standalone program": f"RetroTimer-{{version}}-{sys.platform}*",
}
"""What must be there on every system; more may be."""
TOOLS = ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
"""The Python with the test lock, which `dev.py test` makes."""


class Refusal(Exception):  # noqa: N818 - it says why there is no release, which need not be an error
    """Ends the release with one sentence and an exit status: 1 something is not ready, 2 a wrong request."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def demand(truth: object, sentence: str, status: int = 1) -> None:
    """Refuse with a sentence unless something holds."""
    if not truth:
        raise Refusal(sentence, status)


def git(*words: str) -> str:
    """Return what a Git command prints; Refusal where it fails."""
    done = subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    demand(not done.returncode, f"`git {' '.join(words)}` failed: {done.stderr.strip()}")
    return done.stdout.strip()


def today() -> date:
    """Return the day, the same all over the world."""
    return datetime.now(UTC).date()


def demand_ready(version: str) -> None:
    """Check every rule for releasing `version`; Refusal at the first that does not hold."""
    demand(FORM.fullmatch(version), f"“{version}” is not a version: give three numbers, such as 1.2.3.", 2)
    tags = [tag.removeprefix("v") for tag in git("tag", "--list", "v*").splitlines()]
    last = max(filter(FORM.fullmatch, tags), key=_numbers, default="0.0.0")
    demand(_numbers(version) > _numbers(last), f"{version} is not newer than {last}, which is released already.")
    demand_clean()
    found = re.search(r'__version__ = "([^"]*)"', (ROOT / VERSION_FILE).read_text(encoding="utf-8"))
    says = found[1] if found else "nothing"
    demand(says == version, f"{VERSION_FILE} says {says}, not {version}: write {version} there and commit it.")
    demand_in_changelog(version)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def demand_clean() -> None:
    """Refuse a checkout with changes that are in no commit."""
    changed = [line.split(maxsplit=1)[-1] for line in git("status", "--porcelain").splitlines()]
    names = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
    demand(not changed, f"There are changes in no commit: {names}. Commit them or put them away first.")


def demand_in_changelog(version: str) -> None:
    """Refuse a version of which the changelog says nothing, or not the day, or a day to come."""
    text = (ROOT / CHANGELOG).read_text(encoding="utf-8")
    heading = re.search(rf"^## \[{re.escape(version)}\](?: - (\S+))?\s*$", text, re.MULTILINE)
    title = f"## [{version}] - {today()}"
    demand(heading, f"{CHANGELOG} has no “{title}”: move there what stands under Unreleased.")
    day = (heading[1] if heading else "") or ""
    try:
        has_come = date.fromisoformat(day) <= today()
    except ValueError:
        has_come = False
    demand(has_come, f"{CHANGELOG} gives {version} the day “{day}”: write today's, {today()}.")
    demand(notes(text, version), f"{CHANGELOG} says nothing of {version}: write what is new for athletes.")
    left = notes(text, "Unreleased")
    demand(not left, f"{CHANGELOG} still has entries under Unreleased: move them below {version}.")


def notes(changelog: str, version: str) -> str:
    """Return what a changelog says of a version; empty where it has headings only."""
    heading = rf"^## \[{re.escape(version)}\][^\n]*\n"
    found = re.search(rf"{heading}(.*?)(?=^## |^\[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    body = found[1].strip() if found else ""
    return body if re.search(r"^- ", body, re.MULTILINE) else ""


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
        demand(not status, f"{self._failed} (exit status {status}): nothing is tagged.")


def steps(dist: Path, *, windows: bool = False) -> list[Step]:
    """Return the commands that test and build into `dist`."""
    to, program, voices = f"--dist={dist}", "packaging/build/build.py", "packaging/build/voice_packs.py"
    wheel = (str(TOOLS), "-m", "build", "--no-isolation", f"--outdir={dist}")
    taken = [
        Step("The tests failed", sys.executable, "dev.py", "test", "--all"),
        Step("The wheel and the source archive could not be built", *wheel),
        Step("The voices of other languages could not be packed", sys.executable, voices, str(dist)),
        Step("The standalone program could not be built", sys.executable, program, to),
        Step("The program for Windows could not be built", str(TOOLS), program, "--windows", to),
    ]
    return taken if windows else taken[:-1]


def gather(dist: Path, version: str) -> list[Path]:
    """Put the bill of materials beside the files to download, and return these; Refusal where a kind is lacking."""
    for folder, name in (("RetroTimer", "RetroTimer"), ("windows/RetroTimer", "RetroTimer-windows")):
        if (dist / folder / BILL).is_file():
            shutil.copyfile(dist / folder / BILL, dist / f"{name}-{version}-{BILL}")
    for what, pattern in KINDS.items():
        is_there = any(path.is_file() for path in dist.glob(pattern.format(version=version)))
        demand(is_there, f"The build left no {what} in {dist.relative_to(ROOT)}: nothing is tagged.")
    return [path for path in dist.iterdir() if path.is_file() and path.name != SUMS]


def verify(dist: Path) -> int:
    """Read every file again and return how many there are; Refusal where one is not as its sum says."""
    rows = [line.split("  ", 1) for line in (dist / SUMS).read_text(encoding="utf-8").splitlines()]
    for digest, name in rows:
        is_same = (dist / name).is_file() and hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest
        demand(is_same, f"{name} is not what {SUMS} says: nothing is tagged.")
    return len(rows)


def release(version: str, *, windows: bool = False) -> None:
    """Test, build, sum up, verify and tag; Refusal at the first that fails."""
    dist, commit = ROOT / "dist" / version, git("rev-parse", "HEAD")
    shutil.rmtree(dist, ignore_errors=True)  # nothing of an earlier try may get a sum
    dist.mkdir(parents=True)
    env = {**os.environ, "SOURCE_DATE_EPOCH": git("log", "-1", "--format=%ct")}
    for step in steps(dist, windows=windows):
        step.take(env)
    write_sums(dist, gather(dist, version))
    count = verify(dist)
    demand_clean()  # the tests and the build may take long: what is tagged is what was built
    is_same = git("rev-parse", "HEAD") == commit
    demand(is_same, "There is a new commit since this began: nothing is tagged; begin again.")
    text = notes((ROOT / CHANGELOG).read_text(encoding="utf-8"), version)
    # as it stands: Git would take the headings for comments
    git("tag", "--annotate", "--cleanup=verbatim", f"v{version}", "-m", f"RetroTimer {version}\n\n{text}\n")
    print(f"\nRetroTimer {version}: {count} files in {dist.relative_to(ROOT)}, tagged v{version}.")
    print(f"To hand it on: git push origin v{version}")


def announce(version: str, *, windows: bool = False) -> None:
    """Print what a release would do."""
    dist = ROOT / "dist" / version
    print(f"Ready for {version}. Without --dry-run this would follow:")
    for step in steps(dist, windows=windows):
        print(f"  {step}")
    print(f"  write and verify {dist.relative_to(ROOT) / SUMS}\n  git tag --annotate v{version}")


def main(arguments: list[str] | None = None) -> int:
    """Release what the command line asks for, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version", metavar="VERSION", help="three numbers, such as 1.2.3")
    parser.add_argument(
        "--dry-run", action="store_true", help="check whether all is ready, print what would follow"
    )
    parser.add_argument("--windows", action="store_true", help="also build for Windows, under Wine, as root")
    asked = parser.parse_args(arguments)
    try:
        demand_ready(asked.version)
        (announce if asked.dry_run else release)(asked.version, windows=asked.windows)
    except Refusal as refusal:
        print(f"release: {refusal}", file=sys.stderr)
        return refusal.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
