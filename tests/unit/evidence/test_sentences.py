"""What is said of bodies, held against a list of sentences that were read against the evidence page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.helpers.doc_pages import DOCS, ROOT

ABOUT_BODIES = re.compile(
    r"\b(knees?|cal(?:f|ves)|injur\w+|falls?|pain|hurts?|tired|fresh|clinician|heat|hot|kcal|energy|effort"
    r"|bod(?:y|ies)|stud(?:y|ies)|thumb|our (?:lines?|model|advice)|risk|eyes|ACSM|Borg|Foster|records?|m/s|sweat"
    r"|lane|headphones|novices?|intermediate|comfortable|slow|leave a day|in control|half an hour|meant for"
    r"|(?:is|are) best|best (?:is|of all))\b",
    re.IGNORECASE,
)
GAP = re.compile(r"\{[^}]*\}")
WORD = re.compile(r"[^\W\d_]{2,}")
LEAST_WORDS = 4
"""Shorter texts are labels."""
MARKS = {
    "measured": re.compile(r"study|measured|record|Foster|Hreljac"),
    "lay": re.compile(r"advice of retro runners|school board"),
    "ours": re.compile(r"rules? of thumb|our (?:lines?|model)|model of ours|estimate"),
    "nearby": re.compile(""),
    "asks": re.compile(""),
    "–": re.compile(""),
}
CLAIMS = re.compile(
    r"\b(prevents?|protects?|heals?|cures?|spares?|guarantees?|proven|(?:is|are) enough|(?:is|are) right for"
    r"|harmless|without risk|no risk|can settle|new to (?:a|your) body|tired people fall)\b",
    re.IGNORECASE,
)
HELD = ("| it ", "its id is enough", "whether following it prevents any")
"""Lines that may use such a word: the popular claims, which are answered beside them; another matter; a denial."""


@cache
def messages() -> tuple[str, ...]:
    """Return every message of the program, plurals too."""
    with (ROOT / "assets" / "translations" / "retrotimer.pot").open("rb") as file:
        found = [(one.id,) if isinstance(one.id, str) else one.id for one in read_po(file) if one.id]
    return tuple(text for texts in found for text in texts)


@cache
def register() -> dict[str, tuple[str, str]]:
    """Return the sentences that were read against the page, each with its § and its mark."""
    text = (Path(__file__).parent / "sentences.md").read_text(encoding="utf-8")
    rows = [line[2:-2].split(" | ", 2) for line in text.splitlines() if line[:2] == "| "][2:]
    return {sentence.replace("\\|", "|").replace("\\n", "\n"): (part, mark) for part, mark, sentence in rows}


def is_about_bodies(text: str) -> bool:
    """Return whether `text` is a sentence with a word of bodies in it."""
    return bool(ABOUT_BODIES.search(text)) and len(WORD.findall(GAP.sub("", text))) >= LEAST_WORDS


def test_each_sentence_about_bodies_was_held_against_the_page() -> None:
    """If it failed, a sentence could promise what nobody found: read it against the page, then list it."""
    said = {text for text in messages() if is_about_bodies(text)}
    assert said - register().keys() == set()
    assert register().keys() - said == set(), "listed, and said no more"


@pytest.mark.parametrize(
    "text",
    [
        "For the whole session; about half an hour after is best.",
        "For the whole session; meant for about half an hour after.",
        "Best of all, a partner runs facing you.",
        "Two minutes of walking are best here.",
    ],
)
def test_advice_without_a_word_of_bodies_is_seen(text: str) -> None:
    """If it failed, a time or a way that no source calls best could be called so, and nobody would read it."""
    assert is_about_bodies(text)


@pytest.mark.parametrize("mark", MARKS)
def test_each_sentence_says_what_it_is_worth(mark: str) -> None:
    """If it failed, a rule of thumb would be read as a finding, or a finding have no source."""
    listed = [sentence for sentence, (_part, found) in register().items() if found == mark]
    assert listed
    assert [sentence for sentence in listed if not MARKS[mark].search(sentence)] == []


def test_no_other_mark_and_no_other_part_is_used() -> None:
    """If it failed, a slip in the list would let a sentence pass."""
    assert {mark for _part, mark in register().values()} == MARKS.keys()
    assert {part for part, _mark in register().values()} <= set("1234567–")


def pages() -> list[tuple[str, str]]:
    """Return each line that a person may read besides the messages, with the file it is in."""
    files = [
        *DOCS.glob("*.md"),
        ROOT / "README.md",
        *ROOT.glob("assets/presets/*.toml"),
        *ROOT.glob("assets/plan/*.toml"),
    ]
    files += ROOT.glob("packaging/linux/desktop/*.xml")
    return [(file.name, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_nothing_promises_more_than_was_found() -> None:
    """If it failed, a page or a workout would call something right, enough or proven that is our line."""
    lines = [*pages(), *(("retrotimer.pot", text) for text in messages())]
    assert len(lines) > 3_000
    assert [
        found for found in lines if CLAIMS.search(found[1]) and not any(held in found[1] for held in HELD)
    ] == []


@pytest.mark.parametrize(
    "text", ["A walk prevents injuries of the knee.", "30 s is enough for a novice.", "Proven."]
)
def test_a_promise_would_be_seen(text: str) -> None:
    """If it failed, the tests above would pass whatever is said."""
    assert CLAIMS.search(text)
