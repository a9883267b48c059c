"""Where the parts of the run page's face stand, for any size of window, and how its digits fill theirs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from retrotimer.gui import theme

REFERENCE_PX = 1000
INSET = 0.965
"""How much of a place signs fill by height: round ones reach a little beyond the others."""
PAUSED_WORD_SHARE = 0.42
"""How much of the digits' place the word "Paused" takes while it stands above them."""


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
    foot = height - bar - caption
    middle = foot - top
    return FaceLayout(
        title=QRectF(margin, 20 * unit, split - margin, top - 20 * unit),
        side=QRectF(split, 20 * unit, width - split - margin, top - 20 * unit),
        arrow=QRectF(margin, top, 0.175 * width, middle),
        digits=QRectF(digits_left, top, width - digits_left - margin, middle),
        caption=QRectF(margin, foot, width - 2 * margin, caption),
        bar=QRectF(margin, height - bar - 2 * unit, width - 2 * margin, 9 * unit),
        title_px=98 * unit,
        side_px=48 * unit,
        caption_px=36 * unit,
        frame_px=18 * unit,
    )


def paused_parts(digits: QRectF) -> tuple[QRectF, QRectF]:
    """Return the places of the word "Paused" and, below it, of the digits."""
    high = digits.height()
    word = digits.adjusted(0, 0.06 * high, 0, (0.06 + PAUSED_WORD_SHARE - 1) * high)
    return word, digits.adjusted(0, word.bottom() - digits.top() + 0.07 * high, 0, 0)


def fitted(font_px: float, text: str, width: float, *, family: str = theme.CONDENSED) -> QFont:
    """Return a font of `font_px`, or as much smaller as `text` needs to fit into `width`."""
    font = theme.font(font_px, family=family)
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return font if needed <= width else theme.font(int(font_px * width / needed), family=family)


def filling(pattern: str, area: QRectF) -> tuple[QFont, float]:
    """Return the largest font in which signs like `pattern` fill `area`, and the height of its capitals in px."""
    reference = QFontMetricsF(theme.font(REFERENCE_PX))
    high = reference.tightBoundingRect("0").height()
    scale = min(INSET * area.height() / high, area.width() / reference.horizontalAdvance(pattern))
    return theme.font(int(REFERENCE_PX * scale)), high * scale


def pattern(digits: str) -> str:
    """Return the widest text of the same form, so that the size does not change from one second to the next."""
    return "00" if len(digits) <= 2 else "".join("0" if sign.isdigit() else sign for sign in digits)
