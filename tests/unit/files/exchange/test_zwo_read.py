"""Workouts of Zwift, as real files hold them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.exchange.imported import Imported
from retrotimer.files.exchange.zwo_read import read_zwo
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout import (
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
    assert any(told.startswith(note) for told in read(source).notes)


def test_messages_at_the_start_of_each_part_are_spoken() -> None:
    """If it failed, what a coach says at the start of a part would be lost, or said at the wrong time."""
    events = '<textevent timeoffset="0" message="Go!"/><textevent timeoffset="60" message="Easy."/>'
    found = read(f'<IntervalsT Repeat="3" OnDuration="60" OffDuration="60" OffPower="0.5">{events}</IntervalsT>')
    on, off = Step(RUN_FORWARD, Duration(60_000), say="Go!"), Step(WALK_FORWARD, Duration(60_000), say="Easy.")
    assert found.workout.steps == (Repeat(3, (on, off)),)
    assert not any(note.startswith("Messages") for note in found.notes)


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
            HEAD + "<Ramp Duration='1'/>" * 10_001 + END,
            "my.zwo: block 10001 (Ramp): there are more than 10000 steps",
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
