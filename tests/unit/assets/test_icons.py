"""The icons that are shipped."""

from __future__ import annotations

import icons
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from retrotimer.gui.theme import SIZES, window_icon


@pytest.mark.parametrize("size", icons.SIZES)
def test_pictures_are_drawn_from_the_master(qapp: QApplication, size: int) -> None:  # noqa: ARG001 - Qt draws
    """The icon would stay as it was after its master has changed."""
    shipped, drawn = QImage(str(icons.ICONS / f"retrotimer-{size}.png")), icons.drawn(size)
    assert (shipped.width(), shipped.height()) == (size, size)
    far = [
        (x, y)
        for x in range(0, size, max(1, size // 32))
        for y in range(0, size, max(1, size // 32))
        for one, other in [(shipped.pixelColor(x, y), drawn.pixelColor(x, y))]
        if any(abs(a - b) > 24 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))  # type: ignore[call-overload]
    ]
    assert not far


def test_boxes_hold_the_same_pictures() -> None:
    """Windows or macOS would show another icon, or none."""
    pngs = {size: (icons.ICONS / f"retrotimer-{size}.png").read_bytes() for size in icons.SIZES}
    assert (icons.ICONS / "retrotimer.ico").read_bytes() == icons.ico(pngs)
    assert (icons.ICONS / "retrotimer.icns").read_bytes() == icons.icns(pngs)


def test_window_has_every_size(qapp: QApplication) -> None:  # noqa: ARG001 - pictures need it
    """A task bar would show a blurred icon."""
    icon = window_icon()
    assert {size.width() for size in icon.availableSizes()} == set(SIZES)
