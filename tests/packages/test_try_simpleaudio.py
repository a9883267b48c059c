"""The lock of simpleaudio, and what is made of how it keeps time."""

from __future__ import annotations

import sys
import tomllib

import pytest
import try_simpleaudio
from packaging.requirements import Requirement

PROJECT = tomllib.loads((try_simpleaudio.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GOOD = {"missing": 0, "start_p95": 15.0, "inside_p95": 0.2}


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_what_is_tested_is_what_the_extra_asks_for(python: str) -> None:
    """The tests would listen to another simpleaudio than people get."""
    locked = try_simpleaudio.LOCK.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    asked = PROJECT["project"]["optional-dependencies"]["simpleaudio"]
    there = {"python_version": python, "python_full_version": f"{python}.0"}

    def meant(lines: list[str]) -> list[str]:
        found = [Requirement(line.partition(" --hash")[0]) for line in lines]
        return [f"{r.name}{r.specifier}" for r in found if r.marker and r.marker.evaluate(there)]

    assert meant(locked) == meant(asked)
    assert len(meant(asked)) == 1


def test_this_python_is_at_hand() -> None:
    """The one that runs it would not be tried, or one twice."""
    version = ".".join(map(str, sys.version_info[:3]))
    assert try_simpleaudio.pythons()[version] == sys.executable


@pytest.mark.parametrize(
    ("change", "well"),
    [({}, True), ({"missing": 1}, False), ({"start_p95": 15.1}, False), ({"inside_p95": 0.21}, False)],
)
def test_a_figure_that_is_too_large_is_a_failure(change: dict[str, float], *, well: bool) -> None:
    """A Python on which cues are missing or late would be called fit."""
    assert try_simpleaudio.is_on_time(GOOD | change) is well


def test_those_that_listen_get_the_locked_miniaudio() -> None:
    """Without hashes pip would refuse the whole environment."""
    entries = try_simpleaudio.locked(try_simpleaudio.RUN_LOCK, *try_simpleaudio.MINIAUDIO).splitlines()
    assert {entry.partition("==")[0] for entry in entries} == {"miniaudio", "cffi", "pycparser"}
    assert all("--hash=sha256:" in entry for entry in entries)
