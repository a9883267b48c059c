"""Reports of errors, and the one that is packed for help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import crash_report, log
from retrotimer.app.diagnostics.doctor import Finding
from retrotimer.app.error_boundary import safely, take_charge
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, in which no error was seen and nobody took charge."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(crash_report, "_seen", set())
    yield tmp_path
    take_charge(None)


def test_an_error_is_reported_once(home: Path) -> None:
    """If it failed, an error at each look at the clock would fill the disk, or leave nothing."""
    error = AttributeError("no such thing")
    assert crash_report.failed(error)
    assert not crash_report.failed(error)
    (only,) = paths.log().glob("report-*")
    assert crash_report.latest() == only
    told = only.read_text(encoding="utf-8")
    assert "AttributeError: no such thing" in told
    assert "RetroTimer" in told
    assert home.exists()


def test_few_reports_are_kept() -> None:
    """If it failed, they would pile up for years."""
    for n in range(8):
        crash_report.failed(AttributeError(str(n)))
    kept = sorted(paths.log().glob("report-*"))
    assert [path.read_text(encoding="utf-8").split("AttributeError: ")[1][0] for path in kept] == list("34567")


def test_a_report_that_cannot_be_written_is_no_error(home: Path) -> None:
    """If it failed, a full disk would make one error two."""
    (home / "state").touch()
    assert crash_report.failed(AttributeError("x"))
    assert crash_report.latest() is None


def test_the_full_report_leaves_out_what_is_private(home: Path) -> None:
    """If it failed, asking for help would publish names, the voice's folder and the weight."""
    source = (
        'format = 1\n[paces]\nbody_kg = 61\n[sound]\ndevice = "Annas Ohren"\nvolume = 0.5\nvoice = "/home/anna/v"\n'
    )
    (home / "settings.toml").write_text(source, encoding="utf-8")
    findings = (
        Finding("folders", "presets", f"{home}/presets"),
        Finding("sound", "device", "Annas Ohren"),
        Finding("sound", "miniaudio", "opens"),
        Finding("presets", "presets", "12 can be used"),
        Finding("presets", "annas-knie", "line 3: no"),
    )
    log.note("something")
    crash_report.save(home / "r.txt", findings)
    told = (home / "r.txt").read_text(encoding="utf-8")
    assert "Anna" not in told
    assert "anna" not in told
    assert "61" not in told.split("Log")[0].split("Settings")[1]
    for words in (
        "volume = 0.5",
        "device = (set)",
        "body_kg = (set)",
        "12 can be used; 1 with mistakes",
        "something",
    ):
        assert words in told
    assert f"{paths.HOME_VARIABLE}/presets" in told


def test_a_place_for_the_report_that_cannot_be_written_is_told(home: Path) -> None:
    """If it failed, a person would send a report that is not there."""
    with pytest.raises(NotSaved):
        crash_report.save(home / "no" / "r.txt", ())


def test_an_error_beside_a_session_goes_to_who_took_charge() -> None:
    """If it failed, a listener's error would end a session, or tests would not see it."""
    with pytest.raises(IndexError):
        safely([].pop)
    taken: list[Exception] = []
    take_charge(taken.append)
    safely([].pop)
    safely(list)
    assert [type(error) for error in taken] == [IndexError]
