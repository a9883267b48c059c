"""Test the screen of a session in a terminal."""

from __future__ import annotations

import pytest

from retrotimer.terminal import font
from retrotimer.training.cues.cue_types import POSTURES
from retrotimer.training.session import Command
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Role
from tests.helpers.examples import metres, plan, rb, rf, tap, times, wf
from tests.helpers.fakes import S, SessionHarness
from tests.helpers.terminal_robot import Paper

PLAN = plan(wf(300), times(2, times(6, rf(90), rb(30), wf(60))), wf(180, role=Role.COOL_DOWN))
SIZES = [(80, 24), (40, 12), (40, 24), (140, 45), (30, 8), (20, 5), (12, 3), (1, 1)]


def pictured(seconds: float, columns: int = 80, rows: int = 24, timeline: Timeline = PLAN) -> Paper:
    """Return the picture of a session after so many seconds."""
    stage = SessionHarness(timeline, get_ready_ms=0)
    paper = Paper(stage, columns, rows)
    stage.started().after(seconds)
    return paper


def text(paper: Paper) -> str:
    """Return the picture as one text."""
    return "\n".join(paper.lines())


def test_a_backward_run_shows_all_that_the_athlete_needs() -> None:
    """If it failed, something would be missing from the screen across the track."""
    paper = pictured(300 + 1_080 + 100)
    lines = text(paper)
    for line in font.block("RUN BACKWARD"):
        assert line.rstrip() in lines
    for line in font.block("▼\u20090:20", 3, 4):
        assert line.rstrip() in lines
    for part in ("Set 2 of 2", "Round 1 of 6", "left", "Next: ▲ Walk forward  1:00", "Sound 50 %", "? keys"):
        assert part in lines
    assert any(words in lines for words in POSTURES)


@pytest.mark.parametrize(("columns", "rows"), SIZES[:4])
def test_a_distance_is_shown(columns: int, rows: int) -> None:
    """If it failed, a person who runs 500 m would only see a time that their pace gives."""
    laps = plan(wf(10), times(4, times(2, metres(RUN_BACKWARD, 500), metres(RUN_FORWARD, 84.39)), wf(60)))
    before, within = (text(pictured(at_s, columns, rows, laps)) for at_s in (5, 12))
    far = "500\N{NO-BREAK SPACE}m"
    assert f"Run backward  {far}" in before
    assert far in within
    assert "Set 1 of 4" in within
    assert len(within.splitlines()) <= rows


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("seconds", [0, 305, 395, 1_170, 9_999])
def test_a_picture_fills_the_terminal_and_no_more(columns: int, rows: int, seconds: int) -> None:
    """If it failed, the screen would scroll or be torn on a small terminal."""
    lines = pictured(seconds, columns, rows).lines()
    assert len(lines) <= rows
    assert all(len(line) <= columns for line in lines)


@pytest.mark.parametrize(("columns", "rows"), SIZES[:6])
def test_direction_and_digits_are_there_on_any_terminal(columns: int, rows: int) -> None:
    """If it failed, a small terminal would hide what matters most."""
    lines = text(pictured(395, columns, rows))
    digits = [font.block("0:25", wide, high) for wide in range(1, 13) for high in range(1, 15)]
    assert "0:25" in lines or any(all(line.rstrip() in lines for line in block) for block in digits)
    assert "RUN BACK" in lines or font.block("RUN BACKWARD")[1].rstrip() in lines


def test_the_colour_is_the_directions() -> None:
    """If it failed, the screen would tell the wrong direction at a glance."""
    for seconds, colour in ((10, "#b3dcf4"), (310, "#56b4e9"), (395, "#e69f00")):
        assert pictured(seconds).texts()[0].spans[0].style == f"#111417 on {colour}"


def test_a_pause_says_so_and_how_to_go_on() -> None:
    """If it failed, a paused session would look like a running one."""
    paper = pictured(395)
    paper.view._player.do(Command.PAUSE)
    lines = text(paper)
    assert font.block("PAUSED")[0].rstrip() in lines
    assert "▼ Run backward" in lines
    assert "Space go on" in lines
    assert "Esc stop" in lines


def test_after_sleep_it_asks() -> None:
    """If it failed, nobody would know why the session stands still, or how to catch up."""
    stage = SessionHarness(PLAN, get_ready_ms=0)
    paper = Paper(stage)
    stage.started().after(395)
    stage.clock.sleep(754)
    stage.after(0)
    lines = text(paper)
    assert "The machine slept; 12:34 went by." in lines
    assert "Space goes on from here, J jumps to now, Esc stops." in lines
    assert "J jump to now" in lines


def test_an_open_interval_counts_up_without_a_bar() -> None:
    """If it failed, a bar would promise an end that only the athlete knows."""
    lines = text(pictured(15, timeline=plan(tap(), rf(10))))
    assert any(font.block("▲\u20090:15", wide, high)[0].rstrip() in lines for wide in (3, 4) for high in (3, 4))
    assert "━" not in lines


def test_the_sound_is_shown_and_what_is_wrong_with_it() -> None:
    """If it failed, silence would go unexplained."""
    stage = SessionHarness(PLAN).started()
    paper = Paper(stage)
    stage.sound.muted = True
    stage.sound.notice = "No sound: nobody plays."
    lines = text(paper)
    assert "Sound off" in lines
    assert "No sound: nobody plays." in lines


def test_the_table_of_keys_comes_and_goes() -> None:
    """If it failed, the athlete would have to know the keys by heart."""
    paper = pictured(10)
    assert "restart this interval" not in text(paper)
    paper.view.toggle_keys()
    lines = text(paper)
    assert "restart this interval" in lines
    assert "full screen" not in lines
    assert "second screen" not in lines
    paper.view.toggle_keys()
    assert "restart this interval" not in text(paper)


def test_the_finish_is_shown() -> None:
    """If it failed, the end would leave the last interval on the screen."""
    lines = text(pictured(9_999))
    assert font.block("FINISHED")[0].rstrip() in lines
    assert "Next" not in lines


def test_nothing_is_drawn_when_nothing_changed() -> None:
    """If it failed, the terminal would be busy for nothing."""
    paper = pictured(10)
    with paper.view:
        paper.view.show()
        drawn = len(paper.text.getvalue())
        paper.view.show()
        paper.view._player._clock.ns += S // 100  # type: ignore[attr-defined]  # a ManualClock
        paper.view._player.tick()
        paper.view.show()
        assert len(paper.text.getvalue()) == drawn


def test_a_new_size_is_drawn_anew() -> None:
    """If it failed, a resized terminal would stay torn."""
    paper = pictured(10)
    assert len(paper.lines()) > 20
    paper.console.width, paper.console.height = 40, 12
    lines = paper.lines()
    assert len(lines) <= 12
    assert all(len(line) <= 40 for line in lines)


def test_a_longer_session_gets_a_new_ribbon() -> None:
    """If it failed, the playhead would run on the ribbon of another session."""
    paper = pictured(10)
    before = paper.lines()[-4]
    paper.view._player.do(Command.COOL_DOWN)
    paper.view._player.do(Command.ADD_30_S)
    assert paper.lines()[-4] != before
