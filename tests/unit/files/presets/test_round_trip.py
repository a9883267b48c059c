"""Test saving a changed workout into a file with comments."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.presets.library import find
from retrotimer.files.presets.reader import Fields, read_workout
from retrotimer.files.presets.round_trip import edited_text, says
from retrotimer.files.wording import Mistakes
from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import RUN_BACKWARD, Duration, Level, Repeat, Step, Workout
from tests.helpers.preset_layouts import laid_out, remark
from tests.helpers.workout_strategies import named_workouts

SOURCE = """\
# mine
format = 1
name = "Hills"   # a name
steps = [
  { do = "walk forward", for = "5:00" },  # easy
  # the work
  { repeat = 6, steps = [
    { do = "run forward",  for = "90 s" },
    { do = "run backward", for = "0:30" }, # tall
  ] },
  # no more
]
"""


def opened(source: str = SOURCE) -> Editing:
    """Return what an editor has of `source` when it is opened."""
    return Editing(read_workout(Fields(tomllib.loads(source), (), Mistakes(Path()))))


def saved(after: Editing, source: str = SOURCE) -> str:
    """Return the source once `after` is saved into it."""
    return edited_text(source, opened(source).workout, after.workout)


def at(*paths: tree.Path) -> Editing:
    """Return the opened source with `paths` selected."""
    return editing.select(opened(), paths)


def test_one_changed_time_changes_one_word_of_the_file() -> None:
    """What a person wrote around a step would be lost by changing its time."""
    after = editing.change_steps(at((1, 1)), lambda step: replace(step, length=Duration(45_000)))
    assert saved(after) == SOURCE.replace('"0:30"', '"0:45"')


def test_rounds_and_names_are_changed_where_they_stand() -> None:
    """Changing rounds would write the whole repeat again."""
    after = editing.change_repeats(at((1,)), lambda repeat: replace(repeat, rounds=8))
    after = editing.change_workout(after, name="Hill 8", level=Level.NOVICE)
    wanted = SOURCE.replace("repeat = 6", "repeat = 8").replace('"Hills"   # a name', '"Hill 8"   # a name')
    assert saved(after) == wanted.replace("# a name\n", '# a name\nlevel = "novice"\n')


def test_a_key_comes_and_goes_in_its_usual_place() -> None:
    """A step would lose its layout when something is said in it."""
    named = editing.change_steps(at((1, 1)), lambda step: replace(step, say="Tall.", name="Back"))
    text = saved(named)
    assert '{ do = "run backward", for = "0:30", name = "Back", say = "Tall." }, # tall' in text
    assert edited_text(text, named.workout, opened().workout) == SOURCE


def test_a_new_step_stands_on_a_line_of_its_own() -> None:
    """A new step would be glued to another one's line."""
    after = editing.add(at((1, 0)), (Step(RUN_BACKWARD, Duration(20_000)),))
    line = '    { do = "run backward", for = "0:20" },\n    { do = "run backward", for = "0:30" }, # tall'
    assert line in saved(after)


def test_what_is_moved_takes_its_comment_along() -> None:
    """A comment would stay where its step no longer is."""
    text = saved(editing.move_down(editing.move_down(at((0,)))))
    assert '    { do = "walk forward", for = "5:00" },  # easy\n' in text
    assert text.index("# the work") < text.index("# easy") < text.index("# no more")


def test_what_is_wrapped_is_set_deeper_with_its_comments() -> None:
    """Wrapping would lose what was written beside the steps."""
    text = saved(editing.wrap(at((0,), (1,)), 3))
    assert "  { repeat = 3, steps = [\n" in text
    assert '    { do = "walk forward", for = "5:00" },  # easy\n    # the work\n    { repeat = 6' in text
    assert '      { do = "run forward",  for = "90 s" },\n' in text


def test_what_is_unwrapped_keeps_its_comments() -> None:
    """Unwrapping would lose what was written beside the steps."""
    text = saved(editing.unwrap(at((1,))))
    assert '  { do = "run forward",  for = "90 s" },\n  { do = "run backward", for = "0:30" }, # tall\n' in text


def test_a_list_on_one_line_stays_on_one_line() -> None:
    """A short file would be torn apart by a new step."""
    source = 'format = 1\nname = "x"\nsteps = [{ do = "stand", for = "0:10" }]'
    after = editing.add(editing.select(opened(source), [(0,)]))
    line = 'steps = [{ do = "stand", for = "0:10" }, { do = "run forward", for = "1:00" }]'
    assert edited_text(source, opened(source).workout, after.workout).splitlines()[2] == line


def test_a_form_that_is_not_followed_keeps_its_comments_above() -> None:
    """A file in an unusual form could not be saved, or would lose its comments."""
    source = SOURCE.replace("name =", '"na\\u006de" =').replace("do =", "'do' =")
    after = editing.duplicate(editing.select(opened(source), [(0,)]))
    text = edited_text(source, opened(source).workout, after.workout)
    assert says(text, after.workout)
    assert all(words in text for words in ("# mine", "# easy", "# the work", "# tall", "# no more"))


@pytest.mark.parametrize("preset_id", ["gentler-3-1", "pyramid", "track-laps"])
def test_nothing_changed_is_nothing_written(preset_id: str) -> None:
    """Saving would touch a file that says already what is wanted."""
    preset = find(preset_id)
    source = preset.path.read_text("utf-8")
    assert edited_text(source, preset.workout, preset.workout) == source


COMMANDS: tuple[Callable[[Editing], Editing], ...] = (
    editing.delete,
    editing.duplicate,
    editing.wrap,
    editing.unwrap,
    editing.move_up,
    editing.move_down,
    editing.add,
    lambda now: editing.change_steps(now, lambda step: replace(step, name="", say="Now.", between=False)),
    lambda now: editing.change_steps(now, lambda step: replace(step, length=Duration(7_000))),
    lambda now: editing.change_repeats(now, lambda repeat: replace(repeat, rounds=5, name="Set")),
    lambda now: editing.change_workout(now, about="", level=Level.EXPERIENCED, tags=("a", "b")),
    lambda now: editing.change_workout(now, name="Another", turn_ms=0, source=""),
)


def _edited(workout: Workout, chance: Random) -> Editing:
    """Return `workout` after some edits, that a file can still hold."""
    now = Editing(workout)
    for _n in range(chance.randint(1, 6)):
        paths = [path for path, _item in tree.walk(now.items)]
        now = editing.select(now, chance.sample(paths, min(len(paths), chance.randint(1, 3))))
        after = chance.choice(COMMANDS)(now)
        if after.items and all(_is_sound(item) for item in after.items):
            now = after
    return now


def _is_sound(item: Step | Repeat, depth: int = 0) -> bool:
    if depth == 0 and item.between:
        return False
    if isinstance(item, Step):
        return True
    is_filled = not all(step.between for step in item.steps)
    return depth < 8 and is_filled and all(_is_sound(step, depth + 1) for step in item.steps)


@given(workout=named_workouts, chance=st.randoms(use_true_random=False))
def test_after_any_edits_the_file_says_the_workout_and_untouched_comments_stay(
    workout: Workout, chance: Random
) -> None:
    """A saved file would say another workout than the editor showed, or lose what a person wrote."""
    source = laid_out(workout, chance)
    assert says(source, workout)
    after = _edited(workout, chance).workout
    text = edited_text(source, workout, after)
    assert says(text, after)
    assert "# my own" in text
    before = list(tree.walk(workout.steps))
    times = Counter(item for _path, item in before)
    left = {item for _path, item in tree.walk(after.steps)}
    for path, item in before:
        if isinstance(item, Step) and times[item] == 1 and item in left:
            assert text.count(remark(path)) == 1
