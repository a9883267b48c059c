"""Write reports in plain text: of a failure of the program, and for `doctor --report`. Nothing is ever sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from threading import Lock

from retrotimer.app.diagnostics import log
from retrotimer.app.diagnostics.doctor import TOPICS, CheckResult
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.export_files import export_write
from retrotimer.files.settings import DEFAULTS, OPTIONS, read_settings
from retrotimer.texts import _

PREFIX = "report-"
MOST_KEPT = 5
PRIVATE = frozenset({"device", "voice", "body_kg"})  # settings of which only is said whether they are set
UNTOLD = frozenset({"presets"})  # topics of findings that hold what a person wrote; only their number is reported

_seen: set[str] = set()
_lock = Lock()


def failed(error: BaseException) -> bool:
    """Log `error` and write a report; return False where it was noted before, which keeps the log small."""
    story = log.described(error)
    place = "\n".join(story.splitlines()[-2:])
    with _lock:
        if place in _seen:
            return False
        _seen.add(place)
    log.note(f"error, with {log.versions()}\n{story}")
    _write(story)
    return True


def latest() -> Path | None:
    """Return the last report of an error."""
    found = _reports()
    return found[-1] if found else None


def full(findings: tuple[CheckResult, ...]) -> str:
    """Return all that helps to find out what is wrong on a machine, in plain text."""
    heading = _("A report for the person who helps you. Read it before you pass it on: nobody else has seen it.")
    parts = [heading, *_findings(findings), "Settings", *_settings(), "Log", log.read() or "-"]
    return log.without_home("\n".join(parts)) + "\n"


def save(path: Path, findings: tuple[CheckResult, ...]) -> None:
    """Write the full report to `path`. Raises NotSaved, or WrongRequest for a file of RetroTimer's own."""
    with export_write(path) as file:
        file.write(full(findings).encode("utf-8", "replace"))


def _write(story: str) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    text = "\n".join((log.versions(), "", "Error", story, "", "Settings", *_settings(), ""))
    try:
        with atomic_write(paths.log() / f"{PREFIX}{stamp}.txt", make_folder=True) as file:
            file.write(log.without_home(text).encode("utf-8", "replace"))
        for old in _reports()[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except (NotSaved, OSError):  # a full disk may be the very thing that went wrong
        return


def _reports() -> list[Path]:
    try:
        return sorted(path for path in paths.log().iterdir() if path.name.startswith(PREFIX))
    except OSError:
        return []


def _findings(findings: tuple[CheckResult, ...]) -> Iterator[str]:
    for topic, group in groupby(findings, key=lambda finding: finding.topic):
        of_topic = list(group)
        yield f"{TOPICS[topic]}"
        if topic in UNTOLD:
            yield f"  {of_topic[0].value}; {len(of_topic) - 1} with mistakes"
        else:
            yield from (f"  {one.grade}  {one.name}: {_value(one)}" for one in of_topic)
        yield ""


def _value(finding: CheckResult) -> str:
    if finding.name == _("device"):  # headphones carry their owner's name
        return "(its name is left out)"
    return " / ".join(finding.value.splitlines())


def _settings() -> Iterator[str]:
    settings, mistakes = read_settings()
    for option in OPTIONS:
        value = getattr(settings, option.key)
        if value != getattr(DEFAULTS, option.key):
            yield f"  {option.key} = {'(set)' if option.key in PRIVATE else value}"
    yield f"  mistakes in the file: {len(mistakes)}"
    yield ""
