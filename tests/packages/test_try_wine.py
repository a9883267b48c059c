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
