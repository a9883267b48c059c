"""Test the checks of `doctor`."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
import system_parts

from retrotimer.app.diagnostics import doctor
from retrotimer.app.diagnostics import doctor as needs
from retrotimer.app.diagnostics.doctor import CheckResult, Grade, described, examine, is_something_missing


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the person's own, and no screen."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return tmp_path


@pytest.fixture(autouse=True)
def tried(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Qt starts at once, unless a test lets it end otherwise."""

    def end(status: int = 0, out: str = "offscreen\n", err: str = "") -> None:
        monkeypatch.setattr(subprocess, "run", lambda *a, **_k: subprocess.CompletedProcess(a[0], status, out, err))

    end()
    monkeypatch.setattr(doctor, "sound_findings", lambda: iter(()))
    return end


def about(topic: str, name: str | None = None) -> list[CheckResult]:
    """Return what is found about a topic."""
    return [f for f in examine() if f.topic == topic and name in (None, f.name)]


def test_versions_are_those_of_this_machine() -> None:
    """If it failed, a report of a fault would name the wrong versions."""
    found = {finding.name: finding.value for finding in about("versions")}
    assert found["PySide6"] == metadata.version("PySide6-Essentials")
    assert found["Python"].startswith(sys.version.split()[0])


def test_a_package_that_is_missing_is_told_with_the_way_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, nobody would know what to install."""
    monkeypatch.setitem(doctor.PACKAGES, "rich", "no-such-package")
    (finding,) = about("versions", "rich")
    assert (finding.grade, finding.way_out) == (Grade.MISSING, "Install it with: pip install no-such-package")
    assert is_something_missing(examine())


def test_folders_are_named_but_not_made(home: Path) -> None:
    """If it failed, looking would leave folders behind."""
    (finding,) = about("folders", "presets")
    assert str(home / "presets") in finding.value
    assert finding.grade is Grade.WELL
    assert list(home.iterdir()) == []


def test_a_folder_that_is_there_is_well(home: Path) -> None:
    """If it failed, the folder in use would be said to be made later."""
    (home / "presets").mkdir()
    assert about("folders", "presets")[0].value == str(home / "presets")


def test_a_folder_that_cannot_be_written_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the first session would be lost at its end."""
    monkeypatch.setattr("os.access", lambda *_any: False)
    assert {finding.grade for finding in about("folders")} == {Grade.MISSING}
    assert "RETROTIMER_HOME" in about("folders")[0].way_out


def test_a_machine_without_a_screen_can_be_lived_with() -> None:
    """If it failed, a server would be called unfit, though sessions run in its terminal."""
    assert about("screen", "screen")[0].grade is Grade.NOTE
    assert about("screen", "Qt")[0].value == "starts (offscreen)"


def test_a_screen_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a wrong DISPLAY could not be seen."""
    monkeypatch.setenv("DISPLAY", ":7")
    assert about("screen", "screen")[0].value == "DISPLAY=:7"


def test_qt_that_does_not_start_is_told_with_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch, tried: Callable[..., None]
) -> None:
    """If it failed, the window would not open and nobody would know why."""
    tried(1, "", "Traceback\nImportError: libEGL.so.1: cannot open shared object file\n\n")
    monkeypatch.setattr(needs, "loads", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr("shutil.which", lambda _name: "/usr/bin/apt-get")
    (finding,) = about("screen", "Qt")
    assert finding.grade is Grade.MISSING
    assert "libEGL.so.1: cannot open" in finding.value
    assert finding.way_out == "Install it with: sudo apt-get install libegl1"
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert about("screen", "Qt")[0].way_out == "Install the packages of your system that bring libEGL.so.1."


def test_qt_that_dies_without_a_word_gives_its_status(tried: Callable[..., None]) -> None:
    """If it failed, a crash would look like nothing."""
    tried(-6, "", "")
    assert about("screen", "Qt")[0].value == "does not start: -6"


def test_qt_that_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the doctor would hang with it."""

    def hang(*_a: object, **_k: object) -> None:
        raise subprocess.TimeoutExpired("python", 30)

    monkeypatch.setattr(subprocess, "run", hang)
    assert about("screen", "Qt")[0].grade is Grade.MISSING


def test_in_a_frozen_program_qt_is_within(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the standalone program would start itself again to look for Python."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(needs, "loads", lambda _library: True)
    assert about("screen", "Qt")[0].grade is Grade.WELL
    monkeypatch.setattr(needs, "loads", lambda library: library != "libGL.so.1")
    (finding,) = about("screen", "Qt")
    assert (finding.grade, finding.value) == (Grade.MISSING, "lacks libGL.so.1")


def test_broken_presets_are_told(home: Path) -> None:
    """If it failed, a preset that is not in the list would be missed without a reason."""
    (home / "presets").mkdir()
    (home / "presets" / "mine.toml").write_text("format = 1", encoding="utf-8")
    (finding,) = about("presets", "mine")
    assert finding.grade is Grade.NOTE
    assert "name" in finding.value
    assert not is_something_missing((finding,))


def test_the_data_are_the_findings() -> None:
    """If it failed, `doctor --json` would tell less than `doctor`."""
    findings = (CheckResult("sound", "x", "y"), CheckResult("screen", "Qt", "z", Grade.MISSING, "do"))
    assert described(findings) == {
        "missing": True,
        "findings": [
            {"topic": "sound", "name": "x", "value": "y", "grade": "well", "way_out": ""},
            {"topic": "screen", "name": "Qt", "value": "z", "grade": "missing", "way_out": "do"},
        ],
    }


def test_the_program_and_dev_py_know_the_same_libraries() -> None:
    """If it failed, dev.py would install what the program never names, or ask for it under another name."""
    for ours, installed in (
        (needs.QT, system_parts.QT),
        (needs.X11, system_parts.WINDOW),
        (needs.WAYLAND, system_parts.WAYLAND),
    ):
        assert {package: ours.get(package, library) for package, library in installed.items()} == installed
    assert system_parts.QT.keys() <= needs.QT.keys()
    assert system_parts.WINDOW.keys() <= needs.X11.keys()


def test_every_store_is_named() -> None:
    """If it failed, a person who looks for what is kept of them would not find all of it."""
    assert {"presets", "trash", "history", "plan", "marks", "settings", "journal", "drafts", "log", "spoken"} <= {
        finding.name for finding in about("folders")
    }


def test_a_data_folder_that_is_not_there_is_missing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the doctor would say that it is made when it is needed: an empty one."""
    monkeypatch.delenv("RETROTIMER_HOME")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(doctor, "_screen", lambda: iter(()))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    (home / "retrotimer").mkdir()
    (home / "retrotimer/data-folder").write_text(str(home / "stick"))
    (finding,) = about("folders", "data")
    assert (finding.grade, str(home / "stick") in finding.value) == (Grade.MISSING, True)
    assert "retrotimer data move" in finding.way_out
    assert about("folders", "history")[0].grade is Grade.MISSING


def test_a_folder_that_nobody_may_look_into_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the doctor would end in an error where it is needed most."""

    def refuse(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", refuse)
    assert {finding.grade for finding in doctor._folders()} == {Grade.WELL}
