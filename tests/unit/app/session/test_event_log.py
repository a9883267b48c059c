"""Test the event log as JSON lines."""

from __future__ import annotations

import io
import json

from retrotimer.app.session.recorder import EventLog
from retrotimer.training.session import EventKind
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import S, SessionHarness

PLAN = plan(rf(20), rb(10))


def logged(stage: SessionHarness, seconds: float) -> list[dict[str, object]]:
    """Return the lines of a session of `stage` after so many seconds, looked at once."""
    file = io.StringIO()
    stage.player.listen(EventLog(file, stage.player.speed.mono_ns))
    stage.started().after(seconds)
    return [json.loads(line) for line in file.getvalue().splitlines()]


def test_every_event_is_a_line_in_order() -> None:
    """If it failed, a person who measures by the log would miss something."""
    stage = SessionHarness(PLAN)
    lines = logged(stage, 99)
    assert [line["event"] for line in lines] == [str(event.kind) for event in stage.events]
    assert [line["at_ms"] for line in lines] == sorted(event.at_ms for event in stage.events)


def test_mono_ns_is_when_it_was_due_however_late_it_was_noticed() -> None:
    """If it failed, a busy program would seem to be an inexact one."""
    stage = SessionHarness(PLAN, speed=10, get_ready_ms=0)
    began_ns = stage.clock.ns
    dues = {line["at_ms"]: line["mono_ns"] for line in logged(stage, 99) if line["event"] == EventKind.INTERVAL}
    assert dues == {0: began_ns, 20_000: began_ns + 2 * S}


def test_a_cue_says_what_it_is() -> None:
    """If it failed, recorded sound could not be held against the log."""
    cues = [line for line in logged(SessionHarness(PLAN, get_ready_ms=0), 99) if line["event"] == "cue"]
    first = {name: cues[0][name] for name in ("cue", "text", "length_ms", "interval", "visit")}
    assert first == {"cue": "start", "text": "Run forward", "length_ms": 500, "interval": 0, "visit": 1}


def test_other_events_have_no_cue() -> None:
    """If it failed, readers of the log would take boundaries for sounds."""
    lines = logged(SessionHarness(PLAN), 99)
    assert all(("cue" in line) == (line["event"] == "cue") for line in lines)
