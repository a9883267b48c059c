"""The quick reading of a session's file: it tells what the whole reading tells, of whatever is in the file."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.history import session_file
from retrotimer.files.history.session_file import Digest, digest_of, session_of, session_text
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import Pause, Planned, Visit
from retrotimer.training.history.weeks import figures
from retrotimer.training.workout.workout import MOVEMENTS, Role
from tests.helpers.histories import RECORD

WRONG: tuple[Any, ...] = (None, -1, 1.5, "", "x", [], {}, True, 10**13, [1], [1, 2], ["1", 2], "work", "stand", 0)
planned = st.builds(
    Planned,
    st.sampled_from(list(MOVEMENTS.values())),
    st.none() | st.integers(0, 9_000),
    st.sampled_from(("", "Hills", "Früh")),
    st.none() | st.sampled_from(list(Role)),
    st.none() | st.tuples(st.integers(1, 3), st.integers(3, 9)),
)


@st.composite
def texts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what a session's file may say."""
    plan = tuple(draw(st.lists(planned, max_size=5)))
    stay = st.tuples(st.integers(0, 4), planned, st.integers(0, 9_000), st.none() | st.integers(0, 9_000))
    visits = tuple(
        Visit(index, plan[index] if index < len(plan) and draw(st.booleans()) else extra, ms, pace_ms)
        for index, extra, ms, pace_ms in draw(st.lists(stay, max_size=6))
    )
    record = replace(
        RECORD,
        plan=plan,
        visits=visits,
        is_finished=draw(st.booleans()),
        offset_s=draw(st.none() | st.integers(-50_000, 50_000)),
        pauses=tuple(draw(st.lists(st.builds(Pause, st.integers(0, 9), st.integers(0, 9)), max_size=2))),
    )
    found: dict[str, Any] = json.loads(session_text(record))
    return found


def whole(text: str) -> Digest | None:
    """Return what the whole reading tells; None where the file is wrong."""
    try:
        one = session_of(text)
    except WrongFile:
        return None
    return Digest(one.name, one.preset, one.started, one.offset_s, one.is_finished, figures(one.visits))


def quick(text: str) -> Digest | None:
    """Return what the quick reading tells; None where the file is wrong."""
    try:
        return digest_of(text)
    except WrongFile:
        return None


def places(fields: object) -> list[tuple[Any, Any]]:
    """Return everything that a value stands in, each with its key."""
    if not isinstance(fields, dict | list):
        return []
    keys = list(fields) if isinstance(fields, dict) else range(len(fields))
    return [pair for key in keys for pair in ((fields, key), *places(fields[key]))]


@given(texts(), st.data())
def test_both_readings_tell_the_same(fields: dict[str, Any], data: st.DataObject) -> None:
    """If it failed, a list would show another session than its summary, or a torn one as if it were whole."""
    text = json.dumps(fields)
    assert quick(text) == whole(text) is not None
    spoiled = deepcopy(fields)
    where, key = data.draw(st.sampled_from(places(spoiled)))
    if data.draw(st.booleans()):
        del where[key]
    else:
        where[key] = data.draw(st.sampled_from(WRONG))
    assert quick(json.dumps(spoiled)) == whole(json.dumps(spoiled))


def test_a_plain_session_is_not_made_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the first look at ten thousand sessions would take twice as long."""
    monkeypatch.setattr(session_file, "session_from", None)
    assert digest_of(session_text(RECORD)).figures == figures(RECORD.visits)
