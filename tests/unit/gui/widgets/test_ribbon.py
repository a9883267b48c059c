"""The ribbon, judged by its pixels."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files.presets.library import find
from retrotimer.gui import theme
from retrotimer.gui.widgets.ribbon import Ribbon, spans
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile  # noqa: A004 - the field's word
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Duration,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

HIGH = 100


def photographed(qtbot: QtBot, preset: str, *, index: int | None = None, wide: int = 1000) -> QImage:
    """Return the ribbon of `preset`, with the playhead halfway through interval `index`."""
    ribbon = Ribbon()
    qtbot.addWidget(ribbon)
    ribbon.resize(500, HIGH)
    ribbon.show_timeline(Overview(find(preset), Paces()).timeline, "in time")
    if index is not None:
        ribbon.show_place(index, 0.5)
    ribbon.resize(wide, HIGH)
    return ribbon.grab().toImage()


def columns(image: QImage, colour: QColor, y: int) -> list[int]:
    """Return where on line `y` the image has `colour`."""
    return [x for x in range(image.width()) if image.pixelColor(x, y) == colour]


def test_forward_stands_above_the_line_and_backward_hangs_below(qtbot: QtBot) -> None:
    """Direction would be told by colour alone."""
    image = photographed(qtbot, "gentler-3-1")
    timeline = Overview(find("gentler-3-1"), Paces()).timeline
    for interval, (start, end) in zip(timeline.intervals, spans(timeline), strict=True):
        if interval.role is Role.TURN:  # too short to be drawn
            continue
        x = round((start + end) / 2 * image.width())
        inked = {y for y in range(HIGH) if image.pixelColor(x, y) == theme.movement_colour(interval.movement)}
        assert inked
        assert all(y > HIGH // 2 for y in inked) if interval.is_backward else all(y <= HIGH // 2 for y in inked)


def test_playhead_stays_where_it_is_when_the_window_changes(qtbot: QtBot) -> None:
    """A paused session would lose its place on the ribbon with the next change of size."""
    image = photographed(qtbot, "gentler-3-1", index=0)
    timeline = Overview(find("gentler-3-1"), Paces()).timeline
    (at,) = {round(sum(columns(image, theme.colours.playhead, 2)) / 3)}
    assert abs(at - spans(timeline)[0][1] / 2 * 1000) < 3


def test_what_is_done_is_paler(qtbot: QtBot) -> None:
    """Nobody could see at a glance how much is left."""
    fresh = photographed(qtbot, "equal-1-1")
    later = photographed(qtbot, "equal-1-1", index=10)
    full = theme.movement_colour(find("equal-1-1").workout.steps[0].movement)  # type: ignore[union-attr]
    y = HIGH // 2 - 6
    assert len(columns(fresh, full, y)) > len(columns(later, full, y)) > 0


def test_intervals_without_a_length_are_still_there() -> None:
    """A step that waits for a tap would vanish from the ribbon."""
    steps = (Step(RUN_FORWARD, Duration(60_000)), Step(RUN_BACKWARD, Tap()))
    forward, backward = spans(compile(Workout("x", steps), Paces()))
    assert forward[1] == backward[0]
    assert 0.02 < backward[1] - backward[0] < 0.1


def test_two_thousand_intervals_are_painted_as_what_they_are(qtbot: QtBot) -> None:
    """Where bars are thinner than a pixel, a direction would vanish, or a walk hide behind a run."""
    forward, backward = Step(RUN_FORWARD, Duration(2_000)), Step(RUN_BACKWARD, Duration(1_000))
    walk = Step(WALK_FORWARD, Duration(1_000))
    steps = (Repeat(500, (forward, backward, walk)), Repeat(500, (forward,)))
    ribbon = Ribbon()
    qtbot.addWidget(ribbon)
    ribbon.resize(600, HIGH)
    ribbon.show_timeline(compile(Workout("Long", steps), Paces()), "in time")
    image = ribbon.grab().toImage()
    above, below, low = (image.pixelColor(200, y) for y in (5, HIGH - 5, HIGH // 2 - 6))
    paper = image.pixelColor(500, HIGH - 5)
    assert paper not in (above, below, low)
    assert len({above.rgb(), below.rgb(), low.rgb()}) == 3
    assert image.pixelColor(500, 5) == above
