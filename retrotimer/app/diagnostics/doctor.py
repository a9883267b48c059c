"""Examine the machine: what RetroTimer finds, what is missing, and how to get it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from retrotimer import __version__
from retrotimer.app.session.clock import SystemClock
from retrotimer.app.session.voices import make_voice, pack_words
from retrotimer.audio.outputs import choose, device_names
from retrotimer.audio.outputs.simpleaudio_probe import probe
from retrotimer.audio.tts import find_speaker
from retrotimer.files import paths
from retrotimer.files.presets.library import Broken, all_presets
from retrotimer.files.settings import read_settings
from retrotimer.files.voice_packs import PACKS
from retrotimer.files.wording import printable
from retrotimer.texts import ENGLISH, N_, _, ngettext, voice_language
from retrotimer.training.cues.phrases import all_lines, line_name
from retrotimer.training.errors import MissingPart


class Grade(StrEnum):
    """How well a thing is."""

    WELL = "well"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing looked at. A `note` can be lived with; what is `missing` is needed. `way_out` says what to do."""

    topic: str
    name: str
    value: str
    grade: Grade = Grade.WELL
    way_out: str = ""


TOPICS = {
    "versions": N_("Versions"),
    "folders": N_("Folders"),
    "sound": N_("Sound"),
    "screen": N_("Screen"),
    "presets": N_("Presets"),
    "phone": N_("Phone"),
}
"""Topics in the order of the report."""


def sound_findings() -> Iterator[CheckResult]:
    """Give what is found of outputs and devices."""
    yield from _miniaudio()
    yield _simpleaudio()


def _miniaudio() -> Iterator[CheckResult]:
    output = choose("auto", SystemClock().now_ns)
    if output.reason:
        yield CheckResult("sound", output.name, output.reason, Grade.NOTE)
        return
    try:
        output.open(lambda frames, _now_ns: bytes(2 * frames))
    except MissingPart as error:
        way_out = _("Sessions run without sound until there is a device; the screen shows everything.")
        yield CheckResult("sound", output.name, str(error), Grade.NOTE, way_out)
    else:
        yield CheckResult("sound", output.name, _("opens the default device"))
    finally:
        output.close()
    yield from (CheckResult("sound", _("device"), printable(name)) for name in device_names())


def _simpleaudio() -> CheckResult:
    """Try the sound output that a person may choose instead; nobody needs it."""
    tried = probe()
    if not tried.is_installed:
        return CheckResult(
            "sound", "simpleaudio", _("not installed; only who sets it as the sound output needs it")
        )
    if tried.sentence:
        return CheckResult("sound", "simpleaudio", tried.sentence, Grade.NOTE)
    return CheckResult("sound", "simpleaudio", _("opens the default device"))


def voice_findings() -> Iterator[CheckResult]:
    """Give what is found of voices: ours, a person's recordings, the system's."""
    settings, _mistakes = read_settings()
    language, voice = voice_language(), make_voice()
    lines = [text for text in all_lines() if line_name(text) not in voice.left_out]
    missing = voice.missing(lines)
    if voice.problems:
        yield CheckResult("sound", _("voice"), "\n".join(map(printable, voice.problems)), Grade.NOTE)
    elif language != ENGLISH and not voice.is_shipped:
        folder = _("The folder for voices is {folder}.").format(folder=printable(str(paths.voices())))
        value, way_out = pack_words(language, is_found=False), folder if language in PACKS else ""
        yield CheckResult("sound", _("voice"), value, Grade.NOTE, way_out)
    elif missing:
        sentence = ngettext("{n} line is not said: {lines}", "{n} lines are not said: {lines}", len(missing))
        value = sentence.format(n=len(missing), lines=", ".join(missing[:5]))
        yield CheckResult("sound", _("voice"), value, Grade.NOTE, _("Install RetroTimer again."))
    else:
        yield CheckResult("sound", _("voice"), _("says all {n} lines").format(n=len(lines)))
    if settings.voice:
        yield _recordings(settings.voice)
    speaker = find_speaker()
    if speaker:
        yield CheckResult(
            "sound", _("system's voice"), _("{name}, for lines of your own").format(name=speaker.name)
        )
    else:
        value = _("none: lines of your own that nobody recorded are shown only")
        yield CheckResult("sound", _("system's voice"), value)


def _recordings(folder: str) -> CheckResult:
    """Read every recording in `folder`, and tell of those that cannot be used."""
    name, shown = _("own recordings"), printable(folder)
    if not paths.expanded(folder).is_dir():
        value = _("{folder} is not there").format(folder=shown)
        return CheckResult("sound", name, value, Grade.NOTE, _("Choose another folder in the settings."))
    voice = make_voice(folder)
    names = voice.own_names()
    for line in names:
        voice.clip(line)
    sentence = ngettext("{folder}, {n} recording", "{folder}, {n} recordings", len(names))
    value = sentence.format(folder=shown, n=len(names))
    if voice.problems:
        return CheckResult("sound", name, "\n".join((value, *map(printable, voice.problems))), Grade.NOTE)
    return CheckResult("sound", name, value)


QT = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libstdc++6": "libstdc++.so.6",
    "libx11-6": "libX11.so.6",
    "libzstd1": "libzstd.so.1",
}
"""What Qt needs: Debian's package, and the library that shows it is there. A standalone program brings some."""
X11 = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxcb1": "libxcb.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
"""What a window under X needs beside them; without them Qt ends the process and nobody can catch it."""
WAYLAND = {"libwayland-client0": "libwayland-client.so.0", "libwayland-cursor0": "libwayland-cursor.so.0"}
"""What a window under Wayland needs beside them."""


def lack() -> str | None:
    """Return what a window on this screen lacks, or None; only for a Qt that failed to start."""
    missing = lacking()
    if not missing:
        return None
    sentence = _("The window cannot be opened: this system lacks {libraries}. {way_out}")
    return sentence.format(libraries=", ".join(missing.values()), way_out=way_to(missing))


def lacking() -> dict[str, str]:
    """Return what the loader does not find of what a window needs here: Debian's packages, and their libraries."""
    wanted = {**QT, **_screens()} if sys.platform == "linux" else {}
    return {package: library for package, library in wanted.items() if not loads(library)}


def way_to(missing: dict[str, str]) -> str:
    """Return the sentence that tells how `missing` is to be had."""
    if shutil.which("apt-get"):
        command = f"sudo apt-get install {' '.join(missing)}"
        return _("Install it with: {command}").format(command=command)
    sentence = _("Install the packages of your system that bring {libraries}.")
    return sentence.format(libraries=", ".join(missing.values()))


def loads(library: str) -> bool:
    """Tell whether the system's loader finds a library; in a standalone program, its own ones too."""
    import ctypes  # only where something may be missing

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _screens() -> dict[str, str]:
    """Return what the screens need that Qt would try here, one after another."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    x11 = "xcb" in asked if asked else bool(os.environ.get("DISPLAY"))
    wayland = "wayland" in asked if asked else bool(os.environ.get("WAYLAND_DISPLAY"))
    return {**(X11 if x11 else {}), **(WAYLAND if wayland else {})}


PACKAGES = {"PySide6": "PySide6-Essentials", "miniaudio": "miniaudio", "rich": "rich"}
TRY_QT = "from PySide6.QtWidgets import QApplication; print(QApplication([]).platformName())"
TRY_QT_S = 30


def examine() -> tuple[CheckResult, ...]:
    """Return all findings, by topic in the order of `TOPICS`."""
    return (*_versions(), *_folders(), *sound_findings(), *voice_findings(), *_screen(), *_presets(), *_phone())


def is_something_missing(findings: tuple[CheckResult, ...]) -> bool:
    """Return whether anything is missing that is needed."""
    return any(finding.grade is Grade.MISSING for finding in findings)


def described(findings: tuple[CheckResult, ...]) -> dict[str, object]:
    """Return `findings` as what `doctor --json` gives."""
    return {"missing": is_something_missing(findings), "findings": [asdict(finding) for finding in findings]}


def _versions() -> Iterator[CheckResult]:
    yield CheckResult("versions", "RetroTimer", __version__)
    yield CheckResult("versions", "Python", f"{platform.python_version()} ({sys.executable})")
    yield CheckResult("versions", _("system"), platform.platform())
    for name, package in PACKAGES.items():
        try:
            yield CheckResult("versions", name, metadata.version(package))
        except metadata.PackageNotFoundError:
            way_out = _("Install it with: pip install {package}").format(package=package)
            yield CheckResult("versions", name, _("not installed"), Grade.MISSING, way_out)


# Folders


def _folders() -> Iterator[CheckResult]:
    if paths.missing_data():
        from retrotimer.app.data_folder import missing_words, ways_words  # seldom

        yield CheckResult("folders", _("data"), missing_words(), Grade.MISSING, ways_words())
    for name, path in paths.everything().items():
        yield _folder(name, path)


def _folder(name: str, path: Path) -> CheckResult:
    shown = printable(str(path))
    there = next(place for place in (path, *path.parents) if os.path.lexists(place))
    if not os.access(there, os.W_OK):
        way_out = _("Make {path} writable, or set {variable} to another folder.").format(
            path=printable(str(there)), variable=paths.HOME_VARIABLE
        )
        return CheckResult(
            "folders", name, _("{path} (cannot be written)").format(path=shown), Grade.MISSING, way_out
        )
    if there == path:
        return CheckResult("folders", name, shown)
    missing = paths.missing_data()
    if missing and path.is_relative_to(missing):
        return CheckResult("folders", name, _("{path} (not there now)").format(path=shown), Grade.MISSING)
    return CheckResult("folders", name, _("{path} (made when it is needed)").format(path=shown))


# Screen


def _screen() -> Iterator[CheckResult]:
    has_screen = sys.platform != "linux" or any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY"))
    if sys.platform == "linux":
        found = [f"{v}={os.environ[v]}" for v in ("DISPLAY", "WAYLAND_DISPLAY") if os.environ.get(v)]
        if found:
            yield CheckResult("screen", _("screen"), ", ".join(found))
        else:
            way_out = _("No window can open here; `retrotimer run PRESET` runs in the terminal.")
            yield CheckResult("screen", _("screen"), _("none"), Grade.NOTE, way_out)
    yield _qt(has_screen=has_screen)


def _qt(*, has_screen: bool) -> CheckResult:
    """Start Qt in a process of its own: where it cannot, it ends the process it is in."""
    if getattr(sys, "frozen", False):
        return _frozen_qt()
    env = os.environ if has_screen else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", TRY_QT]
    try:
        tried = subprocess.run(command, env=env, capture_output=True, text=True, timeout=TRY_QT_S, check=False)
    except subprocess.TimeoutExpired:
        return CheckResult("screen", "Qt", _("does not answer"), Grade.MISSING)
    if tried.returncode == 0:
        return CheckResult("screen", "Qt", _("starts ({platform})").format(platform=tried.stdout.strip()))
    lines = [line for line in tried.stderr.splitlines() if line.strip()]
    why = _("does not start: {why}").format(why=printable(lines[-1] if lines else str(tried.returncode)))
    missing = lacking()
    return CheckResult("screen", "Qt", why, Grade.MISSING, way_to(missing) if missing else "")


def _frozen_qt() -> CheckResult:
    """Tell what the standalone program's Qt lacks of the system; it has no Python to try it with."""
    missing = lacking()
    if not missing:
        return CheckResult("screen", "Qt", _("comes with the program"))
    what = _("lacks {libraries}").format(libraries=", ".join(missing.values()))
    return CheckResult("screen", "Qt", what, Grade.MISSING, way_to(missing))


# Presets


def _presets() -> Iterator[CheckResult]:
    found = all_presets()
    broken = [preset for preset in found if isinstance(preset, Broken)]
    yield CheckResult("presets", _("presets"), _("{n} can be used").format(n=len(found) - len(broken)))
    for preset in broken:
        way_out = _("Correct it there; `retrotimer check {path}` then says whether all is well.")
        way_out = way_out.format(path=printable(str(preset.path)))
        yield CheckResult("presets", preset.id, "\n".join(preset.mistakes), Grade.NOTE, way_out)


# Phone


def _phone() -> Iterator[CheckResult]:
    """Name the addresses that phones may be shown a session at; it is looked for, not served."""
    from retrotimer.app.remote.networks import PORT, networks

    found = networks()
    if not found:
        way_out = _("For phones join a Wi-Fi, or the hotspot of one of them.")
        yield CheckResult("phone", _("networks"), _("none"), way_out=way_out)
    for network in found:
        value = f"http://{network.address}:{PORT}/"
        yield CheckResult(
            "phone", network.name, _("{address} (virtual)").format(address=value) if network.is_virtual else value
        )
