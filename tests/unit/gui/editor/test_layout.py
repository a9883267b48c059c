"""The editor in every window: nothing is cut, squeezed or laid over something else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.navigator import Navigator

SIZES = [
    (640, 400),
    (1366, 768),
    *(
        pytest.param(size, marks=pytest.mark.thorough)
        for size in ((800, 600), (1024, 600), (1920, 1080), (3840, 2160))
    ),
]


@pytest.mark.parametrize(
    "colours",
    [theme.LIGHT, pytest.param(theme.CONTRAST_DARK, marks=pytest.mark.thorough)],
    ids=lambda colours: colours.name,
)
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    navigator: Navigator, presets: dict[str, Preset], size: tuple[int, int], scale: float, colours: theme.Colours
) -> None:
    """If it failed, a word or a button would be cut off, or lie under another one."""
    theme.use(colours, scale)
    navigator.window.resize(*size)
    for preset in (None, presets["gentler-3-1"]):
        if preset:
            navigator.editor.edit(preset)
        else:
            navigator.editor.new()
        page = navigator.editor.page
        assert page
        for is_open in (False, True):
            page.side.load.fold.setChecked(is_open)
            for _round in range(4):
                QApplication.processEvents()
            check(page)


def check(page: EditorPage) -> None:
    """Compare the boxes of what is in sight."""
    assert page.minimumSizeHint().width() <= page.width()
    seen = [part for part in page.findChildren(QWidget) if part.isVisible()]
    for part in seen:
        box = box_in(part, page)
        if part.width() and part.parentWidget() is not None:
            assert 0 <= box.left() <= box.right() < page.width(), part
        if isinstance(part, QAbstractButton) and part.text() and part.width():
            assert part.width() >= part.sizeHint().width() - 1, part.text()
            assert part.height() >= part.fontMetrics().height(), part.text()
        if isinstance(part, QLabel) and part.text() and not part.wordWrap() and part is not page.totals.why:
            assert part.width() >= part.fontMetrics().horizontalAdvance(part.text()) - 1, part.text()
    row = [box_in(part, page) for part in (page.back, page.name, page.save)]
    assert not any(one.intersects(other) for n, one in enumerate(row) for other in row[n + 1 :])
    chips = [button for button in page.tree.empty.buttons.values() if button.isVisible()]
    for button in chips:
        assert page.tree.empty.rect().contains(button.geometry())


def box_in(part: QWidget, page: EditorPage) -> QRect:
    """Return where `part` is on `page`."""
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())
