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


VARIABLES = ("RETROTIMER_LANGUAGE", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext has it, after our own: the first that is set decides; it may name several, the best first."""
DOMAIN = "retrotimer"

_LANGUAGE = re.compile(r"([A-Za-z]{1,8})(?:[_-]([A-Za-z0-9]{1,8}))?(?:\.[\w-]*)?(?:@[\w-]*)?")


def use_language(wanted: str = "", voice: str = "", environment: Mapping[str, str] = os.environ) -> None:
    """Show all texts from now on in the language `wanted`, and speak in the language `voice`.

    Empty means the language that the system asks for, as far as there is a catalogue, and English otherwise.
    """
    system = system_language(environment)
    reader, spoken = wanted or system, voice or system
    texts.use(_catalogue(reader), reader)
    if spoken == reader:  # one catalogue is read once
        texts.use_for_voice(None, same_as_reader=True)
    else:
        texts.use_for_voice(_catalogue(spoken), spoken)


def _catalogue(language: str) -> texts.Catalogue | None:
    """Return the catalogue of a language; None for English, and where the installation lacks it."""
    path = asset("presets").parent / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if language == texts.ENGLISH or not path.is_file():
        return None
    from gettext import GNUTranslations  # English, the usual case, starts faster without

    with path.open("rb") as file:
        return GNUTranslations(file)


def system_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the first language that the environment asks for and that RetroTimer has; else English."""
    return next(filter(None, map(nearest_language, _wanted_languages(environment))), texts.ENGLISH)


def nearest_language(written: str) -> str | None:
    """Return the code of the language in a locale's name: `de` for `de_AT.UTF-8`; None where there is none."""
    found = _LANGUAGE.fullmatch(written)
    if found is None:
        return None
    if found[1].lower() in {"c", "posix"}:
        return texts.ENGLISH
    name = "_".join(filter(None, found.groups())).casefold()
    codes = {code.casefold(): code for code in texts.LANGUAGES}
    language = found[1].casefold()
    return codes.get(name) or next((code for key, code in codes.items() if key.split("_")[0] == language), None)


def _wanted_languages(environment: Mapping[str, str]) -> list[str]:
    """Return the locales that the environment names, the best first."""
    for variable in VARIABLES:
        if environment.get(variable):
            return environment[variable].split(":")
    return []
