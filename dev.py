#!/usr/bin/env python3
"""Run or test RetroTimer from a checkout.

python3 dev.py run [ARGS...]         open the window, or hand ARGS to `retrotimer`
python3 dev.py test                  format, lint, types, layers and the quick tests: what every change must pass
python3 dev.py test PYTEST ARGS...   pytest alone, with these arguments
python3 dev.py test --all [--install]
    everything, also what starts programs, screens, sound servers and packages. What this machine lacks for a
    check is left out and named; with --install, Debian's packages for it are installed first.

All make .venv from the locks in packaging/ first.
"""

# Standard library only, and no newer syntax than Python 3.8's: this file tells people that theirs is too old.
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "packaging"))  # it stands beside us, not in an installed package

from system_parts import (  # noqa: E402
    QT,
    SOUND,
    Stop,
    demand,
    install_lock,
    missing,
    missing_venv,
    say,
    screen_parts,
    wish,
)

VENV = ROOT / ".venv"
STAMP = VENV / "made-by-dev.py"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
LOCKS = {kind: ROOT / "packaging" / f"requirements-{kind}.txt" for kind in ("run", "test")}
DEFAULT_PRESET = "gentler-3-1"


def stamp(kind: str) -> str:
    """Return what a finished environment's stamp says: for which Python and place, and made from which files."""
    contents = b"".join(path.read_bytes() for path in (LOCKS[kind], ROOT / "pyproject.toml"))
    return f"{sys.implementation.cache_tag} {sys.base_prefix} {VENV}\n{kind} {hashlib.sha256(contents).hexdigest()}"


def make_venv(kind: str) -> None:
    """Make or renew .venv so that it holds one of the locks; one made for tests will do to run.

    Raises:
        Stop: the environment could not be made or pip could not fill it.
    """
    found = STAMP.read_text(encoding="utf-8") if STAMP.exists() and PYTHON.exists() else ""
    if found in {stamp(kind), stamp("test")}:
        return
    is_sound = found.partition("\n")[0] == stamp(kind).partition("\n")[0]
    if VENV.is_symlink() and not is_sound:  # --clear would empty what it leads to, which others may be using
        raise Stop(f"{VENV} leads to {VENV.resolve()}, which was not made for this folder: take the link away.")
    STAMP.unlink(missing_ok=True)  # from here to the end it is half-made
    # A stamp with this Python and place belongs to a sound environment with older contents: renew, do not remake.
    if not is_sound:
        say("Making .venv.")
        maker = getattr(sys, "_base_executable", sys.executable)  # ours may be the very one to be replaced
        if subprocess.run([maker, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
            raise Stop(f"The virtual environment {VENV} could not be made; the reason stands above.")
    say(f"Installing what packaging/{LOCKS[kind].name} names into .venv (the first time takes a minute or two).")
    ourselves = ["--quiet", "--no-deps", "--no-build-isolation", "-e", str(ROOT)]  # a folder has no hash
    installed = install_lock(str(PYTHON), str(LOCKS[kind]))
    if not installed or subprocess.run([str(PYTHON), "-m", "pip", "install", *ourselves], check=False).returncode:
        raise Stop("pip could not install RetroTimer's parts; its reason stands above.", 1)
    # the first start as quick as the second, also where Python is told not to keep what it compiled
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "retrotimer")], check=False)
    STAMP.write_text(stamp(kind), encoding="utf-8")


def run(arguments: list[str]) -> int:
    """Start RetroTimer: its window, or the default preset in the terminal where there is no screen."""
    screen = screen_parts()
    window = screen is not None and not arguments
    demand({"to make .venv": missing_venv(), "to open the window": missing(screen or {}) if window else []})
    if window:
        wish(missing(SOUND), "sound")
    make_venv("run")
    if screen is None and not arguments:
        say(f"There is no screen here, so {DEFAULT_PRESET} runs in this terminal.")
        arguments = ["run", DEFAULT_PRESET]
    command = [str(BIN / "retrotimer"), *arguments]
    if sys.platform != "win32":
        os.execv(command[0], command)  # noqa: S606 - in our place, so that signals reach RetroTimer alone
    return subprocess.run(command, check=False).returncode


def test(arguments: list[str]) -> int:
    """Run the checks that `arguments` ask for; packaging/checks/check.py has their list."""
    demand({"to make .venv": missing_venv(), "to start Qt": missing(QT)})
    make_venv("test")
    # In-process Qt tests need no screen; those that want one start their own and set this for what they start.
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # pytest needs 15 s to compile the tests, once if it may keep them
    ours = {"--all", "--install"}
    if not arguments or ours & set(arguments):
        command = [str(PYTHON), "packaging/checks/check.py", *arguments]
    else:
        command = [str(PYTHON), "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        print(__doc__)
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    if sys.version_info < (3, 11):  # noqa: UP036 - this is the line that older Pythons must reach
        print(f"RetroTimer needs Python 3.11 or newer; this one is {sys.version.split()[0]}.", file=sys.stderr)
        return 3
    try:
        return commands[arguments[0]](arguments[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
