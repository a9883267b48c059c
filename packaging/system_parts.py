"""What RetroTimer needs of the system beside Python, how to see it, and how to get it on Debian's kin."""

# Standard library only, and no newer syntax than Python 3.8's: dev.py loads this before it looks at the version.
from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

NEEDS_HELP = 3  # exit status: only a person can give what is missing

# What the system must bring: Debian package -> what shows it is there: a library, a program or a file, or one of
# several.
QT = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libgthread-2.0.so.0",
}
WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
WAYLAND = {"libwayland-cursor0": "libwayland-cursor.so.0", "libwayland-egl1": "libwayland-egl.so.1"}
SOUND = {"libpulse0": "libpulse.so.0 libasound.so.2"}  # either will do
# What a screen reader's part in a test needs.
READER = {
    "dbus": "dbus-daemon",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "gir1.2-atspi-2.0": "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
    "python3-gi": "/usr/lib/python3/dist-packages/gi/__init__.py",
}
# What it takes to build simpleaudio and to lead it to a sound server; a Python that is not Debian's has headers.
SIMPLEAUDIO = {
    "gcc": "gcc",
    "libc6-dev": "/usr/include/stdio.h",
    f"python3.{sys.version_info.minor}-dev": f"{sysconfig.get_path('include')}/Python.h",
    "libasound2-dev": "/usr/include/alsa/asoundlib.h",
    "libasound2-plugins": "/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so",
}
# What it takes to make the packages, to look over what is in them, and to try them on bare systems.
PACKED = {
    "binutils": "objdump",
    "xz-utils": "xz",
    "makeself": "makeself",
    "git": "git",
    "debootstrap": "debootstrap",
    "util-linux": "unshare",
    "desktop-file-utils": "desktop-file-validate",
    "appstream": "appstreamcli",
    "lintian": "lintian",
    "man-db": "man",
    "shared-mime-info": "update-mime-database",
    "zsh": "zsh",
    "fish": "fish",
    "xvfb": "Xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "pulseaudio": "pulseaudio",
    "pulseaudio-utils": "parec",
}
ROOT = "root"  # the marker of tests that only root may run
PACKAGES = "packages"  # no marker but a check of its own: the packages tried on bare systems, by root alone too
BY_ROOT = {
    ROOT: "the tests marked root, which mount disks of their own. Run them with: sudo -E pytest -m root",
    PACKAGES: "the packages, which only root can try on bare systems. Do it with: "
    "sudo .venv/bin/python packaging/clean_roots.py --build bookworm",
}
# What marked tests need beside Qt: pytest marker -> the same kind of table.
MARKED = {
    "screen": {**WINDOW, **READER, "xvfb": "Xvfb", "xauth": "xauth", "openbox": "openbox", "xdotool": "xdotool"},
    "sound": {
        "pulseaudio": "pulseaudio",
        "pulseaudio-utils": "parec",
        "pipewire": "pipewire",
        "pipewire-pulse": "pipewire-pulse",
        "wireplumber": "wireplumber",
        "speech-dispatcher-espeak-ng": "/usr/lib/speech-dispatcher-modules/sd_espeak-ng",
        **SIMPLEAUDIO,
    },
    "spelling": {"aspell": "aspell", "aspell-en": "/usr/lib/aspell*/en_GB.multi"},
    "bus": {"dbus": "dbus-daemon", "playerctl": "playerctl"},
    "packing": {"makeself": "makeself", "xz-utils": "xz"},
    ROOT: {"mount": "mount", "util-linux": "unshare", "e2fsprogs": "chattr"},
    PACKAGES: PACKED,
}


class Stop(Exception):  # noqa: N818 - it ends the run, which need not be an error
    """Ends dev.py with a sentence and an exit status."""

    def __init__(self, sentence: str, status: int = NEEDS_HELP) -> None:
        super().__init__(sentence)
        self.status = status


def say(text: str) -> None:
    """Print a line at once, so that it stands above what a started program prints."""
    print(text, flush=True)


def is_there(thing: str) -> bool:
    """Tell whether a library (`libX.so.N`) loads, a program is on the PATH, or a file (`/x/*/y`) is there."""
    if thing.startswith("/"):
        return any(Path("/").glob(thing[1:]))
    if ".so." not in thing:
        return shutil.which(thing) is not None
    if sys.platform != "linux":
        return True  # Qt's wheels for macOS and Windows bring all they need
    try:
        ctypes.CDLL(thing)
    except OSError:
        return False
    return True


def screen_parts() -> dict[str, str] | None:
    """Return what a window needs of the system on the screen that is here, or None if there is none."""
    if sys.platform != "linux":
        return {}
    kinds = [parts for name, parts in (("DISPLAY", WINDOW), ("WAYLAND_DISPLAY", WAYLAND)) if os.environ.get(name)]
    return {package: thing for parts in (QT, *kinds) for package, thing in parts.items()} if kinds else None


def missing(parts: dict[str, str]) -> list[str]:
    """List the packages of a table of which nothing is there."""
    return [package for package, things in parts.items() if not any(map(is_there, things.split()))]


def missing_venv() -> list[str]:
    """List the package that brings the venv module, which Debian keeps apart from Python, if it is missing."""
    if importlib.util.find_spec("ensurepip"):
        return []
    return [f"python3.{sys.version_info.minor}-venv"]


def apt_prefix() -> list[str] | None:
    """Return what must stand before `apt-get` to install without a question, or None if we may not."""
    if sys.platform != "linux" or not shutil.which("apt-get"):
        return None
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quietly
    sudo = ["sudo", "-n"]  # -n: fail rather than ask for a password
    if not shutil.which("sudo") or subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode:
        return None
    return [*sudo, *quietly]


def install(packages: list[str], why: str) -> bool:
    """Install Debian packages if this may be done without asking, and tell whether they are there now."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    say(f"Installing {' '.join(packages)} ({why}; this can take a minute).")
    get = [*prefix, "apt-get", "-q", "-y", "--no-install-recommends", "install", *packages]
    if subprocess.run(get, capture_output=True, check=False).returncode == 0:
        return True
    # The package lists may be absent or old: fetch them, and let apt's own words be seen this time.
    subprocess.run([*prefix, "apt-get", "-q", "update"], check=False)
    return subprocess.run(get, check=False).returncode == 0


def advice(packages: list[str]) -> str:
    """Return the sentence that tells a person how to install packages by hand."""
    commands = f"apt-get update && apt-get install --no-install-recommends {' '.join(packages)}"
    if not shutil.which("apt-get"):
        return f"On Debian or Ubuntu this brings it: {commands}"
    if sys.platform == "linux" and os.geteuid() != 0:
        elevate = ("sudo", "sh", "-c") if shutil.which("sudo") else ("su", "-c")
        commands = shlex.join([*elevate, commands])
    return f"Install it with: {commands}"


def demand(needs: dict[str, list[str]]) -> None:
    """Install what is missing.

    Args:
        needs: what for -> the packages missing for it.

    Raises:
        Stop: they may not be installed; it names them and the command that does.
    """
    packages = [package for some in needs.values() for package in some]
    why = " and ".join(purpose for purpose, some in needs.items() if some)
    if packages and not install(packages, why):
        raise Stop(f"This machine lacks {' '.join(packages)} ({why}). {advice(packages)}")


def wish(packages: list[str], purpose: str) -> None:
    """Install what is missing, or say what RetroTimer will do without."""
    if packages and not install(packages, f"for {purpose}"):
        say(f"There will be no {purpose}, because this machine lacks {' '.join(packages)}. {advice(packages)}")


def settle_marked() -> list[str]:
    """Install what marked tests need, and return the markers that must be left out.

    Raises:
        Stop: something is missing for good and CI is set.
    """
    is_root = sys.platform == "linux" and os.geteuid() == 0
    barred = [] if is_root else [marker for marker in BY_ROOT if marker in MARKED]
    for marker in barred:
        say(f"Left out: {BY_ROOT[marker]}")
    needs = {marker: parts for marker, parts in MARKED.items() if marker not in barred}
    lacking = {marker: packages for marker, parts in needs.items() if (packages := missing(parts))}
    packages = list(dict.fromkeys(package for some in lacking.values() for package in some))  # each once
    if not packages or install(packages, f"for tests marked {' and '.join(lacking)}"):
        return barred
    if os.environ.get("CI"):
        raise Stop(f"CI must run every test, but this machine lacks {' '.join(packages)}. {advice(packages)}")
    for marker, some in lacking.items():
        what = "the packages on bare systems" if marker == PACKAGES else f"the tests marked {marker}"
        say(f"Left out: {what}, because this machine lacks {' '.join(some)}. {advice(some)}")
    return [*barred, *lacking]
