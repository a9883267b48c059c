"""Whatever file is to be written: nothing that a person made is written over."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from retrotimer.files import paths
from tests.helpers.started_sessions import train_week

Run = Callable[..., tuple[int, str, str]]

PRESET = 'format = 1\nname = "N"\nsteps = [{ do = "stand", for = "1:00" }]\n'
COMMANDS = [
    ("out.jsonl", "run beginner --output silent --speed 60 --events"),
    ("out.toml", "export beginner -o"),
    ("out.txt", "export beginner -o"),
    ("out.ics", "export beginner -o"),
    ("out.wav", "export beginner -o"),
    ("out.ics", "plan --ics"),
    ("out.csv", "history export -o"),
    ("out.toml", "build -o"),
    ("out.txt", "doctor --report"),
]
"""Every option that names a file to write: a name that suits it, and the command."""
by_command = pytest.mark.parametrize(("name", "command"), COMMANDS)


@pytest.fixture(autouse=True)
def _no_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody run, a session is over as soon as it begins; and let the machine have no findings."""
    monkeypatch.setattr("retrotimer.cli.commands.doctor.examine", lambda: ())
    monkeypatch.setattr("retrotimer.terminal.run.run", lambda _player, _overview, **_phones: 0)


@pytest.fixture
def own(retrotimer: Run, mine: Callable[..., Path]) -> dict[Path, bytes]:
    """One file of each kind that RetroTimer keeps for a person, with what is in it."""
    retrotimer("plan", "--start", "2026-11-23", "--days", "tue,fri")
    train_week(1, date(2026, 11, 24))
    mine("mine", PRESET)
    journal = paths.journal() / "a.jsonl"
    kept = (paths.settings(), paths.trash() / "old.toml", paths.drafts() / "a.json", paths.marks(), journal)
    for place in kept:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("" if place == paths.settings() else "{}")
    found = [
        *paths.presets().iterdir(),
        *paths.history().glob("*.json"),
        *paths.trash().iterdir(),
        *paths.drafts().iterdir(),
        paths.plan(),
        paths.settings(),
        paths.marks(),
        journal,
    ]
    return {path: path.read_bytes() for path in found}


@by_command
def test_no_option_writes_over_what_a_person_made(
    retrotimer: Run, own: dict[Path, bytes], tmp_path: Path, name: str, command: str
) -> None:
    """If it failed, a slip in a name would lose a preset, a session, the plan or the settings."""
    for path, before in own.items():
        link = tmp_path / name
        link.symlink_to(path)
        spellings = [link, Path(os.path.relpath(path.parent)) / ".." / path.parent.name / path.name]
        for spelling in spellings if path.suffix == link.suffix or name == "out.jsonl" else [link]:
            status, _out, err = retrotimer(*command.split(), str(spelling))
            assert (status, err.count(str(spelling))) == (2, 1), (path, err)
            assert path.read_bytes() == before
        link.unlink()


@pytest.mark.parametrize("reach", ["itself", "another spelling", "link", "hard link"])
def test_the_events_do_not_replace_the_preset(retrotimer: Run, tmp_path: Path, reach: str) -> None:
    """If it failed, giving the preset's name twice would lose the preset."""
    preset = tmp_path / "a.toml"
    preset.write_text(PRESET)
    (tmp_path / "b.toml").symlink_to(preset)
    (tmp_path / "c.toml").hardlink_to(preset)
    names = {
        "itself": "a.toml",
        "another spelling": f"../{tmp_path.name}/a.toml",
        "link": "b.toml",
        "hard link": "c.toml",
    }
    status, _out, err = retrotimer("run", "a.toml", "--output", "silent", "--events", names[reach])
    assert status == 2
    assert f"{names[reach]} is there already and holds no events" in err
    assert preset.read_text() == PRESET


def test_the_events_replace_earlier_events(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, a script could not measure twice, or events would go only into files that are there."""
    log = tmp_path / "e.jsonl"
    for before in (None, "", '{"event": "ready", "mono_ns": 1}\n'):
        if before is not None:
            log.write_text(before)
        status, _out, err = retrotimer("run", "beginner", "--output", "silent", "--events", "e.jsonl")
        assert (status, err) == (0, "")
        assert log.read_text() == ""
    assert retrotimer("run", "beginner", "--output", "silent", "--events", os.devnull) == (0, "", "")


def test_a_file_beside_ours_may_be_replaced(retrotimer: Run, mine: Callable[..., Path]) -> None:
    """If it failed, a person could not export a second time into the folder of their presets."""
    out = mine("mine", PRESET).with_suffix(".txt")
    for _time in range(2):
        assert retrotimer("export", "mine", "-o", str(out))[0] == 0
