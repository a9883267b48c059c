"""How the window looks: colours, fonts and the grid, in one place.

The movement colours are told apart by colour-blind eyes; ink on any of them has a contrast of 7:1 or more.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from retrotimer.files.assets import asset
from retrotimer.training.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
)

INK = QColor("#111417")
MUTED = QColor("#4a5056")
PAPER = QColor("#fafbf7")
PANEL = QColor("#edeee8")
LINE = QColor("#c9ccc4")
TRACK = QColor("#e0e2db")
BAR = QColor("#33678f")
FOCUS = QColor("#0b57a4")
PLAYHEAD = QColor("#b5121b")
READY = QColor("#f2f0e6")

_MOVEMENTS = {
    RUN_FORWARD: QColor("#56b4e9"),
    RUN_BACKWARD: QColor("#e69f00"),
    WALK_FORWARD: QColor("#b3dcf4"),
    WALK_BACKWARD: QColor("#f6d38a"),
}
STAND = QColor("#c8ccd0")

GRID = 8
"""Distances are multiples of this many px."""
CONDENSED, TEXT = "RetroTimer Condensed", "RetroTimer Text"


def movement_colour(movement: Movement | None) -> QColor:
    """Return the ground colour of `movement`, of waiting where it is None."""
    return READY if movement is None else _MOVEMENTS.get(movement, STAND)


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `share` of `colour` on `ground`, without the cost of painting through."""
    rest = 1 - share
    return QColor(
        round(colour.red() * share + ground.red() * rest),
        round(colour.green() * share + ground.green() * rest),
        round(colour.blue() * share + ground.blue() * rest),
    )


def faded(colour: QColor, share: float) -> QColor:
    """Return `colour` faded into paper, so that `share` of it is left."""
    return mixed(colour, PAPER, share)


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


_HANDLE = LINE.darker(115).name()
SCROLL_BARS = f"""
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {_HANDLE}; border-radius: 4px; min-height: 32px; margin: 1px; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
"""
"""The one thing that only a style sheet can say; set where there is something to scroll, to keep it cheap."""


def palette() -> QPalette:
    """Return the palette of every widget."""
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, PAPER),
        (QPalette.ColorRole.Base, QColor("#ffffff")),
        (QPalette.ColorRole.Text, INK),
        (QPalette.ColorRole.WindowText, INK),
        (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.PlaceholderText, MUTED),
        (QPalette.ColorRole.Highlight, FOCUS),
        (QPalette.ColorRole.HighlightedText, PAPER),
    ):
        made.setColor(role, colour)
    return made
