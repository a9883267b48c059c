"""Looks over the machine: what RetroTimer finds there, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from retrotimer import __version__
from retrotimer.app import needs
from retrotimer.app.doctor_sound import sound_findings, voice_findings
from retrotimer.app.finding import Finding, Grade
from retrotimer.files import places
from retrotimer.files.library import Broken, all_presets
from retrotimer.files.wording import printable
from retrotimer.texts import _

PACKAGES = {"PySide6": "PySide6-Essentials", "miniaudio": "miniaudio", "rich": "rich"}
TRY_QT = "from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"
TRY_QT_S = 30


def examine() -> tuple[Finding, ...]:
    """Return all findings, by topic in the order of `TOPICS`."""
    return (*_versions(), *_folders(), *sound_findings(), *voice_findings(), *_screen(), *_presets())


def is_something_missing(findings: tuple[Finding, ...]) -> bool:
    """Return whether anything is missing that is needed."""
    return any(finding.grade is Grade.MISSING for finding in findings)


def described(findings: tuple[Finding, ...]) -> dict[str, object]:
    """Return `findings` as what `doctor --json` gives."""
    return {"missing": is_something_missing(findings), "findings": [asdict(finding) for finding in findings]}


def _versions() -> Iterator[Finding]:
    yield Finding("versions", "RetroTimer", __version__)
    yield Finding("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("versions", _("system"), platform.platform())
    for name, package in PACKAGES.items():
        try:
            yield Finding("versions", name, metadata.version(package))
        except metadata.PackageNotFoundError:
            way_out = _("Install it with: pip install {package}").format(package=package)
            yield Finding("versions", name, _("not installed"), Grade.MISSING, way_out)


# Folders


def _folders() -> Iterator[Finding]:
    if places.missing_data():
        from retrotimer.app.moving import missing_words, ways_words  # seldom

        yield Finding("folders", _("data"), missing_words(), Grade.MISSING, ways_words())
    for name, path in places.everything().items():
        yield _folder(name, path)


def _folder(name: str, path: Path) -> Finding:
    shown = printable(str(path))
    there = next(place for place in (path, *path.parents) if os.path.lexists(place))
    if not os.access(there, os.W_OK):
        way_out = _("Make {path} writable, or set {variable} to another folder.").format(
            path=printable(str(there)), variable=places.HOME_VARIABLE
        )
        return Finding("folders", name, _("{path} (cannot be written)").format(path=shown), Grade.MISSING, way_out)
    if there == path:
        return Finding("folders", name, shown)
    missing = places.missing_data()
    if missing and path.is_relative_to(missing):
        return Finding("folders", name, _("{path} (not there now)").format(path=shown), Grade.MISSING)
    return Finding("folders", name, _("{path} (made when it is needed)").format(path=shown))


# Screen


def _screen() -> Iterator[Finding]:
    has_screen = sys.platform != "linux" or any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux":
        found = [f"{v}={os.environ[v]}" for v in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(v)]
        if found:
            yield Finding("screen", _("screen"), ", ".join(found))
        else:
            way_out = _("No window can open here; `retrotimer run PRESET` runs in the terminal.")
            yield Finding("screen", _("screen"), _("none"), Grade.NOTE, way_out)
    yield _qt(has_screen=has_screen)


def _qt(*, has_screen: bool) -> Finding:
    """Start Qt in a process of its own: where it cannot, it ends the process it is in."""
    if getattr(sys, "frozen", False):
        return _frozen_qt()
    env = os.environ if has_screen else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", TRY_QT]
    try:
        tried = subprocess.run(command, env=env, capture_output=True, text=True, timeout=TRY_QT_S, check=False)
    except subprocess.TimeoutExpired:
        return Finding("screen", "Qt", _("does not answer"), Grade.MISSING)
    if tried.returncode == 0:
        return Finding("screen", "Qt", _("starts ({platform})").format(platform=tried.stdout.strip()))
    lines = [line for line in tried.stderr.splitlines() if line.strip()]
    why = _("does not start: {why}").format(why=printable(lines[-1] if lines else str(tried.returncode)))
    missing = needs.lacking()
    return Finding("screen", "Qt", why, Grade.MISSING, needs.way_to(missing) if missing else "")


def _frozen_qt() -> Finding:
    """Tell what the standalone program's Qt lacks of the system; it has no Python to try it with."""
    missing = needs.lacking()
    if not missing:
        return Finding("screen", "Qt", _("comes with the program"))
    what = _("lacks {libraries}").format(libraries=", ".join(missing.values()))
    return Finding("screen", "Qt", what, Grade.MISSING, needs.way_to(missing))


# Presets


def _presets() -> Iterator[Finding]:
    found = all_presets()
    broken = [preset for preset in found if isinstance(preset, Broken)]
    yield Finding("presets", _("presets"), _("{n} can be used").format(n=len(found) - len(broken)))
    for preset in broken:
        way_out = _("`retrotimer check {path}` tells it again when you have mended it.")
        way_out = way_out.format(path=printable(str(preset.path)))
        yield Finding("presets", preset.id, "\n".join(preset.mistakes), Grade.NOTE, way_out)
