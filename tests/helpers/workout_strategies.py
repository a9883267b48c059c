"""Hypothesis strategies for workouts with any names and texts that a preset may hold."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from retrotimer.training.workout.workout import Level, Repeat, Role, Step, Workout
from tests.helpers.strategies import workouts

TURNS = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Characters that change the direction of writing, which presets do not keep."""
CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters=TURNS)
words = st.one_of(st.sampled_from(('say "go"', "C:\\", "# no comment", "]", "'''", "ä ≈ 走")), st.text(CHARACTERS))
names = st.text(CHARACTERS, min_size=1, max_size=80).filter(str.strip)
optional_names = st.one_of(st.just(""), names)
abouts = st.lists(words, max_size=3).map("\n".join)


def _message(item: Step | Repeat, draw: st.DrawFn) -> Step | Repeat:
    """Give `item`, and all steps in it, random names, spoken texts and roles."""
    name = draw(optional_names)
    if isinstance(item, Repeat):
        return replace(item, name=name, steps=tuple(_message(step, draw) for step in item.steps))
    return replace(item, name=name, say=draw(words), role=draw(st.sampled_from((item.role, Role.WORK, Role.REST))))


@st.composite
def _named(draw: st.DrawFn) -> Workout:
    workout = draw(workouts)
    steps = tuple(_message(replace(item, between=False), draw) for item in workout.steps)
    return Workout(
        draw(names),
        steps,
        draw(st.sampled_from((None, *Level))),
        draw(abouts),
        workout.turn_ms,
        draw(words),
        tuple(draw(st.lists(names, max_size=2))),
    )


named_workouts = _named()
