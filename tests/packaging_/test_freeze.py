"""What goes into the standalone program, what belongs to the desktop, and the environment of what it starts."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import deb_package
import freeze_entry
import pytest
from freeze_parts import stays_out

from retrotimer.cli.arguments import COMMANDS

DESKTOP = deb_package.DESKTOP


@pytest.mark.parametrize(
    "place",
    [
        "libQt6Core.so.6",
        "libicudata.so.73",
        "libxcb-cursor.so.0",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "_soundfile_data/libsndfile_x86_64.so",
        "assets/icons/retrotimer.svg",
        "rich-15.0.0.dist-info/METADATA",
    ],
)
def test_goes_in(place: str) -> None:
    """The program would lack what it needs."""
    assert not stays_out(place)


@pytest.mark.parametrize(
    "place",
    [
        "libstdc++.so.6",
        "libfontconfig.so.1",
        "libgtk-3.so.0",
        "libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
    ],
)
def test_stays_out(place: str) -> None:
    """The program would be too big, or would need a newer system than it has to."""
    assert stays_out(place)


@pytest.mark.parametrize(("before", "after"), [("/opt/theirs", "/opt/theirs"), (None, None)])
def test_gives_the_environment_back(monkeypatch: pytest.MonkeyPatch, before: str | None, after: str | None) -> None:
    """The system's programs would load our libraries for theirs, and fail."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/lib")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    freeze_entry.give_back()
    assert os.environ.get("LD_LIBRARY_PATH") == after
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ


def test_every_command_is_in_the_manual_and_in_the_completion() -> None:
    """Somebody would not find a command, or would be offered one that there is not."""
    manual = (DESKTOP / "retrotimer.1").read_text(encoding="utf-8")
    completion = (DESKTOP / "retrotimer.bash").read_text(encoding="utf-8")
    offered = completion.split('commands="')[1].split('"')[0].split()
    assert {word for word in offered if not word.startswith("-")} == set(filter(None, COMMANDS))
    assert all(f"B {name}\n" in manual or f"BI {name} " in manual for name in COMMANDS if name)


def test_the_launcher_is_sound_and_names_an_old_system(tmp_path: Path) -> None:
    """An old Linux would show the loader's error, not what is needed."""
    getconf = tmp_path / "getconf"
    getconf.write_text("#!/bin/sh\necho glibc 2.31\n", encoding="utf-8")
    getconf.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    command = ["sh", str(DESKTOP / "launcher.sh")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "needs glibc 2.35 or newer" in done.stderr
    assert "has 2.31" in done.stderr


def test_menu_and_mime_agree(tmp_path: Path) -> None:
    """A double click on a preset would not find the program."""
    deb_package.share(tmp_path)
    entry = (tmp_path / "applications/retrotimer.desktop").read_text(encoding="utf-8")
    mime = ET.parse(tmp_path / "mime/packages/retrotimer.xml").getroot()  # noqa: S314 - our own file
    kinds = "".join(f"{kind.get('type')};" for kind in mime)
    assert f"MimeType={kinds}\n" in entry
    assert (tmp_path / "icons/hicolor/48x48/apps/retrotimer.png").is_file()
