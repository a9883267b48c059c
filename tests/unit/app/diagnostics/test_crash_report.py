"""Test crash reports and the report for help."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import crash_report, log
from retrotimer.app.diagnostics.doctor import CheckResult
from retrotimer.app.error_boundary import run_guarded, set_error_handler
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, in which no error was seen and nobody took charge."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(crash_report, "_seen", set())
    yield tmp_path
    set_error_handler(None)


def test_an_error_is_reported_once(home: Path) -> None:
    """If it failed, an error at each look at the clock would fill the disk, or leave nothing."""
    error = AttributeError("no such thing")
    assert crash_report.failed(error)
    assert not crash_report.failed(error)
    (only,) = paths.log().glob("report-*")
    assert crash_report.latest() == only
    message = only.read_text(encoding="utf-8")
    assert "AttributeError: no such thing" in message
    assert "RetroTimer" in message
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
        CheckResult("folders", "presets", f"{home}/presets"),
        CheckResult("sound", "device", "Annas Ohren"),
        CheckResult("sound", "miniaudio", "opens"),
        CheckResult("presets", "presets", "12 can be used"),
        CheckResult("presets", "annas-knie", "line 3: no"),
    )
    log.note("something")
    crash_report.save(home / "r.txt", findings)
    message = (home / "r.txt").read_text(encoding="utf-8")
    assert "Anna" not in message
    assert "anna" not in message
    assert "61" not in message.split("Log")[0].split("Settings")[1]
    for words in (
        "volume = 0.5",
        "device = (set)",
        "body_kg = (set)",
        "12 can be used; 1 with mistakes",
        "something",
    ):
        assert words in message
    assert f"{paths.HOME_VARIABLE}/presets" in message


def test_a_place_for_the_report_that_cannot_be_written_is_told(home: Path) -> None:
    """If it failed, a person would send a report that is not there."""
    with pytest.raises(NotSaved):
        crash_report.save(home / "no" / "r.txt", ())


def test_an_error_beside_a_session_goes_to_who_took_charge() -> None:
    """If it failed, a listener's error would end a session, or tests would not see it."""
    with pytest.raises(IndexError):
        run_guarded([].pop)
    accepted: list[Exception] = []
    set_error_handler(accepted.append)
    run_guarded([].pop)
    run_guarded(list)
    assert [type(error) for error in accepted] == [IndexError]
