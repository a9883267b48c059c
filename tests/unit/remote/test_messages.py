"""What phones are sent, and what of that which they send is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.app.remote.access import KNOWN, View
from retrotimer.remote import messages
from retrotimer.remote.messages import Refused, incoming, read
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Session
from retrotimer.training.workout.workout import RUN_BACKWARD
from tests.helpers.examples import plan, rb, rf, tap, times
from tests.helpers.fakes import SessionHarness


@pytest.mark.parametrize("do", sorted(KNOWN))
def test_a_command_is_taken(do: str) -> None:
    """A button of the page would do nothing."""
    details: dict[str, object] = {"at": 1_234.5} if do == "arrived" else {"visit": 3, "group": 0}
    request = incoming(read(json.dumps({"do": do, "id": 7, **details}))).request
    assert request
    assert (request.do, request.id) == (do, 7)
    assert request.at_ns == (1_234_500_000 if do == "arrived" else None)


def test_a_time_and_a_wish_for_sound_are_taken() -> None:
    """A page would have no clock, or no sound."""
    assert incoming({"t": 1.5}).time == 1.5
    assert incoming({"sound": True}).sound is True


HOSTILE = [
    *(
        "",
        "null",
        "7",
        "[]",
        '"x"',
        "{",
        "{}",
        "\0",
        "[" * 1_000,
        '{"do":',
        '{"t":NaN}',
        '{"t":Infinity}',
        '{"t":1e999}',
    ),
    *('{"t":true}', '{"t":"1"}', '{"t":null}', '{"t":1,"x":1}', '{"sound":1}', '{"sound":null}', '{"do":"next"}'),
    *('{"id":1}', '{"do":"next","id":-1}', '{"do":"next","id":1.5}', '{"do":"next","id":true}', '{"key":"x"}'),
    *(
        '{"do":"next","id":9007199254740992}',
        '{"do":"next","id":"1"}',
        '{"do":"start","id":1}',
        '{"do":null,"id":1}',
    ),
    *('{"do":"NEXT","id":1}', '{"do":["next"],"id":1}', '{"do":{"next":1},"id":1}', '{"do":"next","id":1,"x":1}'),
    *('{"do":"next","id":1,"at":"5"}', '{"do":"arrived","id":1}', '{"do":"arrived","id":1,"at":"now"}'),
    *('{"do":"next","id":1,"visit":-1}', '{"do":"next","id":1,"group":"x"}', '{"do":"quit","id":1}'),
]
"""Texts that no page sends."""


@pytest.mark.parametrize("source", HOSTILE)
def test_anything_else_is_refused(source: str) -> None:
    """Something that no page sends would reach a command, or raise an error of ours."""
    with pytest.raises(Refused):
        incoming(read(source))


def test_bytes_are_refused() -> None:
    """A binary frame would be taken for text."""
    with pytest.raises(Refused):
        read(b'{"t":1}')


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["do", "id", "t", "at", "sound", "visit", "group"]) | st.text(), inner
            )
        ),
    )
)
def test_whatever_is_sent_is_taken_whole_or_refused(found: object) -> None:
    """An error other than a refusal would end the connection with a traceback."""
    try:
        taken = incoming(read(json.dumps(found)))
    except Refused:
        return
    assert sum(part is not None for part in taken) == 1
    assert taken.request is None or taken.request.do in KNOWN


def test_a_plan_says_what_does_not_change_with_time() -> None:
    """The page would show other words than the laptop."""
    found: Any = messages.plan(
        View(of_one(Session(plan(rf(30), tap(RUN_BACKWARD), times(2, rf(10))), get_ready_ms=5_000)))
    )
    (group,) = found["groups"]
    texts = group["texts"]
    assert group["ready"] == 5_000
    assert group["steps"][0][:3] == (30_000, 0, 0)
    assert group["steps"][1][1] & 1  # open
    assert [texts[row[3]] for row in group["steps"]] == [
        "Run forward",
        "Run backward",
        "Run forward",
        "Run forward",
    ]
    assert [texts[row[5]] for row in group["steps"]] == ["", "", "Round 1 of 2", "Round 2 of 2"]
    assert [texts[row[7]] for row in group["steps"]] == ["0:30", "until you tap", "0:10", "0:10"]


def test_the_longest_plan_is_small_enough_to_send() -> None:
    """A phone with a slow network would wait, or be dropped for not taking it."""
    found = messages.text(
        {"plan": messages.plan(View(of_one(Session(plan(*(rf(20 + n % 7) for n in range(2_000)))))))}
    )
    assert len(found.encode()) < 100_000


def test_while_it_moves_the_state_says_when_the_interval_began() -> None:
    """The page's digits would be late by as long as a message takes."""
    stage = SessionHarness(plan(rf(30), rb(20)), get_ready_ms=0).started().after(12.25)
    player = stage.player
    view = View(player.groups, player.speed.mono_ns, 1.0, muted=True, volume=0.45, lines=("Tall chest.",))
    assert messages.state(view) == {
        "groups": [{"state": "running", "index": 0, "visit": 1, "began": 5_000.0}],
        "muted": True,
        "volume": 45,
        "lines": ("Tall chest.",),
    }


def test_at_another_speed_the_state_still_says_when_it_began_by_the_clock() -> None:
    """A trial at another speed would show other digits on the phone."""
    stage = SessionHarness(plan(rf(30), rb(20)), get_ready_ms=0, speed=10).started().after(4)
    place = messages.state(View(stage.player.groups, stage.player.speed.mono_ns, 10.0))["groups"]
    assert place == [{"state": "running", "index": 1, "visit": 2, "began": 8_000.0}]
