"""The locks: what they pin is what pyproject.toml asks for, on every Python we support."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDS = {
    "run": [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], "editables"],
    "test": [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]],
}


SUPPORTED = [
    {
        "sys_platform": system,
        "platform_system": name,
        "python_version": version,
        "python_full_version": f"{version}.0",
    }
    for system, name in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
    for version in ("3.11", "3.12", "3.13")
]


def pins(kind: str) -> dict[str, list[Requirement]]:
    """Read a lock: name -> requirements, markers included; of several each is for other systems."""
    text = (ROOT / "packaging" / f"requirements-{kind}.txt").read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    found = [Requirement(entry.partition(" --hash")[0]) for entry in entries]
    named: dict[str, list[Requirement]] = {}
    for requirement in found:
        named.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return named


def applies(requirement: Requirement, machine: dict[str, str]) -> bool:
    """Return whether `requirement` is asked for on `machine`."""
    return requirement.marker is None or requirement.marker.evaluate(machine)


@pytest.mark.parametrize("kind", ["run", "test"])
def test_the_lock_meets_what_the_project_asks_for(kind: str) -> None:
    """A dependency that was added but not locked would be missing in every .venv; packaging/lock.py locks it."""
    locked = pins(kind)
    for need in map(Requirement, NEEDS[kind]):
        for machine in (machine for machine in SUPPORTED if applies(need, machine)):
            [pin] = [pin for pin in locked[canonicalize_name(need.name)] if applies(pin, machine)]
            [version] = [one.version for one in pin.specifier]
            assert need.specifier.contains(version), need


@pytest.mark.parametrize("kind", ["run", "test"])
def test_every_pin_has_hashes_and_no_address(kind: str) -> None:
    """An installation would take an unvouched file, or want a host that another network does not reach."""
    text = (ROOT / "packaging" / f"requirements-{kind}.txt").read_text(encoding="utf-8")
    for entry in text.replace("\\\n", " ").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; .+?)?( +--hash=sha256:[0-9a-f]{64})+", entry), entry
    assert "://" not in text


def test_a_venv_for_tests_serves_to_run() -> None:
    """`run` after `test` would start with other versions than its lock says."""
    tested = pins("test")
    for name, those in pins("run").items():
        for pin in those:  # a test may need on every system what the program needs on some
            same = [other for other in tested[name] if other.specifier == pin.specifier]
            assert any(other.marker is None or str(other.marker) == str(pin.marker) for other in same), str(pin)


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_simpleaudio_that_is_tested_is_what_the_extra_asks_for(python: str) -> None:
    """The tests would listen to another simpleaudio than people get."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = list(map(Requirement, project["optional-dependencies"]["simpleaudio"]))
    machine = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": "linux"}

    def meant(found: list[Requirement]) -> list[str]:
        return [f"{one.name}{one.specifier}" for one in found if one.marker and one.marker.evaluate(machine)]

    locked = [pin for name, those in pins("simpleaudio").items() if name != "setuptools" for pin in those]
    assert meant(locked) == meant(asked)
    assert len(meant(asked)) == 1
