"""One program watched as a person would: its window photographed, its session heard, what it makes compared."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from clean_root import Root, environment
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # the tests' own screen and sound server

from tests.helpers.xvfb import Screen, xvfb  # noqa: E402
from tests.system.sound.onsets import THRESHOLD, onsets  # noqa: E402
from tests.system.sound.server import SoundServer  # noqa: E402

PRESET = "first-steps"
VERSION = "{program} --version"
EXPORT = "{program} export " + PRESET + " -o {out}/session.wav"
WINDOW = "{program}"
SESSION = "{program} run " + PRESET + " --window --close --speed 60 --output miniaudio --events {out}/session.jsonl"
KEPT = ("event", "at_ms", "interval", "visit", "cue", "text", "length_ms")
"""What is the same in each run of a session: not the times of day, and not how late a thing came."""
PATIENCE_S = 90.0
MIDDLE = 40
"""After so many events a session is photographed."""
BLOCK = 480
UNLIKE = 0.2
"""By so much two recordings of the session may differ. What begins while another sounds is left out, and at sixty
times the speed, on a busy machine, one cue or the other does so by chance."""
OTHER_PIXELS = 0.01
"""Of two photographs of the same page, so much may differ: where the pointer or a blinking caret is."""
COARSE, SHADE = 8, 24
"""They are compared as from afar, so many pixels as one, and alike by so much of 255: each system smooths the edges
of letters in its own way."""
INSIDE = (60, 60, 1240, 680)
"""The middle of the window, without its frame: left, top, width and height."""


class Surprise(Exception):  # noqa: N818 - it is what this looks for
    """The program did not do what it should; the text says what it did instead."""


@dataclass(frozen=True)
class Heard:
    """What a sink played: how often a sound began, for how many seconds there was one, how loud it mostly was."""

    onsets: int
    seconds: float
    level: float

    def unlike(self, other: Heard) -> list[str]:
        """List how this is not as `other`, the checkout's."""
        pairs = {
            "sounds": (self.onsets, other.onsets),
            "seconds of sound": (self.seconds, other.seconds),
            "level": (self.level, other.level),
        }
        return [
            f"{what}: {mine:g}, and from the checkout {theirs:g}"
            for what, (mine, theirs) in pairs.items()
            if not theirs or abs(mine / theirs - 1) > UNLIKE
        ]


@dataclass(frozen=True)
class Seen:
    """What a program did: its version, its export's digest, its first page, its session's events and sound."""

    version: str
    samples: str
    page: bytes
    events: list[dict[str, Any]]
    heard: Heard

    def unlike(self, other: Seen) -> list[str]:
        """List how this is not as `other`, the checkout's."""
        same = {
            "version": self.version == other.version,
            "exported samples": self.samples == other.samples,
            "first page": other_pixels(self.page, other.page) <= OTHER_PIXELS,
            "events": self.events == other.events,
        }
        return [f"other {what}" for what, is_same in same.items() if not is_same] + self.heard.unlike(other.heard)


class Place:
    """Where a program is: in `root`, or, without one, here. `program` is its command in the shell's words.

    What it makes goes to `out`, a folder of ours.
    """

    def __init__(self, program: str, out: Path, root: Root | None = None) -> None:
        shutil.rmtree(out, ignore_errors=True)
        self.out = out
        self._root = root
        self._words = {"program": program, "out": "/run/out" if root else str(out)}
        out.mkdir(parents=True)
        out.chmod(0o777)  # in a root it is another user's

    def start(
        self, script: str, screen: Screen | None = None, server: SoundServer | None = None
    ) -> subprocess.Popen[str]:
        """Start a shell script, in which {program} and {out} stand for ours."""
        own = {"DISPLAY": screen.env["DISPLAY"], "QT_QPA_PLATFORM": "xcb"} if screen else {}
        binds = {str(self.out): self._words["out"], "/tmp/.X11-unix": "/tmp/.X11-unix"}  # noqa: S108 - X's own
        if server:
            own["PULSE_SERVER"] = server.address
            folder = str(Path(server.address.removeprefix("unix:")).parent)
            binds[folder] = folder
            Path(folder).chmod(0o711)
        script = script.format(**self._words)
        if self._root:
            command, env = self._root.command(script, "walker", binds), environment("walker", **own)
        else:
            command = ["sh", "-c", script]  # with folders of its own, which no program of ours knows
            env = environment("root", RETROTIMER_HOME=str(self.out), XDG_RUNTIME_DIR=str(self.out), **own)
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command,
            env=env,
            cwd=ROOT,
            text=True,
            errors="replace",
            stdout=pipe,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that all of it can be ended
        )

    def do(self, script: str) -> str:
        """Do a shell script and return its words; Surprise where it fails."""
        return finished(self.start(script))


def watch(place: Place) -> Seen:
    """Try the program in every way; photographs, recording and files stay in the place's folder."""
    version = place.do(VERSION).strip().split("\n")[-1]  # the single file tells of unpacking before
    place.do(EXPORT)
    with tempfile.TemporaryDirectory(prefix="rt-screen-") as folder, xvfb(Path(folder)) as screen:
        page = _open_and_close(place, screen)
        heard = _session(place, screen)
    rows = (place.out / "session.jsonl").read_text(encoding="utf-8").splitlines()
    events = [{key: value for key, value in json.loads(row).items() if key in KEPT} for row in rows]
    samples = hashlib.sha256((place.out / "session.wav").read_bytes()).hexdigest()
    return Seen(version, samples, page, events, heard)


def finished(started: subprocess.Popen[str], status: int = 0) -> str:
    """Wait until a program has ended and return its words; Surprise where it ends with another status."""
    try:
        said = started.communicate(timeout=PATIENCE_S)[0]
    except subprocess.TimeoutExpired:
        said = _ended(started) + "(it does not end)"
    if started.returncode != status:
        raise Surprise(f"exit status {started.returncode}: {said[-600:]}")
    return said


def _ended(started: subprocess.Popen[str]) -> str:
    """End a program and all that it started, and return its words."""
    with suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(started.pid, signal.SIGKILL)
    return started.communicate()[0]


def _open_and_close(place: Place, screen: Screen) -> bytes:
    """Open the window as its menu entry does, photograph it, close it with the keyboard; return its pixels."""
    started = place.start(WINDOW, screen)
    seen: list[bytes] = []

    def stands_still() -> bool:
        time.sleep(0.3)
        seen.append(_inside(screen.photo()))
        return len(seen) > 3 and seen[-1] == seen[-2] == seen[-3] and not _is_empty(seen[-1])

    _until(stands_still, started, "its window")
    screen.photo().save(str(place.out / "window.png"))
    subprocess.run(["xdotool", "key", "alt+F4"], env=screen.env, check=True)
    finished(started)
    return seen[-1]


def _session(place: Place, screen: Screen) -> Heard:
    """Run a session to its end, photograph it in the middle, and return what was heard."""
    events = place.out / "session.jsonl"
    events.unlink(missing_ok=True)
    with SoundServer() as server, server.record() as recording:
        started = place.start(SESSION, screen, server)
        _until(lambda: events.exists() and events.read_bytes().count(b"\n") > MIDDLE, started, "its session")
        screen.photo().save(str(place.out / "session.png"))
        finished(started)
        samples = recording.samples()
    (place.out / "sink.raw").write_bytes(samples.tobytes())
    return heard(samples)


def heard(samples: array[int]) -> Heard:
    """Return what a recording of 48,000 samples a second holds."""
    peaks = [max(*block, -min(block)) for block in _blocks(samples)]
    loud = [peak for peak in peaks if peak >= THRESHOLD]
    return Heard(sum(1 for _onset in onsets(samples)), len(loud) * BLOCK / 48_000, median(loud) if loud else 0)


def _blocks(samples: array[int]) -> list[array[int]]:
    return [samples[start : start + BLOCK] for start in range(0, len(samples), BLOCK)]


def other_pixels(one: bytes, other: bytes) -> float:
    """Return which share of two photographs is not the same; 1 where they have no size in common."""
    if not one or len(one) != len(other):
        return 1
    return sum(abs(mine - theirs) > SHADE for mine, theirs in zip(one, other, strict=True)) / len(one)


def _is_empty(photo: bytes) -> bool:
    """Tell whether nearly all is of one colour: there is no window yet, or nothing in it."""
    pixels = memoryview(photo).cast("I")
    return Counter(pixels).most_common(1)[0][1] > 0.9 * len(pixels)


def _inside(photo: QImage) -> bytes:
    left, top, wide, high = INSIDE
    part = photo.copy(left, top, wide, high).convertToFormat(QImage.Format.Format_RGB32)
    far = part.scaled(wide // COARSE, high // COARSE, mode=Qt.TransformationMode.SmoothTransformation)
    return bytes(far.constBits())


def _until(is_so: Callable[[], bool], started: subprocess.Popen[str], what: str) -> None:
    """Wait for a program to do something; Surprise where it ends before, or takes too long."""
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if started.poll() is not None or time.monotonic() > until:
            raise Surprise(f"{what} is not seen: {_ended(started)[-600:]}")
        time.sleep(0.05)
