"""Test workouts as text: the notation of intervals.icu, and free text."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.exchange.intervals_text.write import text_of, write_text
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Level,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)
from tests.helpers.example_counts import times
from tests.helpers.exchange_workouts import workouts

Steps = tuple[Step | Repeat, ...]
RUN_90, BACK_30 = Step(RUN_FORWARD, Duration(90_000)), Step(RUN_BACKWARD, Duration(30_000))
WALK_60 = Step(WALK_FORWARD, Duration(60_000))


def read(text: str) -> Steps:
    """Return the steps of `text`."""
    return parse_text(text).workout.steps


def total_ms(imported: Imported) -> int | None:
    """Return how long the imported workout takes."""
    return compile_workout(imported.workout, Paces()).total_ms


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("- 10m", (Step(RUN_FORWARD, Duration(600_000)),)),
        ("6x\n- 90s run\n- 30s back\n- 1m walk", (Repeat(6, (RUN_90, BACK_30, WALK_60)),)),
        ("6x\n- 90s run\n\n- 30s back", (Repeat(6, (RUN_90,)), BACK_30)),
        ("Main set 3x\n- 400mtr run backward", (Repeat(3, (Step(RUN_BACKWARD, Distance(400_000)),), "Main set"),)),
        ('6 x (90" F / 30" B / 60" walk)', (Repeat(6, (RUN_90, BACK_30, WALK_60)),)),
        ("6 × (1'30\" F, 30s retro, 1:00 walk)", (Repeat(6, (RUN_90, BACK_30, WALK_60)),)),
        ("6x(90s F + 30s B) + 1min walk", (Repeat(6, (RUN_90, BACK_30)), WALK_60)),
        (
            "4x400m F, 100m B walk",
            (Repeat(4, (Step(RUN_FORWARD, Distance(400_000)), Step(WALK_BACKWARD, Distance(100_000)))),),
        ),
        ("10' warm up walk", (Step(WALK_FORWARD, Duration(600_000), "warm up", role=Role.WARM_UP),)),
        ("2 x (3 x (90s run, 30s back) / 1 min walk)", (Repeat(2, (Repeat(3, (RUN_90, BACK_30)), WALK_60)),)),
        (
            "- 2x\n  - 3x\n    - 90s\n    - 30s B\n  - 1m walk",
            (Repeat(2, (Repeat(3, (RUN_90, BACK_30)), WALK_60)),),
        ),
        ("- 4x 30s B", (Repeat(4, (BACK_30,)),)),
        ("- 4x 30s B, tall", (Repeat(4, (Step(RUN_BACKWARD, Duration(30_000), "tall"),)),)),
        ("- 4x 90s / 30s B", (Repeat(4, (RUN_90, BACK_30)),)),
        ("- 90s 60% MMP 5m", (Step(RUN_FORWARD, Duration(90_000), "60% MMP 5m"),)),
        ("- stand 1m\n- tap", (Step(STAND, Duration(60_000)), Step(RUN_FORWARD, Tap()))),
        ("- 2m Z2 press lap", (Step(RUN_FORWARD, Tap(), "Z2"),)),
        ("- 500mtr B press lap", (Step(RUN_BACKWARD, Distance(500_000, until_tap=True)),)),
        ("- Fast! 1h2m3s Z3-Z4 HR", (Step(RUN_FORWARD, Duration(3_723_000), "Fast! Z3-Z4 HR"),)),
        ("- 1km 4:30/km Pace", (Step(RUN_FORWARD, Distance(1_000_000), "4:30/km Pace"),)),
        ("- 1m30", (RUN_90,)),
        ("5x hills\n- 90s\n- 30s B", (Repeat(5, (RUN_90, BACK_30), "hills"),)),
        ("10x400m (60s walk)", (Repeat(10, (Step(RUN_FORWARD, Distance(400_000)), WALK_60)),)),
        ("8x90s w/ 60s walk", (Repeat(8, (RUN_90, WALK_60)),)),
        ("8 x 90s with 1 min walk", (Repeat(8, (RUN_90, WALK_60)),)),
        ("- 60s ramp 65%-40%", (Step(WALK_FORWARD, Duration(60_000), "ramp 65%-40%"),)),
        ("- Go 60^30 Harder 120^30 Stop 90s 65%", (Step(RUN_FORWARD, Duration(90_000), "Go 65%"),)),
        ("- Go 33^Harder <!> 90s 65%", (Step(RUN_FORWARD, Duration(90_000), "Go 65%"),)),
        ("- 1,5 km", (Step(RUN_FORWARD, Distance(1_500_000)),)),
        ("- 2mi\n- 100yards", (Step(RUN_FORWARD, Distance(3_218_688)), Step(RUN_FORWARD, Distance(91_440)))),
        ("10' walk\n6x\n- 90s\n- 30s B", (Step(WALK_FORWARD, Duration(600_000)), Repeat(6, (RUN_90, BACK_30)))),
    ],
)
def test_a_text_means_what_its_writer_meant(text: str, steps: Steps) -> None:
    """If it failed, a notation that people know would give another workout."""
    assert read(text) == steps


def test_sections_give_roles_and_a_title_the_name() -> None:
    """If it failed, a text's headings would be lost."""
    found = parse_text("Threshold\n\nWarmup\n\n- 10m Z1\n\nMain\n- 20m Z4\n\nCool down\n- 5m")
    assert found.workout.name == "Threshold"
    roles = [step.role for step in found.workout.steps if isinstance(step, Step)]
    assert roles == [Role.WARM_UP, None, Role.COOL_DOWN]
    walks = "Warm-up and cool-down walk forward where they say nothing else: write 'jog' to run them."
    assert found.notes == ("The heading 'Main' was left out.", walks)
    gaits = [step.movement for step in found.workout.steps if isinstance(step, Step)]
    assert gaits == [RUN_FORWARD, RUN_FORWARD, WALK_FORWARD]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("- 400m hard", "line 1: '400m' was read as metres. Write 'mtr' for metres, 'min' for minutes."),
        ("- 120m Z2", "line 1: '120m' was read as minutes. Write 'mtr' for metres, 'min' for minutes."),
        ("- 200m easy\n- 800m", "line 1: '200m' was read as metres. Write 'mtr' for metres, 'min' for minutes."),
        ("90s 400m", "line 1: only the first length of '90s 400m' counts: give each step a line of its own."),
        ("- 90s " + "x" * 1_000, "line 1 is longer than 1000 characters: its end was left out."),
        ("6 x (90s F) easily", "line 1: 'easily' was left out."),
        ("- 60s\nStrides 4x\n\nEnd\n- 1m", "The heading 'Strides 4x' was left out."),
        ("50m run", "line 1: '50m' was read as minutes. Write 'mtr' for metres, 'min' for minutes."),
        ("- 2m 55%", "Steps below 60 % walk forward where they say nothing else: a rule of thumb of ours."),
        ("- 2m recovery", "Steps called rest or recovery walk forward where they say nothing else."),
        ("- 2m\n- then jump", "line 2: 'then jump' has no time or distance and was left out."),
        ("- 2m\n5 minutes easy", "line 2: '5 minutes easy' has no '-' before it and was taken for a heading"),
        ("Level: hard\n- 2m", "The level 'hard' is not known and was left out."),
        ('- "Up" fast 2m', "line 1: 'fast' was left out."),
        ("- Go 33^ Faster <!> 2m", "line 1: messages for a moment within a step were left out ('33^ Faster')"),
        ("4 x 20m B", "line 1: '20m' was read as minutes. Write 'mtr' for metres, 'min' for minutes."),
        ("- 2-3 min easy", "line 1: of '2-3 min' the first number was taken."),
        ("8-10 x 1 min", "line 1: of '8-10 x' the first number was taken."),
        ("8 x 400, 200 jog", "line 1: '200' was read as metres. Write 'mtr' for metres, 'min' for minutes."),
        ("10 x 30/20", "line 1: '20' was read as seconds. Write 's' for seconds, 'min' for minutes."),
        ("- Press lap 15m Z1 Pace", "line 1: the step waits for your tap; its '15m' was left out."),
        (
            "60s run\n90s walk\nRepeat 8 times",
            "line 3: 'Repeat 8 times' repeats what stands above it, from the last",
        ),
        ("2:00; 4:00; 2:00 with 1:00 jog between", "line 1: '1:00 jog between' was put between the 3 steps before"),
        ("Run 1 min then walk 2 min, 10 times", "line 1: '10 times' repeats the 2 steps before it."),
        (
            "10 min easy + 5 min tempo x 3",
            "line 1: 'x 3' repeats only the step before it: put brackets around more.",
        ),
        ("5 x 1000m. Stand 2 min", "line 1: 'Stand 2 min' is done once, behind the rounds."),
        ("5 x 1000m. Jog 400m.", "line 1: 'Jog 400m' is done once, behind the rounds."),
        ("10 x 1 min run + 2 min walk", "line 1: '2 min walk' is done once, behind the rounds."),
        ("5 x 1000m; 3 min rest; 4 x 400m", "line 1: '3 min rest' is done once, behind the rounds."),
        ("45 min incl. 6 x 20 s strides", "line 1: '6 x 20 s strides' is part of the time before it"),
        ("45 min incl. 6 x 100 mtr strides", "line 1: '6 x 100 mtr strides' was put behind the step before it"),
        ("WU 10 min", "Warm-up and cool-down walk forward where they say nothing else: write 'jog' to run them."),
        ("Warm up: 2 laps\n6 x 90s", "line 1: 'Warm up: 2 laps' has no time or distance and was left out."),
        ("Turn: soon\n- 90s", "The turn 'soon' is not a time and was left out."),
    ],
)
def test_what_is_guessed_or_lost_is_told(text: str, note: str) -> None:
    """If it failed, something of a text would go or change in silence."""
    assert any(message.startswith(note) for message in parse_text(text).notes)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "text: there is no step in it"),
        ("Run until you drop", "text: there is no step in it"),
        ("- 9h", "text: line 1: 9:00:00 is no length of a step: those are 1 s to 6 h long"),
        ("- 60km", "text: line 1: 60000 m is no length of a step: those are 1 m to 50 km long"),
        ("- stand 40mtr", "text: line 1: standing covers no distance: give a time"),
        ("3 x (90s F / as you like)", "text: line 1: 'as you like' has no time or distance: write one like 90s"),
        ("0x\n- 90s", "text: line 1: this must be a whole number from 1 to 2000, not 0"),
        ("1000x\n- 90s\n- 30s\n- 1s", "text: The workout has more than 2000 intervals."),
        pytest.param(
            "- 1s\n" * 2_001, "text: line 2001: there are more than 2000 steps", marks=pytest.mark.thorough
        ),
        ("\n" * 30_000 + "- 1s", "text: it holds far more than a workout does"),
        ("2x(" * 9 + "1s" + ")" * 9, "text: line 1: repeats nest at most 8 deep"),
        ("(" * 900 + "1s", "text: line 1: repeats nest at most 8 deep"),
        ("3 x " * 240 + "1s", "text: line 1: repeats nest at most 8 deep"),
        ("0 x (90s F)", "text: line 1: this must be a whole number from 1 to 2000, not 0"),
        (
            "\n".join(f"{' ' * n}- 2x" for n in range(9)) + "\n" + " " * 9 + "- 1s",
            "text: line 9: repeats nest at most 8",
        ),
        ("5x\n- 6h", "text: The workout is longer than 24 hours."),
    ],
)
def test_a_wrong_text_is_told_with_its_line(text: str, mistake: str) -> None:
    """If it failed, a person would not know what to correct."""
    with pytest.raises(WrongFile) as caught:
        parse_text(text)
    assert str(caught.value).startswith(mistake)


def test_many_mistakes_are_counted_after_the_first_twenty() -> None:
    """If it failed, a text of another kind would fill the screen with sentences."""
    with pytest.raises(WrongFile) as caught:
        parse_text("- 9h\n" * 22)
    assert len(caught.value.mistakes) == 21
    assert caught.value.mistakes[-1] == "2 more sentences of this kind are left out."


@given(workouts(depth=1))
def test_what_is_written_is_read_back(workout: Workout) -> None:
    """If it failed, a workout would change on its way through a text."""
    try:
        compile_workout(workout, Paces())
    except WrongRequest:  # longer than any workout
        assume(False)
    text, _notes = text_of(workout)
    assert parse_text(text).workout == workout


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_presets_keep_their_intervals(name: str) -> None:
    """If it failed, a preset that is shared as text would be another session."""
    workout = find(name).workout
    file = BytesIO()
    notes = write_text(workout, file)
    back = parse_text(file.getvalue().decode()).workout
    before, after = (compile_workout(w, Paces()).intervals for w in (workout, back))
    assert [(i.start_ms, i.movement, i.name, i.role) for i in before] == [
        (i.start_ms, i.movement, i.name, i.role) for i in after
    ]
    assert (back == workout) == (not notes or name == "alternata-3k")


def test_what_text_cannot_say_is_written_out_and_told() -> None:
    """If it failed, the last round would have what stands only between rounds, or repeats within repeats go."""
    inner = Repeat(2, (RUN_90, BACK_30))
    workout = Workout("W", (Repeat(3, (inner, Step(WALK_FORWARD, Duration(60_000), between=True))),), Level.NOVICE)
    text, notes = text_of(workout)
    assert len(notes) == 2
    assert parse_text(text).workout.steps == (inner, WALK_60, inner, WALK_60, inner)


def test_what_a_line_cannot_hold_is_told() -> None:
    """If it failed, a text would change what a person wrote without a word."""
    step = Step(RUN_FORWARD, Duration(60_000), 'The "top"')
    text, notes = text_of(Workout("W", (step,), about="One.\nTwo."))
    assert [note.split()[0] for note in notes] == ["What", "Quotation"]
    back = parse_text(text).workout
    assert (back.about, back.steps) == ("One. Two.", (Step(RUN_FORWARD, Duration(60_000), "The 'top'"),))


@given(st.text(st.sampled_from("0123456789xm'\"sk-+/,;()[]FBW walkrun\n:.%^<!>tap Name"), max_size=200))
@times(3)
def test_no_text_brings_it_down(text: str) -> None:
    """If it failed, something typed would end in a traceback."""
    try:
        found = parse_text(text)
    except WrongFile as error:
        assert error.mistakes  # noqa: PT017 - either outcome is right
    else:
        assert found.workout.steps


def test_what_is_the_same_in_many_lines_is_reported_once() -> None:
    """If it failed, a long text would be as many sentences as it has lines."""
    notes = parse_text("- 400m\n" * 102).notes
    assert len(notes) == 1
    assert notes[0].startswith("line 1: ")
    assert notes[0].endswith("(102 times, the last in line 102)")
