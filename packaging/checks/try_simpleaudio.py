"""Build simpleaudio on each Python at hand and listen to it: `packaging/checks/try_simpleaudio.py [--rounds N]`.

Each Python that RetroTimer runs on gets an environment of its own and the locked simpleaudio, built from source.
There it plays a dense session, a new segment each second, to PulseAudio and to PipeWire, with virtual sinks of its
own; warnings are errors. How well it keeps time is printed as JSON, a line for each; the exit status is 1 if any of
them cannot be built, does not play or is not on time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

from system_parts import install_lock  # noqa: E402

LOCK = ROOT / "packaging" / "requirements-simpleaudio.txt"
RUN_LOCK = ROOT / "packaging" / "requirements-run.txt"
MINIAUDIO = ("miniaudio", "cffi", "pycparser")
MINORS = range(11, 15)
SERVERS = ("pulseaudio", "pipewire")
START_MS, INSIDE_MS = 15.0, 0.2
"""What 95 of 100 segments begin within, and 95 of 100 cues in a segment come within."""
ASK = "import sys, venv; print(*sys.version_info[:3], sep='.')"


def pythons() -> dict[str, str]:
    """Return the Pythons that RetroTimer runs on: version -> program; of several with one version the first."""
    named = [path for minor in MINORS if (path := shutil.which(f"python3.{minor}"))]
    installed = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    found: dict[str, str] = {}
    for program in [sys.executable, *map(str, installed), *named]:
        asked = subprocess.run([program, "-c", ASK], capture_output=True, text=True, check=False)
        version = asked.stdout.strip()
        if asked.returncode == 0 and int(version.split(".")[1]) in MINORS:
            found.setdefault(version, program)
    return dict(sorted(found.items(), key=lambda row: [int(part) for part in row[0].split(".")]))


def build(program: str, folder: Path) -> Path:
    """Make an environment in `folder` that holds simpleaudio, and return its Python.

    Raises:
        subprocess.CalledProcessError: where simpleaudio does not build; pip has said why.
    """
    subprocess.run([program, "-m", "venv", str(folder)], check=True)
    python = folder / "bin" / "python"
    # setuptools first: it builds simpleaudio, and a build of its own would fetch the newest
    for number, part in enumerate(
        (locked(LOCK, "setuptools"), LOCK.read_text("utf-8"), locked(RUN_LOCK, *MINIAUDIO))
    ):
        lock = folder / f"lock-{number}.txt"
        lock.write_text(part, encoding="utf-8")
        if not install_lock(str(python), str(lock), "--no-cache-dir", "--no-build-isolation"):
            raise subprocess.CalledProcessError(1, "pip")
    return python


def locked(lock: Path, *names: str) -> str:
    """Return a lock's entries of some packages."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    return "\n".join(entry for entry in entries if entry.partition("==")[0] in names)


def listen(python: Path, server: str, rounds: int) -> dict[str, float]:
    """Return how well what `python` plays to `server` keeps time.

    Raises:
        subprocess.CalledProcessError: where it does not play.
    """
    command = [
        str(python),
        "-W",
        "error",
        "-m",
        "benchmarks.segmentwise",
        f"--server={server}",
        f"--rounds={rounds}",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    heard = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(heard.stdout)
    return found


def is_on_time(found: dict[str, float]) -> bool:
    """Return whether no cue is missing and they come when they should."""
    return not found["missing"] and found["start_p95"] <= START_MS and found["inside_p95"] <= INSIDE_MS


def main() -> int:
    """Try each Python, and return 0 only if all are well."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30, help="seconds of cues for each (default: 30)")
    rounds = parser.parse_args().rounds
    status = 0
    for version, program in pythons().items():
        with tempfile.TemporaryDirectory() as folder:
            try:
                python = build(program, Path(folder) / "venv")
                for server in SERVERS:
                    found = listen(python, server, rounds)
                    print(json.dumps({"python": version, "server": server, **found}), flush=True)
                    status |= not is_on_time(found)
            except subprocess.CalledProcessError as error:
                print(f"Python {version}: {error}", file=sys.stderr, flush=True)
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
