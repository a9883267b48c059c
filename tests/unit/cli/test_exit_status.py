"""An error in the program itself, on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import crash_report

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `list` fail as no command should."""
    monkeypatch.setattr(crash_report, "_seen", set())

    def stumble(_arguments: object) -> int:
        raise AttributeError("no such thing")

    monkeypatch.setattr("retrotimer.cli.commands.list.run", stumble)


def test_a_fault_of_ours_is_one_sentence_and_a_report(retrotimer: Run, home: Path) -> None:
    """If it failed, a person would see a traceback, or be left without anything to send."""
    status, out, err = retrotimer("list")
    assert (status, out) == (70, "")
    assert err.startswith("Something went wrong in RetroTimer, which is not your fault. Details are in ")
    (written,) = (home / "state" / "log").glob("report-*")
    assert err.endswith(f"{written}.\n")
    assert "AttributeError: no such thing" in written.read_text(encoding="utf-8")


def test_a_fault_on_a_full_disk_is_still_one_sentence(retrotimer: Run, home: Path) -> None:
    """If it failed, an error would be told by another one."""
    home.touch()
    status, _out, err = retrotimer("list")
    assert status == 70
    assert err == "Something went wrong in RetroTimer, which is not your fault: AttributeError.\n"


def test_doctor_writes_a_report(retrotimer: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, asking for help would mean copying screens by hand."""
    monkeypatch.setattr("retrotimer.cli.commands.doctor.examine", lambda: ())
    status, out, _err = retrotimer("doctor", "--report", "r.txt")
    assert (status, out.split(".")[0]) == (0, "The report is in r")
    assert "Settings" in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert retrotimer("doctor", "--report", "no/r.txt")[0] == 3
