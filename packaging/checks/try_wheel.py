"""Build the wheel and try it where no checkout is: `python packaging/checks/try_wheel.py`.

Wants an environment with the test lock. The wheel is built from the source archive and from the checkout, which
must be the same to the byte. Each Python on this machine that we say to support gets an environment of its own. One
is made by pip from the wheel, one by pipx from the wheel, one by pip from the source archive. There, from an empty
folder and with nothing of ours on the path, the commands must print what the checkout prints, and an export and a
photograph of the window must be the checkout's to the byte.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from built_files import ROOT, faults, project
from try_simpleaudio import pythons

RUN_LOCK = ROOT / "packaging" / "requirements-run.txt"
PHOTO = ROOT / "packaging" / "checks" / "window_photo.py"
PRESET, EXPORT, PICTURE = "gentler-3-1", "x.wav", "window.png"
OWN = """format = 1
name = "One of my own"
level = "novice"
steps = [{ do = "walk backward", for = "30 s", say = "Look over your shoulder." }]
"""
WORDS = (("list",), ("show", PRESET, "--json"), ("check", "own.toml"), ("export", PRESET, "-o", EXPORT))
"""What is asked of each installation. What these print, and the file that the last writes, is compared."""
PROGRAMS = "Scripts" if sys.platform == "win32" else "bin"
SOONER = "--no-compile"
"""Spares pip half its time: most of what it would compile is never imported."""
LONGEST_S = 600
AT_ONCE = 2
Install = Callable[[str, Path], "Installation"]


class Installation:
    """An installed RetroTimer: its own words for `retrotimer` and for Python."""

    def __init__(self, retrotimer: list[str], python: list[str], **env: str) -> None:
        self._retrotimer, self._python, self._more = retrotimer, python, env

    def __call__(self, folder: Path) -> dict[str, str]:
        """Use it in the new `folder`, and return what came out: by command what was printed, or a file's digest.

        Raises:
            SystemExit: a command failed; it is shown with what it said.
        """
        empty = folder / "empty"
        empty.mkdir(parents=True)
        (empty / "own.toml").write_text(OWN, encoding="utf-8")
        env = {**without_ours(), "RETROTIMER_HOME": str(folder / "home"), **self._more}
        found = {
            " ".join(words): run([*self._retrotimer, *words], empty, env) for words in (("--version",), *WORDS)
        }
        offscreen = {**env, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        run([*self._python, str(PHOTO), PICTURE], empty, offscreen)
        for name in (EXPORT, PICTURE):
            found[name] = hashlib.sha256((empty / name).read_bytes()).hexdigest()
        return found


def expect(truth: bool, sentence: str) -> None:
    """Go on if something holds.

    Raises:
        SystemExit: it does not; the sentence says what was expected.
    """
    if not truth:
        sys.exit(f"try_wheel: {sentence}")


def run(command: list[str], folder: Path, env: Mapping[str, str]) -> str:
    """Run a command in `folder`, and return what it printed.

    Raises:
        SystemExit: its exit status is not 0.
    """
    done = subprocess.run(
        command, cwd=folder, env=env, check=False, capture_output=True, encoding="utf-8", timeout=LONGEST_S
    )
    words = " ".join([Path(command[0]).name, *command[1:]])
    expect(done.returncode == 0, f"`{words}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def without_ours() -> dict[str, str]:
    """Return the environment without what leads to the checkout, to a screen or to the person's settings."""
    ours = {"PYTHONPATH", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE", "COLUMNS"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def build(folder: Path) -> tuple[Path, Path]:
    """Build the source archive and from it the wheel, and return both: wheel, archive.

    Raises:
        SystemExit: the wheel built from the checkout is another one.
    """
    env = {"SOURCE_DATE_EPOCH": "1735689600", **os.environ}
    command = [sys.executable, "-m", "build", "--no-isolation"]
    run([*command, f"--outdir={folder}", str(ROOT)], ROOT, env)
    run([*command, "--wheel", f"--outdir={folder / 'direct'}", str(ROOT)], ROOT, env)
    [wheel], [sdist], [direct] = folder.glob("*.whl"), folder.glob("*.tar.gz"), folder.glob("direct/*.whl")
    expect(wheel.read_bytes() == direct.read_bytes(), "the source archive builds another wheel than the checkout")
    return wheel, sdist


def check(wheel: Path, sdist: Path) -> None:
    """Look into both, and let twine look whether an index can show their page."""
    found = faults(wheel, sdist)
    expect(not found, "; ".join(found))
    run([sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist)], ROOT, os.environ)
    print(f"{wheel.name}, {sdist.name}: whole, without junk, the same wheel from both, right for an index")


def constraints(folder: Path) -> str:
    """Write the run lock's versions without their hashes, which pip would want of our own files too."""
    path = folder / "constraints.txt"
    lines = RUN_LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    path.write_text("".join(f"{line.partition(' --hash')[0].strip()}\n" for line in lines), encoding="utf-8")
    return str(path)


def by_pip(built: Path) -> Install:
    """Return what makes an environment with `built` in it, and with what it asks for in the run lock's versions."""

    def install(python: str, folder: Path) -> Installation:
        run([python, "-m", "venv", str(folder / "venv")], folder, without_ours())
        programs = folder / "venv" / PROGRAMS
        pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check"]
        quietly = [*pip, "install", "-q", SOONER, "-c", constraints(folder)]
        if built.suffix != ".whl":  # what builds it comes in the locked version, too
            run([*quietly, "hatchling"], folder, without_ours())
        run([*quietly, "--no-build-isolation", str(built)], folder, without_ours())
        run([*pip, "check"], folder, without_ours())
        return Installation([str(programs / "retrotimer")], [str(programs / "python"), "-I"])

    return install


def by_pipx(wheel: Path) -> Install:
    """Return what lets pipx install `wheel` into folders of its own."""

    def install(python: str, folder: Path) -> Installation:
        places = {f"PIPX_{name}": str(folder / name.lower()) for name in ("HOME", "BIN_DIR", "MAN_DIR")}
        env = {**without_ours(), **places, "PIP_CONSTRAINT": constraints(folder)}
        pipx = [sys.executable, "-m", "pipx", "install", f"--pip-args={SOONER}", "--python", python]
        run([*pipx, str(wheel)], folder, env)
        inside = folder / "home" / "venvs" / "retrotimer" / PROGRAMS / "python"
        return Installation([str(folder / "bin_dir" / "retrotimer")], [str(inside), "-I"])

    return install


def supported() -> dict[str, str]:
    """Return a Python of each version that pyproject.toml names and this machine has: `3.12` -> program."""
    claimed = re.findall(r"Python :: (3\.\d+)'", str(project()["project"]["classifiers"]))
    there: dict[str, str] = {}
    for version, program in pythons().items():
        there.setdefault(version.rpartition(".")[0], program)
    ours = f"3.{sys.version_info.minor}"
    return {
        version: sys.executable if version == ours else there[version] for version in claimed if version in there
    }


def trials(wheel: Path, sdist: Path) -> dict[str, tuple[str, Install]]:
    """Return the installations to try, by name: which Python, and how it is made. None is missed."""
    ways = {"pip": by_pip(wheel), "pipx": by_pipx(wheel), "pip from the source archive": by_pip(sdist)}
    there = supported()
    rounds = range(max(len(ways), len(there)))
    chosen = [(list(there)[n % len(there)], list(ways)[n % len(ways)]) for n in rounds]
    return {f"Python {version}, {way}": (there[version], ways[way]) for version, way in chosen}


def main() -> None:
    """Build, look into what was built, install it in each way and try it, all in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="retrotimer-wheel-") as name:
        folder = Path(name)
        wheel, sdist = build(folder / "dist")
        check(wheel, sdist)
        checkout = Installation([sys.executable, "-m", "retrotimer"], [sys.executable], PYTHONPATH=str(ROOT))
        wanted = checkout(folder / "checkout")
        expect(wheel.name.split("-")[1] in wanted["--version"], "--version does not say the wheel's version")

        def attempt(row: tuple[str, tuple[str, Install]]) -> str:
            title, (python, install) = row
            own = folder / re.sub(r"\W+", "-", title)
            own.mkdir()
            found = install(python, own)(own)
            differing = [words for words in wanted if found[words] != wanted[words]]
            expect(not differing, f"{title}: not what the checkout gives: {', '.join(differing)}")
            return f"{title}: {', '.join(wanted)}: as from the checkout"

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for line in pool.map(attempt, trials(wheel, sdist).items()):
                print(line, flush=True)


if __name__ == "__main__":
    main()
