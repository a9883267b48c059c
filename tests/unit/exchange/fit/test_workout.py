"""Test FIT workouts both ways, with an independent library."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import fitdecode
import pytest
from fit_tool.fit_file import FitFile
from hypothesis import assume, given
from hypothesis import strategies as st

from retrotimer.exchange.fit.read_workout import read_fit
from retrotimer.exchange.fit.write_workout import write_fit
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)
from tests.helpers import fit_files as fits
from tests.helpers.exchange_workouts import workouts
from tests.helpers.fit_files import ENUM, STRING, UINT32, again, step

PATH = Path("my.fit")
MADE_MS = 1_700_000_000_000
RUN_60 = Step(RUN_FORWARD, Duration(60_000))
RUN_400M = Step(RUN_FORWARD, Distance(400_000))
TIME_60, DISTANCE_400M = (0, 60_000), (1, 40_000)


def read(*steps: bytes) -> Workout:
    """Return the workout of a file with these steps."""
    return read_fit(fits.workout(*steps), PATH).workout


def written(workout: Workout) -> tuple[bytes, tuple[str, ...]]:
    """Return a workout as a FIT file, and what was lost."""
    file = BytesIO()
    notes = write_fit(workout, file, MADE_MS)
    return file.getvalue(), notes


def kept(workout: Workout) -> Workout:
    """Return a workout without what FIT has no place for."""
    return replace(workout, level=None, source="", tags=())


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_presets_come_back_the_same(name: str) -> None:
    """If it failed, a watch would lead through another session than the preset."""
    workout = find(name).workout
    back = read_fit(written(workout)[0], PATH).workout
    if not workout.turn_ms:
        assert back == kept(workout)
    assert compile_workout(back, Paces()).times == compile_workout(workout, Paces()).times


def test_a_watch_shows_the_direction_first() -> None:
    """If it failed, the few letters that a watch shows would not tell which way to run."""
    data, _notes = written(find("equal-1-1").workout)
    reader = fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE)
    frames = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]
    steps = [frame for frame in frames if frame.name == "workout_step"]
    names = [frame.get_value("wkt_step_name", fallback=None) for frame in steps]
    front = ["F Walk forward: Warm-up", "F Run forward", "B Run backward", "F Walk forward"]
    assert names == [*front, None, "F Walk forward: Cool-down"]
    assert [frame.get_value("duration_time", fallback=None) for frame in steps] == [300, 60, 60, 60, None, 180]
    assert (steps[4].get_value("duration_step"), steps[4].get_value("repeat_steps")) == (1, 6)
    assert frames[1].get_value("num_valid_steps") == len(steps)
    made = next(frame for frame in frames if frame.name == "file_id").get_value("time_created")
    assert made.timestamp() == MADE_MS / 1_000


@given(workouts(depth=3))
def test_what_is_written_is_read_back(workout: Workout) -> None:
    """If it failed, a workout would change on its way to a watch and back."""
    workout = replace(workout, turn_ms=0)
    try:
        compile_workout(workout, Paces())
    except WrongRequest:
        assume(False)
    data, _notes = written(workout)
    assert read_fit(data, PATH).workout == kept(workout)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((step(0, *TIME_60), again(1, 0, 5)), (Repeat(5, (RUN_60,)),)),
        ((step(0, *TIME_60), step(1, *DISTANCE_400M), again(2, 1, 3)), (RUN_60, Repeat(3, (RUN_400M,)))),
        (
            (step(0, *TIME_60), step(1, *DISTANCE_400M), again(2, 1, 3), again(3, 0, 2), step(4, *TIME_60)),
            (Repeat(2, (RUN_60, Repeat(3, (RUN_400M,)))), RUN_60),
        ),
        ((step(1, *DISTANCE_400M), step(0, *TIME_60)), (RUN_60, RUN_400M)),
        ((step(7, *TIME_60), step(7, *DISTANCE_400M)), (RUN_60, RUN_400M)),
        ((step(0, 5, None),), (Step(RUN_FORWARD, Tap()),)),
        ((step(0, 2, 225),), (Step(RUN_FORWARD, Tap()),)),
        ((step(0, 28, 60_000), step(1, 31, 60_000)), (RUN_60, RUN_60)),
        (
            (step(0, *TIME_60, (0, STRING, "Go backward!")),),
            (Step(RUN_BACKWARD, Duration(60_000), "Go backward!"),),
        ),
        (
            (step(0, *TIME_60, (8, STRING, "B Run backward: fast")),),
            (Step(RUN_BACKWARD, Duration(60_000), say="fast"),),
        ),
        ((step(0, *DISTANCE_400M, (0, STRING, "Stand")),), (Step(WALK_FORWARD, Distance(400_000), "Stand"),)),
        ((step(0, *TIME_60, (0, STRING, "Set B")),), (Step(RUN_FORWARD, Duration(60_000), "Set B"),)),
        ((step(0, *TIME_60, (7, ENUM, 1)),), (Step(WALK_FORWARD, Duration(60_000), role=Role.REST),)),
        (
            (step(0, *TIME_60, (7, ENUM, 4), (0, STRING, "Jog")),),
            (Step(RUN_FORWARD, Duration(60_000), "Jog", role=Role.REST),),
        ),
        ((step(0, *TIME_60), again(1, 0, 80, kind=11)), (Repeat(1, (RUN_60,)),)),
    ],
)
def test_jumps_become_repeats_and_steps_what_they_say(
    steps: tuple[bytes, ...], found: tuple[Step | Repeat, ...]
) -> None:
    """If it failed, a workout of a watch would be another session."""
    assert read(*steps).steps == found


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (fits.workout(step(0, *TIME_60), sport=2), "This is a workout for another sport"),
        (fits.workout(step(0, 2, 225)), "step 1 ends when something is measured"),
        (
            fits.workout(step(0, *TIME_60), again(1, 0, 80, kind=11)),
            "step 2 repeats until something is measured",
        ),
        (fits.workout(step(0, *TIME_60, (3, ENUM, 1), (4, UINT32, 2))), "Targets of heart rate, pace, power"),
        (fits.workout(step(0, *TIME_60, (7, ENUM, 1))), "Steps for rest or recovery walk forward"),
    ],
)
def test_what_is_lost_is_told(data: bytes, note: str) -> None:
    """If it failed, something of a workout would go in silence."""
    assert any(message.startswith(note) for message in read_fit(data, PATH).notes)


GOOD = fits.workout(step(0, *TIME_60), step(1, *DISTANCE_400M), again(2, 0, 3))
NESTED = (step(0, *TIME_60), *(again(n, 0, 1) for n in range(1, 10)))


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        (b"", "it is empty"),
        (b"not a FIT file", "this is not a FIT file"),
        (GOOD[:10] + b"XY" + GOOD[12:], "this is not a FIT file"),
        (GOOD[:-2] + b"\0\0", "its checksum is wrong: the file is damaged, copy it again"),
        (GOOD[:40] + b"\xff" + GOOD[41:], "its checksum is wrong: the file is damaged, copy it again"),
        (GOOD[:-9], "it is damaged or cut short: "),
        (GOOD[:14], "it is damaged or cut short: "),
        (GOOD + GOOD, "it holds several files in one: split it"),
        (
            fits.workout(step(0, *TIME_60), kind=4),
            "this is a recording of what was done, not a workout: export the workout itself",
        ),
        (
            fits.workout(step(0, *TIME_60), kind=6),
            "this FIT file holds no workout but another kind of data (type 6)",
        ),
        (fits.workout(), "there is no step in it"),
        (fits.workout(step(0, 0, 500)), "step 1: 0:00 is no length of a step"),
        (fits.workout(step(0, 1, 4_000_000_000)), "step 1: 40000000 m is no length of a step"),
        (
            fits.workout(step(0, *TIME_60), again(1, 1, 3)),
            "step 2: it repeats from step 2, which is not the beginning",
        ),
        (fits.workout(step(0, *TIME_60), again(1, 9, 3)), "step 2: it repeats from step 10, which is not the"),
        (
            fits.workout(step(0, *TIME_60), step(1, *TIME_60), again(2, 0, 2), again(3, 1, 2)),
            "step 4: it repeats from step 2, which is not the beginning of anything before it",
        ),
        (
            fits.workout(step(0, *TIME_60), again(1, 0, 0)),
            "step 2: this must be a whole number from 1 to 2000",
        ),
        (fits.workout(*NESTED), "step 10: repeats nest at most 8 deep"),
        (fits.sealed((b"\x40\0\0\x1b\0\xff" + b"\0\xff\x07" * 255) * 800), "it holds far more than a workout does"),
        (fits.sealed(b"\x40\0\0\x1b\0\0" + b"\0" * 31_000), "it holds far more than a workout does"),
    ],
)
def test_a_wrong_file_gets_one_clear_message(data: bytes, mistake: str) -> None:
    """If it failed, a broken or hostile file would end in a traceback, or be read in part."""
    with pytest.raises(WrongFile) as caught:
        read_fit(data, PATH)
    assert str(caught.value).startswith(f"my.fit: {mistake}")


@given(st.binary(max_size=200), st.integers(12, len(GOOD)), st.booleans())
def test_no_bytes_bring_it_down(noise: bytes, at: int, is_sealed: bool) -> None:
    """If it failed, a broken file, even one with a right checksum, would end in a traceback."""
    data = GOOD[:at] + noise + GOOD[at + len(noise) :]
    data = fits.sealed(data[12:-2]) if is_sealed else data
    try:
        read_fit(data, PATH)
    except WrongFile as error:
        assert len(error.mistakes) >= 1  # noqa: PT017 - either outcome is right


def test_what_fit_cannot_say_is_told() -> None:
    """If it failed, an export would lose things in silence."""
    item = Repeat(9, (RUN_60, Step(RUN_BACKWARD, Distance(84_391), between=True)))
    workout = Workout("W" * 80, (item,), about="ü" * 200, turn_ms=3_000, tags=("a",))
    notes = written(workout)[1]
    assert [note.split()[0] for note in notes] == ["FIT", "FIT", "FIT", "Texts"]
    many = Workout("W", (RUN_60,) * 51)
    assert written(many)[1] == ("Many watches take 50 steps at most, and this has 51.",)


def test_another_library_finds_the_same_workout() -> None:
    """If it failed, only fitdecode could read our files, and a watch might not."""
    data, _notes = written(
        Workout("Über", (Repeat(4, (RUN_400M, RUN_60)), Step(RUN_BACKWARD, Tap())), about="Easy.")
    )
    found = [record.message for record in FitFile.from_bytes(data).records if not record.is_definition]
    names = [type(message).__name__ for message in found]
    assert names == ["FileIdMessage", "WorkoutMessage", *["WorkoutStepMessage"] * 4]
    assert (found[1].workout_name, found[1].num_valid_steps) == ("Über", 4)
    metres, seconds, repeat, tap = found[2:]
    assert (metres.duration_distance, seconds.duration_time) == (400, 60)
    assert (repeat.duration_step, repeat.target_value) == (0, 4)
    assert (tap.duration_type, tap.duration_value, tap.message_index) == (5, None, 3)


def test_a_file_says_how_many_bytes_it_has() -> None:
    """If it failed, a watch would read past the end of the workout."""
    data, _notes = written(find("shuttle").workout)
    header, _protocol, _profile, size = struct.unpack("<2BHI", data[:8])
    assert header + size + 2 == len(data)


def test_what_is_the_same_in_many_steps_is_reported_once() -> None:
    """If it failed, a workout of fifty steps by power would be fifty sentences."""
    data = fits.workout(*(step(n, 2, 225) for n in range(50)))
    (note,) = read_fit(data, PATH).notes
    assert note.startswith("step 1 ends when something is measured")
    assert note.endswith("(50 times, the last in step 50)")


def serial(workout: Workout) -> int:
    """Return the serial number of a workout's file, as a watch reads it."""
    frames = fitdecode.FitReader(written(workout)[0])
    head = next(one for one in frames if isinstance(one, fitdecode.FitDataMessage) and one.name == "file_id")
    return int(head.get_value("serial_number"))


def test_the_serial_number_follows_from_the_content() -> None:
    """If it failed, a watch would take a workout for another one of its name, or the same one for two."""
    base = Workout("Tuesday", (RUN_60, Repeat(3, (RUN_400M,))))
    others = (
        replace(base, name="Friday"),
        replace(base, steps=(RUN_60, Repeat(4, (RUN_400M,)))),
        replace(base, steps=(RUN_60, Repeat(3, (replace(RUN_400M, say="Tall."),)))),
        replace(base, steps=(replace(RUN_60, movement=RUN_BACKWARD), Repeat(3, (RUN_400M,)))),
        replace(base, about="Easy."),
    )
    assert len({serial(one) for one in (base, *others)}) == 6
    assert serial(replace(base)) == serial(base) != 0
