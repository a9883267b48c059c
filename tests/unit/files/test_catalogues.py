"""Which language the reader has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from retrotimer import texts
from retrotimer.files import assets
from retrotimer.files.assets import find_catalogue, use_readers_language, wanted_languages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of translations with German in it, and speak English again at the end."""
    german = Catalog(locale="de")
    german.add("Stand", "Stehen")
    german.add(("{n} round", "{n} rounds"), ("{n} Runde", "{n} Runden"))
    written = io.BytesIO()
    write_mo(written, german)
    path = tmp_path / "translations" / "de" / "LC_MESSAGES" / "retrotimer.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(written.getvalue())
    (tmp_path / "presets").mkdir()
    monkeypatch.setattr(assets, "asset", tmp_path.joinpath)
    yield tmp_path / "translations"
    texts.use(None)


@pytest.mark.parametrize(
    ("environment", "languages"),
    [
        ({}, []),
        ({"LANG": "pt_BR.UTF-8"}, ["pt_BR", "pt"]),
        ({"LANG": "ca_ES.UTF-8@valencia"}, ["ca_ES", "ca"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, ["fr_FR", "fr"]),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "it"}, ["it"]),
        ({"LC_ALL": "it", "LANGUAGE": "de_AT:fr"}, ["de_AT", "de", "fr"]),
        ({"LANGUAGE": "de", "RETROTIMER_LANGUAGE": "en"}, ["en"]),
        ({"LANG": "../../etc/passwd"}, []),
        ({"LANG": ""}, []),
    ],
)
def test_languages_come_in_the_order_that_gettext_has(environment: dict[str, str], languages: list[str]) -> None:
    """If it failed, a person would read a language that they did not choose."""
    assert list(wanted_languages(environment)) == languages


@pytest.mark.parametrize("environment", [{}, {"LANG": "C"}, {"LANG": "en_GB.UTF-8"}, {"LANG": "sw_KE"}])
def test_english_needs_no_catalogue(folder: Path, environment: dict[str, str]) -> None:
    """If it failed, a language without a catalogue would stop the program."""
    assert find_catalogue(environment, folder) is None


def test_english_before_another_language_stays_english(folder: Path) -> None:
    """If it failed, whoever reads English best would be given their second language."""
    assert find_catalogue({"LANGUAGE": "en_US:de"}, folder) is None


@pytest.mark.usefixtures("folder")
def test_texts_are_in_the_readers_language() -> None:
    """If it failed, a translation would be shipped and never read."""
    use_readers_language({"LANG": "de_AT.UTF-8"})
    assert texts._("Stand") == "Stehen"
    assert texts.ngettext("{n} round", "{n} rounds", 2) == "{n} Runden"
    assert texts._("Finished") == "Finished"


@pytest.mark.usefixtures("folder")
def test_english_comes_back() -> None:
    """If it failed, a change of language would need a new start."""
    use_readers_language({"LANG": "de"})
    use_readers_language({"LANG": "en"})
    assert texts._("Stand") == "Stand"
