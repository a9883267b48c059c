"""The settings page as the pages of the manual name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from scene import Scene, own_home

from retrotimer.gui.settings.page import SettingsPage
from tests.helpers.doc_pages import PAGES

NAMED = re.compile(r"Settings(?:\*\*)?, +((?:[A-Z]\w*)(?: [a-z]\w*)*?)\*\*")
LOOSE = re.compile(r"[Ss]ettings(?:\*\*)?, +(?:under +)?[A-Z]\w*(?! ?[\w ]*\*\*)")


@pytest.fixture
def sections(qtbot: QtBot) -> Iterator[set[str]]:  # noqa: ARG001 - the application must be pytest-qt's
    """The names of the sections of the settings page."""
    with own_home():
        scene = Scene("light", (1366, 768))
        page = scene.navigator.show_settings()
        assert isinstance(page, SettingsPage)
        yield {section.accessibleName() for section in page.sections}
        scene.close()


def test_pages_name_sections_that_there_are(sections: set[str]) -> None:
    """Whoever is told "Settings, Look" would find their setting in a section of another name, or none."""
    texts = {path.name: " ".join(path.read_text(encoding="utf-8").split()) for path in PAGES}
    named = {(page, name) for page, text in texts.items() for name in NAMED.findall(text)}
    assert named
    assert {(page, name) for page, name in named if name not in sections} == set()
    assert [(page, LOOSE.findall(text)) for page, text in texts.items() if LOOSE.findall(text)] == []
