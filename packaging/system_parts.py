"""Find what RetroTimer needs beside Python: libraries of the system, and the packages that a lock names."""

# Standard library only, and no newer syntax than Python 3.8's: dev.py loads this before it looks at the version.
from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path


def parts(text: str) -> dict[str, str]:
    """Return by Debian package what shows that it is there: a library, a program, or a file (`/x/*/y`).

    Args:
        text: words of the form `package=thing`; a package alone brings a program of its name.
    """
    return {package: thing or package for package, _, thing in (word.partition("=") for word in text.split())}


# What the system must bring.
QT = parts(
    "libegl1=libEGL.so.1 libgl1=libGL.so.1 libxkbcommon0=libxkbcommon.so.0 libdbus-1-3=libdbus-1.so.3 "
    "libfontconfig1=libfontconfig.so.1 libglib2.0-0=libgthread-2.0.so.0"
)
WINDOW = parts(
    "libxcb-cursor0=libxcb-cursor.so.0 libxkbcommon-x11-0=libxkbcommon-x11.so.0 libxcb-icccm4=libxcb-icccm.so.4 "
    "libxcb-keysyms1=libxcb-keysyms.so.1 libxcb-shape0=libxcb-shape.so.0"
)
WAYLAND = parts("libwayland-cursor0=libwayland-cursor.so.0 libwayland-egl1=libwayland-egl.so.1")
SOUND = {"libpulse0": "libpulse.so.0 libasound.so.2"}  # either will do


class Stop(Exception):  # noqa: N818 - it ends the run, which need not be an error
    """Ends dev.py with a sentence and an exit status."""

    def __init__(self, sentence: str, status: int = 3) -> None:
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


def install_lock(python: str, lock: str, *options: str) -> bool:
    """Let `python`'s pip install what the file `lock` names; return False if it cannot, once it has said why.

    --no-deps: a lock names all that is needed. Asked to look for more, older pips look at newer releases too, and
    refuse them for want of a hash.
    """
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    locked = ["install", "--quiet", "--no-deps", "--require-hashes", *options, "-r", lock]
    checked = [] if "--target" in options else [["check"]]  # pip checks environments only
    return not any(subprocess.run([*pip, *words], check=False).returncode for words in (locked, *checked))


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


def may_install() -> bool:
    """Tell whether packages may be installed: by root alone, on Debian's kin."""
    return sys.platform == "linux" and shutil.which("apt-get") is not None and os.geteuid() == 0


def install(packages: list[str], why: str) -> bool:
    """Install Debian packages if that may be done, and tell whether it was."""
    if not may_install():
        return False
    say(f"Installing {' '.join(packages)} ({why}; this can take a minute).")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    # The lists may be absent or old. If they cannot be renewed, what is here may still do.
    subprocess.run([*apt, "update"], capture_output=True, check=False)
    get = [*apt, "-y", "--no-install-recommends", "install", *packages]
    return subprocess.run(get, stdout=subprocess.DEVNULL, check=False).returncode == 0


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
