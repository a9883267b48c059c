#!/usr/bin/env python3
"""Run or test RetroTimer from a checkout.

python3 dev.py run [ARGS...]         open the window, or hand ARGS to `retrotimer`
python3 dev.py test [PYTEST ARGS...] run every check, or pytest alone with these arguments

Both make .venv from the locks in packaging/ first, and look for what they need of the system.
"""

# Standard library only, and no newer syntax than Python 3.8's: this file tells people that theirs is too old.
from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))  # it stands beside us, not in an installed package

from system_parts import (  # noqa: E402
    NEEDS_HELP,
    PACKAGES,
    QT,
    SOUND,
    Stop,
    demand,
    missing,
    missing_venv,
    say,
    screen_parts,
    settle_marked,
    wish,
)

VENV = ROOT / ".venv"
STAMP = VENV / "made-by-dev.py"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
LOCKS = {kind: ROOT / "packaging" / f"requirements-{kind}.txt" for kind in ("run", "test")}
DEFAULT_PRESET = "gentler-3-1"
REAL_TIME = ("screen", "sound")
"""Tests so marked watch and listen as a person would, and wait most of the time: two at once are enough."""
ALONE = "timing"
"""Of those, the ones that hold sound to its time or its shape: one after another, with nothing beside them."""


# The virtual environment


def stamp(kind: str) -> str:
    """Return what a finished environment's stamp says: for which Python and place, and made from which files."""
    contents = b"".join(path.read_bytes() for path in (LOCKS[kind], ROOT / "pyproject.toml"))
    return f"{sys.implementation.cache_tag} {sys.base_prefix} {VENV}\n{kind} {hashlib.sha256(contents).hexdigest()}"


def settle_venv(kind: str) -> None:
    """Make or renew .venv so that it holds one of the locks; one made for tests will do to run.

    Raises:
        Stop: the environment could not be made or pip could not fill it.
    """
    python = BIN / ("python.exe" if sys.platform == "win32" else "python")
    found = STAMP.read_text(encoding="utf-8") if STAMP.exists() and python.exists() else ""
    if found in {stamp(kind), stamp("test")}:
        return
    STAMP.unlink(missing_ok=True)  # from here to the end it is half-made
    # A stamp with this Python and place belongs to a sound environment with older contents: renew, do not remake.
    if found.partition("\n")[0] != stamp(kind).partition("\n")[0]:
        say("Making .venv.")
        maker = getattr(sys, "_base_executable", sys.executable)  # ours may be the very one to be replaced
        if subprocess.run([maker, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
            raise Stop(f"The virtual environment {VENV} could not be made; the reason stands above.")
    say(f"Installing what packaging/{LOCKS[kind].name} names into .venv (the first time takes a minute or two).")
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    locked = ["--require-hashes", "-r", str(LOCKS[kind])]
    ourselves = ["--no-deps", "--no-build-isolation", "-e", str(ROOT)]  # pip checks no hash of a folder
    for what in (locked, ourselves):
        if subprocess.run([*pip, *what], check=False).returncode:
            raise Stop("pip could not install RetroTimer's parts; its reason stands above.", 1)
    # the first start as quick as the second, also where Python is told not to keep what it compiled
    subprocess.run([str(python), "-m", "compileall", "-q", str(ROOT / "retrotimer")], check=False)
    STAMP.write_text(stamp(kind), encoding="utf-8")


# The two commands


def run(arguments: list[str]) -> int:
    """Start RetroTimer: its window, or the default preset in the terminal where there is no screen."""
    screen = screen_parts()
    window = screen is not None and not arguments
    demand({"to make .venv": missing_venv(), "to open the window": missing(screen or {}) if window else []})
    if window:
        wish(missing(SOUND), "sound")
    settle_venv("run")
    if screen is None and not arguments:
        say(f"There is no screen here, so {DEFAULT_PRESET} runs in this terminal.")
        arguments = ["run", DEFAULT_PRESET]
    command = [str(BIN / "retrotimer"), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)  # noqa: S606 - in our place, so that signals reach RetroTimer alone
    return subprocess.run(command, check=False).returncode


def checks(chosen: list[str], left_out: list[str]) -> dict[str, list[str]]:
    """Return the steps of `test` by name, each as a command; only pytest if arguments were given for it."""
    python = str(BIN / "python")
    pytest = [python, "-m", "pytest"]
    barred = [f"not {marker}" for marker in left_out if marker != PACKAGES]  # which is a check of its own
    if chosen:
        return {"tests": [*pytest, *marked(barred), *chosen]}
    real_time = [marker for marker in REAL_TIME if marker not in left_out]
    others = marked([*(f"not {marker}" for marker in real_time), *barred])
    covered = ["--cov", "--cov-branch", "--cov-report="]
    tests = {"tests": [*pytest, *others, "-n", "auto", "--dist", "worksteal", *covered]}
    if real_time:  # without coverage, whose tracing would make late what is watched for being on time
        kinds = " or ".join(real_time)
        most = marked([f"({kinds})", f"not {ALONE}", *barred])
        tests[f"tests of {kinds}"] = [*pytest, *most, "-n", "2", "--dist", "loadfile"]
    if "sound" in real_time:
        tests[f"tests of {ALONE}"] = [*pytest, *marked([ALONE, *barred])]
    report = [python, "-m", "coverage", "report", "--skip-covered"]
    proof = [python, "packaging/clean_roots.py", "--build", "bookworm"]
    return {
        "format": [python, "-m", "ruff", "format", "--check"],
        "lint": [python, "-m", "ruff", "check"],
        "types": [python, "-m", "mypy"],
        "layers": [str(BIN / "lint-imports"), "--no-logo"],
        "site": [python, "packaging/docs_site.py"],
        **tests,
        "coverage": report,
        "coverage of training": [*report, "--include=retrotimer/training/*", "--fail-under=100", "--show-missing"],
        "wheel": [python, "packaging/try_wheel.py"],
        **({} if PACKAGES in left_out else {"packages": proof}),
    }


def marked(terms: list[str]) -> list[str]:
    """Return what makes pytest choose the tests of whose markers all `terms` are true."""
    return ["-m", " and ".join(terms)] if terms else []


def test(arguments: list[str]) -> int:
    """Run every check, also after one has failed, and return 0 only if all passed."""
    demand({"to make .venv": missing_venv(), "to start Qt": missing(QT)})
    left_out = settle_marked()
    settle_venv("test")
    # In-process Qt tests need no screen; those that want one start their own and set this for what they start.
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    outcomes = []
    for name, command in checks(arguments, left_out).items():
        say(f"\n== {name}: {shlex.join(command).replace(str(ROOT) + os.sep, '')}")
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        outcomes.append((name, status, time.monotonic() - began))
    say("\n== summary")
    for name, status, seconds in outcomes:
        say(f"{name}: {'ok' if status == 0 else f'FAILED (exit {status})'}, {seconds:.0f} s")
    return int(any(status for _, status, _ in outcomes))


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the line that older Pythons must reach
        print(f"RetroTimer needs Python 3.11 or newer; this one is {sys.version.split()[0]}.", file=sys.stderr)
        return NEEDS_HELP
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
