"""Every page in every language: no text is cut, and none is left in English."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import date

import messages
import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from retrotimer import texts
from retrotimer.app.overview import Overview
from retrotimer.files.assets import use_language
from retrotimer.files.presets.library import all_presets
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.app import use_reader_language
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.history import loader
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.startup import use_reader_locale
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.sidebar import Sidebar
from retrotimer.texts import ENGLISH, LANGUAGES
from retrotimer.training.workout.paces import Paces
from tests.helpers.started_sessions import run_thrice
from tests.helpers.tasks import AtOnce
from tests.unit.gui.conftest import Machine

SIZES = [(1366, 768), (640, 400)]
KEYS = {
    "library": "",
    "history": "Ctrl+H",
    "plan": "Ctrl+P",
    "builder": "Ctrl+B",
    "text": "Ctrl+Shift+T",
    "settings": "Ctrl+,",
    "about": "Shift+F1",
    "editor": "Ctrl+E",
    "export": "Ctrl+T",
    "preflight": "Space",
}
OF_QT = {
    *("Undo", "Redo", "Cut", "Copy", "Paste", "Delete", "Select All", "Save", "Open", "Choose", "Cancel"),
    *("Look in:", "Directory:", "File name:", "Files of type:", "Back", "Forward", "Parent Directory"),
    *("Create New Folder", "List View", "Detail View"),
}
"""What menus of fields and the choice of a file say in English."""
CASES = [
    pytest.param(language, size, marks=[] if (language, size) == ("de", SIZES[1]) else [pytest.mark.thorough])
    for language in LANGUAGES
    if language != ENGLISH
    for size in SIZES
]


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Use a language for the window; English again afterwards."""
    before = QLocale()
    use_language(request.param, request.param, {})
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    translators = use_reader_language(application)
    use_reader_locale(QWidget())
    yield request.param
    for translator in translators:
        application.removeTranslator(translator)
    QLocale.setDefault(before)
    texts.use(None)
    texts.use_for_voice(None, same_as_reader=True)


@pytest.fixture
def presets(language: str, preferences: Preferences) -> dict[str, Preset]:  # noqa: ARG001 - both before they are read
    """Return the built-in presets in the language."""
    return {entry.id: entry for entry in all_presets() if isinstance(entry, Preset)}


def pages(navigator: Navigator, machine: Machine) -> Iterator[tuple[str, QWidget]]:
    """Open the window's pages one after the other; give each with its name."""
    run_thrice(20, date(2026, 11, 20))
    for name, keys in KEYS.items():
        navigator.show_library()
        settle()
        if keys:
            QTest.keySequence(navigator.library.presets, QKeySequence(keys))
        settle()
        yield name, navigator.window
        if name == "editor":
            navigator.editor.leave(lambda: None)
    navigator.preferences.change(ask_before=False)
    navigator.show_library()
    item = navigator.library.presets.current()
    assert item
    assert isinstance(item.found, Preset)
    navigator.sessions.begin(Overview(item.found, Paces()))
    settle()
    assert navigator.sessions.stage
    assert navigator.window.page
    yield "run", navigator.window
    machine.clock.move(200)
    navigator.sessions.stage.engine.tick()
    settle()
    yield "run later", navigator.window
    for _n in range(2):
        QTest.keySequence(navigator.window.page, QKeySequence("Esc"))
    settle()
    yield "summary", navigator.window


def settle() -> None:
    """Let layouts come to rest."""
    for _round in range(4):
        QApplication.processEvents()
    for _round in range(4):  # what a thread has just found may have asked for another layout
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def shown_texts(widget: QWidget) -> Iterator[str]:
    """Give what a person reads or hears of a visible widget; what they typed themselves excepted."""
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(nth) for nth in range(widget.count()))
    for name in ("placeholderText", "toolTip", "accessibleName"):
        yield widget.property(name) or ""


def is_cut(widget: QWidget) -> bool:
    """Return whether a visible widget has less room than its text takes."""
    text = widget.property("text")
    seen = widget.visibleRegion().boundingRect()
    is_text = isinstance(widget, QLabel | QAbstractButton) and not isinstance(widget.parentWidget(), Sidebar)
    if not text or not is_text or seen.isEmpty():  # a narrow sidebar has pictures alone
        return False
    metrics, painted = widget.fontMetrics(), widget.label() if isinstance(widget, Button) else text
    if seen.width() < widget.width():
        return True  # its edge is outside the window, or under something
    if widget.hasHeightForWidth():
        longest = max(map(metrics.horizontalAdvance, re.split(r"[\s\u200b]", text)))
        return widget.width() < longest or widget.height() < widget.heightForWidth(widget.width()) - 1
    return widget.width() < metrics.horizontalAdvance(painted) + (GRID if isinstance(widget, Button) else -1)


NAMES = re.compile(
    r"English|Deutsch|Español|Français|Italiano|Português \(Brasil\)|"
    r"((Alt|Ctrl|Shift)\+.*)|Backspace|Del|Esc|Space|"
    r".*\b(min/km|min/mile|kcal|kg|dB|ms|MP3|WAV)\b.*|"
    r"miniaudio|simpleaudio|RetroTimer .*|.* [\d.]+, [\w 0-9-]+|6 x \(90.*|Run",
    re.DOTALL,
)
"""Names, keys, units, other people's licences, the notation that From text reads, and the test's own session."""


def english(language: str) -> Callable[[str], bool]:
    """Return what tells whether a text is English where the language has another for it.

    Hindi shows what the catalogues know nothing of, too: a text in Latin letters alone was never translated.
    """
    catalogue = read_po(io.BytesIO((messages.TRANSLATIONS / f"{language}.po").read_bytes()))
    forms = {m.id: m.string for m in catalogue if m.id and isinstance(m.id, str) and m.id != m.string}
    ours = set(forms.values())
    is_latin = re.compile(r"(?=.*[A-Za-z]{2})[^\u0900-\u097f]+", re.DOTALL)
    return lambda text: (
        not NAMES.fullmatch(text)
        and ((text in forms and text not in ours) or (language == "hi" and bool(is_latin.fullmatch(text))))
    )


@pytest.mark.parametrize(("language", "size"), CASES, indirect=["language"])
def test_every_page_is_in_the_language_and_nothing_is_cut(
    language: str, size: tuple[int, int], navigator: Navigator, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person would read half a word, or half English."""
    monkeypatch.setattr(loader, "TaskQueue", AtOnce)
    navigator.preferences.change(ask_before=True, checklist_read=False)
    navigator.window.resize(*size)
    is_english, wrong = english(language), set[tuple[str, str, str]]()
    opened = []
    for name, window in pages(navigator, machine):
        opened.append(type(navigator.window.page).__name__)
        for widget in (widget for widget in window.findChildren(QWidget) if widget.isVisible()):
            if is_cut(widget):
                wrong.add((name, "cut", widget.property("text")))
            wrong |= {(name, "English", text) for text in shown_texts(widget) if is_english(text)}
    assert len(set(opened)) == len(KEYS) + 2, opened
    assert not wrong, sorted(wrong)


@pytest.mark.parametrize("language", ["de"], indirect=True)
@pytest.mark.usefixtures("language")
def test_qt_speaks_the_language_too(qtbot: QtBot) -> None:
    """Dialogs of Qt, menus of fields and the calendar would be English in a German window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setLocale(QLocale.c())  # as one that was there before
    use_reader_locale(window)
    field = QLineEdit(window)
    assert field.locale().monthName(3) == "März"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QLocale().monthName(3) == "März"
    assert QLocale().dateFormat(QLocale.FormatType.ShortFormat) == "dd.MM.yy"


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != ENGLISH], indirect=True)
def test_what_qt_says_is_in_the_language(language: str, qtbot: QtBot) -> None:
    """The menu of a field, or the choice of a file, would be English in the middle of another language."""
    field, text = QLineEdit(), QPlainTextEdit()
    dialogs = [QFileDialog() for _mode in range(2)]
    for part in (field, text, *dialogs):
        qtbot.addWidget(part)
    dialogs[0].setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialogs[1].setFileMode(QFileDialog.FileMode.Directory)
    shown: list[str] = []
    for dialog in dialogs:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        shown += [label.text() for label in dialog.findChildren(QLabel)]
        shown += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
    for menu in (field.createStandardContextMenu(), text.createStandardContextMenu()):
        shown += [action.text().partition("\t")[0] for action in menu.actions()]
    english = [words for words in shown if words.replace("&", "") in OF_QT]
    assert english == [], language
    assert len(shown) > 20
