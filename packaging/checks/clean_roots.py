"""Try the packages where nothing else is: `sudo .venv/bin/python packaging/checks/clean_roots.py --build bookworm`.

Makes a bare Debian or Ubuntu for each suite, puts in what a minimal desktop has, and there, for each package in
dist/: opens the window under Xvfb and photographs it, runs a session at sixty times its speed to its end, records
its sound from a virtual sink, exports it, and removes the package. Version, events, samples and sound are compared
with the checkout's. Each library is taken away in turn, and the program must name it. Where the system is too old,
the program must say so in a sentence. Prints a line for each trial, and exits 1 where something surprises.

`--build` makes dist/ first, while the first root is made. It wants Debian's `debootstrap`, what build.py wants, and
what tests marked screen and sound want.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from clean_libraries import disagreements, unnamed
from clean_root import SUITES, Root, Suite
from clean_trial import ROOT, VERSION, Place, Seen, Surprise, finished, watch

CHECKOUT = f"{sys.executable} -m retrotimer"
TOO_OLD = "needs glibc 2.35 or newer"
PERSONS = "home/walker/"
"""What is below was made by the person who used the program, and stays."""
AT_ONCE = 3
"""So many trials at a time: for the most part they wait for a session's end."""


@dataclass(frozen=True)
class Artefact:
    """A package: its name in dist/, how it is installed from {file}, the command it gives, how it is removed."""

    name: str
    file: str
    install: str
    program: str
    remove: str


ARTEFACTS = (
    Artefact("archive", "RetroTimer-*.tar.xz", "tar -xJf {file} -C /opt", "/opt/*/retrotimer", "rm -r /opt/*"),
    Artefact("deb", "retrotimer_*.deb", "apt-get -qy install {file}", "retrotimer", "apt-get -qy purge retrotimer"),
    Artefact("run", "RetroTimer-*.run", "install -m 755 {file} /opt/timer", "/opt/timer", "rm /opt/timer"),
    Artefact("AppDir", "RetroTimer.AppDir", "cp -a {file} /opt/App", "/opt/App/AppRun", "rm -r /opt/App"),
)


class Trials:
    """Trials of the packages in `dist`, each in a copy of the root `bare`; what is seen goes to `out`."""

    def __init__(self, bare: Root, dist: Path, out: Path) -> None:
        self._bare = bare
        self._dist = dist
        self._out = out

    def as_the_checkout(self, artefact: Artefact, checkout: Future[Seen]) -> list[str]:
        """Install, watch and remove a package, and list what is not as from the checkout."""
        with self._copy() as root:
            before = root.files()
            self._install(artefact, root)
            seen = watch(Place(artefact.program, self._out / artefact.name, root))
            done = root.enter(artefact.remove)
            left = sorted(path for path in root.files() - before if not path.startswith(PERSONS))
        found = [f"removing it fails: {done.stdout}{done.stderr}"] if done.returncode else []
        return found + [f"leaves {path}" for path in left] + seen.unlike(checkout.result())

    def named_libraries(self, artefact: Artefact) -> list[str]:
        """List the libraries that the program needs and does not name where they are missing."""
        with self._copy() as root:
            self._install(artefact, root)
            return unnamed(root, artefact.program, self._out / "libraries")

    def too_old(self, artefact: Artefact) -> list[str]:
        """List how a package does not say that the system is too old for it."""
        with self._copy() as root:
            done = self._put(artefact, root)
            if artefact.name == "deb":  # apt itself says it
                message = done.stdout + done.stderr
                return [] if done.returncode and "libc6 (>= 2.35)" in message else [f"apt says: {message[-600:]}"]
            said = finished(Place(artefact.program, self._out / artefact.name, root).start(VERSION), 3)
        return [] if TOO_OLD in said and said.count("\n") == 1 else [f"it says: {said}"]

    @contextmanager
    def _copy(self) -> Iterator[Root]:
        with tempfile.TemporaryDirectory(prefix="rt-copy-") as folder:
            yield self._bare.copy(Path(folder) / "root")

    def _install(self, artefact: Artefact, root: Root) -> None:
        done = self._put(artefact, root)
        if done.returncode:
            raise Surprise(f"installing it fails: {done.stdout[-600:]}{done.stderr[-600:]}")

    def _put(self, artefact: Artefact, root: Root) -> subprocess.CompletedProcess[str]:
        command = artefact.install.format(file=f"/run/dist/{artefact.file}")
        return root.enter(command, {str(self._dist): "/run/dist"})


def plan(suite: Suite, trials: Trials, checkout: Future[Seen]) -> dict[str, Callable[[], list[str]]]:
    """Return what there is to try in a suite, by what is told of it."""
    if suite.is_too_old:
        return {f"{suite.name}, {each.name}: too old": partial(trials.too_old, each) for each in ARTEFACTS}
    alike = {f"{suite.name}, {each.name}": partial(trials.as_the_checkout, each, checkout) for each in ARTEFACTS}
    return {**alike, f"{suite.name}, libraries taken away": partial(trials.named_libraries, ARTEFACTS[0])}


def message(title: str, trial: Callable[[], list[str]]) -> bool:
    """Try, print a line of it, and tell whether it came as it should."""
    began = time.monotonic()
    try:
        found = trial()
    except Surprise as error:
        found = [str(error)]
    print(f"{'SURPRISE' if found else 'ok'}: {title} ({time.monotonic() - began:.0f} s)", flush=True)
    for surprise in found:
        print(f"  {surprise}", flush=True)
    return not found


def build(dist: Path) -> list[str]:
    """Make the packages; list what went wrong, and where what they take from a system is not as it is told."""
    command = [sys.executable, str(ROOT / "packaging/build/build.py"), "--dist", str(dist)]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [done.stdout[-2000:]] if done.returncode else disagreements(dist / "RetroTimer")


def valid(dist: Path) -> list[str]:
    """List what the validators of menu entry, manual and the like complain of."""
    command = [sys.executable, str(ROOT / "packaging/checks/validate.py"), "--dist", str(dist)]
    done = subprocess.run(command, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [done.stdout[-2000:]] if done.returncode else []


def main() -> None:
    """Try each suite that is named, or all."""
    options = arguments()
    if os.geteuid():
        sys.exit("clean_roots needs root, who alone may enter another system.")
    signal.signal(signal.SIGTERM, lambda *_none: sys.exit(143))  # so that the folders are cleared away
    with tempfile.TemporaryDirectory(prefix="rt-roots-") as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        good = list(try_all(options, Path(folder), pool))
    sys.exit(0 if all(good) else 1)


def try_all(options: argparse.Namespace, folder: Path, pool: ThreadPoolExecutor) -> Iterator[bool]:
    """Do all that is asked for, and tell of each part whether it came as it should."""
    building = pool.submit(message, "packages", partial(build, options.dist)) if options.build else None
    checkout: Future[Seen] | None = None
    checking: Future[bool] | None = None
    for name in options.suites:
        bare = Root((options.keep or folder) / name)
        yield bare.folder.exists() or message(f"{name}, bare", partial(bare.make, SUITES[name]))
        if building and not building.result():
            yield False
            return
        checkout = checkout or pool.submit(watch, Place(CHECKOUT, options.out / "checkout"))
        if building:
            checking = checking or pool.submit(message, "validators", partial(valid, options.dist))
        trials = plan(SUITES[name], Trials(bare, options.dist, options.out / name), checkout)
        yield from pool.map(message, trials.keys(), trials.values())
        if not options.keep:
            shutil.rmtree(bare.folder)
    if checking:
        yield checking.result()


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suites", nargs="*", default=list(SUITES), help=f"some of {', '.join(SUITES)}; else all")
    parser.add_argument("--build", action="store_true", help="make the packages first")
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where build.py puts the packages")
    parser.add_argument("--keep", type=Path, help="a folder for the bare systems, which serves the next time too")
    parser.add_argument("--out", type=Path, default=ROOT / "build/seen", help="where photographs and sounds go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
