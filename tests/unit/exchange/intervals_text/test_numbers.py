"""Test that every number in a line is used or reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.workout import Distance, Duration, Repeat, Step
from tests.helpers.example_counts import times

COUNT_IN_NAME = re.compile(r"\b\d+\s*[x×*](?!\w)|(?<!\w)[x×*]\s*\d|\b\d+ (?:times|rounds|reps)\b", re.IGNORECASE)
NUMBERED = re.compile(r"^(?:- )?\d{1,2}[.)] ", re.MULTILINE)
"""The numbers of a numbered list, which say nothing of its steps."""
LENGTHS = ("{}s", "{} sec", '{}"', "{} min", "{}'", "{} minutes", "{}m", "{}00m", "{} km", "{}00 mtr", "0:{}")
MOVES = (
    "",
    " F",
    " B",
    " walk",
    " jog",
    " run",
    " easy",
    " hard",
    " rest",
    " recovery",
    " float",
    " warm up",
    " WU",
    " CD",
)
AIMS = (
    "",
    " Z{}",
    " zone {} HR",
    " {}%",
    " {}-9{}%",
    " @ {}:00/km",
    " {} bpm",
    " RPE {}",
    " {}00w",
    " @ 5:{}",
    " power={}s",
)
NOISE = (
    "",
    " no {}",
    " {}",
    " ({})",
    " until {}",
    " every {}s",
    " of {}",
    " last {} min",
    " -{}",
    " {}ish",
    " #{}",
    " {}.",
)
COUNTS = ("{} x ", "{}x", "{} × ", "{} times ", "{} sets of ", "{} reps ", "x{} ", "{} rounds: ")
BEHIND = ("", " x {}", " x{}", " * {}", " {} times", " {} rounds", ". Repeat {} times", ". Repeat x{}")
BETWEEN = (", ", " / ", " + ", "; ", ". ", " then ", " and ", " with ", " w/ ", " - ", " ")
LABELS = ("", "", "Main set: ", "Set {}: ", "{}. ", "{}) ", "Week {}: ", "Intervals {}: ", "Warm up {}: ")


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Make a line of pieces that people write, each number in it another one."""
    numbers = iter(draw(st.permutations([*range(11, 60)])))

    def piece(*choices: str) -> str:
        text = draw(st.sampled_from(choices))
        return re.sub(r"\{\}", lambda _found: str(next(numbers)), text)

    def step() -> str:
        length, rest = piece(*LENGTHS), [piece(*MOVES), piece(*AIMS), piece(*NOISE)]
        if draw(st.booleans()):
            return length + "".join(rest)
        return f"{rest[0].strip()}{rest[2]} {length}{rest[1]}".strip()

    def row(depth: int) -> str:
        text = step()
        for _n in range(draw(st.integers(0, 2))):
            text += piece(*BETWEEN) + (f"({row(depth - 1)})" if depth and draw(st.booleans()) else step())
        count = piece(*COUNTS) if draw(st.booleans()) else ""
        if count and draw(st.booleans()):
            text = f"({text})"
        return count + text + piece(*BEHIND)

    return piece("", "", "- ") + piece(*LABELS) + row(1)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Make a text of some lines, headings among them."""
    heads = (
        "Main set 6x hard",
        "Main set 7x",
        "8x",
        "3 rounds of:",
        "Repeat 9 times",
        "Warm up",
        "Set 4",
        "Track 5 of 7",
        "",
    )
    return "\n".join(draw(st.lists(lines() | st.sampled_from(heads), min_size=1, max_size=5)))


def walk(steps: Sequence[Step | Repeat]) -> Iterator[Step | Repeat]:
    """Give each step and repeat."""
    for step in steps:
        yield step
        if isinstance(step, Repeat):
            yield from walk(step.steps)


def numbers_of(found: Imported) -> tuple[set[float], str]:
    """Return the numbers that counts, times and distances of a workout may have come from, and all its words."""
    known, words = {0.0}, [found.workout.name, *found.notes]
    for step in walk(found.workout.steps):
        words.append(step.name)
        if isinstance(step, Repeat):
            known.add(step.rounds)
            continue
        words.append(step.say)
        match step.length:
            case Duration(ms):
                known |= {ms / 1_000, ms / 60_000, ms // 60_000, ms % 60_000 / 1_000}  # "12 min 11s", too
            case Distance(mm):
                known |= {mm / 1_000, mm / 1_000_000, round(mm / 1_609_344, 3)}
    return known, "\n".join(words)


def lost(text: str) -> list[str]:
    """Return the numbers of `text` that are neither in its workout nor in a message."""
    try:
        found = parse_text(text)
    except WrongFile:  # it says what is wrong, and nothing of it is kept
        return []
    known, words = numbers_of(found)
    named = set(re.findall(r"\d+", words))
    text = NUMBERED.sub("", text)
    return [number for number in re.findall(r"\d+", text) if number not in named and float(number) not in known]


@given(lines())
@times(2)
def test_each_number_of_a_line_is_used_or_named(line: str) -> None:
    """If it failed, something that a coach wrote would be missing from the session without a word."""
    assert lost(line) == []


@given(texts())
def test_each_number_of_a_text_is_used_or_named(text: str) -> None:
    """If it failed, a heading or a line between others would lose rounds without a word."""
    assert lost(text) == []


@given(texts())
def test_no_count_becomes_part_of_a_name(text: str) -> None:
    """If it failed, eight rounds would be done once, with "8x" as a name."""
    try:
        found = parse_text(text)
    except WrongFile:
        return
    names = [step.name for step in walk(found.workout.steps)]
    assert [name for name in names if COUNT_IN_NAME.search(name)] == []
    title = found.workout.name
    assert not COUNT_IN_NAME.search(title) or any(title[:30] in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        "10 min easy 37",
        "- 10m Z2 around 37 of them",
        "- 4m 100% 3",
        "6 x 90s F, 41 steps",
        "60 min easy, last 13 min steady",
        "8 x 200m every 93s",
        "Jog 5 min (or 803 m)",
        "- 90s " + "very " * 16 + "long name 47",
        '- "Up" 52 fast 2m',
        "Warm up 17 laps\n6 x 90s",
        "5 min\n\nMain set 6x\n\nEnd 3",
        "Turn: 4 steps\n- 90s",
        "- 6x strides\n- 10 min",
        "6x400 session\n- 10m",
        "Warmup 15 min\n- 10m",
        "Go 33^Harder <!> 2m",
        "- 3x per week 20 min",
    ],
)
def test_a_number_that_says_nothing_is_named(text: str) -> None:
    """If it failed, a person would not know that a number of theirs changed nothing."""
    assert lost(text) == []
