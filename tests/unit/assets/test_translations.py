"""The template that translators start from, and what they made of it."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import messages
import pytest
from babel.messages.pofile import read_po

from retrotimer.texts import ENGLISH, LANGUAGES

messages.template = cache(messages.template)
"""Reading every file of the program takes a second and a half: once is enough."""


def test_the_template_has_every_text_of_the_program() -> None:
    """If it failed, a text would be missing for translators: run `python tools/messages.py`."""
    assert messages.template() == messages.TEMPLATE.read_bytes()


def test_texts_are_extracted_with_their_files(tmp_path: Path) -> None:
    """If it failed, a way to mark a text would be overlooked, or the template differ from day to day."""
    (tmp_path / "retrotimer").mkdir()
    (tmp_path / "retrotimer" / "b.py").write_text('_("Stand")\nngettext("{n} round", "{n} rounds", n)\n')
    (tmp_path / "retrotimer" / "a.py").write_text('A = N_("Run")\n\n_("Stand")\n')
    template = messages.template(tmp_path).decode()
    assert '#: retrotimer/a.py\nmsgid "Run"\n' in template
    assert '#: retrotimer/a.py retrotimer/b.py\nmsgid "Stand"\n' in template
    assert 'msgid "{n} round"\nmsgid_plural "{n} rounds"\n' in template
    assert "Date: 2" not in template


def test_what_presets_say_is_a_text_too(tmp_path: Path) -> None:
    """If it failed, the built-in presets would stay English in every language."""
    folder = tmp_path / "assets" / "presets"
    folder.mkdir(parents=True)
    (folder / "a.toml").write_text(
        'name = "A"\nabout = "B"\nsteps = [{ repeat = 2, steps = [{ do = "x", name = "C", say = "D." }] }]\n'
    )
    template = messages.template(tmp_path).decode()
    assert all(f'#: assets/presets/a.toml\nmsgid "{text}"\n' in template for text in ("A", "B", "C", "D."))


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_every_language_is_up_to_date_and_compiled(language: str) -> None:
    """If it failed, people would read English or an older translation: run `python tools/messages.py`."""
    for path, contents in messages.files_of(language).items():
        assert path.read_bytes() == contents, path


def test_an_outdated_file_is_reported_and_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, CI would not notice a forgotten template."""
    path = tmp_path / "translations" / "retrotimer.pot"
    monkeypatch.setattr(messages, "files", lambda: {path: b"new"})
    assert messages.main(["--check"]) == 1
    assert "out of date" in capsys.readouterr().err
    assert messages.main([]) == 0
    assert messages.main(["--check"]) == 0


def test_a_wrong_argument_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """If it failed, a mistyped --check would rewrite the template."""
    assert messages.main(["--chek"]) == 2
    assert "tools/messages.py" in capsys.readouterr().err


SAME = re.compile(
    r"[A-Z|,+\[\]: ]+|.*(RetroTimer|Retro-HIIT|Alternata|Fifty|miniaudio|simpleaudio|virtual|min/|CSV).*"
)
"""Texts that are the same in another language: names, units, and words that stand for a value in capitals."""
PLACEHOLDER = re.compile(r"\{\w*[^{}' ]*\}|%\(\w+\)\w?|%[rs]")
MOST_SAME = 30
"""So many short words are the same in a language by chance: "Plan", "Volume"."""


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    """If it failed, a person would read half English, or an error where a text is filled in."""
    same = 0
    for message in read_po(io.BytesIO((messages.TRANSLATIONS / f"{language}.po").read_bytes()), locale=language):
        if not message.id:
            continue
        english = (message.id,) if isinstance(message.id, str) else message.id
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        assert forms
        assert all(forms), message.id
        wanted = {found for text in english for found in PLACEHOLDER.findall(text)}
        for form in forms:
            assert set(PLACEHOLDER.findall(form)) <= wanted, message.id
            assert form.count("\n") == english[0].count("\n"), message.id
        assert set(PLACEHOLDER.findall(forms[-1])) >= set(PLACEHOLDER.findall(english[-1])), message.id
        has_words = re.search(r"[^\W\d_]{3}", PLACEHOLDER.sub("", forms[0])) is not None
        same += forms[0] == english[0] and has_words and not SAME.fullmatch(forms[0])
    assert same <= MOST_SAME
