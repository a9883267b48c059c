"""Define the colours of each theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_BACKWARD, WALK_FORWARD


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme.

    `ink` is written on `paper` and `panel`, `disabled` where nothing can be done now; `face_ink` on the run page's
    grounds. `filled` and `on_filled` are of the one button a page is for.
    """

    name: str
    ink: QColor
    muted: QColor
    disabled: QColor
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
    disabled=QColor("#70767b"),
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
    disabled=QColor("#858c92"),
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
    disabled=QColor("#6b6b6b"),
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
    disabled=QColor("#9c9c9c"),
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

MOVEMENT_COLOURS = {
    RUN_FORWARD: QColor("#56b4e9"),
    RUN_BACKWARD: QColor("#e69f00"),
    WALK_FORWARD: QColor("#b3dcf4"),
    WALK_BACKWARD: QColor("#f6d38a"),
}
DARK_WALKS = {WALK_FORWARD: QColor("#2f6f96"), WALK_BACKWARD: QColor("#94691a")}
"""Walks that do not dazzle in the dark."""
