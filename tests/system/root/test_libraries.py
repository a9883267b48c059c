"""A system that lacks libraries of the window: an empty file is laid over each, in a mount namespace of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import doctor

ROOT = Path(__file__).resolve().parents[3]
HIDE = 'for library in $1; do mount --bind /dev/null "$(realpath "$library")" || exit 99; done; shift; exec "$@"'


def place(library: str) -> str:
    """Return the file that the system's loader takes for `library`."""
    listed = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    return next(line.split()[-1] for line in listed.splitlines() if line.split()[0] == library)


@pytest.mark.parametrize(
    ("packages", "platform"),
    [
        (("libegl1",), "offscreen"),
        (("libgl1", "libfontconfig1"), "offscreen"),
        (("libdbus-1-3",), "offscreen"),
        (("libxcb-cursor0",), "xcb"),
        (("libxkbcommon-x11-0", "libxcb-icccm4"), "xcb"),
    ],
)
def test_a_missing_library_is_named_in_one_sentence(packages: tuple[str, ...], platform: str) -> None:
    """The loader's error would be all that somebody reads, or Qt's abort and a core file."""
    known = {**doctor.QT, **doctor.X11}
    hidden = " ".join(place(known[package]) for package in packages)
    program = [sys.executable, "-m", "retrotimer"]
    command = ["unshare", "--mount", "sh", "-c", HIDE, "sh", hidden, *program]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": platform, "DISPLAY": ":4999"}
    done = subprocess.run(
        command, env={**env, "RETROTIMER_LANGUAGE": "en"}, capture_output=True, text=True, timeout=60, check=False
    )
    names = ", ".join(known[package] for package in packages)
    message = f"The window cannot be opened: this system lacks {names}. Install it with: sudo apt-get install "
    assert done.stderr == f"{message}{' '.join(packages)}\n"
    assert done.returncode == 3
