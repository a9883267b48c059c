"""Try README's two commands on bare systems, as root, with debootstrap: `packaging/checks/try_bare.py [SUITE…]`.

Makes a root with only Python, venv and pip, puts the last commit there and does what its users would do: first one
who may install nothing, then root. `--pip VERSION` puts that pip in place of the system's; `--ci` also runs .ci/run
there, which takes half an hour. Prints each case's exit status and time; exits 1 if one surprises.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, STDOUT

from clean_root import SCRIPTS, SETTINGS, SUITES, UBUNTU, Suite

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = "python3,python3-venv"
USERS = {"walker": Path("/home/walker"), "root": Path("/root")}
# A namespace of its own ends with the command: nothing stays mounted or running.
ENTER = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c"]
CHROOT = """
for part in "proc -t proc proc" "dev --rbind /dev" "sys --rbind /sys"; do
  mount ${part#* } "$0/${part%% *}" || exit 99
done
cd / && exec chroot "--userspec=$1" "$0" env -i "HOME=$2" "USER=$1" PATH=/usr/sbin:/usr/bin LANG=C.UTF-8 \\
  sh -c "cd $2 && $3"
"""
STOPWATCH = """
import subprocess, sys, time
for command in sys.argv[1:]:
    seconds = []
    for _ in range(5):
        began = time.monotonic()
        subprocess.run(command.split(), stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.monotonic() - began)
    print(min(seconds))
"""


@dataclass(frozen=True)
class Case:
    """One thing a user does, in the order of the list below, and what must come of it."""

    title: str
    user: str
    command: str
    statuses: tuple[int, ...]
    says: tuple[str, ...] = ()  # regular expressions that the output must match
    environment: str = ""


DISPLAY = "DISPLAY=:97"
PASSED = r"\d+ passed"
COMMAND = r"su -c 'apt-get update && apt-get install --no-install-recommends libegl1 libgl1 .*'"
CASES = (
    Case(
        "user, no screen: the default preset starts in the terminal; Ctrl-C ends it",
        "walker",
        # Told after ten seconds of the preset, however long the first installation takes.
        "python3 dev.py run --version && timeout --preserve-status -s INT 10 python3 dev.py run",
        (0, 130),
        (r"Making \.venv\.", "There is no screen here, so gentler-3-1 runs in this terminal"),
    ),
    Case(
        "user, no screen: a session from its start to its end, sixty times as fast",
        "walker",
        "python3 dev.py run run gentler-3-1 --speed 60 --mute",
        (0,),
    ),
    Case("user, screen: run names what is missing", "walker", "python3 dev.py run", (3,), (COMMAND,), DISPLAY),
    Case("user: test names what is missing", "walker", "python3 dev.py test", (3,), (COMMAND,)),
    Case(
        "root, screen: run installs what a window needs, and the program starts",
        "root",
        "python3 dev.py run --version && QT_QPA_PLATFORM=offscreen timeout 60 python3 dev.py run",
        (124,),
        ("Installing libegl1 libgl1 .*to open the window", "Installing libpulse0"),
        DISPLAY,
    ),
    Case(
        "root: test, where the first environment is made for tests", "root", "python3 dev.py test", (0,), (PASSED,)
    ),
    Case("root: test, for the second time", "root", "python3 dev.py test", (0,), (PASSED,)),
    Case("user: test", "walker", "python3 dev.py test", (0,), (PASSED,)),
    Case(
        "user: everything leaves out what needs a screen or sound, and says so",
        "walker",
        "python3 dev.py test --all 2>&1 | sed '/== format/q'",
        (0,),
        (r"Left out: screens\. This machine lacks .*xvfb", r"Left out: sound\. This machine lacks pulseaudio"),
    ),
    Case(
        "user, CI: everything does not leave them out",
        "walker",
        "python3 dev.py test --all",
        (3,),
        ("CI must run every check",),
        "CI=true",
    ),
)
CI = (
    Case(
        "root, CI: both test commands",
        "root",
        "bash .ci/run </dev/null",
        (0,),
        ("Installing .*xvfb", PASSED, "works outside the checkout"),
        "CI=true",
    ),
    Case(
        "root, a real window on a virtual screen stays open",
        "root",
        "xvfb-run -a timeout 15 python3 dev.py run",
        (124,),
    ),
)
WITHOUT_VENV = (
    Case(
        "user, Python without venv: run names what is missing",
        "root",
        "apt-get -q -y remove 'python3.*-venv' && cd /home/walker/tree && rm -rf .venv && "
        "su walker -c 'python3 dev.py run list'",
        (3,),
        (r"lacks python3\.\d+-venv .*apt-get install --no-install-recommends python3\.\d+-venv",),
    ),
    Case(
        "root, Python without venv: run installs it",
        "root",
        "rm -rf .venv && python3 dev.py run list",
        (0,),
        (r"Installing python3\.\d+-venv", "gentler-3-1"),
    ),
)


class Bare:
    """A bare Debian root with the checkout in each user's home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: Suite, pip: str) -> None:
        """Fill the folder; `pip` is the version to put in place of the suite's own, which stays if it is empty.

        Raises:
            subprocess.CalledProcessError: debootstrap, pip or git failed.
        """
        options = ["--variant=minbase", f"--include={PACKAGES}"]
        options += ["--components=main,universe"] if suite.mirror == UBUNTU else []
        options += [suite.name, str(self.folder), suite.mirror]
        if not (SCRIPTS / suite.name).exists():  # the suite is newer than debootstrap, and made like its kin
            options.append(str(SCRIPTS / ("jammy" if suite.mirror == UBUNTU else "sid")))
        subprocess.run(["debootstrap", *options], check=True, stdout=subprocess.DEVNULL)
        if pip:
            wheels = self.folder / "usr/share/python-wheels"  # where Debian's ensurepip takes pip from
            for wheel in wheels.glob("pip-*.whl"):
                wheel.unlink()
            fetch = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--dest",
                str(wheels),
                f"pip=={pip}",
            ]
            subprocess.run(fetch, check=True)
        for setting in filter(os.path.exists, SETTINGS):
            shutil.copy(setting, self.folder / setting.lstrip("/"))
        self.enter("root", "useradd --create-home walker").check_returncode()
        tree = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, stdout=PIPE).stdout
        for user, home in USERS.items():
            target = self.folder / str(home).lstrip("/") / "tree"
            target.mkdir(parents=True)
            subprocess.run(["tar", "-x", "-C", str(target)], check=True, input=tree)
            self.enter("root", f"chown -R {user}: {home / 'tree'}").check_returncode()

    def enter(self, user: str, command: str) -> subprocess.CompletedProcess[str]:
        """Do a shell command in the root, in the user's home, with nothing but a login's environment."""
        inside = [str(self.folder), user, str(USERS[user]), command]
        return subprocess.run(
            [*ENTER, CHROOT, *inside], check=False, text=True, errors="replace", stdout=PIPE, stderr=STDOUT
        )

    def overhead(self) -> float:
        """Return the seconds that a second start spends in dev.py itself: the least of five, less the program."""
        (self.folder / "root/stopwatch.py").write_text(STOPWATCH, encoding="utf-8")
        commands = "'python3 dev.py run --version' '.venv/bin/retrotimer --version'"
        with_dev, alone = self.enter("root", f"cd tree && python3 ../stopwatch.py {commands}").stdout.split()
        return float(with_dev) - float(alone)


def surprises(case: Case, status: int, output: str) -> list[str]:
    """List what is not as the case wants it."""
    found = [f"exit status {status}, not {' or '.join(map(str, case.statuses))}"]
    if status in case.statuses:
        found.clear()
    found += [f"nowhere said: {wanted}" for wanted in case.says if not re.search(wanted, output)]
    return found + ["a traceback"] * ("Traceback (most recent call last)" in output)


def attempt(bare: Bare, case: Case, log: Path) -> bool:
    """Do one case, append what was seen to the log, print one line, and tell whether it came as it should."""
    began = time.monotonic()
    export = f"export {case.environment} && " if case.environment else ""
    done = bare.enter(case.user, f"cd tree && {export}{case.command}")
    seconds = time.monotonic() - began
    with log.open("a", encoding="utf-8") as file:
        file.write(f"\n#### {case.title}\n$ {case.environment} {case.command}\n{done.stdout}\n")
    found = surprises(case, done.returncode, done.stdout)
    print(f"{'SURPRISE' if found else 'ok'}: {case.title}: exit {done.returncode}, {seconds:.1f} s", flush=True)
    for surprise in found:
        print(f"  {surprise}", flush=True)
    return not found


def main() -> None:
    """Make a root of each suite, do every case in it, and remove it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", default=["bookworm"], help=f"some of {', '.join(SUITES)}")
    parser.add_argument("--pip", default="", help="a version of pip, in place of the system's own")
    parser.add_argument("--ci", action="store_true", help="also run .ci/run there")
    parser.add_argument("--log", type=Path, default=Path(tempfile.gettempdir()) / "retrotimer-bare.log")
    options = parser.parse_args()
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        sys.exit("try_bare needs root, and debootstrap from Debian's package of that name.")
    options.log.write_text("", encoding="utf-8")
    print(f"What each case printed: {options.log}", flush=True)
    cases = (*CASES, *(CI if options.ci else ()), *WITHOUT_VENV)
    good = []
    for name in options.suites:
        with tempfile.TemporaryDirectory(prefix="retrotimer-bare-") as folder:
            bare = Bare(Path(folder) / name)
            bare.make(SUITES[name], options.pip)
            versions = bare.enter(
                "root", "python3 --version; python3 -m venv /tmp/v; /tmp/v/bin/pip --version"
            ).stdout
            print(f"{name}: {' '.join(versions.split()[:4])}", flush=True)
            good += [attempt(bare, case, options.log) for case in cases]
            print(f"A second start spends {bare.overhead() * 1000:.0f} ms in dev.py.", flush=True)
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
