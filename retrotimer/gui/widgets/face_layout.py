"""Lay out the coloured face of the run page, and fit its digits into it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF

from retrotimer.gui import theme

BAR_SHARE = 0.19
"""How much of the run page's height the bar below the face takes."""
REFERENCE_PX = 1000
INSET = 0.965
"""How much of a place signs fill by height: round ones reach a little beyond the others."""


@dataclass(frozen=True, slots=True)
class FaceLayout:
    """Rectangles in px, the font sizes that go with them, and how thick the frame gets."""

    title: QRectF
    side: QRectF
    arrow: QRectF
    digits: QRectF
    caption: QRectF
    bar: QRectF
    title_px: float
    side_px: float
    caption_px: float
    frame_px: float


def face_layout(width: float, height: float) -> FaceLayout:
    """Place the parts in a face of `width` x `height` px."""
    unit = min(height / 622, width / 1100)
    margin = 0.03 * width
    top, bar, caption = 124 * unit, 26 * unit, 56 * unit
    split = 0.60 * width
    digits_left = 0.245 * width
    footer = height - bar - caption
    middle = footer - top
    return FaceLayout(
        title=QRectF(margin, 20 * unit, split - margin, top - 20 * unit),
        side=QRectF(split, 20 * unit, width - split - margin, top - 20 * unit),
        arrow=QRectF(margin, top, 0.175 * width, middle),
        digits=QRectF(digits_left, top, width - digits_left - margin, middle),
        caption=QRectF(margin, footer, width - 2 * margin, caption),
        bar=QRectF(margin, height - bar - 2 * unit, width - 2 * margin, 9 * unit),
        title_px=98 * unit,
        side_px=48 * unit,
        caption_px=36 * unit,
        frame_px=18 * unit,
    )


def filling(pattern: str, area: QRectF) -> tuple[QFont, float]:
    """Return the largest font in which signs like `pattern` fill `area`, and the height of its capitals in px."""
    reference = QFontMetricsF(theme.font(REFERENCE_PX))
    high = reference.tightBoundingRect("0").height()
    scale = min(INSET * area.height() / high, area.width() / reference.horizontalAdvance(pattern))
    return theme.font(int(REFERENCE_PX * scale)), high * scale


def digits_px(pattern: str, window: QSize) -> float:
    """Return how high digits like `pattern` are on the run page of a window of that size, in logical px."""
    face = face_layout(window.width(), window.height() * (1 - BAR_SHARE))
    return filling(pattern, face.digits)[1]
