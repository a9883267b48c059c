"""Build what a stranger installs: `python3 packaging/build/build.py`.

Makes dist/RetroTimer/ and from it, on Linux, a .tar.xz, a .deb, a self-extracting .run and an AppDir; on Windows a
.zip and, with NSIS, an installer. `--windows` makes those on Linux, under Wine, with .venv/bin/python. The
environment with PyInstaller is made in build/venv from packaging/requirements-build.txt. Linux wants Debian's
`binutils`, `dpkg`, `patchelf`, `xz-utils` and, for the .run, `makeself`. `--folder-only` stops after the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
LINUX = HERE.parent / "linux"
sys.path[:0] = [str(folder) for folder in (HERE, LINUX, HERE.parent)]  # where its helpers are

import appdir  # noqa: E402
import deb_package  # noqa: E402
import licences  # noqa: E402
import sbom  # noqa: E402
from system_parts import install_lock  # noqa: E402

LOCK = HERE.parent / "requirements-build.txt"
NSIS = HERE.parent / "windows" / "retrotimer.nsi"
LAUNCHER = LINUX / "desktop" / "launcher.sh"
SINGLE = LINUX / "desktop" / "single-header.sh"
MODES = "go=rX,u+rw"
"""What everybody may do with the files in an archive, whatever the umask of who builds."""
FOLDER_MB, DOWNLOAD_MB, DOWNLOAD_WINDOWS_MB = 117, 37, 44


def main() -> None:
    """Build all that this system can, print each size, and exit 1 where one is too big."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the results go")
    parser.add_argument("--work", type=Path, default=ROOT / "build", help="where the environment and the rest go")
    parser.add_argument("--python", type=Path, help="a Python with the build lock, instead of making build/venv")
    parser.add_argument("--folder-only", action="store_true", help="make the folder, and nothing from it")
    parser.add_argument(
        "--windows", action="store_true", help="on Linux: make what Windows gets, under Wine, as root"
    )
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH") or _last_change()
    if options.windows and sys.platform != "win32":
        folder = freeze_under_wine(options.dist / "windows")
    else:
        folder = freeze(options.python or settle_venv(options.work / "venv"), options.dist, options.work)
    made = [folder]
    if options.folder_only:
        pass
    elif options.windows or sys.platform == "win32":
        made += windows(folder, options.dist)
    elif sys.platform == "linux":
        made += linux(folder, options.dist, options.work)
    else:
        made.append(zipped(folder, options.dist / f"{_name()}.zip"))
    write_sums(options.dist, [path for path in made if path.is_file()])
    fits = [notify(path) for path in made]  # each is told, also after one that is too big
    sys.exit(0 if all(fits) else 1)


def settle_venv(folder: Path) -> Path:
    """Return the Python of an environment that holds the build lock; it is made where it is old or not there."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    stamp, want = folder / "lock.sha256", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != want:
        venv.create(folder, with_pip=True, clear=True)
        if not install_lock(str(python), str(LOCK)):
            sys.exit("build.py: pip could not install what packaging/requirements-build.txt names.")
        stamp.write_text(want, encoding="utf-8")
    return python


def freeze(python: Path, dist: Path, work: Path) -> Path:
    """Run PyInstaller and lay the launcher, the licences and the bill of materials beside the program."""
    folder = dist / "RetroTimer"
    shutil.rmtree(folder, ignore_errors=True)
    # strings hash the same in each build, so that byte code lists its sets in the same order
    environment = {**os.environ, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += [f"--distpath={dist}", f"--workpath={work / 'freeze'}", str(HERE / "retrotimer.spec")]
    subprocess.run(command, check=True, env=environment)
    if sys.platform == "linux":
        shutil.copy(LAUNCHER, folder / "retrotimer")
        (folder / "retrotimer").chmod(0o755)
    if sys.platform == "win32":
        (folder / "retrotimer-console.exe").rename(folder / "retrotimer.com")
    licences.gather(python, folder)
    sbom.write(python, folder, _version())
    _finish_setup(folder)
    return folder


def linux(folder: Path, dist: Path, work: Path) -> list[Path]:
    """Make the four Linux packages from the folder, and return them; each is packed by one core, all at once."""
    packing: list[Callable[[], Path]] = [
        partial(archive, folder, dist / f"{_name()}.tar.xz"),
        partial(deb_package.make, folder, dist, work, _version()),
    ]
    if shutil.which("makeself"):
        packing.append(partial(self_extracting, folder, dist / f"{_name()}.run"))
    else:
        print("No .run is made: it needs makeself.", flush=True)
    with ThreadPoolExecutor() as pool:
        made = list(pool.map(lambda pack: pack(), packing))
    return made + appdir.make(folder, dist, _version())


def freeze_under_wine(dist: Path) -> Path:
    """Run this program in Wine, and return the folder that it makes there."""
    sys.path.insert(0, str(NSIS.parent))
    import try_wine  # only here, as it needs the tests' environment

    return try_wine.Wine().freeze(dist)


def windows(folder: Path, dist: Path) -> list[Path]:
    """Make the .zip and, where NSIS is installed, the installer."""
    made = [zipped(folder, dist / f"RetroTimer-{_version()}-windows-x86_64.zip")]
    if not shutil.which("makensis"):
        print("No installer is made: it needs makensis.", flush=True)
        return made
    setup = dist / f"RetroTimer-{_version()}-windows-setup.exe"
    names = {"Version": _version(), "Folder": folder, "Icon": ROOT / "assets/icons/retrotimer.ico"}
    names |= {"License": ROOT / "LICENSE", "Out": setup}
    subprocess.run(["makensis", "-V2", *(f"-D{name}={names[name]}" for name in names), str(NSIS)], check=True)
    return [*made, setup]


def zipped(folder: Path, target: Path) -> Path:
    """Pack the folder, the same bytes for the same files."""
    moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo(path.relative_to(folder.parent).as_posix(), moment)
            entry.external_attr, entry.compress_type = path.stat().st_mode << 16, ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return target


def archive(folder: Path, target: Path) -> Path:
    """Pack the folder, the same bytes for the same files."""
    place = ["-C", str(folder.parent), "-I", "xz -T1 -6e", "-cf", str(target), folder.name]
    subprocess.run(["tar", *_same_tar().split(), *place], check=True)
    return target


def self_extracting(folder: Path, target: Path) -> Path:
    """Make the single file: it unpacks itself into a temporary folder, runs, and clears it away."""
    form = [
        "--quiet",
        "--xz",
        "--nocrc",
        "--nomd5",
        "--sha256",
        "--header",
        str(SINGLE),
        "--tar-extra",
        _same_tar(),
    ]
    command = ["makeself", *form, str(folder), str(target), "RetroTimer", "./retrotimer"]
    room = str(_size(folder) // 1024 + 8 * 1024)  # and what blocks of a disk take beyond it
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "ROOM_KB": room})
    return target


def _same_tar() -> str:
    """Return the options with which tar packs the same bytes."""
    epoch = os.environ["SOURCE_DATE_EPOCH"]
    return f"--sort=name --mtime=@{epoch} --owner=0 --group=0 --numeric-owner --format=gnu --mode={MODES}"


def write_sums(dist: Path, files: list[Path]) -> None:
    """Write SHA256SUMS for the files that people download."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(files)]
    (dist / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def notify(path: Path) -> bool:
    """Print the size of a result, and tell whether it is within its bounds."""
    size = _size(path) / 1e6
    download = DOWNLOAD_WINDOWS_MB if path.suffix in {".exe", ".zip"} else DOWNLOAD_MB
    most = download if path.is_file() else FOLDER_MB
    print(f"{path.name}: {size:.1f} MB of {most}{'' if size <= most else ': TOO BIG'}", flush=True)
    return size <= most


def _size(path: Path) -> int:
    files = [path] if path.is_file() else [each for each in path.rglob("*") if not each.is_symlink()]
    return sum(each.stat().st_size for each in files if each.is_file())


def _finish_setup(folder: Path) -> None:
    """Let each file be as old as the sources, anybody's to read, and without a word of where it was built."""
    if sys.platform == "linux":
        for path in folder.rglob("*.so*"):
            if path.is_file() and not path.is_symlink():
                _remove_build_path(path)
    deb_package.set_modes_and_times(folder)


def _remove_build_path(library: Path) -> None:
    """Remove an absolute search path from a library: it names the builder's folders, and slows each start."""
    asked = subprocess.run(["patchelf", "--print-rpath", str(library)], check=False, capture_output=True, text=True)
    if asked.stdout.startswith("/"):
        for option in (["--set-rpath", ""], ["--remove-rpath"]):  # the first overwrites the text, which else stays
            subprocess.run(["patchelf", *option, str(library)], check=True)


def _version() -> str:
    text = (ROOT / "retrotimer" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]


def _name() -> str:
    return f"RetroTimer-{_version()}-{sys.platform}-{platform.machine()}"


def _last_change() -> str:
    """Return when the sources last changed: at the last commit, or where they have no history, by a file."""
    if not (ROOT / ".git").exists():
        return str(int((ROOT / "pyproject.toml").stat().st_mtime))
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
