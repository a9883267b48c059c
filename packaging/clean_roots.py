"""Try the packages where nothing else is: `python3 packaging/clean_roots.py`, as root, with debootstrap and dist/.

Makes a bare Debian or Ubuntu for each suite, puts in what a minimal desktop has, and there, for the folder, the
.deb and the single file: names the version, opens the window under Xvfb and photographs it, runs a session at
sixty times its speed with sound into a null sink, and exports it. Events and samples are compared with the
checkout's. Exits 1 if one differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from try_bare import ENTER, SETTINGS

ROOT = Path(__file__).resolve().parent.parent
DEBIAN, UBUNTU = "http://deb.debian.org/debian", "http://archive.ubuntu.com/ubuntu"
SUITES = {"bookworm": DEBIAN, "forky": DEBIAN, "jammy": UBUNTU, "noble": UBUNTU}
"""Suites that have the C library Qt needs, and where each comes from."""
DESKTOP = "libgl1 libegl1 libx11-6 libx11-xcb1 libfontconfig1 libdbus-1-3 libstdc++6 shared-mime-info"
"""What every desktop has. The rest is for looking on: a screen, a sound server, a camera."""
WATCHING = "xvfb xauth openbox pulseaudio pulseaudio-utils imagemagick xz-utils"
PRESET = "first-steps"
CHROOT = """
mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" || exit 99
cd / && exec chroot "$0" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 sh -c "$1"
"""
SOUND = "pulseaudio -D --exit-idle-time=-1 -n -L module-native-protocol-unix -L module-null-sink; "
WINDOW = """openbox & sleep 1; {program} & program=$!; sleep 12
import -window root /out/{name}.png; kill $program"""


def start(program: str, name: str) -> str:
    """Return the shell commands that try `program` and leave what they made in /out."""
    window = WINDOW.format(program=program, name=name)
    run = f"{program} run {PRESET} --speed 60 --output miniaudio --events /out/{name}.jsonl"
    return (
        f"set -e; mkdir -p /out; {program} --version; {program} export {PRESET} -o /out/{name}.wav; "
        f"{SOUND} {run} >/out/{name}.log 2>&1; set +e; "
        f"xvfb-run -a -s '-screen 0 1366x768x24' sh -c '{window}' >>/out/{name}.log 2>&1; pulseaudio -k; true"
    )


class Root:
    """A bare system in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, suite: str, mirror: str) -> None:
        """Fill the folder; subprocess.CalledProcessError where the archive is not to be had."""
        command = ["debootstrap", "--variant=minbase"]
        command += ["--components=main,universe"] if mirror == UBUNTU else []
        subprocess.run([*command, suite, str(self.folder), mirror], check=True, stdout=subprocess.DEVNULL)
        for setting in filter(os.path.exists, SETTINGS):
            target = self.folder / setting.lstrip("/")
            if target.parent.is_dir():
                shutil.copy(setting, target)

    def enter(self, command: str) -> subprocess.CompletedProcess[str]:
        """Do a shell command in it; nothing stays mounted or running."""
        inside = [*ENTER, CHROOT, str(self.folder), command]
        return subprocess.run(inside, check=False, text=True, errors="replace", capture_output=True)

    def install(self, packages: str) -> None:
        """Install Debian packages; SystemExit with apt's words where it fails."""
        get = "export DEBIAN_FRONTEND=noninteractive; apt-get -q update && apt-get -qy --no-install-recommends"
        done = self.enter(f"{get} install {packages}")
        if done.returncode:
            sys.exit(f"clean_roots: {packages}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def events(path: Path) -> list[object]:
    """Return what happened in a session, without the times of day and the lateness, which no two runs share."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key in KEPT} for row in rows]


KEPT = ("event", "at_ms", "interval", "visit", "cue", "text", "length_ms")


def attempt(root: Root, name: str, program: str, wanted: Path, out: Path) -> list[str]:
    """Try one package in `root` and list what is not as it is from the checkout, in `wanted`."""
    done = root.enter(start(program, name))
    if done.returncode:
        return [f"exit status {done.returncode}: {done.stdout[-600:]}{done.stderr[-600:]}"]
    made = root.folder / "out"
    for path in made.glob(f"{name}.*"):
        shutil.copy(path, out)
    found = []
    if digest(made / f"{name}.wav") != digest(wanted / "checkout.wav"):
        found.append("the exported samples differ")
    if events(made / f"{name}.jsonl") != events(wanted / "checkout.jsonl"):
        found.append("the events differ")
    return found if (made / f"{name}.png").is_file() else [*found, "no photograph"]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def checkout(python: str, folder: Path) -> None:
    """Let the checkout export and run the same session, without sound."""
    ours = [python, "-m", "retrotimer"]
    export = [*ours, "export", PRESET, "-o", str(folder / "checkout.wav")]
    run = [*ours, "run", PRESET, "--speed", "60", "--output", "silent", "--events", str(folder / "checkout.jsonl")]
    for command in (export, run):
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def programs(root: Root, dist: Path) -> dict[str, str]:
    """Put the packages into `root`, and return the command of each."""
    for path in (*dist.glob("*.deb"), *dist.glob("*.run"), *dist.glob("*.tar.xz")):
        shutil.copy(path, root.folder / "opt")
    done = root.enter("cd /opt && tar -xJf *.tar.xz && cp *.run single && chmod +x single")
    if done.returncode:
        sys.exit(f"clean_roots: {done.stderr}")
    root.install("/opt/*.deb")
    return {"folder": "/opt/RetroTimer/retrotimer", "single": "/opt/single --", "deb": "/usr/bin/retrotimer"}


def removed(root: Root) -> list[str]:
    """Remove the .deb and list what it left."""
    root.enter("apt-get -qy purge retrotimer")
    left = [p for p in (root.folder / "usr").rglob("*retrotimer*") if "/usr/share/icons" not in str(p)]
    return [f"left after removal: {path}" for path in left]


def try_suite(root: Root, dist: Path, wanted: Path, out: Path) -> bool:
    """Try every package in one root, print a line for each, and tell whether all is well."""
    root.install(f"{DESKTOP} {WATCHING}")
    good = True
    for name, program in programs(root, dist).items():
        found = attempt(root, name, program, wanted, out)
        print(f"{'SURPRISE' if found else 'ok'}: {out.name}, {name} {'; '.join(found)}", flush=True)
        good = good and not found
    left = removed(root)
    print("\n".join(left) or f"ok: {out.name}, removal leaves nothing", flush=True)
    return good and not left


def main() -> None:
    """Try each suite that is named, or all, and exit 1 where one surprises."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", default=list(SUITES), help="suites of Debian or Ubuntu")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py put the packages")
    parser.add_argument("--out", type=Path, required=True, help="where photographs, sounds and events are kept")
    parser.add_argument("--python", default=sys.executable, help="a Python that runs the checkout")
    parser.add_argument("--root", type=Path, help="a root that is made already, for one suite")
    options = parser.parse_args()
    good = True
    with tempfile.TemporaryDirectory(prefix="retrotimer-roots-") as name:
        checkout(options.python, Path(name))
        for suite in options.suites:
            out = options.out / suite
            out.mkdir(parents=True, exist_ok=True)
            root = Root(options.root or Path(name) / suite)
            if not options.root:
                root.make(suite, SUITES.get(suite, DEBIAN))
            good = try_suite(root, options.dist, Path(name), out) and good
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
