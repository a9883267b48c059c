"""Make the .deb from the folder: the program, its command, its place in the menu, its manual page."""

from __future__ import annotations

import gzip
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ICONS = HERE.parent / "assets" / "icons"
DESKTOP = HERE / "desktop"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What every Debian or Ubuntu desktop has: the bundle leaves these to the system.
DEPENDS = (
    "libc6 (>= 2.35), libstdc++6 (>= 12), libgl1, libegl1, libx11-6, libx11-xcb1, libxcb1, libfontconfig1, "
    "libfreetype6, libdbus-1-3"
)
CONTROL = """Package: retrotimer
Version: {version}
Architecture: amd64
Maintainer: The RetroTimer authors <retrotimer@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: libpulse0 | libasound2t64 | libasound2
Suggests: espeak-ng
Section: utils
Priority: optional
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
    share(tree / "usr/share")
    documents = tree / "usr/share/doc/retrotimer"
    shutil.copy(HERE.parent / "LICENSE", documents / "copyright")
    _zip(HERE.parent / "CHANGELOG.md", documents / "changelog.gz")
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    (tree / "DEBIAN").mkdir()
    control = CONTROL.format(version=version, size=size, depends=DEPENDS)
    (tree / "DEBIAN/control").write_text(control, encoding="utf-8")
    _settle_modes(tree)
    target = dist / f"retrotimer_{version}_amd64.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(target)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    return target


def share(target: Path) -> None:
    """Lay out what a desktop reads below a folder `share`: menu entry, icons, MIME, manual, completion."""
    _put(DESKTOP / "retrotimer.desktop", target / "applications/retrotimer.desktop")
    metainfo = "org.retrotimer.RetroTimer.metainfo.xml"
    _put(DESKTOP / metainfo, target / "metainfo" / metainfo)
    _put(DESKTOP / "retrotimer-mime.xml", target / "mime/packages/retrotimer.xml")
    _put(DESKTOP / "retrotimer.bash", target / "bash-completion/completions/retrotimer")
    _put(ICONS / "retrotimer.svg", target / "icons/hicolor/scalable/apps/retrotimer.svg")
    for size in SIZES:
        _put(ICONS / f"retrotimer-{size}.png", target / f"icons/hicolor/{size}x{size}/apps/retrotimer.png")
    (target / "man/man1").mkdir(parents=True)
    _zip(DESKTOP / "retrotimer.1", target / "man/man1/retrotimer.1.gz")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(source: Path, target: Path) -> None:
    target.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))


def _settle_modes(tree: Path) -> None:
    """Let folders and programs be 755 and all else 644, whatever the umask of who builds."""
    for path in [tree, *tree.rglob("*")]:
        if not path.is_symlink():
            runs = (
                path.is_dir()
                or path.name == "retrotimer-program"
                or path.parts[-2:] == ("retrotimer", "retrotimer")
            )
            path.chmod(0o755 if runs else 0o644)
