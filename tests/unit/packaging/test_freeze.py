"""What goes into the standalone program, what belongs to the desktop, and the environment of what it starts."""

from __future__ import annotations

import os
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import deb_package
import freeze_entry
import licences
import pytest
import yaml
from freeze_parts import stays_out
from metainfo import NAME as METAINFO
from metainfo import metainfo

from retrotimer import __version__

DESKTOP = deb_package.DESKTOP
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    "place",
    [
        "libQt6Core.so.6",
        "libicudata.so.73",
        "libxcb-cursor.so.0",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt6Core.dll",
        "Qt6Core.dll",
        "PySide6/QtCore.pyd",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/plugins/iconengines/qsvgicon.dll",
        "PySide6/translations/qtbase_pt_BR.qm",
        "PySide6/Qt/translations/qtbase_de.qm",
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
        "PySide6/Qt6Network.dll",
        "Qt6Network.dll",
        "PySide6/opengl32sw.dll",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/plugins/imageformats/qjpeg.dll",
        "PySide6/translations/qtbase_ru.qm",
        "libQt6Network.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_ru.qm",
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


def test_what_the_program_starts_does_not_hold_the_single_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that was opened from the program would keep its unpacked folder until it is closed itself."""
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    monkeypatch.setenv("RETROTIMER_PIPE", str(writer))
    freeze_entry.give_back()
    assert not os.get_inheritable(writer)
    assert "RETROTIMER_PIPE" not in os.environ
    os.close(reader)
    os.close(writer)


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a desktop reads, laid out."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    deb_package.share(tmp_path, __version__)
    return tmp_path


def test_menu_mime_and_description_agree(share: Path) -> None:
    """A double click on a preset or another program's workout would not find the program."""
    entry = (share / "applications/retrotimer.desktop").read_text(encoding="utf-8")
    mime = ET.parse(share / "mime/packages/retrotimer.xml").getroot()  # noqa: S314 - our own file
    types = [kind.get("type") or "" for kind in mime]
    assert f"MimeType={';'.join(types)};" in entry
    message = ET.parse(share / "metainfo" / METAINFO).getroot()  # noqa: S314 - our own file
    assert [kind.text for kind in message.findall("provides/mediatype")] == types
    for size in deb_package.SIZES:
        icon = (share / f"icons/hicolor/{size}x{size}/apps/retrotimer.png").read_bytes()
        assert struct.unpack(">II", icon[16:24]) == (size, size)


def test_the_description_has_the_release_and_pictures_that_are_there(share: Path) -> None:
    """A software centre would show an old version, or a picture that it cannot load."""
    message = ET.parse(share / "metainfo" / METAINFO).getroot()  # noqa: S314 - our own file
    first = message.find("releases/release")
    assert first is not None
    assert first.get("version") == __version__
    assert len(first.findall("description/ul/li")) > 5
    for image in message.iter("image"):
        picture = (ROOT / "docs/pictures" / (image.text or "").rpartition("/")[2]).read_bytes()
        assert struct.unpack(">II", picture[16:24]) == (int(image.get("width", 0)), int(image.get("height", 0)))


def test_a_release_in_the_changelog_is_told_with_its_date() -> None:
    """The version that somebody has would be missing from what a software centre tells."""
    entries = "### Added\n\nHills & flats\n\n- Runs [two](x)\n  `laps` & more.\n\n### Fixed\n\n- Stops.\n"
    text = metainfo(f"## [Unreleased]\n\n### Added\n\n## [1.2.0] - 2027-02-03\n\n{entries}", "1.2.0", 0)
    message = ET.fromstring(text)  # noqa: S314 - made here
    (release,) = message.findall("releases/release")
    assert (release.get("version"), release.get("date"), release.get("type")) == ("1.2.0", "2027-02-03", "stable")
    lines = [(line.tag, line.text) for line in release.iter() if line.tag in {"p", "li"}]
    expected = [("p", "Hills & flats"), ("li", "Runs two laps & more."), ("p", "Fixed"), ("li", "Stops.")]
    assert lines == expected


def test_flatpak_finds_what_it_asks_for() -> None:
    """Nobody could build a Flatpak from the recipe."""
    recipe = yaml.safe_load((DESKTOP / "org.retrotimer.RetroTimer.yml").read_text(encoding="utf-8"))
    assert recipe.keys() >= {"id", "runtime", "runtime-version", "sdk", "command", "finish-args", "modules"}


def test_each_licence_of_qts_parts_is_there_in_full() -> None:
    """Somebody's work would be passed on without the notice that its licence asks for."""
    parts = licences.qt_parts()
    assert (len(parts) > 20, all(all(part) for part in parts)) == (True, True)
    for name in {name for part in parts for name in part.licence.split(" OR ")}:
        assert len((licences.TEXTS / f"{name}.txt").read_text(encoding="utf-8")) > 200
