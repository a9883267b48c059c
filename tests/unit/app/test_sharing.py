"""A workout as a file for a watch, another program or another person."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.app.sharing import share
from retrotimer.files.atomic import NotSaved
from retrotimer.files.exchange.registry import WRITERS, read_workout_file
from retrotimer.files.library import find
from retrotimer.files.preset import read_preset
from retrotimer.training.paces import Paces


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
    told = share(Overview(find("track-laps"), Paces()), tmp_path / "laps.zwo")
    assert "Zwift knows no names of repeats: they are left out." in told
    assert share(Overview(find("track-laps"), Paces()), tmp_path / "laps.toml") == ()


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """If it failed, a full disk would leave half a file, or a traceback."""
    with pytest.raises(NotSaved):
        share(Overview(find("shuttle"), Paces()), tmp_path / "gone" / "shuttle.fit")
