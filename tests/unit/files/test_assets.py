"""Test finding assets in any kind of installation."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.files import assets
from retrotimer.training.errors import MissingPart


@pytest.fixture(autouse=True)
def _looked_for_anew() -> Iterator[None]:
    assets._root.cache_clear()
    yield
    assets._root.cache_clear()


def make(folder: Path) -> Path:
    """Make `folder` look like the folder of assets."""
    (folder / "presets").mkdir(parents=True)
    return folder


def test_a_checkout_has_its_assets() -> None:
    """If it failed, nothing would run from a checkout."""
    assert assets.asset("presets", "beginner.toml").is_file()
    assert assets.asset() == Path(__file__).parents[3] / "assets"


def test_a_wheel_has_them_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, an installed RetroTimer would have no presets, or take a stranger's folder beside it."""
    make(tmp_path / "assets")
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "retrotimer")
    inside = make(tmp_path / "retrotimer" / "assets")
    assert assets.asset() == inside


@pytest.mark.parametrize("place", ["assets", "retrotimer/assets"])
def test_a_frozen_program_has_them_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """If it failed, the standalone executable would have no presets."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "retrotimer")
    unpacked = make(tmp_path / place)
    assert assets.asset("presets") == unpacked / "presets"


def test_a_strangers_folder_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a broken installation would read presets from anywhere, or end in a traceback."""
    (tmp_path / "assets").mkdir()
    monkeypatch.setattr(assets, "PACKAGE", tmp_path / "retrotimer")
    with pytest.raises(MissingPart, match="install RetroTimer again"):
        assets.asset("presets")


def test_a_missing_asset_is_told() -> None:
    """If it failed, a font or sound left out of a package would end in a traceback."""
    with pytest.raises(MissingPart, match=r"none\.ttf is missing: install RetroTimer again"):
        assets.asset("fonts", "none.ttf")
