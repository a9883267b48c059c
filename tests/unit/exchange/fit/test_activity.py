"""Test a FIT activity with independent readers, and its import."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from fit_tool.fit_file import FitFile
from fitdecode import CrcCheck, ErrorHandling, FitDataMessage, FitReader
from hypothesis import given

from retrotimer.exchange.fit.read_activity import read_activity
from retrotimer.exchange.fit.write_activity import write_activity
from retrotimer.exchange.json_archive import ArchivedSession
from retrotimer.files.history.annotations import Rating
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import Pause, Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Role
from tests.unit.files.history.test_store import records

AT = datetime(2026, 5, 1, 6, 30, 5, tzinfo=UTC)
ID = "20260501T063005Z-00c0ffee"
PLAN = (Planned(RUN_FORWARD, 60_000, "Läufe", Role.WORK, (1, 2)), Planned(RUN_BACKWARD, None))
VISITS = (Visit(0, PLAN[0], 60_000), Visit(1, PLAN[1], 20_500), Visit(0, PLAN[0], 30_000))
RECORD = SessionRecord(
    "Früh", "early", AT, Paces(), PLAN, VISITS, True, offset_s=7_200, pauses=(Pause(70_000, 15_000),)
)
CARRIED = ArchivedSession(ID, RECORD, Rating(7, "Wind", AT + timedelta(hours=1)))


def written(carried: ArchivedSession = CARRIED) -> bytes:
    """Return the activity as bytes."""
    file = io.BytesIO()
    write_activity(carried, file)
    return file.getvalue()


def messages(data: bytes, name: str) -> list[dict[str, Any]]:
    """Return the messages called `name` as fitdecode reads them, its checks as strict as can be."""
    with FitReader(data, check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.RAISE) as reader:
        found = [frame for frame in reader if isinstance(frame, FitDataMessage) and frame.name == name]
    return [{field.name: field.value for field in frame.fields} for frame in found]


def test_times_are_right_with_the_pause_in_them() -> None:
    """If it failed, a training log would show another session than was done."""
    (session,) = messages(written(), "session")
    assert session["start_time"] == AT
    assert session["timestamp"] == AT + timedelta(seconds=125)
    assert (session["total_timer_time"], session["total_elapsed_time"]) == (110.5, 125.5)
    assert session["total_distance"] == pytest.approx(90 * 2.5 + 20.5 * 1.75, abs=0.01)
    (activity,) = messages(written(), "activity")
    assert activity["total_timer_time"] == 110.5
    assert activity["num_sessions"] == 1
    assert activity["local_timestamp"].hour == 8


def test_a_pause_stops_the_timer_and_starts_it_again() -> None:
    """If it failed, a pause would be counted as slow running."""
    events = [(event["timestamp"] - AT, event["event_type"]) for event in messages(written(), "event")]
    assert [(at.total_seconds(), kind) for at, kind in events] == [
        (0, "start"),
        (70, "stop_all"),
        (85, "start"),
        (125, "stop_all"),
    ]


def test_a_record_stands_at_every_second_under_way_and_none_in_the_pause() -> None:
    """If it failed, curves would have holes, or run through the pause."""
    found = messages(written(), "record")
    seconds = [(record["timestamp"] - AT).total_seconds() for record in found]
    assert seconds == [*range(71), *range(86, 126), 125]
    metres = [record["distance"] for record in found]
    assert metres == sorted(metres)


def test_laps_say_which_way_in_their_names() -> None:
    """If it failed, nobody could tell which lap was backward."""
    laps, steps = messages(written(), "lap"), messages(written(), "workout_step")
    assert [lap["interval"] for lap in laps] == ["F Run forward: Läufe", "B Run backward", "F Run forward: Läufe"]
    assert [steps[lap["wkt_step_index"]]["wkt_step_name"] for lap in laps] == [lap["interval"] for lap in laps]
    assert [lap["total_timer_time"] for lap in laps] == [60, 20.5, 30]
    assert [lap["total_elapsed_time"] for lap in laps] == [60, 35.5, 30]
    for lap, after in pairwise(laps):
        assert lap["timestamp"] == after["start_time"]


def test_another_reader_finds_the_same() -> None:
    """If it failed, only one library could read our files."""
    found = [record.message for record in FitFile.from_bytes(written()).records if not record.is_definition]
    names = [type(message).__name__ for message in found]
    assert names.count("LapMessage") == 3
    assert names.count("SessionMessage") == names.count("ActivityMessage") == names.count("FileIdMessage") == 1
    laps = [message for message in found if type(message).__name__ == "LapMessage"]
    assert [lap.total_timer_time for lap in laps] == [60, 20.5, 30]


@given(records())
def test_a_session_comes_back_whole(record: SessionRecord) -> None:
    """If it failed, a session that went out to a watch's folder could not be brought back."""
    short = tuple(replace(visit, done_ms=visit.done_ms % 100_000) for visit in record.visits)
    carried = ArchivedSession(ID, replace(record, offset_s=-3_600, visits=short), None)
    try:
        data = written(carried)
    except WrongFile as error:
        assert "cannot tell such times" in str(error)  # noqa: PT017 - only some of them cannot be told
        return
    back = read_activity(data)
    assert back == carried
    assert back.record.offset_s == -3_600


def test_the_rating_and_the_pauses_come_back_too() -> None:
    """If it failed, a note would be lost on the way."""
    assert read_activity(written()) == CARRIED


@pytest.mark.parametrize("nth", [0, 9, 40, 200, -1])
def test_a_damaged_file_is_told(nth: int) -> None:
    """If it failed, a damaged file would be a traceback, or a session nobody did."""
    data = bytearray(written())
    data[nth] ^= 0x55
    with pytest.raises(WrongFile):
        read_activity(bytes(data))


@pytest.mark.parametrize("data", [b"", b"GIF89a", written()[:-30]])
def test_another_or_a_torn_file_is_told(data: bytes) -> None:
    """If it failed, a wrong file would be a traceback."""
    with pytest.raises(WrongFile):
        read_activity(data)


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, started=datetime(1990, 1, 1, tzinfo=UTC)),
        replace(RECORD, visits=(Visit(0, PLAN[0], 49 * 3_600_000),)),
    ],
)
def test_times_that_fit_does_not_know_are_told(record: SessionRecord) -> None:
    """If it failed, a clock that was never set would give another date, or a foreign file fill the disk."""
    with pytest.raises(WrongFile, match="cannot tell such times"):
        written(CARRIED._replace(record=record))
