"""Test reading Zwift workouts as real files hold them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.zwift.read import read_zwo
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Repeat,
    Role,
    Step,
)

PATH = Path("my.zwo")
HEAD = "<workout_file><name>N</name><sportType>run</sportType><workout>"
END = "</workout></workout_file>"
WARM_UP = Step(WALK_FORWARD, Duration(60_000), role=Role.WARM_UP)
COOL_DOWN = Step(RUN_FORWARD, Duration(60_000), role=Role.COOL_DOWN)
RUN_60, WALK_60 = Step(RUN_FORWARD, Duration(60_000)), Step(WALK_FORWARD, Duration(60_000))


def read(blocks: str) -> Imported:
    """Return what is read from a run with `blocks` in it."""
    return read_zwo(f"{HEAD}{blocks}{END}".encode(), PATH)


@pytest.mark.parametrize(
    ("blocks", "steps"),
    [
        ('<SteadyState Duration="60" Power="0.9"/>', (RUN_60,)),
        ('<steadystate duration="60" power="0.5"/>', (WALK_60,)),
        ('<SteadyState Duration="60" PowerLow="0.5" PowerHigh="0.8"/>', (RUN_60,)),
        ('<SteadyState Duration="64.2" Power="1"/>', (Step(RUN_FORWARD, Duration(64_200)),)),
        ('<Warmup Duration="60" PowerLow="0.25" PowerHigh="0.75"/>', (WARM_UP,)),
        ('<CoolDown Duration="60" PowerLow="0.9" PowerHigh="0.8"/>', (COOL_DOWN,)),
        ('<FreeRide Duration="60" FlatRoad="1" Power="0.1"/>', (RUN_60,)),
        ('<Freeride Duration="60"/><MaxEffort Duration="60"/>', (RUN_60, RUN_60)),
        ('<Ramp Duration="60" PowerLow="0.4" PowerHigh="0.6"/>', (WALK_60,)),
        (
            '<IntervalsT Repeat="6" OnDuration="60" OffDuration="60" OnPower="1.1" OffPower="0.5"/>',
            (Repeat(6, (RUN_60, WALK_60)),),
        ),
        (
            '<IntervalsT Repeat="6" OnDuration="60" OffDuration="0" PowerOnLow="1" PowerOnHigh="1.2"/>',
            (Repeat(6, (RUN_60,)),),
        ),
        (
            '<SteadyState Duration="60" ><textevent timeoffset="0" message="Backward now"/></SteadyState>',
            (Step(RUN_BACKWARD, Duration(60_000), say="Backward now"),),
        ),
    ],
)  # fmt: skip
def test_blocks_become_steps(blocks: str, steps: tuple[Step | Repeat, ...]) -> None:
    """If it failed, a workout of Zwift's would be another session."""
    assert read(blocks).workout.steps == steps


def test_lengths_in_metres_are_distances() -> None:
    """If it failed, 400 m would last 400 s."""
    source = f'{HEAD}<SteadyState Duration="400" Power="1"/>{END}'
    for said in ("<durationType>distance</durationType>", "<durationtype>Distance</durationtype>"):
        found = read_zwo(source.replace("<workout>", f"{said}<workout>").encode(), PATH)
        assert found.workout.steps == (Step(RUN_FORWARD, Distance(400_000)),)


def test_older_runs_are_in_metres_where_their_description_says_so() -> None:
    """If it failed, a run of six kilometres from before the file could say so would last two hours."""
    about = "<description>1.00 km warming up + 3 x (0.40 km fast)</description>"
    source = f'{HEAD}<SteadyState Duration="1000" Power="1"/>{END}'
    found = read_zwo(source.replace("<workout>", f"{about}<workout>").encode(), PATH)
    assert found.workout.steps == (Step(RUN_FORWARD, Distance(1_000_000)),)
    assert any("metres" in note for note in found.notes)
    assert read('<SteadyState Duration="1000" Power="1"/>').workout.steps == (
        Step(RUN_FORWARD, Duration(1_000_000)),
    )


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ('<SteadyState Duration="9" Power="1"/>', "Power and pace are not kept: below 60 %"),
        ('<SteadyState Duration="9" Cadence="90"/>', "Targets of cadence are not kept."),
        ('<SteadyState Duration="9"/><SteadyState Duration="0"/>', "block 2 (SteadyState) has a length of 0"),
        ('<SteadyState Duration="9"/><Swim Duration="9"/>', "block 2 (Swim) is not known here and became a steady"),
        ('<SteadyState Duration="9"/><Jump/>', "block 2 (Jump) is not known here and was left out."),
        (
            '<SteadyState Duration="9"><textevent timeoffset="5" message="!"/></SteadyState>',
            "Messages within a block",
        ),
    ],
)
def test_what_is_lost_is_told(source: str, note: str) -> None:
    """If it failed, something of a workout would go in silence."""
    assert any(message.startswith(note) for message in read(source).notes)


def test_messages_at_the_start_of_each_part_are_spoken() -> None:
    """If it failed, what a coach says at the start of a part would be lost, or said at the wrong time."""
    events = '<textevent timeoffset="0" message="Go!"/><textevent timeoffset="60" message="Easy."/>'
    found = read(f'<IntervalsT Repeat="3" OnDuration="60" OffDuration="60" OffPower="0.5">{events}</IntervalsT>')
    on, off = Step(RUN_FORWARD, Duration(60_000), say="Go!"), Step(WALK_FORWARD, Duration(60_000), say="Easy.")
    assert found.workout.steps == (Repeat(3, (on, off)),)
    assert not any(note.startswith("Messages") for note in found.notes)


EVENTS = (
    '<textevent timeoffset="{at}" duration="10" message="Tall!"/>',
    '<TextEvent TimeOffset="{at}" Duration="10" message="Tall!"/>',
    '<TextNotification timeOffset="{at}" duration="10" text="Tall!"/>',
    '<shout timeoffset="{at}" duration="10" message="Tall!"/>',
)
PARTS = '<SteadyState Duration="60" Power="1"/><SteadyState Duration="60" Power="1"/>'


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize(("at", "spoken"), [(0, ["Tall!", ""]), (60, ["", "Tall!"]), (30, ["", ""])])
def test_messages_of_the_whole_workout_stand_at_their_time(event: str, at: int, spoken: list[str]) -> None:
    """If it failed, a message would become seconds of running, or go in silence."""
    for source in (event.format(at=at) + PARTS, PARTS + event.format(at=at)):
        found = read(source)
        assert [step.say for step in found.workout.steps if isinstance(step, Step)] == spoken
        assert [step.length for step in found.workout.steps if isinstance(step, Step)] == [Duration(60_000)] * 2
        assert any(note.startswith("Messages within a block") for note in found.notes) is (at == 30)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("at", ["120", "soon", "-5"])
def test_a_message_without_a_moment_is_reported(event: str, at: str) -> None:
    """If it failed, what a coach says would go in silence, or be said at another time."""
    found = read(PARTS + event.format(at=at))
    assert any("no moment of the workout was found for the message 'Tall!'" in note for note in found.notes)
    assert not any(step.say for step in found.workout.steps if isinstance(step, Step))


@pytest.mark.parametrize("name", ["message", "mssage", "text"])
@pytest.mark.parametrize("tag", ["MessageEvent", "Message", "textEvents", "Notification", "Cue"])
@pytest.mark.parametrize("seconds", ["", 'duration="10"', 'Duration="0"'])
def test_a_message_by_another_name_is_no_running(tag: str, name: str, seconds: str) -> None:
    """If it failed, a message of an unknown program would become seconds of running."""
    block = '<SteadyState Duration="60"/>'
    found = read(f'<{tag} {seconds} {name}="Tall!"/>{block}')
    assert found.workout.steps == (Step(RUN_FORWARD, Duration(60_000), say="Tall!"),)
    assert found.notes == ()


@pytest.mark.parametrize("tag", ["textEvents", "Messages", "TextNotifications", "GameplayEvents"])
def test_a_message_without_a_text_is_no_running(tag: str) -> None:
    """If it failed, an element that shows nothing here would become seconds of running."""
    found = read(f'<SteadyState Duration="60"/><{tag} duration="9"></{tag}>')
    assert found.workout.steps == (RUN_60,)
    assert found.notes == (f"block 2 ({tag}) is not known here and was left out.",)


def test_an_unknown_block_with_an_effort_is_a_step_whatever_it_says() -> None:
    """If it failed, a part of the workout would be lost because it has a text."""
    found = read('<Sprint Duration="60" Power="0.9" text="Go"/>')
    assert found.workout.steps == (RUN_60,)
    assert any("Go" in note for note in found.notes)


def test_two_messages_at_one_moment_are_both_spoken() -> None:
    """If it failed, the second of two messages would go in silence."""
    found = read(f'<SteadyState Duration="9">{EVENTS[0].format(at=0)}{EVENTS[2].format(at=0)}</SteadyState>')
    assert found.workout.steps == (Step(RUN_FORWARD, Duration(9_000), say="Tall! Tall!"),)


def test_in_a_run_by_distance_messages_stand_at_a_distance() -> None:
    """If it failed, a message at 400 m would be lost, or one at 400 s be said at 400 m."""
    source = f"{HEAD}{PARTS.replace('60', '400')}EVENT{END}".replace(
        "<workout>", '<workout durationType="distance">'
    )
    far = source.replace("EVENT", '<textevent distoffset="400" message="Tall!"/>')
    first, second = read_zwo(far.encode(), PATH).workout.steps
    assert (first, second) == (
        Step(RUN_FORWARD, Distance(400_000)),
        Step(RUN_FORWARD, Distance(400_000), say="Tall!"),
    )
    timed = read_zwo(source.replace("EVENT", '<textevent timeoffset="400" message="Tall!"/>').encode(), PATH)
    assert any("'Tall!'" in note for note in timed.notes)
    assert not any(step.say for step in timed.workout.steps if isinstance(step, Step))


def test_a_rest_of_no_length_is_not_reported_as_lost() -> None:
    """If it failed, the notes would say that something was left out where nothing was."""
    source = '<IntervalsT Repeat="2" OnDuration="60" OffDuration="0" OnPower="1" OffPower="0.5"/>'
    assert not any("left out" in note for note in read(source).notes)
    assert any("length of 0" in note for note in read(PARTS + source.replace('"60"', '"0"')).notes)


@pytest.mark.parametrize(
    "attribute", ["PowerOnZone", "PowerOffZone", "Zone", "Text", "OnSlope", "Slope", "Quantize"]
)
@pytest.mark.parametrize("kind", ["SteadyState", "Warmup", "IntervalsT"])
def test_every_attribute_is_used_or_reported(attribute: str, kind: str) -> None:
    """If it failed, what a block says of itself would go in silence."""
    lengths = 'Repeat="1" OnDuration="9" OffDuration="9"' if kind == "IntervalsT" else 'Duration="9"'
    assert read(f"<{kind} {lengths}/>").notes == ()
    assert len(read(f'<{kind} {lengths} {attribute}="3"/>').notes) == 1


@pytest.mark.parametrize(
    "source",
    [
        '<SteadyState Duration="9"><gameplayevent timeoffset="0" duration="5" type="footrace"/></SteadyState>',
        '<SteadyState Duration="9"/><gameplayevent timeoffset="0" duration="5" type="footrace"/>',
        '<SteadyState Duration="9"/><RestDay/>',
        '<SteadyState Duration="9"/></workout><ftpOverride>250</ftpOverride><workout>',
        '<SteadyState Duration="9"/></workout><category>Ultimate Pain</category><workout>',
    ],
)
def test_every_element_is_used_or_reported(source: str) -> None:
    """If it failed, a part of the file would go in silence."""
    found = read(source)
    assert found.workout.steps == (Step(RUN_FORWARD, Duration(9_000)),)
    assert any("left out" in note for note in found.notes)


def test_what_is_the_same_in_many_blocks_is_reported_once() -> None:
    """If it failed, a hundred blocks would fill the screen with one sentence."""
    blocks = '<SteadyState Duration="9" Power="1" Text="Go"/><Swim Duration="9"/><SteadyState Duration="0"/>' * 102
    notes = read(blocks).notes
    assert len(notes) == 4
    assert "block 1 (SteadyState): Text = 'Go' is not known here and was left out. (102 times, the last in " in (
        "\n".join(notes)
    )
    assert "block 3 (SteadyState) has a length of 0 and was left out. (102 times, the last in block 306" in (
        "\n".join(notes)
    )
    two = read('<SteadyState Duration="9"/><Swim/><Row/>').notes
    assert len(two) == 2


@pytest.mark.parametrize(
    ("block", "note"),
    [
        (
            '<SteadyState Duration="9"/><TextEvent distoffset="5" message="m{n}"/>',
            "for the message 'm0': it was left",
        ),
        (
            '<SteadyState Duration="9"><TextEvent distoffset="5" message="m{n}"/></SteadyState>',
            "for the message 'm0'",
        ),
        ('<SteadyState Duration="9" Quantize="{n}"/>', "Quantize = '0' is not known here"),
    ],
)
def test_what_differs_in_a_value_only_is_reported_once(block: str, note: str) -> None:
    """If it failed, a long workout would fill the screen with sentences that say the same."""
    found = read("".join(block.format(n=n) for n in range(30)))
    (message,) = found.notes
    assert note in message
    assert "(30 times, the last in block " in message


def test_messages_of_one_block_are_counted_each() -> None:
    """If it failed, all but one of the messages that were left out would go in silence."""
    events = "".join(f'<TextEvent distoffset="5" message="m{n}"/>' for n in range(30))
    (message,) = read(f'<SteadyState Duration="9">{events}</SteadyState>').notes
    assert "(30 times, the last in block 1 (SteadyState))" in message


def test_tags_are_read_in_both_forms() -> None:
    """If it failed, the tags of some programs would be lost."""
    tags = '<tags><tag name="one"/><tag>two</tag></tags><workout>'
    source = f'{HEAD}<SteadyState Duration="9"/>{END}'.replace("<workout>", tags)
    assert read_zwo(source.encode(), PATH).workout.tags == ("one", "two")


def test_another_sport_is_told() -> None:
    """If it failed, a ride would become a run without a word."""
    source = f'{HEAD}<SteadyState Duration="9"/>{END}'.replace(">run<", ">bike<")
    assert any("another sport ('bike')" in note for note in read_zwo(source.encode(), PATH).notes)


def test_nearly_xml_is_mended_and_told() -> None:
    """If it failed, one bare '&' in a description, of which there are many, would keep a workout out."""
    source = (
        HEAD.replace("N<", "Don’t stop & go<").encode("cp1252") + b'<SteadyState Duration="60"\\>' + END.encode()
    )
    found = read_zwo(source, PATH)
    assert found.workout.name == "Don’t stop & go"
    assert found.workout.steps == (RUN_60,)
    assert found.notes[0].startswith("The file is not quite XML")


BOMB = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><workout_file>&b;</workout_file>'
THIEF = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><workout_file>&a;</workout_file>'


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        ("", "my.zwo: it is empty"),
        ("\0\0\n", "my.zwo: it is empty"),
        ("hello", "my.zwo: this is not XML: "),
        (HEAD, "my.zwo: this is not XML: no element found"),
        ("<a>" * 51, "my.zwo: it holds far more than a workout does"),
        ("<a>" + "<b/>" * 60_000, "my.zwo: it holds far more than a workout does"),
        ("<a><b/></a>", "my.zwo: this is no workout of Zwift: it begins with 'a'"),
        (BOMB, "my.zwo: it has a DTD or entities of its own, which no workout needs: it is not read"),
        (THIEF, "my.zwo: it has a DTD or entities of its own, which no workout needs: it is not read"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "my.zwo: this is no workout of Zwift"),
        ("<workout_file/>", "my.zwo: there is no <workout> in it"),
        (HEAD + END, "my.zwo: there is no step in it"),
        (HEAD + "<SteadyState/>" + END, "my.zwo: block 1 (SteadyState): duration must be a number, not ''"),
        (
            HEAD + '<SteadyState Duration="1e999"/>' + END,
            "my.zwo: block 1 (SteadyState): duration must be a number",
        ),
        (HEAD + '<SteadyState Duration="99999"/>' + END, "my.zwo: block 1 (SteadyState): 27:46:39 is no length"),
        (HEAD + '<IntervalsT Repeat="-1"/>' + END, "my.zwo: block 1 (IntervalsT): this must be a whole number"),
        (
            HEAD + "<Ramp Duration='1'/>" * 2_001 + END,
            "my.zwo: block 2001 (Ramp): there are more than 2000 steps",
        ),
    ],
)
def test_a_wrong_file_gets_one_clear_message(source: str, mistake: str) -> None:
    """If it failed, a broken or hostile file would end in a traceback, or be read in part."""
    with pytest.raises(WrongFile) as caught:
        read_zwo(source.encode(), PATH)
    assert str(caught.value).startswith(mistake)


@given(
    st.binary(max_size=300)
    | st.text(st.sampled_from("<>/=\"'& workout_fileSteadyState01"), max_size=200).map(str.encode)
)
def test_no_bytes_bring_it_down(data: bytes) -> None:
    """If it failed, a broken file would end in a traceback."""
    with pytest.raises(WrongFile):
        read_zwo(data, PATH)
