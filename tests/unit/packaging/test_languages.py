"""What a desktop shows of the program is in every language that the program has."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree import ElementTree as ET

import command_line
import pytest
from deb_package import DESKTOP

from retrotimer.texts import ENGLISH, LANGUAGES

OTHERS = set(LANGUAGES) - {ENGLISH}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.mark.parametrize("key", ["GenericName", "Comment", "Keywords"])
def test_the_menu_entry_is_in_every_language(key: str) -> None:
    """A menu in Italian would have an English line."""
    entry = (DESKTOP / "retrotimer.desktop").read_text(encoding="utf-8")
    assert set(re.findall(rf"^{key}\[(\w+)\]=.", entry, re.MULTILINE)) == OTHERS


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("org.retrotimer.RetroTimer.metainfo.xml", {"summary", "p", "li", "caption", "keyword"}),
        ("retrotimer-mime.xml", {"comment"}),
    ],
)
def test_each_text_for_software_centres_and_files_is_in_every_language(name: str, tags: set[str]) -> None:
    """A software centre in Hindi would have an English sentence in the middle."""
    elements = list(ET.fromstring((DESKTOP / name).read_text(encoding="utf-8")).iter())  # noqa: S314 - ours
    found = [(one.tag.rpartition("}")[2], one.get(LANG, ENGLISH).replace("-", "_")) for one in elements]
    counts = Counter(one for one in found if one[0] in tags)
    for tag in tags:
        assert {language: counts[tag, language] for language in LANGUAGES} == dict.fromkeys(
            LANGUAGES, counts[tag, ENGLISH]
        )


def test_the_manual_has_a_summary_in_every_language_that_groff_can_write() -> None:
    """`man retrotimer` would be English for somebody whose other pages are Italian."""
    assert set(command_line.HEADINGS) == OTHERS - {"hi"}
