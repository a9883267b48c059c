"""The page of what is known names each of its sources, and uses each that it names."""

from __future__ import annotations

import re

from tests.helpers.doc_pages import DOCS, tables

PAGE = DOCS / "evidence.md"
STUDY = re.compile(r"\b([A-Z][\w-]+(?: (?:and|&) [A-Z]\w+)? (?:19|20)\d\d)\b")
NOT_DATED = ("ACSM", "Compendium", "Carter", "Cavagna", "ISO 9613-1", "WCAG 2.3.1", "FIFA 11+", "WBGT")


def body() -> str:
    """Return the page above its list of sources."""
    return PAGE.read_text(encoding="utf-8").split("## Sources")[0]


def sources() -> list[str]:
    """Return what the list of sources names."""
    return [name for name, _what in tables(PAGE)["Sources"]]


def test_each_study_is_among_the_sources() -> None:
    """If it failed, a reader could not look up where a figure comes from."""
    found = STUDY.findall(body())
    assert len(set(found)) >= 15
    assert {study for study in found if not any(study in name for name in sources())} == set()


def test_each_source_is_used() -> None:
    """If it failed, the list would name a study that says nothing on this page or on that of the load."""
    read = body() + (DOCS / "load.md").read_text(encoding="utf-8")
    unused = [study for name in sources() for study in STUDY.findall(name) if study not in read]
    assert unused == []


def test_what_has_no_year_is_a_source_too() -> None:
    """If it failed, an equation, a table or a rule would stand there without where it is from."""
    rows = " ".join(f"{name} {what}" for name, what in tables(PAGE)["Sources"])
    assert [word for word in NOT_DATED if word in body() and word not in rows] == []
