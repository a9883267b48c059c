"""Long names and paths fold, wherever a person is told of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui.widgets.cards import LONGEST_PART, LONGEST_WORD, foldable
from retrotimer.gui.widgets.dialogs import Answer, Question
from retrotimer.gui.widgets.form_rows import Row, notify, text_label
from retrotimer.gui.widgets.notice import Notice

PATHS = [
    r"C:\Users\Person With A Name\AppData\Local\retrotimer\settings.toml",
    r"\\server\share\Trainingsgemeinschaft-Rueckwaerts\2026-11-30.json",
    "/home/person/.local/share/retrotimer/history/20261130T000942Z-8c17d471.json",
    "a_name_that_has_no_place_to_fold_" * 3,
]


def _told(sentence: str) -> QWidget:
    label = text_label()
    notify(label, sentence)
    return label


def _noted(sentence: str) -> QWidget:
    notice = Notice()
    notice.show_sentence(sentence)
    return notice


def _refused(sentence: str) -> QWidget:
    row = Row("Name", QLabel())
    row.notify(sentence)
    return row


def _explained(sentence: str) -> QWidget:
    row = Row("Name", QLabel())
    row.explain(sentence)
    return row


def _asked(sentence: str) -> QWidget:
    window = QWidget()
    Question(window, "?", sentence, [Answer("yes", "Yes")])
    return window


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("tell", [_told, _noted, _refused, _explained, _asked])
def test_a_path_never_makes_a_page_wider(qtbot: QtBot, tell: Callable[[str], QWidget], path: str) -> None:
    """A page would become wider than its window, on Windows with every file that it names."""
    top = tell(f"{path} could not be saved: it is full.")
    qtbot.addWidget(top)
    labels = [*top.findChildren(QLabel), *([top] if isinstance(top, QLabel) else [])]
    [label] = [one for one in labels if "saved" in one.text()]
    assert label.text().replace("\u200b", "") == f"{path} could not be saved: it is full."
    assert label.minimumSizeHint().width() <= QFontMetrics(label.font()).horizontalAdvance("m" * LONGEST_PART)


@pytest.mark.parametrize(
    "text",
    [
        "short words stay as they are",
        "“Langstreckenläuferin”: Herzfrequenzmessung,",
        "प्रशिक्षणार्थियों",
        "x" * LONGEST_WORD,
    ],
)
def test_a_word_is_not_cut(text: str) -> None:
    """A person would read a word that ends at the end of the line, and goes on with no hyphen below."""
    assert foldable(text) == text


@pytest.mark.parametrize("path", PATHS)
def test_what_is_folded_already_stays_so(path: str) -> None:
    """A sentence that goes from page to page would fold in more places each time."""
    assert foldable(foldable(path)) == foldable(path)


def test_a_sign_stays_with_the_letter_it_combines_with() -> None:
    """A vowel of Hindi would stand alone, on a circle of dots."""
    assert "\u200b\u093f" not in foldable("क" * LONGEST_PART + "\u093f" + "क" * LONGEST_PART)
