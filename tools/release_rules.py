"""What must hold before a version is released; each rule that does not hold is one sentence."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

VERSION_FILE, CHANGELOG = "retrotimer/__init__.py", "CHANGELOG.md"
FORM = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
Version = tuple[int, ...]


class Refusal(Exception):  # noqa: N818 - it says why there is no release, which need not be an error
    """Ends the release with one sentence and an exit status: 1 something is not ready, 2 a wrong request."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def parse(text: str) -> Version:
    """Return a version's numbers; Refusal where it is not of the form 1.2.3."""
    if not FORM.fullmatch(text):
        raise Refusal(f"“{text}” is not a version: give three numbers, such as 1.2.3.", 2)
    return tuple(int(part) for part in text.split("."))


def git(root: Path, *words: str) -> str:
    """Return what a Git command prints; Refusal where it fails."""
    done = subprocess.run(["git", *words], cwd=root, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise Refusal(f"`git {' '.join(words)}` failed: {done.stderr.strip()}")
    return done.stdout.strip()


def today() -> date:
    """Return the day, the same all over the world."""
    return datetime.now(UTC).date()


def demand_ready(root: Path, version: str) -> None:
    """Hold the checkout in `root` against every rule for releasing `version`.

    Raises:
        Refusal: the first rule that does not hold.
    """
    wanted = parse(version)
    demand_newer(root, wanted)
    demand_clean(root)
    demand_version_file(root, version)
    demand_in_changelog(root, version)


def demand_newer(root: Path, wanted: Version) -> None:
    """Refuse a version that is not newer than each that is tagged."""
    tags = [tag.removeprefix("v") for tag in git(root, "tag", "--list", "v*").splitlines()]
    released = [parse(tag) for tag in tags if FORM.fullmatch(tag)]
    if released and wanted <= max(released):
        last = ".".join(map(str, max(released)))
        raise Refusal(f"{_text(wanted)} is not newer than {last}, which is released already.")


def demand_clean(root: Path) -> None:
    """Refuse a checkout with changes that are in no commit."""
    changed = git(root, "status", "--porcelain").splitlines()
    if changed:
        names = ", ".join(line.split(maxsplit=1)[-1] for line in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise Refusal(f"There are changes in no commit: {names}{more}. Commit them or put them away first.")


def demand_version_file(root: Path, version: str) -> None:
    """Refuse a version that the program does not say of itself."""
    found = re.search(r'__version__ = "([^"]*)"', (root / VERSION_FILE).read_text(encoding="utf-8"))
    says = found[1] if found else "nothing"
    if says != version:
        raise Refusal(f"{VERSION_FILE} says {says}, not {version}: write {version} there and commit it.")


def demand_in_changelog(root: Path, version: str) -> None:
    """Refuse a version of which the changelog says nothing, or not the day, or a day to come."""
    text = (root / CHANGELOG).read_text(encoding="utf-8")
    heading = re.search(rf"^## \[{re.escape(version)}\](?: - (\S+))?\s*$", text, re.MULTILINE)
    if not heading:
        raise Refusal(f"{CHANGELOG} has no “## [{version}] - {today()}”: move there what stands under Unreleased.")
    day = _day(heading[1] or "")
    if day is None or day > today():
        raise Refusal(f"{CHANGELOG} gives {version} the day “{heading[1] or ''}”: write today's, {today()}.")
    if not notes(text, version):
        raise Refusal(f"{CHANGELOG} says nothing of {version}: write what is new for athletes.")
    if notes(text, "Unreleased"):
        raise Refusal(f"{CHANGELOG} still has entries under Unreleased: move them below {version}.")


def notes(changelog: str, version: str) -> str:
    """Return what a changelog says of a version: its lists, without headings that have nothing below them."""
    found = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |^\[|\Z)", changelog, re.MULTILINE | re.DOTALL
    )
    body = found[1].strip() if found else ""
    return body if re.search(r"^- ", body, re.MULTILINE) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(version: Version) -> str:
    return ".".join(map(str, version))
