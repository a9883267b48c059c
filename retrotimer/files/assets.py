"""Find the assets, however RetroTimer was installed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from retrotimer import texts
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

PACKAGE = Path(__file__).resolve().parents[1]


def asset(*parts: str) -> Path:
    """Return the path of an asset, a file or a folder: `asset("presets", "beginner.toml")`. Raises MissingPart."""
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


OWN_VARIABLE = "RETROTIMER_LANGUAGE"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext has it: the first that is set decides; LANGUAGE may name several, the best first."""
ENGLISH = {"c", "posix", "en"}
DOMAIN = "retrotimer"

_LANGUAGE = re.compile(r"([A-Za-z]{1,8})(?:[_-]([A-Za-z0-9]{1,8}))?(?:\.[\w-]*)?(?:@[\w-]*)?")


def use_readers_language(environment: Mapping[str, str] = os.environ) -> None:
    """Translate all texts into the language of `RETROTIMER_LANGUAGE` or the system's variables."""
    path = find_catalogue(environment)
    if path is None:
        texts.use(None)
        return
    from gettext import GNUTranslations  # English, the usual case, starts faster without

    with path.open("rb") as file:
        texts.use(GNUTranslations(file))


def readers_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the language that texts are in, as far as we speak it: `en`, `de`, `pt_BR`."""
    path = find_catalogue(environment)
    return path.parents[1].name if path else "en"


def find_catalogue(environment: Mapping[str, str], folder: Path | None = None) -> Path | None:
    """Return the catalogue of the first wanted language that has one; None for English, or where none is there."""
    for language in wanted_languages(environment):
        if language.split("_")[0].casefold() in ENGLISH:
            return None
        path = (folder or _folder()) / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if path.is_file():
            return path
    return None


def _folder() -> Path:
    return asset("presets").parent / "translations"  # an installation without any speaks English, and goes on


def wanted_languages(environment: Mapping[str, str]) -> Iterator[str]:
    """Give the languages that the environment asks for, the best first: `pt_BR`, then `pt`."""
    for variable in (OWN_VARIABLE, *VARIABLES):
        if environment.get(variable):
            for written in environment[variable].split(":"):
                found = _LANGUAGE.fullmatch(written)
                if found and found[2]:
                    yield f"{found[1]}_{found[2]}"
                if found:
                    yield found[1]
            return
