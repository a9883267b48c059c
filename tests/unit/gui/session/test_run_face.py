"""The face of the run page, judged by its pixels."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.session.display import Display
from retrotimer.gui import theme
from retrotimer.gui.session.run_face import RunFace, fitted, pattern
from retrotimer.gui.widgets.face_layout import face_layout, filling
from retrotimer.training.session import State
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_BACKWARD, WALK_FORWARD

Begin = Callable[[str], Any]


def ink_box(image: QImage, area: QRect) -> QRect:
    """Return the smallest box around everything dark in `area`."""
    dark = [
        (x, y)
        for y in range(area.top(), area.bottom() + 1, 2)
        for x in range(area.left(), area.right() + 1, 2)
        if image.pixelColor(x, y).lightness() < 60
    ]
    xs, ys = [x for x, _y in dark], [y for _x, y in dark]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@pytest.mark.parametrize("notice", [None, "The computer may fall asleep: turn off sleep in the system's settings."])
@pytest.mark.parametrize(("at_s", "digits", "share"), [(10, "5:00", 0.50), (10 + 720, "12:00", 0.38)])
def test_digits_fill_the_window(track: Begin, at_s: float, digits: str, share: float, notice: str | None) -> None:
    """Somebody 30 m away could not read the time."""
    run = track("gentler-3-1")
    run.sound.notice = notice
    run.pass_s(at_s)
    QApplication.processEvents()
    face = run.page.face
    layout = face_layout(face.width(), face.height())
    _font, high = filling(pattern(digits), layout.digits)
    assert high / run.window.height() >= share
    if digits == "5:00":
        box = ink_box(face.grab().toImage(), layout.digits.toRect())
        assert box.height() / run.window.height() >= share


SIZES = [(640, 400), (800, 600), (1366, 768), (1920, 1080), (3840, 2160), (1000, 2000)]
LONG = "Strides along the back straight, tall and easy, then jog round the bend to here!"
DISPLAYS = {
    "short": Display(
        State.RUNNING,
        RUN_FORWARD,
        "Run forward",
        "",
        "0:23",
        23,
        "Round 3 of 6",
        "",
        "13:53 left",
        RUN_BACKWARD,
        "Run backward",
        "0:30",
    ),
    "long name": Display(
        State.RUNNING,
        RUN_BACKWARD,
        "Run backward",
        LONG,
        "12:34",
        754,
        "Round 3 of 6",
        "",
        "≈ 13:53 left",
        WALK_FORWARD,
        "Walk forward",
        "≈ 0:48",
    ),
    "minutes of three digits": Display(
        State.RUNNING,
        WALK_BACKWARD,
        "Walk backward",
        LONG,
        "100:00",
        6000,
        "Round 40 of 40",
        "Set 12 of 12",
        "≈ 10:13:53 left",
        None,
        "Finish",
        "",
    ),
    "hours": Display(
        State.PAUSED,
        STAND,
        "Stand",
        LONG,
        "5:59:59",
        21599,
        "Round 40 of 40",
        "Set 12 of 12",
        "23:59:59 left",
        RUN_FORWARD,
        "Run forward",
        "0:30",
    ),
    "open": Display(
        State.RUNNING,
        RUN_FORWARD,
        "Run forward",
        "Lap",
        "1:01",
        None,
        "Round 1 of 3",
        "",
        "",
        RUN_BACKWARD,
        "Run backward",
        "until you tap",
    ),
    "last": Display(
        State.RUNNING,
        RUN_FORWARD,
        "Run forward",
        "",
        "10",
        10,
        "Round 40 of 40",
        "",
        "0:10 left",
        RUN_BACKWARD,
        "Run backward",
        "0:30",
    ),
    "get ready": Display(
        State.GET_READY, None, "Get ready", LONG, "8", 8, "", "", "26:00 left", RUN_FORWARD, "Run forward", "5:00"
    ),
    "distance": Display(
        State.RUNNING,
        WALK_BACKWARD,
        "Walk backward",
        "Bend",
        "12:34",
        754,
        "Round 2 of 2",
        "Set 1 of 4",
        "≈ 13:53 left",
        RUN_FORWARD,
        "Run forward",
        "116 m",
        "21098 m",
    ),
    "finished": Display(State.FINISHED, None, "Finished", LONG, "", None, "", "", "", None, "", ""),
}


def test_a_fitted_line_stays_in_its_place_whatever_the_hinting(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows hints letters to whole pixels: a line that shrinks evenly would leave its place there."""
    del qtbot
    evenly = theme.font

    def hinted(px: float, *, bold: bool = True, family: str = theme.CONDENSED) -> QFont:
        font = evenly(px, bold=bold, family=family)
        font.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        return font

    monkeypatch.setattr(theme, "font", hinted)
    text = "Set 12 of 12  ·  Round 40 of 40"
    for width in range(60, 400, 7):
        assert QFontMetricsF(fitted(40, text, width)).horizontalAdvance(text) <= width


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shown", DISPLAYS)
def test_no_text_leaves_its_place_or_meets_another(qtbot: QtBot, size: tuple[int, int], shown: str) -> None:
    """A long name or a long session would be cut off, or printed over something else."""
    face = RunFace()
    qtbot.addWidget(face)
    face.setFixedSize(size[0], round(size[1] * 0.81))
    face.show()
    face.show_display(DISPLAYS[shown], None, "Backward in five  ·  Tall chest.  ·  Glance left.")
    lines = face.lines()
    for line in lines:
        box = line.area.adjusted(-1, -1, 1, 1)
        assert box.left() <= line.box.left(), line
        assert line.box.right() <= box.right(), line
        assert QRectF(face.rect()).contains(line.box), line
        if line.is_big:
            assert line.area.top() <= line.box.top(), line
            assert line.box.bottom() <= line.area.bottom(), line
    for one, other in combinations(lines, 2):
        assert not one.box.adjusted(1, 1, -1, -1).intersects(other.box), (one, other)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("digits", ["5", "10", "0:09", "1:11", "12:34", "100:00", "1:00:00"])
def test_digits_stay_in_their_place(size: tuple[int, int], digits: str) -> None:
    """Digits would be cut off in some window, or run into the arrow."""
    layout = face_layout(size[0], size[1] * 0.81)
    font, high = filling(pattern(digits), layout.digits)
    assert high <= layout.digits.height() + 1
    assert font.pixelSize() > 0
    whole = QRectF(0, 0, size[0], size[1] * 0.81).adjusted(-0.01, -0.01, 0.01, 0.01)
    for area in (layout.title, layout.side, layout.arrow, layout.digits, layout.caption, layout.bar):
        assert whole.contains(area)
    assert not layout.arrow.intersects(layout.digits)
    assert not layout.title.intersects(layout.digits)


@pytest.mark.parametrize("size", SIZES)
def test_a_short_caption_stands_below_the_middle_of_the_digits(qtbot: QtBot, size: tuple[int, int]) -> None:
    """It would stand a tenth of the window to their left."""
    face = RunFace()
    qtbot.addWidget(face)
    face.setFixedSize(size[0], round(size[1] * 0.81))
    face.show()
    face.show_display(DISPLAYS["short"], None, "Tall chest.")
    *_others, digits, caption = face.lines()
    assert abs(caption.box.center().x() - digits.area.center().x()) <= 0.01 * size[0]


def test_nothing_is_painted_while_nothing_changes(track: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """The battery would pay for pictures that nobody can tell apart.

    What the face asks for counts, but for the arrow, which always moves: a busy screen may paint more by itself.
    """
    run = track("gentler-3-1")
    run.pass_s(20.05)
    face, asked = run.page.face, QRegion()
    layout = face_layout(face.width(), face.height())
    arrow = QRegion(layout.arrow.toAlignedRect())

    def ask(area: QRect | None = None) -> None:
        nonlocal asked
        asked += QRegion(area or face.rect()) - arrow

    monkeypatch.setattr(face, "update", ask)
    run.pass_s(0.4)
    assert asked.isEmpty()
    run.pass_s(0.6)
    assert not asked.isEmpty()
    assert not asked.intersects(layout.title.toRect().adjusted(0, 0, -2, -2))


def test_a_distance_stands_beside_the_direction(track: Begin) -> None:
    """Whoever runs 84 m would be shown a time that only their pace says, and not where to stop."""
    run = track("track-laps")
    run.pass_s(10 + 300 + 1)
    texts = [line.text for line in run.page.face.lines()]
    assert texts[0] == "RUN BACKWARD 84\N{NO-BREAK SPACE}m"
    assert "Straight" in texts[-1]
    assert "84\N{NO-BREAK SPACE}m" in run.page.face.accessibleName()
    assert run.page.bar.next.accessibleName() == "Next: Run forward, 116\N{NO-BREAK SPACE}m"


def test_face_tells_the_phase_but_not_the_seconds(track: Begin) -> None:
    """A screen reader would be silent at a change, or never stop talking."""
    run = track("gentler-3-1")
    run.pass_s(310 + 95)
    name = run.page.face.accessibleName()
    assert name == "Run backward, Round 1 of 6"
    run.pass_s(1)
    assert run.page.face.accessibleName() == name
