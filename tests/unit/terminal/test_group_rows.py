"""Several groups in the terminal: a row for each."""

from __future__ import annotations

import pytest

from retrotimer.app.session.controls import PERSONS, Control, apply
from retrotimer.app.session.player import Player
from retrotimer.terminal.key_bindings import LETTERS
from retrotimer.terminal.ribbon import Ribbon
from retrotimer.terminal.screen import draw, make_frame
from retrotimer.training.groups.groups import GroupEntry, compile_groups
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.groups.session import ready
from retrotimer.training.session import Command
from tests.helpers.examples import PACES, plan, rb, rf, wf, workout
from tests.helpers.fakes import FakeSound, ManualClock, SessionHarness
from tests.helpers.terminal_robot import Paper

ENTRIES = (GroupEntry("Red"), GroupEntry("红色", partner=Partner.SWAP), GroupEntry("Late", 20_000))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (60, 10), (40, 6)])
def test_each_group_has_its_row(size: tuple[int, int]) -> None:
    """A coach at a terminal would see one group alone, or rows that do not fit."""
    clock = ManualClock(0)
    groups = compile_groups(ENTRIES, workout(rf(60), rb(30), wf(60)), PACES)
    player = Player(ready(groups, get_ready_ms=0), clock, FakeSound())
    player.do(Command.START)
    clock.move(65)
    player.tick()
    player.choose(2)
    ribbon = Ribbon(player.shown.timeline, size[0] - 4)
    lines = draw(make_frame(player, (), ribbon, size, shows_keys=False), ribbon)
    assert len(lines) == size[1]
    assert {line.cell_len for line in lines} == {size[0]}
    shown = [line.plain for line in lines if any(name in line.plain for name in ("Red", "红色", "Late"))]
    assert len(shown) == 3
    assert "▼ RUN BACKWARD" in shown[0]
    assert "▲ RUN FORWARD, FACING" in shown[1]
    assert shown[2].strip().startswith("▶ Late")


def test_letters_choose_and_mark() -> None:
    """Keys of the window would do nothing in the terminal."""
    assert [LETTERS[sign] for sign in ",.0\r"] == [
        Control.CHOOSE_BEFORE,
        Control.CHOOSE_NEXT,
        Control.CHOOSE_ALL,
        Control.MARK,
    ]
    assert (LETTERS["9"], LETTERS["\x7f"]) == (PERSONS[8], Control.TAKE_BACK)


def test_an_arrival_is_told_and_its_end_says_which_keys_count() -> None:
    """A coach at a terminal would not know whether the key was taken, or how the session is left."""
    stage = SessionHarness(plan(rf(20)), get_ready_ms=0).started().after(5)
    paper = Paper(stage)
    apply(stage.player, PERSONS[2])
    assert "Arrival 1  ·  Person 3  ·  5.00" in "\n".join(paper.lines())
    apply(stage.player, Control.TAKE_BACK)
    assert "The last arrival is taken back." in "\n".join(paper.lines())
    apply(stage.player, Control.TOGGLE)
    apply(stage.player, Control.MARK)
    assert "in the pause" in "\n".join(paper.lines())
    apply(stage.player, Control.TOGGLE)
    stage.after(99)
    shown = "\n".join(paper.lines())
    assert "Enter marks arrivals  ·  Space: see summary" in shown
    assert "Space See summary" in shown


@pytest.mark.parametrize("size", [(100, 30), (40, 8)])
def test_groups_say_how_to_go_on_after_the_end(size: tuple[int, int]) -> None:
    """A coach of several groups would look at a screen that says nothing any more."""
    clock = ManualClock(0)
    groups = compile_groups(ENTRIES[:2], workout(rf(60)), PACES)
    player = Player(ready(groups, get_ready_ms=0), clock, FakeSound())
    player.do(Command.START)
    clock.move(5)
    assert player.mark()
    clock.move(99)
    player.tick()
    ribbon = Ribbon(player.shown.timeline, size[0] - 4)
    shown = "\n".join(line.plain for line in draw(make_frame(player, (), ribbon, size, shows_keys=False), ribbon))
    assert "Enter marks arrivals" in shown
