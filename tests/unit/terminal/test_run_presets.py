"""Test the built-in presets run whole in the terminal."""

from __future__ import annotations

import io

import pytest

from retrotimer.app.overview import Overview
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.run import play
from retrotimer.terminal.signals import Interrupts
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.session import Event, EventKind, State
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from tests.helpers.fakes import SessionHarness
from tests.helpers.terminal_robot import Hands, Paper

GET_READY_MS = 10_000


def predicted(timeline: Timeline) -> list[tuple[str, int, str]]:
    """Return what a whole session of `timeline` brings, as the timeline says: kind, ms, text."""
    cues = [(cue.at_ms, 1, "cue", cue.text) for cue in all_cues(timeline, CueOptions(), GET_READY_MS)]
    starts = [(interval.start_ms, 0, "interval", "") for interval in timeline.intervals]
    ends = [(-GET_READY_MS, 0, "get-ready", ""), (timeline.planned_ms, 2, "finished", "")]
    return [(kind, at_ms, text) for at_ms, _rank, kind, text in sorted(cues + starts + ends)]


def message(events: list[Event]) -> list[tuple[str, int, str]]:
    """Return events in the same form."""
    return [(str(event.kind), event.at_ms, event.cue.text if event.cue else "") for event in events]


@pytest.mark.thorough
@pytest.mark.parametrize("name", BUILT_IN)  # drawn only once: 22,000 pictures take their time
def test_every_built_in_preset_runs_as_its_timeline_says(name: str) -> None:
    """If it failed, the terminal would play another session than `show` shows."""
    timeline = Overview(find(name), Paces()).timeline
    stage = SessionHarness(timeline, speed=60, get_ready_ms=GET_READY_MS)
    drawn = name == "warm-up-drill"
    with Paper(stage).view if drawn else PlainView(stage.player, io.StringIO()) as view:
        play(stage.player, view, Hands(stage, tap_s=30), Interrupts())
    if timeline.total_ms is None:
        intervals = [(event.index, event.at_ms) for event in stage.events if event.kind is EventKind.INTERVAL]
        assert intervals == [(n, interval.start_ms) for n, interval in enumerate(timeline.intervals)]
    else:
        assert message(stage.events) == predicted(timeline)
    assert stage.session.state is State.FINISHED
