"""Where the assets are: the one function that finds them, however RetroTimer was installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

PACKAGE = Path(__file__).resolve().parents[1]


def asset(*parts: str) -> Path:
    """Return the path of an asset, a file or a folder: `asset("presets", "beginner.toml")`.

    Raises:
        MissingPart: where the installation lacks it.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise MissingPart(_("{path} is missing: install RetroTimer again.").format(path=path))
    return path


@cache
def _root() -> Path:
    """Return the folder of assets. Its presets tell it from a stranger's folder that is called so too."""
    for folder in _candidates():
        if (folder / "presets").is_dir():
            return folder
    raise MissingPart(_("The folder of assets is missing: install RetroTimer again."))


def _candidates() -> Iterator[Path]:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        yield Path(frozen) / "assets"
    yield PACKAGE / "assets"  # a wheel, and a frozen program that keeps the wheel's layout
    yield PACKAGE.parent / "assets"  # a checkout, and an editable install of one
