"""Test texts as coaches, clubs and other programs write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.exchange.intervals_text.edit import as_text
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.exchange.plain_steps import unrolled
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)
from tests.helpers.examples import rf

Steps = tuple[Step | Repeat, ...]


def run(seconds: int, name: str = "", role: Role | None = None) -> Step:
    """Return a run."""
    return Step(RUN_FORWARD, Duration(seconds * 1_000), name, role=role)


def walk(seconds: int, name: str = "", role: Role | None = None, *, between: bool = False) -> Step:
    """Return a walk."""
    return Step(WALK_FORWARD, Duration(seconds * 1_000), name, role=role, between=between)


def far(metres: float, name: str = "", role: Role | None = None) -> Step:
    """Return a run over a distance."""
    return Step(RUN_FORWARD, Distance(round(metres * 1_000)), name, role=role)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("- Zone 4 HR 1m Z4 HR", run(60, "Zone 4 HR Z4 HR")),
        ("- Zone 2 HR 45m", run(2_700, "Zone 2 HR")),
        ("Zone 2 HR 45 min", run(2_700, "Zone 2 HR")),
        ("- 60% of 5m MMP 1m", run(60, "60% of 5m MMP")),
        ("- 60% MMP 5m 1m", run(60, "60% MMP 5m")),
        ("- 4m 100% power=3s", run(240, "100% power=3s")),
        ("- hr=1s 8m 90%", run(480, "hr=1s 90%")),
        ("- 2 hr Z2", run(7_200, "Z2")),
        ("- HR 140-150 2 hours", run(7_200, "HR 140-150")),
        ("- 20m 66-78% LTHR (112-132 bpm)", run(1_200, "66-78% LTHR (112-132 bpm)")),
        ("- 20s 0", walk(20)),
        ("- 20s 0w", walk(20, "0w")),
        ("- Press lap 15m Z1 Pace", Step(RUN_FORWARD, Tap(), "Z1 Pace")),
        ("- 1km 4:30-4:50/km Pace", far(1_000, "4:30-4:50/km Pace")),
        ("20 min @ 10k pace", run(1_200, "10k pace")),
        ("5 miles race pace", far(8_046.72)),
        ("10 min at 5:00 pace", run(600, "at 5:00 pace")),
        ("45\N{NO-BREAK SPACE}min easy", run(2_700, "easy")),
        ("90\N{NON-BREAKING HYPHEN}second walk", walk(90)),
        ("- 2\N{NON-BREAKING HYPHEN}3\N{NARROW NO-BREAK SPACE}min", run(120)),
        ("1:30 h Z2", run(5_400, "Z2")),
        ("1 hour and 10 minutes easy", run(4_200, "easy")),
        ("jog 2 ½ minutes", run(150)),
        ("Run 1/4 mile", far(402.336)),
        ("Walk 1/8 mile", Step(WALK_FORWARD, Distance(201_168))),
        ("jog 2-1/2 miles", far(4_023.36)),
        ("1,000 m steady", far(1_000, "steady")),
        ("1.000 m Trab", far(1_000)),
        ("10 Minuten gehen", walk(600)),
        ("RPE 7 10 min", run(600, "RPE 7")),
        ("10 min 7/10", run(600, "7/10")),
        ("- Level 3 HR 20m", run(1_200, "Level 3 HR")),
        ("- Pace 5 HR 3 min", run(180, "Pace 5 HR")),
        ("Effort 7 HR 20m", run(1_200, "Effort 7 HR")),
        ("- effort 2 hr", run(7_200, "effort")),
        ("- 95% of 20m power 3m", run(180, "95% of 20m power")),
        ("- 95% FTP 20m power 10m", run(600, "95% FTP 20m power")),
        ("- 105% 5 min power 3 min", run(180, "105% 5 min power")),
        ("- 3s power 5m", run(300, "3s power")),
        ("1/ 10 min easy", run(600, "easy")),
        ("stand 60s", Step(STAND, Duration(60_000))),
        *((f"{mark} 5 min", run(300)) for mark in ("b)", "B)", "w)", "b.", "i)", "iv)", "(1)", "1.)", "b.)")),
        *((f"- {mark} 5 min", run(300)) for mark in ("b)", "w)", "ii)", "(2)")),
    ],
)
def test_one_step_has_the_length_that_was_meant(text: str, step: Step) -> None:
    """If it failed, the number of a zone, a share or a pace would be taken for a time."""
    assert parse_text(text).workout.steps == (step,)


BACK = Step(RUN_BACKWARD, Duration(30_000))
INTERVAL = Repeat(8, (run(60), walk(90)))
TWO_SETS = Repeat(
    2,
    (
        Repeat(5, (far(1_000), walk(120, "rest after each 1000m"))),
        walk(600, "rest between sets", between=True),
    ),
)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Main set 6x hard\n- 90s\n- 30s B", (Repeat(6, (run(90), BACK), "Main set hard"),)),
        ("Set 2: 3x (threshold)\n- 90s", (Repeat(3, (run(90),), "Set 2: (threshold)"),)),
        ("3x: strides\n- 20s", (Repeat(3, (run(20),), "strides"),)),
        ("Main Set x5\n- 90s", (Repeat(5, (run(90),), "Main Set"),)),
        ("Run 60 seconds, walk 90 seconds. Repeat 8 times", (INTERVAL,)),
        ("Run 60 seconds, walk 90 seconds. Repeat 7 more times", (INTERVAL,)),
        ("Repeat 8 times: run 60 seconds, walk 90 seconds", (INTERVAL,)),
        ("Run 60s\nWalk 90s\nRepeat x8", (INTERVAL,)),
        ("- Run 60s\n- Walk 90s\n\n8 times:\n- Run 60s\n- Walk 90s", (run(60), walk(90), INTERVAL)),
        ("8 sets of:\nRun 60s\nWalk 90s", (INTERVAL,)),
        ("Run 60s/walk 90s x 8", (INTERVAL,)),
        ("run 60s walk 90s x8", (INTERVAL,)),
        ("(60s run, 90s walk) * 8", (INTERVAL,)),
        (
            "Walk 5 min, then alternate 60s of running and 90s of walking for a total of 20 min",
            (walk(300), INTERVAL),
        ),
        ("1. 10 min easy\n2. 8 x 400m", (run(600, "easy"), Repeat(8, (far(400),)))),
        (
            "a) 10 min easy\nb) 4 x 2 min hard, 2 min jog\nc) 5 min walk",
            (run(600, "easy"), Repeat(4, (run(120, "hard"), run(120))), walk(300)),
        ),
        ("a) 10 min easy, b) 4 x 2 min, c) 1 min", (run(600, "easy"), Repeat(4, (run(120),)), run(60))),
        ("b. 4 x 2 min hard", (Repeat(4, (run(120, "hard"),)),)),
        ("Intervals: 8 x 1 min hard, 1 min easy", (Repeat(8, (run(60, "hard"), run(60, "easy")), "Intervals"),)),
        ("- Strides: 6x 20s", (Repeat(6, (run(20),), "Strides"),)),
        ("- 10m Z2\n- 6x strides\n- 5m Z1", (run(600, "Z2"), run(300, "Z1"))),
        ("2 x 5 x 1000M. 2’ rest after each 1000m and 10’ rest between sets.", (TWO_SETS,)),
        (
            '4 x 400m @ 2"-3" per 400 faster than race pace. 2’-5’ rest.',
            (Repeat(4, (far(400, '2"-3" per 400 faster than race pace'), walk(120, "rest"))),),
        ),
        ("3×4x300 - 1min and 3 min", (Repeat(3, (Repeat(4, (far(300), walk(60))), walk(180))),)),
        ("8 x 400m 90s rest", (Repeat(8, (far(400), walk(90, "rest"))),)),
        ("8 x 400m rest 90s", (Repeat(8, (far(400), walk(90, "rest"))),)),
        ("8 x 400m (90s)", (Repeat(8, (far(400), walk(90))),)),
        ("5 x 1000, 400 jog", (Repeat(5, (far(1_000), far(400))),)),
        ("8 400m repeats", (Repeat(8, (far(400, "repeats"),)),)),
        ("400 x 8", (Repeat(8, (far(400),)),)),
        ("400, 800, 400", (far(400), far(800), far(400))),
        ("1-2-1 min hard", (run(60), run(120), run(60, "hard"))),
        ("6 x 1/1 min", (Repeat(6, (run(60), run(60))),)),
        ("10 x 30/30", (Repeat(10, (run(30), run(30))),)),
        ("6 x 3 min on, 2 min off", (Repeat(6, (run(180, "on"), walk(120, "off"))),)),
        ("5x1km\nRest 3:00 between", (Repeat(5, (far(1_000), walk(180, "Rest between", between=True))),)),
        (
            "10 min jog, 6 x 90s F, 30s B, 5 min walk cool down",
            (run(600), Repeat(6, (run(90), BACK)), walk(300, "cool down", Role.COOL_DOWN)),
        ),
        ("4 x 400m, 2 x 200m", (Repeat(4, (far(400),)), Repeat(2, (far(200),)))),
        ("6 x 30s hill sprints, walk back down", (Repeat(6, (run(30, "hill, walk back down"),)),)),
        ("8 x 45s uphill (jog back down recovery)", (Repeat(8, (run(45, "uphill (jog back down recovery)"),)),)),
        ("8 x 45s (full recovery)", (Repeat(8, (run(45, "full recovery"),)),)),
        ("90s F, 60s (recovery)", (run(90), walk(60, "recovery"))),
        ("90s F, 2 min (easy walk)", (run(90), walk(120, "easy"))),
        ("3:00 run 2:00 walk x5", (Repeat(5, (run(180), walk(120))),)),
        ("8 miles w/ last 3 @ MP", (far(12_874.752, "last 3 @ MP"),)),
        (
            "20min easy, 10 x 1min hard / 1min easy, 10min easy",
            (run(1_200, "easy"), Repeat(10, (run(60, "hard"), run(60, "easy"))), run(600, "easy")),
        ),
        ("Yasso 800s: 10 x 800m, 400m jog", (Repeat(10, (far(800), far(400)), "Yasso 800s"),)),
        ("45min progression: 15min easy, 30min steady", (run(900, "easy"), run(1_800, "steady"))),
        ("Set A 3x\n- 20s", (Repeat(3, (run(20),), "Set A"),)),
        ("- 10 min walk, 5 min run", (walk(600), run(300))),
        ("90s F 30s B", (run(90), BACK)),
    ],
)
def test_rounds_and_rests_are_those_that_were_meant(text: str, steps: Steps) -> None:
    """If it failed, rounds would be lost, or work would become a rest."""
    assert parse_text(text).workout.steps == steps


@pytest.mark.parametrize(
    ("text", "movement", "role"),
    [
        ("WU 10 min", WALK_FORWARD, Role.WARM_UP),
        ("10 min w/u jog", RUN_FORWARD, Role.WARM_UP),
        ("Warm up: 10 min easy", RUN_FORWARD, Role.WARM_UP),
        ("warm-up 2km", None, Role.WARM_UP),
        ("Warm up\n10 min walk backward", WALK_BACKWARD, Role.WARM_UP),
        ("CD 5 min walk", WALK_FORWARD, Role.COOL_DOWN),
        ("c/d 5 min Z1", RUN_FORWARD, Role.COOL_DOWN),
        ("10 min warm down", WALK_FORWARD, Role.COOL_DOWN),
        ("10 min einlaufen", RUN_FORWARD, Role.WARM_UP),
        ("Warming up 3 min backward", RUN_BACKWARD, Role.WARM_UP),
    ],
)
def test_a_warm_up_has_its_role_and_moves_as_the_text_says(
    text: str, movement: Movement | None, role: Role
) -> None:
    """If it failed, a warm-up would be work, or a walk a run."""
    (step,) = parse_text(text).workout.steps
    assert isinstance(step, Step)
    assert (step.role, step.movement) == (role, movement or RUN_FORWARD)


BACK_30 = Step(RUN_BACKWARD, Duration(30_000))
ROUND = Repeat(6, (run(60), BACK_30, walk(60)))


@pytest.mark.parametrize(
    "text",
    [
        "6x (1' fwd + 30s bwd) r 1' walk",
        "6x (1' fwd + 30s bwd) r1' walk",
        "6x (1' fwd + 30s bwd) rest 1'",
        "6x (1' fwd + 30s bwd), r=1' walk",
        "6x (1' fwd + 30s bwd) with 1' walk",
        "(1' fwd, 30s bwd) x 6 r 1' walk",
        "6 x (1' vor, 30s zurück, 1' gehen)",
        "6 rounds: 1 min run, 30 sec backwards, 1 min walk",
        "1' fwd, 30'' bwd, 1' walk x 6",
    ],
)
def test_what_stands_behind_the_bracket_is_of_the_round(text: str) -> None:
    """The rest on a board would be lost or run, or a way round be taken for another."""
    (steps,) = parse_text(text).workout.steps
    assert isinstance(steps, Repeat)
    assert Repeat(steps.rounds, tuple(Step(one.movement, one.length) for one in steps.steps)) == ROUND  # type: ignore[union-attr]  # each is a step


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("8x30s retro r30s", (Repeat(8, (BACK_30, walk(30, "rest"))),)),
        ("400m B rest 90s", (Step(RUN_BACKWARD, Distance(400_000)), walk(90, "rest"))),
        ("r 1' walk", (walk(60),)),
        ("6 x (1' F, 30s B) 5' jog", (Repeat(6, (run(60), BACK_30)), run(300))),
    ],
)
def test_a_way_to_go_belongs_to_the_length_that_it_stands_with(text: str, steps: Steps) -> None:
    """The rest would be run backward, and what is to be run backward forward."""
    assert parse_text(text).workout.steps == steps


def test_a_text_without_a_name_leaves_the_workout_its_name() -> None:
    """If it failed, pasting a board's lines into the editor would rename the workout."""
    edited = as_text(Workout("Tuesday", (rf(60),)))
    assert edited.taken_back("6 x 90s F, 30s B", Path("My workout")).workout.name == "Tuesday"
    assert edited.taken_back("Hills\n- 60s", Path("My workout")).workout.name == "Hills"
    assert edited.taken_back("Name: Hills\n- 60s", Path("My workout")).workout.name == "Hills"


@pytest.mark.parametrize(
    ("text", "minutes", "metres"),
    [
        (
            (
                "2 x 90 seconds hard with a 90-second float;\n4 x 60 seconds hard with a 60-second float;\n"
                "4 x 30 seconds hard with a 30-second float;\n4 x 15 seconds hard with a 15-second float."
            ),
            20,
            0,
        ),
        ("10min Level II WU;\n2x 90sec FAST Level V, 90sec Float Level II RI;\n10min Level II CD;", 26, 0),
        ("5 x 5 mins (3k effort) 1 min jog recovery", 30, 0),
        ("– 1 min at 70% (15 sec jog) 45 seconds 80% (2 min recovery) x3\n– 5 min cool down jog", 17, 0),
        (
            "2 Kilometer einlaufen\n200 Meter in 04:25 min/km\n400 Meter in 04:40 min/km\n2 Kilometer auslaufen",
            0,
            4_600,
        ),
        ("3 mal 1000 m in 4:50 / Gehpause 3 min.", 9, 3_000),
        ("8x600m mit 400m Trabpause", 0, 8_000),
        ("6 Intervalle á 45 sec mit je 90 sec Pause", 13.5, 0),
        ("10' EL, 8x 1' schnell / 1' locker, 10' AL", 36, 0),
        (
            (
                "You will begin with a brisk 5-minute walk, then 3 minutes of running, 1-and-a-half minutes of "
                "walking, 5 minutes of running, 2-and-a-half minutes of walking and 5 minutes of running."
            ),
            22,
            0,
        ),
        (
            (
                "Brisk five-minute warmup walk. Then alternate 60 seconds of jogging and 90 seconds of walking for "
                "a total of 20 minutes."
            ),
            25,
            0,
        ),
        (
            (
                "brisk 5-minute warm-up walk followed by 2 repetitions of the following; 90 seconds of running, 90 "
                "seconds of walking, 3 minutes of running, 3 minutes of walking."
            ),
            23,
            0,
        ),
        (
            "Warmup: 1 mile easy.\nWorkout: 6×1000@10-15 seconds slower than 10k pace. 400 meter jog recovery.",
            0,
            10_009.344,
        ),
        ("2:00; 4:00; 6:00; 4:00; 2:00 with 2:00 recovery in-between", 26, 0),
        ("Warm up (~ 5 mins)\n2 x 90 sec,\n4 x 60 sec,\nCool down (~5 mins)", 17, 0),
        ("2 sets of 6×400. 200 meter jog between intervals and 400 meter jog between the two sets.", 0, 7_200),
        ("2 Mile WU\n4 x 1 mile @ 7:00 w/ 400m jog\n2 Mile CD", 0, 14_474.752),
        ("3 x 1 mile @ 10K pace with 3 min rest, 4 x 200m @ mile pace with 200m jog", 9, 6_428.032),
        ("15 min E + 3 x 10 min T w/ 2 min rest + 10 min E", 61, 0),
        ("20 x 400m in 90 sec, rest 60 sec", 20, 8_000),
        ("15min WU, 3x10min @ 85-90% HRmax, 3min recovery, 15min CD", 69, 0),
        ("8 x 2 min, 1 min rest (24 min total)", 24, 0),
        ("400/800/1200/800/400m w/ 400m jog", 0, 5_200),
        ("12-16 x 200m w/ 200m jog", 0, 4_800),
    ],
)
def test_texts_of_public_pages_have_their_totals(text: str, minutes: float, metres: float) -> None:
    """If it failed, a session from a club's page would be shorter or longer than its coach meant."""
    steps = tuple(unrolled(parse_text(text).workout.steps))
    assert sum(one.length.ms for one in steps if isinstance(one.length, Duration)) == minutes * 60_000
    assert sum(one.length.mm for one in steps if isinstance(one.length, Distance)) == pytest.approx(
        metres * 1_000, abs=9
    )


WARM = walk(600, role=Role.WARM_UP)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "Warm up: 10 min; 4 x 3 min; cool down: 5 min",
            (WARM, Repeat(4, (run(180),)), walk(300, "cool down", Role.COOL_DOWN)),
        ),
        (
            "Warm up: 10 min; Main: 5x(2 min/2 min); Cool: 5 min",
            (WARM, Repeat(5, (run(120), run(120))), run(300, "Cool")),
        ),
        (
            "Einlaufen: 10 min; 5x(2 min/2 min); 20 min",
            (WARM, Repeat(5, (run(120), run(120))), run(1_200)),
        ),
        ("Warm up: 10 min. 6 x 1 min / 1 min.", (WARM, Repeat(6, (run(60), run(60))))),
        ("Warm up: 10 min, 20 min", (WARM, run(1_200))),
        ("Cool down: 10 min walk; 3 x 1 min", (walk(600, role=Role.COOL_DOWN), Repeat(3, (run(60),)))),
        ("Warm up: 10 min walk, 5 min jog", (WARM, run(300, role=Role.WARM_UP))),
        ("Warm up: 2 x 1 min walk; 1 min", (Repeat(2, (walk(60, role=Role.WARM_UP),)), run(60))),
    ],
)
def test_a_label_speaks_of_the_front_of_its_line(text: str, steps: Steps) -> None:
    """If it failed, the work behind a warm-up would be walked."""
    assert parse_text(text).workout.steps == steps


@pytest.mark.parametrize(
    ("text", "minutes", "metres"),
    [
        ("5 x 3 min hard with 90 sec jog between. Finish with 10 min easy.", 31, 0),
        ("5 x 3 min, 90 sec between, 10 min easy", 31, 0),
        ("5 x 3 min hard with 90 sec of recovery between, finishing with 10 min easy", 31, 0),
        ("6 x 400m, 1 min rest. Finish with 10 min easy.", 16, 2_400),
        ("4 x 1k, 200m jog between, 2k easy", 0, 6_600),
        ("5 x 3 min, 90 sec rest. Relax, 10 min easy", 32.5, 0),
        ("5 x 3 min, 90 sec after each, 10 min easy", 32.5, 0),
        ("3 x 1k, 2 min between reps, 5 min between sets", 14, 3_000),
        ("Run 1 min then walk 2 min, 10 times", 30, 0),
        ("Run 1 min + walk 2 min (x10)", 30, 0),
        ("Run 5 min + 1 min walk, x4", 24, 0),
        ("Run 5 min + walk 1 min, repeat 4 times", 24, 0),
        ("10 x: 1 min run, then 2 min walk", 30, 0),
        ("5 x 1000m; 3 min rest", 15, 5_000),
        ("5 x 1000m + 3 min rest", 15, 5_000),
        ("5 x 1000m then 3 min rest, then 10 min easy", 25, 5_000),
        ("5 x 1000m; take 3 minutes standing rest", 15, 5_000),
        ("5 x 1000m; 3 min rest; 4 x 400m", 3, 6_600),
        ("5 x 1 min / 1 min; 3 min rest", 13, 0),
        ("10 x 200m resting 1 min", 10, 2_000),
        ("5 x 1 min hard, 1 min easy (10 min)", 10, 0),
        ("Run 3 minutes, walk 2 minutes for 30 minutes", 30, 0),
        ("45 min easy including 6 x 20 s strides", 45, 0),
        ("- 30 min Z2 incl 6 x 10s sprints", 30, 0),
        ("Easy 45 min including 6 x 20 s", 45, 0),
        ("45 min incl. 6 x 20 s strides", 45, 0),
        ("45 min incl. 6 x 100 mtr strides", 45, 600),
        ("10 min easy; run 1 min then walk 2 min, 10 times", 40, 0),
        ("10 min easy then 60s run, 90s walk x 8", 30, 0),
        ("Warm up 10 min then run 1 min then walk 2 min, 10 times", 40, 0),
    ],
)
def test_only_what_belongs_to_a_round_is_repeated(text: str, minutes: float, metres: float) -> None:
    """If it failed, an end of 10 minutes would be run in each round, or a rest once."""
    steps = tuple(unrolled(parse_text(text).workout.steps))
    assert sum(one.length.ms for one in steps if isinstance(one.length, Duration)) == minutes * 60_000
    assert sum(one.length.mm for one in steps if isinstance(one.length, Distance)) == metres * 1_000
