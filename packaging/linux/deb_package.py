"""Make the .deb from the folder: the program, its command, its place in the menu, its manual page."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from metainfo import NAME as METAINFO
from metainfo import metainfo
from publisher import MAINTAINER, SITE

HERE = Path(__file__).resolve().parent
ICONS = HERE.parents[1] / "assets" / "icons"
DESKTOP = HERE / "desktop"
PROGRAMS = ("retrotimer", "retrotimer-program")
"""What is started, in the program's own folder."""
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What every Debian or Ubuntu desktop has: the bundle leaves these to the system.
DEPENDS = (
    "libc6 (>= 2.35), libstdc++6 (>= 12), libgl1, libegl1, libx11-6, libx11-xcb1, libxcb1, libfontconfig1, "
    "libfreetype6, libdbus-1-3, libzstd1, libwayland-client0, libwayland-cursor0, xkb-data"
)
CONTROL = """Package: retrotimer
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: libpulse0 | libasound2t64 | libasound2
Suggests: espeak-ng
Section: utils
Priority: optional
Homepage: {site}
Description: interval timer for people who run backwards
 RetroTimer leads you through sessions that alternate forward and backward
 running: you hear which way to go next, and read it from across the track.
"""


def make(folder: Path, dist: Path, work: Path, version: str) -> Path:
    """Build dist/retrotimer_VERSION_amd64.deb with dpkg-deb, and return it.

    It has no scripts: Debian's own triggers renew menu, MIME types and icons. Removing it leaves nothing.
    """
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "usr/lib/retrotimer", symlinks=True)
    shutil.move(tree / "usr/lib/retrotimer/licenses", tree / "usr/share/doc/retrotimer/licenses")
    command = tree / "usr/bin/retrotimer"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/retrotimer/retrotimer")
    share(tree / "usr/share", version)
    documents = tree / "usr/share/doc/retrotimer"
    _put(DESKTOP / "copyright", documents / "copyright")
    _zip((HERE.parents[1] / "CHANGELOG.md").read_bytes(), documents / "changelog.gz")
    _zip(_debian_changelog(version).encode(), documents / "changelog.Debian.gz")
    _put(DESKTOP / "lintian-overrides", tree / "usr/share/lintian/overrides/retrotimer")
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    message = {"version": version, "size": size, "depends": DEPENDS, "maintainer": MAINTAINER, "site": SITE}
    _write_control(tree, CONTROL.format(**message))
    set_modes_and_times(tree)
    target = dist / f"retrotimer_{version}_amd64.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(target)]
    one_thread = {**os.environ, "DPKG_DEB_THREADS_MAX": "1"}  # more would cut the archive into other blocks
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL, env=one_thread)
    return target


def share(target: Path, version: str) -> None:
    """Lay out what a desktop reads below a folder `share`: menu entry, icons, MIME, manual, completion."""
    _put(DESKTOP / "retrotimer.desktop", target / "applications/retrotimer.desktop")
    changelog = (HERE.parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    (target / "metainfo").mkdir(parents=True)
    (target / "metainfo" / METAINFO).write_text(metainfo(changelog, version, _epoch()), encoding="utf-8")
    _put(DESKTOP / "retrotimer-mime.xml", target / "mime/packages/retrotimer.xml")
    _put(DESKTOP / "retrotimer.bash", target / "bash-completion/completions/retrotimer")
    _put(DESKTOP / "_retrotimer", target / "zsh/vendor-completions/_retrotimer")
    _put(DESKTOP / "retrotimer.fish", target / "fish/vendor_completions.d/retrotimer.fish")
    _put(ICONS / "retrotimer.svg", target / "icons/hicolor/scalable/apps/retrotimer.svg")
    for size in SIZES:
        _put(ICONS / f"retrotimer-{size}.png", target / f"icons/hicolor/{size}x{size}/apps/retrotimer.png")
    for page in DESKTOP.glob("retrotimer*.1"):  # retrotimer.1, retrotimer.de.1
        folder = target / "man" / page.name.split(".")[1].replace("1", "") / "man1"
        folder.mkdir(parents=True)
        _zip(page.read_bytes(), folder / "retrotimer.1.gz")


def _write_control(tree: Path, control: str) -> None:
    """Write what dpkg reads: what the package is, and the sums by which `dpkg --verify` sees a changed file."""
    folder = tree / "DEBIAN"
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    folder.mkdir()
    (folder / "control").write_text(control, encoding="utf-8")
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n" for path in files]  # noqa: S324 - dpkg's
    (folder / "md5sums").write_text("".join(sums), encoding="utf-8")


def _debian_changelog(version: str) -> str:
    day = datetime.fromtimestamp(_epoch(), UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    message = "  * The changes stand in changelog.gz beside this file."
    return f"retrotimer ({version}) stable; urgency=medium\n\n{message}\n\n -- {MAINTAINER}  {day}\n"


def _epoch() -> int:
    return int(os.environ["SOURCE_DATE_EPOCH"])


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(data: bytes, target: Path) -> None:
    target.write_bytes(gzip.compress(data, 9, mtime=0))


def set_modes_and_times(tree: Path) -> None:
    """Let programs and folders be 755 and all else 644, whatever the umask, and each as old as the sources."""
    through_links = os.utime not in os.supports_follow_symlinks  # on Windows, where there are no links
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            is_program = path.name in PROGRAMS and path.parent.name.lower() == "retrotimer"
            path.chmod(0o755 if path.is_dir() or is_program else 0o644)
        os.utime(path, (_epoch(), _epoch()), follow_symlinks=through_links)
