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


def pins(kind: str) -> dict[str, Requirement]:
    """Read a lock: name -> requirement, markers included."""
    text = (ROOT / "packaging" / f"requirements-{kind}.txt").read_text(encoding="utf-8")
    entries = text.replace("\\\n", " ").splitlines()
    found = [Requirement(entry.partition(" --hash")[0]) for entry in entries]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


@pytest.mark.parametrize("kind", ["run", "test"])
def test_the_lock_meets_what_the_project_asks_for(kind: str) -> None:
    """A dependency that was added but not locked would be missing in every .venv; packaging/lock.py locks it."""
    locked = pins(kind)
    for need in map(Requirement, NEEDS[kind]):
        pin = locked[canonicalize_name(need.name)]
        [version] = [one.version for one in pin.specifier]
        assert need.specifier.contains(version), need
        assert pin.marker is None or need.marker is not None, pin


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
    assert all(str(tested[name]) == str(pin) for name, pin in pins("run").items())
