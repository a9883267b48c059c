"""The workout in the editor, shown and changed as text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from retrotimer.gui import theme
from retrotimer.gui.editor.text_dialog import EditorText
from retrotimer.gui.navigator import Navigator
from tests.helpers.editor_robot import Hands, shape


def opened(hands: Hands) -> EditorText:
    """Edit "Gentler 3:1" and show it as text, by keyboard."""
    hands.press("Ctrl+E", "Ctrl+Shift+T")
    return standing(hands)


def standing(hands: Hands) -> EditorText:
    """Return the text that is shown."""
    (shown,) = [text for text in hands.page.findChildren(EditorText) if not text.isHidden()]
    return shown


def test_a_workout_is_changed_as_text_and_taken_back_as_one_edit(hands: Hands) -> None:
    """Whoever thinks in text would have to build their workout anew, and could not undo what they took back."""
    shown = opened(hands)
    before = hands.items
    assert shown.text.hasFocus()
    assert "- Run backward 30s" in shown.text.toPlainText()
    shown.text.setPlainText(shown.text.toPlainText().replace("backward 30s", "backward 20s"))
    hands.press("Ctrl+Enter")
    assert shape(hands.items)[1] == ["6 x", "run forward 90", "run backward 20", "walk forward 60"]
    assert hands.page.tree.hasFocus()
    hands.press("Ctrl+Z")
    assert hands.items == before
    assert not hands.page.document.history.can_undo


def test_keys_of_the_text_do_nothing_to_the_steps(hands: Hands) -> None:
    """Typing would delete, move or undo steps that nobody sees."""
    shown = opened(hands)
    before = hands.items
    hands.press('"b"', "Ctrl+Z", "Ctrl+D", "Ctrl+G", "Alt+Up", "Del", "Ctrl+Shift+Z")
    assert hands.items == before
    assert not shown.isHidden()


def test_what_is_left_is_there_again(hands: Hands) -> None:
    """A key too many would cost what was typed."""
    opened(hands)
    hands.press('"x"', "Esc")
    assert not hands.page.document.is_unsaved
    hands.press("Ctrl+Shift+T")
    assert standing(hands).text.toPlainText().startswith("x")
    hands.press("Esc", "B", "Ctrl+Shift+T")
    assert not standing(hands).text.toPlainText().startswith("x")  # another workout by now


def test_a_mistake_is_told_and_nothing_is_taken(hands: Hands) -> None:
    """Half a text would replace the workout."""
    shown = opened(hands)
    before = hands.items
    shown.text.setPlainText("- Run 99h")
    shown.read()
    assert shown.mistakes.isVisible()
    assert shown.mistakes.text()
    assert not shown.take.isEnabled()
    hands.press("Ctrl+Enter")
    assert hands.items == before
    assert not shown.isHidden()


def test_it_is_read_a_moment_after_the_last_key(hands: Hands) -> None:
    """What it comes to would not follow."""
    shown = opened(hands)
    shown.text.setPlainText("2 x (60s F / 20s B)")
    assert shown._pause.isActive()
    shown._pause.timeout.emit()
    assert shown.total.text().endswith("2:40")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_clipped(navigator: Navigator, hands: Hands, scale: float) -> None:
    """In a small window large texts would lose their ends, or the buttons be out of reach."""
    theme.use(theme.DARK, scale)
    navigator.window.resize(640, 400)
    shown = opened(hands)
    shown.text.setPlainText("- Run 99h")
    shown.read()
    QApplication.processEvents()
    for button in (shown.take, shown.cancel):
        shown._card.ensureWidgetVisible(button)
        assert button.width() >= button.sizeHint().width()
    for label in shown.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
