"""How the program for Windows is tried under Wine: what is installed there, and what is compared."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import try_wine
from trial import BareSystem

ROOT = Path(__file__).resolve().parents[2]


def test_windows_gets_what_the_lock_has_for_it() -> None:
    """The program would be tried with other libraries than people on Windows get."""
    lines = try_wine.for_windows(ROOT / "packaging/requirements-run.txt").splitlines()
    names = {line.partition("==")[0] for line in lines}
    assert {"pyside6-essentials", "miniaudio", "simpleaudio-patched"} < names
    assert "jeepney" not in names
    assert all("--hash=sha256:" in line and ";" not in line for line in lines)


def test_outcomes_are_compared_without_slashes_and_places() -> None:
    """Every command would count as another one on Windows, or none would."""
    printed = "Saved as Z:\\run\\out\\a b.toml\r\n[0]\n== end of command\nNo.\n[1]\n== end of command\n"
    assert try_wine.split(printed, "Z:/run/out") == ["Saved as OUT/a b.toml\n[0]", "No.\n[1]"]


def test_a_script_goes_on_after_a_command_that_fails() -> None:
    """One failure would hide all others."""
    script = try_wine.script_of("prog", "/a b", ["x", "y"])
    assert script.splitlines()[0] == "cd '/a b'"
    assert script.count("</dev/null") == script.count("echo [$?]") == 2


def test_tests_that_fail_or_hang_are_named() -> None:
    """A test that ends all others would look like none that failed."""
    failed = "FAILED tests/unit/x.py::test_a - assert 1\n1 failed, 2 passed, 3 skipped in 4.05s\n"
    assert try_wine.went_wrong(failed) == ["tests/unit/x.py::test_a - assert 1"]
    assert try_wine.went_wrong("....\n2 passed, 1 deselected in 300.05s (0:05:00)\n") == []
    begun = "tests/unit/x.py::test_a PASSED [ 1%]\ntests/unit/x.py::test_b[1 m] "
    [hung] = try_wine.went_wrong(f"{begun}\n+++++ Timeout +++++\n  File x, line 8\n+++++ Timeout +++++\n")
    assert hung == "tests/unit/x.py::test_b[1 m]: + Timeout"
    [died] = try_wine.went_wrong(f"{begun}Windows fatal exception: access violation\n\nThread 0x1\n")
    assert died.endswith(": Windows fatal exception: access violation")
    assert try_wine.went_wrong("no such file") == ["it does not begin: no such file"]


def test_every_folder_of_unit_tests_that_windows_can_run_is_run_once() -> None:
    """A new folder of tests would never be tried there, or be tried twice."""
    unit = ROOT / "tests/unit"
    folders = {path.relative_to(unit).parts[0] for path in unit.glob("*/**/test_*.py")}
    of_the_checkout = {"assets", "docs", "evidence", "packaging"}
    assert sorted(" ".join(try_wine.TESTS).split()) == sorted(folders - of_the_checkout)


def test_wine_writes_its_registry_before_its_namespace_ends(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What one command installs would not be there for the next, or a fresh prefix have no registry."""
    asked: list[str] = []
    monkeypatch.setattr(BareSystem, "run", lambda _self, command, **_env: asked.append(command))
    try_wine.Wine(tmp_path).run("echo done; exit 3")
    script = asked[0].replace("wineserver", "echo server")
    done = subprocess.run(["sh", "-c", script], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout.split("\n")[:-1]) == (3, ["server -p", "done", "server -k", "server -w"])
