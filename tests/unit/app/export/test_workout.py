"""Test the export of a workout as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from retrotimer.app.export.audio import export
from retrotimer.app.export.workout import ENDINGS, share
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.exchange.registry import WRITERS, read_workout_file
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import find
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.presets.writer import preset_text
from retrotimer.files.settings import Settings
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import Paces


def test_every_kind_of_file_reads_back(tmp_path: Path) -> None:
    """If it failed, what a person shares would be another workout, or none."""
    overview = Overview(find("shuttle"), Paces())
    for ending in WRITERS:
        out = tmp_path / f"shuttle{ending.upper()}"
        share(overview, out)
        back = read_preset(out).workout if ending == ".toml" else read_workout_file(out).workout
        assert back.name == "Shuttle"


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    """If it failed, a level or a name would be missing from a file without a word."""
    message = share(Overview(find("track-laps"), Paces()), tmp_path / "laps.zwo")
    assert "Zwift knows no names of repeats: they are left out." in message
    assert share(Overview(find("track-laps"), Paces()), tmp_path / "laps.toml") == ()


SOURCE = "# mine\n" + preset_text(find("shuttle").workout)


def relative(path: Path) -> Path:
    """Return another name of the file."""
    return Path(path.name)


def roundabout(path: Path) -> Path:
    """Return another name of the file."""
    return path.parent / "folder" / ".." / path.name


def link(path: Path) -> Path:
    """Return another name of the file."""
    made = path.with_name("link.toml")
    made.symlink_to(path)
    return made


def hard_link(path: Path) -> Path:
    """Return another name of the file."""
    made = path.with_name("hard.toml")
    made.hardlink_to(path)
    return made


def linked_folder(path: Path) -> Path:
    """Return another name of the file."""
    (path.parent / "away").symlink_to(path.parent)
    return path.parent / "away" / path.name


@pytest.mark.parametrize("way", [relative, roundabout, link, hard_link, linked_folder])
def test_a_preset_is_not_exported_onto_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path], Path]
) -> None:
    """If it failed, a person's comments would be lost, by whichever way the file is named."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "my.toml"
    (tmp_path / "folder").mkdir()
    path.write_text(SOURCE)
    out = way(path)
    with pytest.raises(WrongRequest, match=r"what this is made from, and would be lost: choose another name"):
        share(Overview(find(str(path)), Paces()), out)
    assert path.read_text() == out.read_text() == SOURCE
    assert {one.suffix for one in tmp_path.iterdir()} <= {".toml", ""}


@pytest.mark.parametrize("ending", [*ENDINGS, ".wav"])
def test_no_kind_of_file_is_written_over_its_own_preset(tmp_path: Path, ending: str) -> None:
    """If it failed, a link with another ending would replace a preset by a sound."""
    path, out = tmp_path / "my.toml", tmp_path / f"out{ending}"
    path.write_text(SOURCE)
    out.symlink_to(path)
    overview = Overview(find(str(path)), Paces())
    write = partial(export, playback=PlaybackOptions.from_settings(Settings())) if ending == ".wav" else share
    with pytest.raises(WrongRequest):
        write(overview, out)
    assert path.read_text() == SOURCE


def test_another_file_is_written_over(tmp_path: Path) -> None:
    """If it failed, an export could not be done a second time."""
    path, out = tmp_path / "my.toml", tmp_path / "out.toml"
    path.write_text(SOURCE)
    for _time in range(2):
        share(Overview(find(str(path)), Paces()), out)
    assert read_preset(out).workout == read_preset(path).workout


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """If it failed, a full disk would leave half a file, or a traceback."""
    with pytest.raises(NotSaved):
        share(Overview(find("shuttle"), Paces()), tmp_path / "gone" / "shuttle.fit")
