"""How the window looks: colours, fonts and the grid, in one place.

Colours are asked for when something is painted, as `theme.colours.ink`, so another theme needs only a repaint.
The movement colours are told apart by colour-blind eyes. On the run page words and digits have a contrast of 7:1
or more in every theme, every other text 4.5:1 or more; a test computes both.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from retrotimer.files.assets import asset
from retrotimer.training.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
)

GRID = 8
"""Distances are multiples of this many px."""
CONDENSED, TEXT = "RetroTimer Condensed", "RetroTimer Text"
GROUND_SHARE = 0.30
"""How much of a movement's colour the dark run page has in its ground."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme.

    `ink` is written on `paper` and `panel`; `face_ink` on the run page's grounds. `filled` and `on_filled` are of
    the one button a page is for.
    """

    name: str
    ink: QColor
    muted: QColor
    paper: QColor
    panel: QColor
    field: QColor
    line: QColor
    track: QColor
    bar: QColor
    focus: QColor
    playhead: QColor
    wrong: QColor
    filled: QColor
    on_filled: QColor
    face_ink: QColor
    ready: QColor
    stand: QColor
    is_dark: bool = False


INK = QColor("#111417")
"""The darkest ink, on every movement's colour."""
LIGHT = Colours(
    name="light",
    ink=INK,
    muted=QColor("#4a5056"),
    paper=QColor("#fafbf7"),
    panel=QColor("#edeee8"),
    field=QColor("#ffffff"),
    line=QColor("#c9ccc4"),
    track=QColor("#e0e2db"),
    bar=QColor("#33678f"),
    focus=QColor("#0b57a4"),
    playhead=QColor("#b5121b"),
    wrong=QColor("#a5121a"),
    filled=INK,
    on_filled=QColor("#fafbf7"),
    face_ink=INK,
    ready=QColor("#f2f0e6"),
    stand=QColor("#c8ccd0"),
)
DARK = Colours(
    name="dark",
    ink=QColor("#f1f2ec"),
    muted=QColor("#aeb4b9"),
    paper=QColor("#15191d"),
    panel=QColor("#1e2429"),
    field=QColor("#0e1114"),
    line=QColor("#424a51"),
    track=QColor("#343b42"),
    bar=QColor("#6fb1e0"),
    focus=QColor("#7cc0f5"),
    playhead=QColor("#ff6b6b"),
    wrong=QColor("#ff9a94"),
    filled=QColor("#f1f2ec"),
    on_filled=QColor("#15191d"),
    face_ink=QColor("#f8f8f4"),
    ready=QColor("#22282d"),
    stand=QColor("#3a4046"),
    is_dark=True,
)
_BLACK, _WHITE = QColor("#000000"), QColor("#ffffff")
CONTRAST_LIGHT = Colours(
    name="high contrast, light",
    ink=_BLACK,
    muted=_BLACK,
    paper=_WHITE,
    panel=_WHITE,
    field=_WHITE,
    line=_BLACK,
    track=QColor("#d0d0d0"),
    bar=QColor("#003e73"),
    focus=QColor("#0037b0"),
    playhead=QColor("#a00000"),
    wrong=QColor("#8a0000"),
    filled=_BLACK,
    on_filled=_WHITE,
    face_ink=_BLACK,
    ready=_WHITE,
    stand=QColor("#c8ccd0"),
)
CONTRAST_DARK = Colours(
    name="high contrast, dark",
    ink=_WHITE,
    muted=_WHITE,
    paper=_BLACK,
    panel=_BLACK,
    field=_BLACK,
    line=_WHITE,
    track=QColor("#404040"),
    bar=QColor("#8fd0ff"),
    focus=QColor("#ffe14d"),
    playhead=QColor("#ff8080"),
    wrong=QColor("#ffa8a0"),
    filled=_WHITE,
    on_filled=_BLACK,
    face_ink=_WHITE,
    ready=_BLACK,
    stand=QColor("#303030"),
    is_dark=True,
)
THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)

_MOVEMENTS = {
    RUN_FORWARD: QColor("#56b4e9"),
    RUN_BACKWARD: QColor("#e69f00"),
    WALK_FORWARD: QColor("#b3dcf4"),
    WALK_BACKWARD: QColor("#f6d38a"),
}
_DARK_WALKS = {WALK_FORWARD: QColor("#2f6f96"), WALK_BACKWARD: QColor("#94691a")}

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
    walks = _DARK_WALKS if colours.is_dark else {}
    return walks.get(movement) or _MOVEMENTS.get(movement, colours.stand)


def ground(movement: Movement | None) -> QColor:
    """Return what the run page is filled with during `movement`; `face_ink` is read on it."""
    if not colours.is_dark or movement not in _MOVEMENTS:
        return movement_colour(movement)
    return mixed(_MOVEMENTS[movement], colours.paper, GROUND_SHARE)


def arrow_colour(movement: Movement | None) -> QColor:
    """Return the colour of the run page's arrow: in the dark it is what carries the movement's colour."""
    if not colours.is_dark or movement is None:
        return colours.face_ink
    return _MOVEMENTS.get(movement, colours.face_ink)


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


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def load_fonts() -> None:
    """Make the bundled fonts known to Qt; without them a bare machine shows boxes."""
    for path in sorted(asset("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def font(px: float, *, bold: bool = True, family: str = CONDENSED) -> QFont:
    """Return a font of `px` pixels with figures of one width, so that nothing jitters as they change."""
    made = QFont(family)
    made.setPixelSize(max(1, round(px)))
    made.setBold(bold)
    made.setFeature(QFont.Tag("tnum"), 1)
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
    return made
