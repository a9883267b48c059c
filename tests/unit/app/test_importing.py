"""Test importing workouts of other programs as presets."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app.importing import import_file, import_text
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.files.presets.library import find
from retrotimer.training.errors import WrongFile

ZWO = "<workout_file><name>Easy</name><sportType>run</sportType><workout>{}</workout></workout_file>"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the person's own."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


def test_a_workout_becomes_a_preset(tmp_path: Path) -> None:
    """If it failed, what was imported could not be run."""
    path = tmp_path / "easy run.zwo"
    path.write_text(ZWO.format('<SteadyState Duration="60" Power="0.9"/>'), encoding="utf-8")
    arrival = import_file(path)
    assert arrival.preset == find("easy run")
    assert arrival.preset.workout.name == "Easy"
    assert len(arrival.notes) == 1


def test_the_same_twice_is_kept_once_and_another_gets_a_number(tmp_path: Path) -> None:
    """If it failed, importing again would fill the library, or write over a preset."""
    path = tmp_path / "mine.txt"
    path.write_text("- 60s", encoding="utf-8")
    first = import_file(path).preset
    assert import_file(path).preset == first
    path.write_text("- 90s", encoding="utf-8")
    assert import_file(path).preset.id == "mine 2"
    assert find("mine") == first


@pytest.mark.parametrize(
    ("text", "name"), [("Name: ../6 x\n- 60s", "6 x"), ("- 60s", "text"), ("Name: /\n- 60s", "imported")]
)
def test_a_text_is_named_by_what_it_says(text: str, name: str, home: Path) -> None:
    """If it failed, a name in a text could lead out of the folder of presets."""
    assert import_text(text.encode()).preset.path == home / "presets" / f"{name}.toml"


def test_a_preset_is_taken_as_it_is(tmp_path: Path) -> None:
    """If it failed, a friend's preset would lose its comments."""
    path = tmp_path / "friend.toml"
    path.write_bytes(b"# mine\n" + find("beginner").path.read_bytes())
    assert import_file(path).preset.path.read_bytes() == path.read_bytes()


def test_nothing_is_written_of_a_wrong_file(tmp_path: Path, home: Path) -> None:
    """If it failed, half a workout would stand in the library."""
    path = tmp_path / "bad.zwo"
    path.write_text(ZWO.format('<SteadyState Duration="60"/><SteadyState Duration="x"/>'), encoding="utf-8")
    with pytest.raises(WrongFile):
        import_file(path)
    assert not home.exists()
