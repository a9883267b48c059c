"""Try RetroTimer on bare Debians and Ubuntus: `sudo .venv/bin/python packaging/checks/trial.py [SUITE…]`.

Without options, each package in dist/ (`--build` makes it first) is installed in a bare system, its window
photographed, a session run, heard and exported, and the package removed; all is compared with the checkout. Each
library it takes from the system is removed in turn, and the program must name it; where the system is too old, it
must say so. `--checkout` instead tries README's two commands where only Python is installed; with `--pip` that
Python makes its environments with the pip of a wheel, older or newer than its own.

Wants Debian's debootstrap. Prints a line for each trial, and exits 1 where one fails.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from subprocess import PIPE, STDOUT
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path[:0] = [str(ROOT), str(PACKAGING), str(PACKAGING / "build"), str(PACKAGING / "linux")]

from deb_package import DEPENDS  # noqa: E402
from freeze_parts import stays_out  # noqa: E402

from retrotimer.app.diagnostics import doctor  # noqa: E402
from tests.helpers.sound_server import SoundServer  # noqa: E402
from tests.helpers.xvfb import Screen, xvfb  # noqa: E402
from tests.system.sound.onsets import THRESHOLD, onsets  # noqa: E402

# How this machine reaches its network and its package index, which a bare system must share.
SETTINGS = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
SCRIPTS = Path("/usr/share/debootstrap/scripts")
DEBIAN, UBUNTU = "http://deb.debian.org/debian", "http://archive.ubuntu.com/ubuntu"
SUITES = {
    **{name: (DEBIAN, libc) for name, libc in (("bullseye", 31), ("bookworm", 36), ("trixie", 41), ("sid", 43))},
    **{name: (UBUNTU, libc) for name, libc in (("focal", 31), ("jammy", 35), ("noble", 39), ("resolute", 43))},
}
"""Where each comes from, and its glibc: 2.36 is 36."""
OLDEST_LIBC = 35
LIBRARIES = " ".join([*(part.split()[0] for part in DEPENDS.split(", ") if "libc6" not in part), "libpulse0"])
"""What RetroTimer takes from the system; every desktop has it."""
DESKTOP = f"{LIBRARIES} shared-mime-info desktop-file-utils hicolor-icon-theme xz-utils"
PYTHON = "python3 python3-venv"
C_LIBRARY = re.compile(r"ld-linux|lib(c|m|mvec|dl|pthread|rt|util)\.so")
NOT_NAMED = {"libuuid.so.1", "libgcc_s.so.1"}
"""Python does without the first, and the C++ library brings the second."""
X_WINDOW = {**doctor.QT, **doctor.X11}
# Its own namespaces end with the command, and with them all that is mounted or runs there.
ENTER = ("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c")
CHROOT = """
root=$0 user=$1 command=$2
shift 2
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" && mount --rbind /sys "$root/sys" || exit 99
for bind; do
  mkdir -p "$root${bind#*=}" && mount --rbind "${bind%%=*}" "$root${bind#*=}" || exit 99
done
cd / && exec chroot --userspec="$user" "$root" sh -c "cd && $command"
"""
HOMES = {"root": "/root", "walker": "/home/walker"}
WATCHED = ("etc", "home", "opt", "root", "srv", "usr", "var/lib", "var/spool")
NOT_OURS = ("var/lib/apt/", "var/lib/dpkg/", "etc/ld.so.cache", "home/walker/")
"""What apt and dpkg note of themselves, and what the person made."""
PACKAGES = {
    "archive": ("tar -xJf /run/dist/RetroTimer-*.tar.xz -C /opt", "/opt/*/retrotimer", "rm -r /opt/*"),
    "deb": ("apt-get -qy install /run/dist/retrotimer_*.deb", "retrotimer", "apt-get -qy purge retrotimer"),
    "run": ("install -m 755 /run/dist/RetroTimer-*.run /opt/timer", "/opt/timer", "rm /opt/timer"),
    "AppDir": ("cp -a /run/dist/RetroTimer.AppDir /opt/App", "/opt/App/AppRun", "rm -r /opt/App"),
}
"""How each is installed, what starts it, how it is removed."""
PRESET = "first-steps"
EXPORT = f"export {PRESET} -o {{out}}/session.wav"
SESSION = f"run {PRESET} --window --close --speed 60 --output miniaudio --events {{out}}/session.jsonl"
SAME = ("event", "at_ms", "interval", "visit", "cue", "text", "length_ms")
"""What is the same in each run of a session: not the times of day, and not how late a thing came."""
CHECKOUT = f"{sys.executable} -m retrotimer"
DIST, OUT = ROOT / "dist", ROOT / "build" / "seen"
"""Where build.py puts the packages, and where photographs and sounds go."""
PATIENCE_S = 180.0
MIDDLE = 40
"""After so many events a session is photographed."""
BLOCK = 480
SOUND_MAY_DIFFER = 0.2
"""At sixty times the speed, on a busy machine, a cue or two is left out by chance."""
PIXELS_MAY_DIFFER = 0.01
SHRUNK, SHADE = (147, 77), 24
"""Photographs are compared small and with so much tolerance of 255: systems smooth letters differently."""


Done = subprocess.CompletedProcess[str]


class Failure(Exception):  # noqa: N818 - it is what this looks for
    """The program did not do what it should; the text says what it did instead."""


class BareSystem:
    """A minimal Debian or Ubuntu in a folder. Nothing stays mounted or running after a command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: str, packages: str) -> list[str]:
        """Fill the folder, and list what went wrong."""
        mirror, libc = SUITES[suite]
        command = ["debootstrap", "--variant=minbase", f"--include={packages.replace(' ', ',')}"]
        command += ["--components=main,universe"] if mirror == UBUNTU else []
        command += [suite, str(self.folder), mirror]
        if not (SCRIPTS / suite).exists():  # newer than debootstrap
            command.append(str(SCRIPTS / ("jammy" if mirror == UBUNTU else "sid")))
        done = subprocess.run([*ENTER, 'exec "$0" "$@"', *command], check=False, capture_output=True, text=True)
        if done.returncode:
            return [done.stdout[-600:] + done.stderr[-600:]]
        for setting in filter(os.path.exists, SETTINGS):
            target = self.folder / setting.lstrip("/")
            if target.parent.is_dir():
                shutil.copy(setting, target)
        done = self.run("apt-get clean; useradd --create-home --shell /bin/sh walker && getconf GNU_LIBC_VERSION")
        return [] if done.stdout == f"glibc 2.{libc}\n" else [done.stdout]

    @contextmanager
    def copy(self) -> Iterator[BareSystem]:
        """Give another like this for a while."""
        with tempfile.TemporaryDirectory(prefix="rt-copy-") as name:
            folder = Path(name) / "root"
            subprocess.run(["cp", "-a", "--reflink=auto", str(self.folder), str(folder)], check=True)
            yield BareSystem(folder)

    def command(self, command: str, user: str = "root", binds: dict[str, str] | None = None) -> list[str]:
        """Return what runs a shell command in it, with folders of ours bound to places there."""
        pairs = [f"{ours}={theirs}" for ours, theirs in (binds or {}).items()]
        return [*ENTER, CHROOT, str(self.folder), user, command, *pairs]

    def run(self, command: str, user: str = "root", binds: dict[str, str] | None = None, **more: str) -> Done:
        """Run a shell command in it, with `more` environment."""
        env = environment(user, DEBIAN_FRONTEND="noninteractive", **more)
        words = self.command(command, user, binds)
        return subprocess.run(words, env=env, check=False, text=True, errors="replace", stdout=PIPE, stderr=STDOUT)

    def files(self) -> set[str]:
        """Return the path of all that is there, except what comes and goes by itself."""
        paths = (str(path.relative_to(self.folder)) for top in WATCHED for path in (self.folder / top).rglob("*"))
        return {path for path in paths if not path.startswith(NOT_OURS)}


def environment(user: str, **others: str) -> dict[str, str]:
    """Return the environment of a login, and what else is given."""
    path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    return {"PATH": path, "LANG": "C.UTF-8", "HOME": HOMES[user], "USER": user, **others}


class Program:
    """A program, in a bare system or, without one, here; what it makes goes to `out`, a folder of ours.

    `there` is that folder's name in the bare system; `env` and `binds` are what else the program gets there.
    """

    user, there = "walker", "/run/out"

    def __init__(self, command: str, out: Path, system: BareSystem | None = None) -> None:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        out.chmod(0o777)  # in a bare system it is another user's
        self.out = out
        self.env: dict[str, str] = {}
        self.binds: dict[str, str] = {}
        self._command, self._system = command, system

    def start(
        self, words: str, screen: Screen | None = None, server: SoundServer | None = None, terminal: int = PIPE
    ) -> subprocess.Popen[str]:
        """Start it with these words, in which {out} stands for its folder, in a terminal where one is given."""
        own = {"DISPLAY": screen.env["DISPLAY"], "QT_QPA_PLATFORM": "xcb"} if screen else {}
        own |= self.env
        binds = {str(self.out): "/run/out", "/tmp/.X11-unix": "/tmp/.X11-unix", **self.binds}  # noqa: S108 - X's own
        if server:
            own["PULSE_SERVER"] = server.address
            socket = Path(server.address.removeprefix("unix:")).parent
            binds[str(socket)] = str(socket)
            socket.chmod(0o711)
        line = f"{self._command} {words}".format(out=self.there if self._system else self.out)
        if self._system:
            command, env = self._system.command(line, self.user, binds), environment(self.user, **own)
        else:
            command = ["sh", "-c", line]
            env = environment("root", RETROTIMER_HOME=str(self.out), XDG_RUNTIME_DIR=str(self.out), **own)
        pipes: dict[str, Any] = {
            "stdin": None if terminal == PIPE else terminal,
            "stdout": terminal,
            "stderr": STDOUT,
        }
        return subprocess.Popen(
            command, env=env, cwd=ROOT, text=True, errors="replace", start_new_session=True, **pipes
        )

    def run(self, words: str) -> str:
        """Run it and return what it printed; Failure where it fails."""
        return finished(self.start(words))


def finished(started: subprocess.Popen[str], status: int = 0) -> str:
    """Wait until a program has ended and return what it printed; Failure where it ends with another status."""
    try:
        printed = started.communicate(timeout=PATIENCE_S)[0]
    except subprocess.TimeoutExpired:
        printed = _killed(started) + "(it does not end)"
    if started.returncode != status:
        raise Failure(f"exit status {started.returncode}: {printed[-600:]}")
    return printed


def _killed(started: subprocess.Popen[str]) -> str:
    with suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(started.pid, signal.SIGKILL)
    return started.communicate()[0] or ""  # what went to a terminal is there


class Observed(NamedTuple):
    """What a program did: version, digest of its export, first page, events of a session, and its sounds."""

    version: str
    samples: str
    page: bytes
    events: list[dict[str, Any]]
    sounds: int
    seconds: float

    def differences(self, other: Observed) -> list[str]:
        """List how this is not as `other`, the checkout's."""
        same = ("version", "samples", "events")
        found = [f"other {name}" for name in same if getattr(self, name) != getattr(other, name)]
        if changed_pixels(self.page, other.page) > PIXELS_MAY_DIFFER:
            found.append("other first page")
        for name in ("sounds", "seconds"):
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs or abs(mine / theirs - 1) > SOUND_MAY_DIFFER:
                found.append(f"{name}: {mine:g}, and from the checkout {theirs:g}")
        return found


def observe(program: Program) -> Observed:
    """Try a program in every way; photographs and files stay in its folder."""
    version = program.run("--version").strip().split("\n")[-1]  # the single file tells of unpacking before
    program.run(EXPORT)
    samples = hashlib.sha256((program.out / "session.wav").read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory(prefix="rt-screen-") as folder, xvfb(Path(folder)) as screen:
        started = program.start("", screen)
        page = settled(screen, started, program.out / "window.png")
        press(screen, "alt+F4")
        finished(started)
        sound = _session(program, screen)
    rows = (program.out / "session.jsonl").read_text(encoding="utf-8").splitlines()
    events = [{key: value for key, value in json.loads(row).items() if key in SAME} for row in rows]
    return Observed(version, samples, page, events, *sound)


def press(screen: Screen, *keys: str) -> None:
    """Press keys there, as xdotool names them."""
    subprocess.run(["xdotool", "key", *keys], env=screen.env, check=True)


def settled(screen: Screen, started: subprocess.Popen[str], photo: Path, before: bytes = b"") -> bytes:
    """Wait until a window stands still, other than `before`; save its photograph, and return its pixels."""
    seen: list[bytes] = []

    def stands_still() -> bool:
        time.sleep(0.3)
        seen.append(_middle(screen.photo()))
        is_one = seen[-1] != before if before else not _is_empty(seen[-1])  # a later page may have little on it
        return seen[-8:].count(seen[-1]) > 2 and is_one  # a cursor may blink in it

    until(stands_still, started, photo.stem)
    screen.photo().save(str(photo))
    return seen[-1]


def _session(program: Program, screen: Screen) -> tuple[int, float]:
    """Run a session to its end, photograph it in the middle, and return the number of sounds and their seconds."""
    events = program.out / "session.jsonl"
    with SoundServer() as server, server.record() as recording:
        started = program.start(SESSION, screen, server)
        until(lambda: events.exists() and events.read_bytes().count(b"\n") > MIDDLE, started, "its session")
        screen.photo().save(str(program.out / "session.png"))
        finished(started)
        return heard(recording.samples())


def heard(samples: array[int]) -> tuple[int, float]:
    """Return how often a sound began in a recording of 48,000 samples a second, and for how many seconds."""
    blocks = (samples[start : start + BLOCK] for start in range(0, len(samples), BLOCK))
    loud = sum(max(*block, -min(block)) >= THRESHOLD for block in blocks)
    return sum(1 for _onset in onsets(samples)), loud * BLOCK / 48_000


def changed_pixels(one: bytes, other: bytes) -> float:
    """Return which share of two photographs differs; 1 where they have no size in common."""
    if not one or len(one) != len(other):
        return 1
    return sum(abs(mine - theirs) > SHADE for mine, theirs in zip(one, other, strict=True)) / len(one)


def _middle(photo: QImage) -> bytes:
    part = photo.copy(60, 60, 1240, 680).convertToFormat(QImage.Format.Format_RGB32)  # without the window's frame
    return bytes(part.scaled(*SHRUNK, mode=Qt.TransformationMode.SmoothTransformation).constBits())


def _is_empty(photo: bytes) -> bool:
    pixels = memoryview(photo).cast("I")
    return Counter(pixels).most_common(1)[0][1] > 0.9 * len(pixels)


def until(is_so: Callable[[], bool], started: subprocess.Popen[str], what: str) -> None:
    """Wait until something is so; Failure, and the program killed, where it ends before or it takes too long."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        if started.poll() is not None or time.monotonic() > end:
            raise Failure(f"{what} is not seen: {_killed(started)[-600:]}")
        time.sleep(0.05)


class Trials:
    """Trials of the packages, each in a copy of the bare system; what is seen goes to `out`."""

    def __init__(self, bare: BareSystem, out: Path) -> None:
        self._bare, self._out = bare, out

    def same_as_checkout(self, package: str, checkout: Future[Observed]) -> list[str]:
        """Install, observe and remove a package, and list what is not as from the checkout."""
        install, command, remove = PACKAGES[package]
        with self._bare.copy() as system:
            before = system.files()
            self._install(system, install)
            observed = observe(Program(command, self._out / package, system))
            done = system.run(remove)
            left = sorted(system.files() - before)
        found = [f"removing it fails: {done.stdout}"] if done.returncode else []
        return found + [f"leaves {path}" for path in left] + observed.differences(checkout.result())

    def too_old(self, package: str) -> list[str]:
        """List how a package does not say that the system is too old for it."""
        install, command, _remove = PACKAGES[package]
        with self._bare.copy() as system:
            done = system.run(install, binds={str(DIST): "/run/dist"})
            if package == "deb":  # apt itself says it
                return [] if done.returncode and "libc6 (>= 2.35)" in done.stdout else [f"apt says: {done.stdout}"]
            said = finished(Program(command, self._out / package, system).start("--version"), 3)
        return [] if "needs glibc 2.35 or newer" in said and said.count("\n") == 1 else [f"it says: {said}"]

    def names_missing_libraries(self) -> list[str]:
        """Remove each library in turn, and list those that the program does not name in a sentence."""
        install, command, _remove = PACKAGES["archive"]
        found = []
        with self._bare.copy() as system, tempfile.TemporaryDirectory(prefix="rt-screen-") as name:
            self._install(system, install)
            libraries = next(system.folder.glob("usr/lib/*-linux-gnu"))
            with xvfb(Path(name)) as screen:
                for package, library in X_WINDOW.items():
                    if stays_out(library):  # else it comes with the program
                        hidden = (libraries / library).rename(libraries / "hidden")
                        said = finished(Program(command, self._out / package, system).start("", screen), 3)
                        hidden.rename(libraries / library)
                        last = said.splitlines()[-1] if said else ""
                        if "Traceback" in said or not re.search(rf" {re.escape(package)}( |$)", last):
                            found.append(f"without {package} it says: {said}")
        return found

    def _install(self, system: BareSystem, command: str) -> None:
        done = system.run(command, binds={str(DIST): "/run/dist"})
        if done.returncode:
            raise Failure(f"installing it fails: {done.stdout[-600:]}")


def needed_libraries(folder: Path) -> set[str]:
    """Return each library that files of the program want and that does not come with it."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    programs = [str(path) for path in files if path.read_bytes()[:4] == b"\x7fELF"]
    done = subprocess.run(["objdump", "-p", *programs], check=True, capture_output=True, text=True)
    needed = set(re.findall(r"NEEDED\s+(\S+)", done.stdout)) - {path.name for path in files}
    return {library for library in needed if not C_LIBRARY.match(library)}


def disagreements(folder: Path) -> list[str]:
    """List where the program's files, the libraries it names, and those of a bare system do not agree."""
    own = {path.name for path in folder.rglob("*.so*")}
    table = {**X_WINDOW, **doctor.WAYLAND}
    named = {library: package for package, library in table.items() if library not in own}
    needed = needed_libraries(folder) - NOT_NAMED
    return [
        *(f"{library} is needed and not in doctor's table" for library in sorted(needed - named.keys())),
        *(f"{library} is in doctor's table and not needed" for library in sorted(named.keys() - needed)),
        *(f"{package} is not in LIBRARIES" for package in named.values() if package not in LIBRARIES.split()),
    ]


def build() -> list[str]:
    """Make the packages; list what went wrong, or what of them is not valid."""
    for script in ("build/build.py", "checks/validate.py"):
        command = [sys.executable, str(PACKAGING / script)]
        done = subprocess.run(command, check=False, text=True, stdout=PIPE, stderr=STDOUT)
        if done.returncode:
            return [done.stdout[-2000:]]
    return disagreements(DIST / "RetroTimer")


NO_SCREEN = "python3 dev.py run --version && timeout --preserve-status -s INT 10 python3 dev.py run"
ROOT_SCREEN = "python3 dev.py run --version && QT_QPA_PLATFORM=offscreen timeout 180 python3 dev.py run"
RUN_LIST = "python3 dev.py run list"
NO_VENV = f"apt-get -qy remove 'python3.*-venv' && cd ~walker/tree && rm -rf .venv && su walker -c '{RUN_LIST}'"
COMMAND = r"su -c 'apt-get update && apt-get install --no-install-recommends libegl1 libgl1 .*'"
SCREEN, PASSED = "export DISPLAY=:97; ", r"\d+ passed"
Case = tuple[str, str, str, tuple[int, ...], str]
CASES: tuple[Case, ...] = (
    (
        "no screen: the default preset runs in the terminal",
        "walker",
        NO_SCREEN,
        (0, 130),
        "gentler-3-1 runs in this",
    ),
    ("a whole session", "walker", "python3 dev.py run run gentler-3-1 --speed 60 --mute", (0,), ""),
    ("screen: run names what is missing", "walker", f"{SCREEN}python3 dev.py run", (3,), COMMAND),
    ("test names what is missing", "walker", "python3 dev.py test", (3,), COMMAND),
    ("root, screen: run installs what is missing", "root", SCREEN + ROOT_SCREEN, (124,), "Installing libegl1"),
    ("root: test", "root", "python3 dev.py test", (0,), PASSED),
    ("test", "walker", "python3 dev.py test", (0,), PASSED),
    ("CI leaves nothing out", "walker", "CI=true python3 dev.py test --all", (3,), "CI must run every check"),
    ("without venv: run names what is missing", "root", NO_VENV, (3,), r"lacks python3\.\d+-venv"),
    ("root, without venv: run installs it", "root", f"rm -rf .venv && {RUN_LIST}", (0,), "Installing python"),
)
"""README's two commands on a bare system, in this order: user, command, exit statuses, what it must print."""


def checkout_case(bare: BareSystem, case: Case) -> list[str]:
    """Run one case in the user's own copy of the last commit, and list what is not as it should be."""
    _title, user, command, statuses, pattern = case
    tree = bare.folder / HOMES[user].lstrip("/") / "tree"
    if not tree.exists():
        tree.mkdir()
        commit = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=PIPE).stdout
        subprocess.run(["tar", "-x", "-C", str(tree)], check=True, input=commit)
        bare.run(f"chown -R {user}: {HOMES[user]}/tree")
    done = bare.run(f"cd tree && {command}", user)
    found = [] if done.returncode in statuses else [f"exit status {done.returncode}"]
    found += [] if re.search(pattern, done.stdout) else [f"nowhere printed: {pattern}"]
    found += ["a traceback"] * ("Traceback (most recent call last)" in done.stdout)
    return [*found, done.stdout[-2000:]] if found else []


def use_pip(bare: BareSystem, wheel: Path) -> None:
    """Let the system's Python put the pip of `wheel` into the environments it makes."""
    wheels = bare.folder / "usr/share/python-wheels"
    for own in wheels.glob("pip-*.whl"):
        own.unlink()
    shutil.copy(wheel, wheels)


def report(title: str, trial: Callable[[], list[str]]) -> bool:
    """Try, print a line, and return whether all is as it should be."""
    began = time.monotonic()
    try:
        found = trial()
    except Failure as error:
        found = [str(error)]
    print(f"{'FAILED' if found else 'ok'}: {title} ({time.monotonic() - began:.0f} s)", flush=True)
    for line in found:
        print(f"  {line}", flush=True)
    return not found


def plan(suite: str, trials: Trials, checkout: Future[Observed]) -> dict[str, Callable[[], list[str]]]:
    """Return the trials of packages in a suite, by title."""
    if SUITES[suite][1] < OLDEST_LIBC:
        return {f"{suite}, {name}: too old": partial(trials.too_old, name) for name in PACKAGES}
    same = {f"{suite}, {name}": partial(trials.same_as_checkout, name, checkout) for name in PACKAGES}
    return {**same, f"{suite}, libraries removed": trials.names_missing_libraries}


def try_all(options: argparse.Namespace, folder: Path) -> Iterator[bool]:
    """Do all that is asked for, three trials at a time: most of them wait for a session's end."""
    with ThreadPoolExecutor(3) as pool:
        building = pool.submit(report, "packages", build) if options.build else None
        checkout: Future[Observed] | None = None
        for suite in options.suites:
            bare = BareSystem((options.keep or folder) / suite)
            packages = PYTHON if options.checkout else DESKTOP
            yield bare.folder.exists() or report(f"{suite}, bare", partial(bare.make, suite, packages))
            if options.checkout:
                if options.pip:
                    use_pip(bare, options.pip)
                for case in CASES:
                    yield report(f"{suite}, {case[0]}", partial(checkout_case, bare, case))
                continue
            if building and not building.result():
                yield False
                return
            checkout = checkout or pool.submit(observe, Program(CHECKOUT, OUT / "checkout"))
            trials = plan(suite, Trials(bare, OUT / suite), checkout)
            yield from pool.map(report, trials.keys(), trials.values())


def main() -> None:
    """Try each suite that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", default=["bookworm"], help=f"some of {', '.join(SUITES)}")
    parser.add_argument("--checkout", action="store_true", help="try README's commands instead of packages")
    parser.add_argument("--pip", type=Path, help="with --checkout: a wheel of the pip that Python is to bring")
    parser.add_argument("--build", action="store_true", help="make and validate the packages first")
    parser.add_argument("--keep", type=Path, help="a folder for the bare systems, used again the next time")
    options = parser.parse_args()
    if os.geteuid() or not shutil.which("debootstrap"):
        sys.exit("trial.py needs root, and debootstrap from Debian's package of that name.")
    signal.signal(signal.SIGTERM, lambda *_none: sys.exit(143))  # so that the folders are removed
    with tempfile.TemporaryDirectory(prefix="rt-roots-") as folder:
        good = list(try_all(options, Path(folder)))
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
