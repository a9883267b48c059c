"""Test the languages of texts and voice."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from retrotimer import texts
from retrotimer.files import assets
from retrotimer.files.assets import nearest_language, system_language, use_language


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    texts.use(None)
    texts.use_for_voice(None, same_as_reader=True)


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be a catalogue of German alone."""
    catalogue = Catalog(locale="de")
    catalogue.add("Stand", "Stehen")
    catalogue.add("0.5", "0,5")
    catalogue.add(("{n} round", "{n} rounds"), ("{n} Runde", "{n} Runden"))
    written = io.BytesIO()
    write_mo(written, catalogue)
    path = tmp_path / "translations" / "de" / "LC_MESSAGES" / "retrotimer.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(written.getvalue())
    (tmp_path / "presets").mkdir()
    monkeypatch.setattr(assets, "asset", tmp_path.joinpath)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "sw_KE"}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "../../etc/passwd"}, "en"),
        ({"LANG": "pt_BR.UTF-8"}, "pt_BR"),
        ({"LANG": "pt_PT"}, "pt_BR"),
        ({"LANG": "it_CH.UTF-8@euro"}, "it"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "de_DE", "LC_MESSAGES": "fr_FR", "LC_ALL": "it"}, "it"),
        ({"LC_ALL": "it", "LANGUAGE": "sw:de_AT:fr"}, "de"),
        ({"LANGUAGE": "de", "RETROTIMER_LANGUAGE": "en"}, "en"),
        ({"LANGUAGE": "en_GB:de"}, "en"),
    ],
)
def test_the_system_decides_in_the_order_that_gettext_has(environment: dict[str, str], language: str) -> None:
    """If it failed, a person would read a language that they did not choose."""
    assert system_language(environment) == language


@pytest.mark.parametrize("written", ["xx", "", "de DE", "ger man"])
def test_what_names_no_language_is_none(written: str) -> None:
    """If it failed, a mistyped --lang would be taken in silence."""
    assert nearest_language(written) is None


@pytest.mark.usefixtures("german")
def test_what_was_chosen_goes_before_the_system() -> None:
    """If it failed, `--lang` and the setting would change nothing."""
    use_language("de", environment={"LANG": "en_GB"})
    assert (texts._("Stand"), texts.reader_language()) == ("Stehen", "de")
    assert texts.ngettext("{n} round", "{n} rounds", 2) == "{n} Runden"
    use_language("en", environment={"LANG": "de_DE"})
    assert (texts._("Stand"), texts.reader_language()) == ("Stand", "en")


@pytest.mark.usefixtures("german")
def test_the_voice_has_a_language_of_its_own() -> None:
    """If it failed, the voice would speak the window's language where another was chosen for it."""
    use_language("en", "de", {})
    assert (texts._("Stand"), texts.spoken("Stand"), texts.voice_language()) == ("Stand", "Stehen", "de")
    assert texts.spoken_plural("{n} round", "{n} rounds", 1) == "{n} Runde"
    use_language("de", "en", {})
    assert (texts._("Stand"), texts.spoken("Stand")) == ("Stehen", "Stand")
    use_language(environment={"LANG": "de"})
    assert texts.voice_language() == "de"


@pytest.mark.usefixtures("german")
def test_a_number_has_the_decimal_mark_of_its_language() -> None:
    """If it failed, 2.50 m/s would read as English in German."""
    assert texts.number_text(2.5, ".2f") == "2.50"
    use_language("de")
    assert texts.number_text(2.5, ".2f") == "2,50"


@pytest.mark.usefixtures("german")
def test_so_have_the_numbers_in_a_text() -> None:
    """If it failed, a sentence would be German and its numbers English."""
    use_language("de")
    sentence = texts.ngettext("{n} round", "{n} rounds", 2)
    assert sentence.format(n=1.5) == "1,5 Runden"
    assert texts._("{a:.2f} of {b} in {name}").format(a=0.5, b=3, name="a.b") == "0,50 of 3 in a.b"


@pytest.mark.usefixtures("german")
def test_a_language_whose_catalogue_is_missing_reads_as_english() -> None:
    """If it failed, an installation without catalogues would not start."""
    use_language("fr")
    assert texts._("Stand") == "Stand"


@pytest.mark.usefixtures("german")
def test_one_language_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, every start would read the same catalogue twice."""
    read: list[str] = []
    real = assets._catalogue

    def reading(language: str) -> texts.Catalogue | None:
        read.append(language)
        return real(language)

    monkeypatch.setattr(assets, "_catalogue", reading)
    use_language("de", "de", {})
    assert read == ["de"]
    assert (texts.spoken("Stand"), texts.voice_language()) == ("Stehen", "de")
