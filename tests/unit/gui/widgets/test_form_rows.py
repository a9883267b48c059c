"""Rows of forms: what stands beside each other where there is room, and below each other where there is not."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.form_rows import BESIDE_PX, Line


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_buttons_that_do_not_fit_beside_each_other_stand_below(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    """Buttons with long words, as in German, or with large letters would be cut."""
    monkeypatch.setattr(theme, "text_scale", scale)
    names = ("Beispiel: Runden in einer Zeile", "Beispiel: mit Strecken", "Beispiel: Zeile für Zeile")
    buttons = [Button(name, px=16) for name in names]
    line, page = Line(*buttons), QWidget()
    line.setParent(page)
    qtbot.addWidget(page)
    wanted = [button.sizeHint().width() for button in buttons]
    together = sum(wanted) + 2 * GRID
    assert together > theme.sized(BESIDE_PX)
    with qtbot.waitExposed(page):
        page.show()
    for wide, are_beside in ((together, True), (together - 1, False), (max(wanted), False), (together, True)):
        line.resize(wide, 400)
        QApplication.processEvents()
        assert [button.width() for button in buttons] == wanted
        assert (len({button.y() for button in buttons}) == 1) is are_beside
