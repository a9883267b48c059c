"""Build the wheel and try it where no checkout is: `python packaging/try_wheel.py`.

Wants an environment with the test lock. The wheel is built from the source archive, so both are tried. What is
installed then works from an empty folder, with nothing of ours on the path but the wheel.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
import wave
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "packaging" / "requirements-run.txt"
PRESET, INTERVALS, SECONDS = "gentler-3-1", 20, 1560


def expect(truth: bool, sentence: str) -> None:
    """Go on if something holds.

    Raises:
        SystemExit: it does not; the sentence says what was expected.
    """
    if not truth:
        sys.exit(f"try_wheel: {sentence}")


def build(folder: Path) -> Path:
    """Build the source archive and from it the wheel, and return the wheel; the output is shown only on failure."""
    command = [sys.executable, "-m", "build", "--no-isolation", f"--outdir={folder}", str(ROOT)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    expect(done.returncode == 0, f"the build failed\n{done.stdout}{done.stderr}")
    [wheel] = folder.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """Look into the wheel for each asset of the checkout, the licence and the typing marker."""
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assets = {f"retrotimer/{path.relative_to(ROOT).as_posix()}" for path in tracked("assets")}
    lacking = sorted(({"retrotimer/py.typed"} | assets) - names)
    expect(bool(assets), "the checkout has no assets")
    expect(not lacking, f"the wheel lacks {', '.join(lacking)}")
    expect(any(name.endswith("/licenses/LICENSE") for name in names), "the wheel lacks its licence")


def tracked(folder: str) -> list[Path]:
    """List the files of a folder that are meant to be shipped: all but hidden ones and byte code."""
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return [path for path in files if not path.name.startswith(".") and path.suffix != ".pyc"]


def install(wheel: Path, folder: Path) -> Path:
    """Make a fresh environment with the run lock and the wheel, and return the folder of its programs.

    Raises:
        subprocess.CalledProcessError: pip failed, and has said why.
    """
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(RUN_LOCK)], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    return programs


class Installed:
    """The installed `retrotimer`, started from an empty folder with a home of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._program = programs / "retrotimer"
        self.folder = folder / "empty"
        self.folder.mkdir()
        ours = {"PYTHONPATH", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY"}
        self._env = {name: value for name, value in os.environ.items() if name not in ours}
        self._env["RETROTIMER_HOME"] = str(folder / "home")

    def __call__(self, *arguments: str) -> str:
        """Run one command and return what it printed.

        Raises:
            SystemExit: its exit status is not 0.
        """
        command = [str(self._program), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=self._env, check=False, capture_output=True, text=True, encoding="utf-8"
        )
        expect(
            done.returncode == 0,
            f"`retrotimer {' '.join(arguments)}` ended with {done.returncode}\n{done.stdout}{done.stderr}",
        )
        print(f"retrotimer {' '.join(arguments)}: ok")
        return done.stdout


def check_commands(retrotimer: Installed, wheel: Path) -> None:
    """Run what needs code, data, libraries and a place to write, and look at what comes out."""
    version = wheel.name.split("-")[1]
    expect(version in retrotimer("--version"), f"--version does not say {version}")
    expect(PRESET in retrotimer("list"), f"list does not name {PRESET}")
    shown = json.loads(retrotimer("show", PRESET, "--json"))
    expect(
        len(shown["intervals"]) == INTERVALS, f"{PRESET} has {len(shown['intervals'])} intervals, not {INTERVALS}"
    )
    expect(shown["total_ms"] == SECONDS * 1000, f"{PRESET} lasts {shown['total_ms']} ms, not {SECONDS} s")
    retrotimer("export", PRESET, "-o", "x.wav")
    with wave.open(str(retrotimer.folder / "x.wav")) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    expect(SECONDS <= seconds <= SECONDS + 60, f"x.wav lasts {seconds:.1f} s, not {SECONDS} s and a countdown")


def main() -> None:
    """Build, install and try, all in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="retrotimer-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        check_contents(wheel)
        check_commands(Installed(install(wheel, folder / "venv"), folder), wheel)
        print(f"{wheel.name} works outside the checkout.")


if __name__ == "__main__":
    main()
