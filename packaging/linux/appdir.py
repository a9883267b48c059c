"""Make the AppDir, and from it the AppImage where `appimagetool` is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import deb_package


def make(folder: Path, dist: Path, version: str) -> list[Path]:
    """Lay out dist/RetroTimer.AppDir, and return the AppImage if one could be made, or else the AppDir."""
    target = dist / "RetroTimer.AppDir"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target / "usr/lib/retrotimer", symlinks=True)
    deb_package.share(target / "usr/share", version)
    (target / "usr/bin").mkdir()
    (target / "usr/bin/retrotimer").symlink_to("../lib/retrotimer/retrotimer")
    (target / "AppRun").symlink_to("usr/lib/retrotimer/retrotimer")
    shutil.copy(deb_package.DESKTOP / "retrotimer.desktop", target)
    shutil.copy(deb_package.ICONS / "retrotimer-256.png", target / "retrotimer.png")
    (target / ".DirIcon").symlink_to("retrotimer.png")
    deb_package.set_modes_and_times(target)
    if not shutil.which("appimagetool"):
        print("No AppImage is made of the AppDir: it needs appimagetool.", flush=True)
        return [target]
    image = dist / "RetroTimer-x86_64.AppImage"
    subprocess.run(["appimagetool", str(target), str(image)], check=True, env={**os.environ, "ARCH": "x86_64"})
    return [image]
