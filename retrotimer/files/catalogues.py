"""Which language the reader has, and the catalogue for it. English needs none: it is in the code."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from retrotimer import texts
from retrotimer.files.assets import asset

OWN_VARIABLE = "RETROTIMER_LANGUAGE"
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext has it: the first that is set decides; LANGUAGE may name several, the best first."""
ENGLISH = {"c", "posix", "en"}
DOMAIN = "retrotimer"

_LANGUAGE = re.compile(r"([A-Za-z]{1,8})(?:[_-]([A-Za-z0-9]{1,8}))?(?:\.[\w-]*)?(?:@[\w-]*)?")


def use_readers_language(environment: Mapping[str, str] = os.environ) -> None:
    """Let every text from now on be in the language that the environment asks for, as far as we speak it.

    `RETROTIMER_LANGUAGE` (such as `de` or `pt_BR`) goes before the system's own variables.
    """
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
