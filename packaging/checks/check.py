"""Run every check of a change: `python3 dev.py test` calls it, in the environment of the test lock.

Without arguments: format, lint, types, layers and the quick tests. With --all: everything else too, and the quick
checks unless they have passed on the very same files. What this machine lacks for a check is left out and named;
--install installs it first, as root on Debian or Ubuntu. All checks run, also after one has failed; the exit status
is 1 if any failed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shlex
import subprocess
import sys
import sysconfig
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Event, Lock

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from system_parts import WINDOW, Stop, advice, install, missing, parts, say  # noqa: E402

PARALLEL = ["-n", "2", "--dist", "worksteal"]
WAITING, PACKAGING = "waiting", "packaging"
"""Lanes of checks that mostly wait for a clock, and of those that make packages."""
PASSED = ROOT / ".venv" / "quick-checks-passed"
"""Holds the fingerprint of the files on which the quick checks passed last."""
NOT_SOURCES = {"build", "dist", "site", "htmlcov"}
"""What stands beside the sources, as .gitignore says; folders with a dot are left out as well."""
SCREEN = {**WINDOW, **parts("xvfb=Xvfb xauth openbox xdotool")}
# What a screen reader's part in a test needs.
READER = parts(
    "dbus=dbus-daemon at-spi2-core=/usr/libexec/at-spi-bus-launcher "
    "gir1.2-atspi-2.0=/usr/lib/*/girepository-1.0/Atspi-2.0.typelib "
    "python3-gi=/usr/lib/python3/dist-packages/gi/__init__.py"
)
# Sound servers, and what builds simpleaudio and leads it to one; a Python that is not Debian's has headers.
SOUND = parts(
    "pulseaudio pulseaudio-utils=parec pipewire pipewire-pulse wireplumber "
    "speech-dispatcher-espeak-ng=/usr/lib/speech-dispatcher-modules/sd_espeak-ng gcc "
    f"libc6-dev=/usr/include/stdio.h python3.{sys.version_info.minor}-dev={sysconfig.get_path('include')}/Python.h "
    "libasound2-dev=/usr/include/alsa/asoundlib.h "
    "libasound2-plugins=/usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so"
)
# Browsers, what joins two hosts on one machine, and a sound device; WebKit plays by way of GStreamer.
PHONES = parts(
    "chromium-driver=chromedriver firefox-esr webkit2gtk-driver=WebKitWebDriver iproute2=ip xvfb=Xvfb openbox "
    "gstreamer1.0-plugins-good=/usr/lib/*/gstreamer-1.0/libgstautodetect.so "
    "gstreamer1.0-pulseaudio=/usr/lib/*/gstreamer-1.0/libgstpulseaudio.so pulseaudio pulseaudio-utils=parec"
)
# What it takes to make the packages, to look over what is in them, and to try them on bare systems.
PACKAGES = parts(
    "binutils=objdump xz-utils=xz makeself patchelf git debootstrap util-linux=unshare "
    "desktop-file-utils=desktop-file-validate appstream=appstreamcli lintian man-db=man "
    "shared-mime-info=update-mime-database zsh fish xvfb=Xvfb openbox xdotool pulseaudio pulseaudio-utils=parec"
)


@dataclass(frozen=True)
class Check:
    """One check: its name, its command, and what it needs beside Qt (Debian package -> what shows it is there).

    `profile` is that of hypothesis. Checks of several `lane`s run beside each other.
    """

    name: str
    command: list[str]
    needs: dict[str, str] = field(default_factory=dict)
    by_root: bool = False
    profile: str = "thorough"
    lane: str = "computing"


def pytest(*arguments: str) -> list[str]:
    """Return the command that runs tests in this environment."""
    return [sys.executable, "-m", "pytest", *arguments]


def quick() -> list[Check]:
    """List what every change must pass: nothing here starts a program of ours or changes the system."""
    commands = {
        "format": [sys.executable, "-m", "ruff", "format", "--check"],
        "lint": [sys.executable, "-m", "ruff", "check"],
        "types": [sys.executable, "-m", "mypy"],
        "layers": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
        "unit tests": pytest("tests/unit", *PARALLEL),
    }
    return [Check(name, command, profile="fast") for name, command in commands.items()]


def everything() -> list[Check]:
    """List the quick checks, the unit tests that have more examples and cases, and all that takes longer."""
    covered = ["--cov=retrotimer/training", "--cov-branch", "--cov-report="]
    coverage = [sys.executable, "-m", "coverage", "report", "--skip-covered"]
    in_real_time = ["-n", "2", "--dist", "loadfile"]
    trial = [sys.executable, "packaging/checks/trial.py", "--build", "bookworm"]
    return [
        *quick(),
        Check("site", [sys.executable, "tools/docs/docs_site.py"]),
        Check("more examples and cases", pytest("tests/unit", "-m", "thorough or hypothesis", *PARALLEL)),
        # measured by its own tests alone: tracing doubles the time of others, and a rule wants a test beside it;
        # without more examples, so that no line owes its test to luck
        Check(
            "unit tests of training",
            pytest("tests/unit/training", "--timeout=120", *PARALLEL, *covered),
            profile="fast",
        ),
        Check("coverage of training", [*coverage, "--include=retrotimer/training/*", "--fail-under=100", "-m"]),
        Check("processes", pytest("tests/process", *in_real_time), lane=WAITING),
        Check(
            "spelling",
            pytest("tests/system/spelling"),
            parts("aspell aspell-en=/usr/lib/aspell*/en_GB.multi"),
            lane=WAITING,
        ),
        Check(
            "message bus",
            pytest("tests/system/bus", *in_real_time),
            parts("dbus=dbus-daemon playerctl"),
            lane=WAITING,
        ),
        Check("screens", pytest("tests/system/screen", *in_real_time), {**SCREEN, **READER}, lane=WAITING),
        Check("sound", pytest("tests/system/sound", *in_real_time), SOUND, lane=WAITING),
        Check("phones", pytest("tests/system/phone"), PHONES, by_root=True, lane=WAITING),
        Check(
            "faults of the system",
            pytest("tests/system/root"),
            parts("mount e2fsprogs=chattr"),
            by_root=True,
            lane=WAITING,
        ),
        Check("packaging", pytest("tests/packages", *PARALLEL), parts("makeself xz-utils=xz git")),
        Check("wheel", [sys.executable, "packaging/checks/try_wheel.py"], lane=PACKAGING),
        Check("packages", trial, PACKAGES, by_root=True, lane=PACKAGING),
    ]


def possible(checks: list[Check], *, may_change: bool) -> list[Check]:
    """Return the checks that this machine can run, and name those that are left out and why.

    Raises:
        Stop: it is CI, which must run every check, but something is missing.
    """
    lacking = list(dict.fromkeys(package for check in checks for package in missing(check.needs)))
    if may_change and lacking:
        install(lacking, "for the checks")
    chosen = []
    for check in checks:
        why = reason(check)
        if not why:
            chosen.append(check)
        elif "CI" in os.environ:
            raise Stop(f"CI must run every check, but {check.name} cannot run: {why}")
        else:
            say(f"Left out: {check.name}. {why}")
    return chosen


def reason(check: Check) -> str:
    """Return why this machine cannot run a check; empty if it can."""
    packages = missing(check.needs)
    if packages:
        return f"This machine lacks {' '.join(packages)}. {advice(packages)}"
    if check.by_root and (sys.platform != "linux" or os.geteuid()):
        return "It mounts disks, makes networks or enters other systems, which only root on Linux may."
    return ""


def fingerprint() -> str:
    """Return a hash of the names, sizes and times of all files that the quick checks may read."""
    found = hashlib.sha256()
    for folder, folders, files in os.walk(ROOT):
        unread = NOT_SOURCES if Path(folder) == ROOT else {"__pycache__"}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in unread)
        for name in sorted(files):
            path = Path(folder, name)
            status = path.lstat()
            found.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return found.hexdigest()


def run(checks: list[Check]) -> int:
    """Run the checks, print a summary, and return 0 only if all passed.

    Those of one lane run one after another, the lanes beside each other: what waits for a clock costs no time then.
    """
    began = time.monotonic()
    lanes: dict[str, list[Check]] = {}
    for check in checks:
        lanes.setdefault(check.lane, []).append(check)
    printing = Lock() if len(lanes) > 1 else None
    ended = Event()

    def run_lane(lane: list[Check]) -> list[tuple[str, tuple[int, float]]]:
        return [_run(check, printing) for check in lane if not ended.is_set()]

    with ThreadPoolExecutor(max(1, len(lanes))) as pool:
        each = pool.map if printing else map  # one lane alone is run by this thread, which Ctrl-C ends
        try:
            outcomes = dict(chain.from_iterable(each(run_lane, lanes.values())))
        except KeyboardInterrupt:
            ended.set()  # it has ended what runs in every lane
            raise
    say("\n== summary")
    for check in checks:
        status, seconds = outcomes[check.name]
        say(f"{check.name}: {f'FAILED (exit {status})' if status else 'ok'}, {seconds:.0f} s")
    say(f"all together: {time.monotonic() - began:.0f} s")
    return int(any(status for status, _seconds in outcomes.values()))


def _run(check: Check, printing: Lock | None) -> tuple[str, tuple[int, float]]:
    """Return the name, exit status and seconds of a check; with others beside it, print its output as a whole."""
    began = time.monotonic()
    heading = f"\n== {check.name}: {shlex.join(check.command).replace(str(ROOT) + os.sep, '')}"
    env = {**os.environ, "RETROTIMER_TEST_PROFILE": check.profile}
    if printing is None:
        say(heading)
        status = subprocess.run(check.command, cwd=ROOT, env=env, check=False).returncode
    else:
        with tempfile.TemporaryFile() as output:
            # what waits for a clock comes first when it is time: sound, above all
            command = check.command if check.lane == WAITING else ["nice", *check.command]
            status = subprocess.run(
                command, cwd=ROOT, env=env, check=False, stdout=output, stderr=subprocess.STDOUT
            ).returncode
            output.seek(0)
            with printing:
                say(heading)
                say(output.read().decode(errors="replace"))
    return check.name, (status, time.monotonic() - began)


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="dev.py test", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="also what starts programs, screens, sound servers")
    parser.add_argument("--install", action="store_true", help="with --all: install Debian's packages for it first")
    options = parser.parse_args(arguments)
    if options.install and not options.all:
        parser.error("--install goes with --all: the quick checks need nothing more of the system.")
    files = fingerprint()
    if not options.all:
        PASSED.unlink(missing_ok=True)
        status = run(quick())
        if status == 0:
            PASSED.write_text(files, encoding="utf-8")
        return status
    checks = everything()
    if PASSED.exists() and PASSED.read_text(encoding="utf-8") == files:
        say("Left out: the quick checks. They have passed on these files.")
        checks = [check for check in checks if check not in quick()]
    try:
        return run(possible(checks, may_change=options.install))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
