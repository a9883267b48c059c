"""Define the colours, fonts and grid in use.

Colours are asked for when something is painted, as `theme.colours.ink`, so another theme needs only a repaint.
The movement colours are told apart by colour-blind eyes. On the run page words and digits have a contrast of 7:1
or more in every theme, every other text 4.5:1 or more; a test computes both.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette, QPen

from retrotimer.files.assets import asset
from retrotimer.gui.theme.palettes import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    DARK_WALKS,
    INK,
    LIGHT,
    MOVEMENT_COLOURS,
    THEMES,
    Colours,
)
from retrotimer.training.workout.workout import Movement

__all__ = ["CONTRAST_DARK", "CONTRAST_LIGHT", "DARK", "INK", "LIGHT", "THEMES", "Colours"]

GRID = 8
"""Distances are multiples of this many px."""
CONDENSED, TEXT = "RetroTimer Condensed", "RetroTimer Text"
FLASH_SHARE, DARK_FLASH_SHARE = 0.45, 0.85
"""How much of its colour a ground keeps in a flash."""
GROUND_SHARE = 0.30
"""How much of a movement's colour the dark run page has in its ground."""

colours: Colours = LIGHT
"""The theme in use; changed by `use`."""
text_scale: float = 1.0
"""How many times as large as plain the texts are, the run page excepted: it fills its window; changed by `use`."""


def use(wanted: Colours, scale: float = 1.0) -> None:
    """Use `wanted` and texts `scale` times as large from the next painting on."""
    global colours, text_scale
    colours, text_scale = wanted, scale


def movement_colour(movement: Movement | None) -> QColor:
    """Return the colour of `movement` in ribbon and frame, of waiting where it is None."""
    if movement is None:
        return colours.ready
    walks = DARK_WALKS if colours.is_dark else {}
    return walks.get(movement) or MOVEMENT_COLOURS.get(movement, colours.stand)


def ground(movement: Movement | None) -> QColor:
    """Return what the run page is filled with during `movement`; `face_ink` is read on it."""
    if not colours.is_dark or movement not in MOVEMENT_COLOURS:
        return movement_colour(movement)
    return mixed(MOVEMENT_COLOURS[movement], colours.paper, GROUND_SHARE)


def arrow_colour(movement: Movement | None) -> QColor:
    """Return the colour of the run page's arrow: in the dark it is what carries the movement's colour."""
    if not colours.is_dark or movement is None:
        return colours.face_ink
    return MOVEMENT_COLOURS.get(movement, colours.face_ink)


def flash_ground(under: QColor) -> QColor:
    """Return the lighter tint that the run page's ground has in a flash: soft, and never so light that words go."""
    return mixed(under, QColor("#ffffff"), DARK_FLASH_SHARE if colours.is_dark else FLASH_SHARE)


def mixed(colour: QColor, under: QColor, share: float) -> QColor:
    """Return `share` of `colour` on `under`, without the cost of painting through."""
    rest = 1 - share
    return QColor(
        round(colour.red() * share + under.red() * rest),
        round(colour.green() * share + under.green() * rest),
        round(colour.blue() * share + under.blue() * rest),
    )


def faded(colour: QColor, share: float) -> QColor:
    """Return `colour` faded into paper, so that `share` of it is left."""
    return mixed(colour, colours.paper, share)


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; without them a bare machine shows boxes."""
    for path in sorted(asset("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(px: float, *, bold: bool = True, family: str = CONDENSED) -> QFont:
    """Return a font of `px` pixels with figures of one width, so that nothing jitters as they change."""
    return QFont(_font(max(1, round(px)), bold, family))


@cache
def _font(px: int, bold: bool, family: str) -> QFont:  # painting a row asks for three
    made = QFont(family)
    made.setPixelSize(px)
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
    # Windows at 100 %, and Linux where a person has set full hinting, would make letters up to a tenth wider
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def sized(px: float) -> float:
    """Return `px` at the text scale in use: for every text and its box outside the run page."""
    return px * text_scale


def text_font(px: float, *, bold: bool = False) -> QFont:
    """Return the font of running text, `px` pixels at plain scale."""
    return font(sized(px), bold=bold, family=TEXT)


def head_font(px: float) -> QFont:
    """Return the font of headings, figures and buttons, `px` pixels at plain scale."""
    return font(sized(px))


def disabled_pen() -> QPen:
    """Return the pen of an edge within which nothing can be done now."""
    return QPen(colours.disabled, 1.5, Qt.PenStyle.DashLine)


def palette() -> QPalette:
    """Return the palette of every widget."""
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.paper),
        (QPalette.ColorRole.Base, colours.field),
        (QPalette.ColorRole.AlternateBase, colours.panel),
        (QPalette.ColorRole.Button, colours.panel),
        (QPalette.ColorRole.Text, colours.ink),
        (QPalette.ColorRole.WindowText, colours.ink),
        (QPalette.ColorRole.ButtonText, colours.ink),
        (QPalette.ColorRole.ToolTipBase, colours.panel),
        (QPalette.ColorRole.ToolTipText, colours.ink),
        (QPalette.ColorRole.PlaceholderText, colours.muted),
        (QPalette.ColorRole.Highlight, colours.focus),
        (QPalette.ColorRole.HighlightedText, colours.field),
    ):
        made.setColor(role, colour)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, colours.disabled)
    return made


SIZES = (16, 24, 32, 48, 64, 128, 256)
"""What a title bar, a task bar and a switcher ask for, at any scale; read only when asked for."""


def window_icon() -> QIcon:
    """Return the icon of windows."""
    icon = QIcon()
    for size in SIZES:
        icon.addFile(str(asset("icons") / f"retrotimer-{size}.png"), QSize(size, size))
    return icon
