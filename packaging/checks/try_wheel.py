"""Build the wheel and try it where no checkout is: `.venv/bin/python packaging/checks/try_wheel.py`.

The wheel is built from the source archive and from the checkout, which must give the same bytes; what is in both
archives is compared with what Git keeps. Each Python on this machine that we support gets an environment: by pip
from the wheel, by pipx, or by pip from the source archive. There, with nothing of ours on the path, commands must
print and export what the checkout does, and the window must run a session.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from typing import Any
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[2]
RUN_LOCK = ROOT / "packaging" / "requirements-run.txt"
MADE = {"METADATA", "WHEEL", "RECORD", "entry_points.txt"}
"""What the build itself writes beside the licences."""
RELATIVE = re.compile(
    r"""!?\[[^\]]*\]\((?!https?://|mailto:|#)[^)]*\)|\b(?:src|srcset|href)="(?!https?://)[^"]*\""""
)
"""A picture or a link that leads nowhere where no checkout is, as Markdown or as HTML."""
NOT_IN_WHEEL = re.compile(r"assets/(translations/[^/]+\.(po|pot|md)|voice/(?!en/)[^/]+/.*)")
"""What catalogues are made from, and the voices of other languages, which are packs of their own."""
EXPORT = "x.wav"
OWN = (
    'format = 1\nname = "Own"\nlevel = "novice"\nsteps = [{ do = "walk backward", for = "30 s", say = "Look." }]\n'
)
COMMANDS = (
    ("--version",),
    ("list",),
    ("show", "gentler-3-1", "--json"),
    ("check", "own.toml"),
    ("export", "gentler-3-1", "-o", EXPORT),
    ("run", "first-steps", "--window", "--close", "--speed", "6000", "--mute"),
)
WAYS = ("pip", "pipx", "pip from the source archive")
PROGRAMS = "Scripts" if sys.platform == "win32" else "bin"
NOT_COMPILED = "--no-compile"
"""Halves pip's time: most of what it would compile is never imported."""


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def demand(truth: bool, sentence: str) -> None:
    """End with a sentence unless something holds."""
    if not truth:
        sys.exit(f"try_wheel: {sentence}")


def run(command: list[str], folder: Path, env: Mapping[str, str]) -> str:
    """Run a command in `folder` and return what it printed; SystemExit shows what it said where it fails."""
    done = subprocess.run(
        command, cwd=folder, env=env, check=False, capture_output=True, encoding="utf-8", timeout=600
    )
    words = " ".join([Path(command[0]).name, *command[1:]])
    demand(done.returncode == 0, f"`{words}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def clean_environment() -> dict[str, str]:
    """Return the environment without what leads to the checkout, to a screen or to the person's settings."""
    ours = {"PYTHONPATH", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANGUAGE", "COLUMNS"}
    return {name: value for name, value in os.environ.items() if name not in ours}


def outcome(retrotimer: list[str], folder: Path, **more: str) -> dict[str, str]:
    """Use an installation in the new `folder`; return by command what was printed, and the export's digest."""
    folder.mkdir()
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    own = {"RETROTIMER_HOME": str(folder / "home"), "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    env = {**clean_environment(), **own, "QT_QPA_PLATFORM": "offscreen", **more}
    found = {" ".join(words): run([*retrotimer, *words], folder, env) for words in COMMANDS}
    return found | {EXPORT: hashlib.sha256((folder / EXPORT).read_bytes()).hexdigest()}


def build(folder: Path) -> tuple[Path, Path]:
    """Build the source archive and from it the wheel, and return both: wheel, archive."""
    env = {"SOURCE_DATE_EPOCH": "1735689600", **os.environ}
    command = [sys.executable, "-m", "build", "--no-isolation"]
    run([*command, f"--outdir={folder}", str(ROOT)], ROOT, env)
    run([*command, "--wheel", f"--outdir={folder / 'direct'}", str(ROOT)], ROOT, env)
    [wheel], [sdist], [direct] = folder.glob("*.whl"), folder.glob("*.tar.gz"), folder.glob("direct/*.whl")
    demand(wheel.read_bytes() == direct.read_bytes(), "the source archive builds another wheel than the checkout")
    found = faults(wheel, sdist)
    demand(not found, "; ".join(found))
    run([sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist)], ROOT, os.environ)
    print(f"{wheel.name}, {sdist.name}: complete, the same wheel from both, right for an index", flush=True)
    return wheel, sdist


def sources(*folders: str) -> set[str]:
    """Return the files of these folders and files that Git keeps or would."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *folders]
    found = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return {name for name in found.split("\0") if name and (ROOT / name).is_file()}


def faults(wheel: Path, sdist: Path) -> list[str]:
    """List in sentences what is lacking or too much in either, and what its page on an index could not show."""
    settings = project()
    licences = {path.relative_to(ROOT) for glob in settings["project"]["license-files"] for path in ROOT.glob(glob)}
    included = [name.lstrip("/") for name in settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]]
    stem = "-".join(wheel.name.split("-")[:2])
    kept = {name for name in sources("retrotimer", "assets") if not NOT_IN_WHEEL.fullmatch(name)}
    code = {name if name.startswith("retrotimer/") else f"retrotimer/{name}" for name in kept}
    papers = {f"{stem}.dist-info/{name}" for name in (*MADE, *(f"licenses/{path.as_posix()}" for path in licences))}
    archived = sources(*included, "README.md", "LICENSE", "pyproject.toml", ".gitignore") | {"PKG-INFO"}
    with ZipFile(wheel) as archive:
        in_wheel = {name for name in archive.namelist() if not name.endswith("/")}
        page = archive.read(f"{stem}.dist-info/METADATA").decode("utf-8")
    with tarfile.open(sdist) as packed:
        in_sdist = {member.name for member in packed.getmembers() if member.isfile()}
    top = sdist.name.removesuffix(".tar.gz")
    found = [*_differences("wheel", in_wheel, code | papers)]
    found += _differences("source archive", in_sdist, {f"{top}/{name}" for name in archived})
    return found + [f"the index's page shows {part}, which is not there" for part in RELATIVE.findall(page)]


def _differences(what: str, found: set[str], wanted: set[str]) -> Iterable[str]:
    for word, names in (("lacks", wanted - found), ("should not hold", found - wanted)):
        if names:
            yield f"the {what} {word} {', '.join(sorted(names))}"


def supported() -> dict[str, str]:
    """Return a Python of each version that pyproject.toml names and this machine has: `3.12` -> program."""
    found = {f"3.{sys.version_info.minor}": sys.executable}
    for version in re.findall(r"Python :: (3\.\d+)'", str(project()["project"]["classifiers"])):
        installed = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        program = str(installed[-1]) if installed else shutil.which(f"python{version}") or "false"
        asked = subprocess.run([program, "-c", "import venv"], capture_output=True, check=False)
        if not asked.returncode:
            found.setdefault(version, program)
    return found


def trials(there: dict[str, str]) -> list[tuple[str, str]]:
    """Return which Python is tried with which way to install; none of either is left out."""
    rounds = range(max(len(WAYS), len(there)))
    return [(version, way) for _, version, way in zip(rounds, cycle(there), cycle(WAYS), strict=False)]


def constraints(folder: Path) -> str:
    """Write the run lock's versions without their hashes, which pip would want of our own files too."""
    path = folder / "constraints.txt"
    lines = RUN_LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    path.write_text("".join(f"{line.partition(' --hash')[0].strip()}\n" for line in lines), encoding="utf-8")
    return str(path)


def install(way: str, python: str, wheel: Path, sdist: Path, folder: Path) -> list[str]:
    """Install in `folder`, and return the command of what is there."""
    env = {**clean_environment(), "PIP_CONSTRAINT": constraints(folder), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if way == "pipx":
        places = {f"PIPX_{name}": str(folder / name.lower()) for name in ("HOME", "BIN_DIR", "MAN_DIR")}
        pipx = [sys.executable, "-m", "pipx", "install", f"--pip-args={NOT_COMPILED}", "--python", python]
        run([*pipx, str(wheel)], folder, env | places)
        return [str(folder / "bin_dir" / "retrotimer")]
    run([python, "-m", "venv", str(folder / "venv")], folder, env)
    pip = [str(folder / "venv" / PROGRAMS / "python"), "-m", "pip"]
    if way != "pip":  # what builds it comes in the locked version, too
        run([*pip, "install", "-q", NOT_COMPILED, "hatchling"], folder, env)
    built = wheel if way == "pip" else sdist
    run([*pip, "install", "-q", NOT_COMPILED, "--no-build-isolation", str(built)], folder, env)
    run([*pip, "check"], folder, env)
    return [str(folder / "venv" / PROGRAMS / "retrotimer")]


def main() -> None:
    """Build, look into what was built, install it in each way and try it, all in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix="retrotimer-wheel-") as name:
        folder = Path(name)
        wheel, sdist = build(folder / "dist")
        wanted = outcome([sys.executable, "-m", "retrotimer"], folder / "checkout", PYTHONPATH=str(ROOT))
        demand(wheel.name.split("-")[1] in wanted["--version"], "--version does not say the wheel's version")
        there = supported()

        def attempt(trial: tuple[str, str]) -> str:
            version, way = trial
            own = folder / re.sub(r"\W+", "-", f"{version} {way}")
            own.mkdir()
            found = outcome(install(way, there[version], wheel, sdist, own), own / "empty")
            differing = [words for words in wanted if found[words] != wanted[words]]
            demand(not differing, f"Python {version}, {way}: not what the checkout gives: {', '.join(differing)}")
            return f"Python {version}, {way}: as from the checkout"

        with ThreadPoolExecutor(2) as pool:
            for line in pool.map(attempt, trials(there)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
