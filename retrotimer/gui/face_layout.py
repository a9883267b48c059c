"""Where the parts of the run page's face stand, for any size of window. Pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from retrotimer.gui import theme

REFERENCE_PX = 1000


@dataclass(frozen=True, slots=True)
class FaceLayout:
    """Rectangles in px, and the font sizes that go with them."""

    title: QRectF
    side: QRectF
    arrow: QRectF
    digits: QRectF
    caption: QRectF
    title_px: float
    side_px: float
    caption_px: float


def face_layout(width: float, height: float) -> FaceLayout:
    """Place the parts in a face of `width` x `height` px."""
    unit = min(height / 622, width / 1100)
    margin = 0.03 * width
    top = 128 * unit
    caption = 62 * unit
    split = 0.60 * width
    digits_left = 0.245 * width
    middle = height - top - caption
    return FaceLayout(
        title=QRectF(margin, 22 * unit, split - margin, top - 22 * unit),
        side=QRectF(split, 22 * unit, width - split - margin, top - 22 * unit),
        arrow=QRectF(margin, top + 0.03 * middle, 0.175 * width, 0.94 * middle),
        digits=QRectF(digits_left, top, width - digits_left - margin, middle),
        caption=QRectF(margin, height - caption, width - 2 * margin, caption),
        title_px=100 * unit,
        side_px=48 * unit,
        caption_px=36 * unit,
    )


def fitted(font_px: float, text: str, width: float, *, family: str = theme.CONDENSED) -> QFont:
    """Return a font of `font_px`, or as much smaller as `text` needs to fit into `width`."""
    font = theme.font(font_px, family=family)
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return font if needed <= width else theme.font(font_px * width / needed, family=family)


def digits_font(pattern: str, area: QRectF) -> tuple[QFont, float]:
    """Return the largest font in which digits like `pattern` fill `area`, and the height of its figures in px."""
    reference = QFontMetricsF(theme.font(REFERENCE_PX))
    high = reference.tightBoundingRect("0").height()
    scale = min(area.height() / high, area.width() / reference.horizontalAdvance(pattern))
    return theme.font(int(REFERENCE_PX * scale)), high * scale


def pattern(digits: str) -> str:
    """Return the widest text of the same form, so that the size does not change from one second to the next."""
    return "00" if len(digits) <= 2 else "".join("0" if sign.isdigit() else sign for sign in digits)
