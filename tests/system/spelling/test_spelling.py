"""The spelling of README and docs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.helpers.doc_pages import NAMES, PAGES

WORDS = Path(__file__).with_name("words.txt")


def unknown(text: str) -> set[str]:
    """Return the words of a page that neither the dictionary nor the project's list knows; code is passed over."""
    words = WORDS.read_text(encoding="utf-8").splitlines()
    command = ["aspell", "--lang=en_GB", "--encoding=utf-8", "--ignore=2", "--mode=markdown", "list"]
    found = subprocess.run(command, input=text, text=True, capture_output=True, encoding="utf-8", check=True).stdout
    return {word.removesuffix("'s") for word in found.split()} - set(words)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_words_are_spelled_right(path: Path) -> None:
    """Readers would stumble; a right word that no dictionary knows belongs into tests/unit/docs_/words.txt."""
    words = unknown(path.read_text(encoding="utf-8"))
    assert words == set(), f"mend them, or add them to {WORDS.name} if they are right"


def test_a_wrong_word_is_found() -> None:
    """Else every page would pass, whatever it says."""
    assert unknown("You run bakward, `kode` aside.") == {"bakward"}
