"""The editor by real keys: a workout made from nothing, undone, done again and saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from retrotimer.files import paths
from retrotimer.files.presets.library import Preset
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_BACKWARD, Distance, Role, Step, Tap
from tests.helpers.editor_robot import Hands, shape

GENTLER = (
    ("Ctrl+N", '"Gentler 3:1"', "Enter"),
    ("W", "U", '"300"', "Enter"),
    ("N", '"90"', "Enter", "N", "B", '"30"', "Enter", "N", "W"),
    ("Shift+Up", "Shift+Up", "Ctrl+G", '"6"', "Enter"),
    ("N", "W", "C", '"180"', "Enter"),
)
MOST_KEYS = 45


def test_gentler_is_made_from_nothing_in_few_keys_undone_done_again_and_saved(
    hands: Hands, presets: dict[str, Preset]
) -> None:
    """Making the workout that is in one's head would take a mouse, or patience."""
    for keys in GENTLER:
        hands.press(*keys)
    made = hands.page.document.workout
    wanted = compile_workout(replace(presets["gentler-3-1"].workout, turn_ms=0), Paces())
    assert compile_workout(made, Paces()) == wanted
    assert hands.pressed <= MOST_KEYS
    count = 0
    while hands.page.document.history.can_undo:
        hands.press("Ctrl+Z")
        count += 1
    assert hands.items == ()
    for n in range(count):
        hands.press("Ctrl+Y" if n % 2 else "Ctrl+Shift+Z")
    assert hands.page.document.workout == made
    hands.press("Ctrl+S")
    saved = paths.presets() / "gentler-3-1 2.toml"
    assert compile_workout(read_preset(saved).workout, Paces()) == wanted
    hands.press("Esc")
    item = hands.navigator.library.presets.current()
    assert item
    assert item.path == saved


def test_each_letter_says_how_to_move(new: Hands) -> None:
    """A movement would take a list to choose it from."""
    new.press("F", "N", "B", "N", "W", "B", "N", "S", "N", "S", "B", "N", "W", "R")
    ways = ["run forward", "run backward", "walk backward", "stand", "run backward", "run forward"]
    assert shape(new.items) == [f"{way} 60" for way in ways]


def test_a_letter_changes_all_steps_that_are_selected(new: Hands) -> None:
    """Turning ten steps around would take ten visits."""
    new.press("F", "N", "N", "N", "Shift+Up", "Shift+Up", "B", '"20"', "Enter")
    assert shape(new.items) == ["run forward 60", *3 * ["run backward 20"]]
    new.press("Ctrl+Z")
    assert shape(new.items) == ["run forward 60", *3 * ["run backward 60"]]


def test_roles_name_their_steps_and_go_again(new: Hands) -> None:
    """A warm-up would have to be named by hand; or a name of one's own be lost."""
    new.press("W", "U")
    step = new.items[0]
    assert isinstance(step, Step)
    assert (step.role, step.name) == (Role.WARM_UP, "Warm-up")
    new.press("C")
    assert (new.items[0].name, new.items[0].role) == ("Cool-down", Role.COOL_DOWN)  # type: ignore[union-attr]
    new.press("C")
    assert new.items[0].name == ""
    new.press("F2", '"Jog"', "Esc", "U")
    assert (new.items[0].name, new.items[0].role) == ("Jog", Role.WARM_UP)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "length"),
    [("400 m", Distance(400_000)), ("1:30", None), ("400m tap", Distance(400_000, until_tap=True))],
)
def test_lengths_are_typed_as_people_type_them(new: Hands, typed: str, length: Distance | None) -> None:
    """A distance or a time would have to be typed in the program's own way."""
    new.press("B", f'"{typed}"', "Enter")
    step = new.items[0]
    assert isinstance(step, Step)
    assert step == Step(RUN_BACKWARD, length or step.length)
    assert length or shape(new.items) == ["run backward 90"]


def test_a_step_can_last_until_a_tap(new: Hands) -> None:
    """An open step would have no key."""
    new.press("B", "T")
    assert new.items == (Step(RUN_BACKWARD, Tap()),)


def test_what_is_no_length_is_told_at_its_field_and_nothing_is_lost(new: Hands) -> None:
    """A mistake would be taken, or hidden, or a box would stand in the way."""
    new.press("B", '"1:9"')
    cell = new.page.tree.cell
    assert cell.message.text() == "'1:9' is not a time: two digits follow a colon"
    assert cell.message.isVisible()
    assert cell.accessibleDescription() == cell.message.text()
    new.press("Enter")
    assert cell.isVisible()
    new.press("Backspace", '"09"', "Enter")
    assert not cell.isVisible()
    assert shape(new.items) == ["run backward 69"]


def test_lengths_are_typed_one_below_the_other(new: Hands) -> None:
    """A table of times would take two keys more for each of them."""
    new.press("F", "N", "N", "Up", "Up", '"10"', "Down", '"20"', "Down", '"30"', "Up", "B")
    assert shape(new.items) == ["run forward 10", "run backward 20", "run forward 30"]


def test_a_length_that_is_wrong_is_not_left_out_of_saving(new: Hands) -> None:
    """A workout would be saved with another length than the one that is seen."""
    new.press("B", '"1:9"', "Ctrl+S")
    assert "'1:9' is not a time" in new.page.status.text()
    assert new.page.tree.cell.hasFocus()
    assert not paths.presets().exists()


def test_esc_takes_back_what_is_being_typed(new: Hands) -> None:
    """A length begun by mistake would have to be remembered and typed again."""
    new.press("B", '"45"', "Enter", '"9"', "Esc")
    assert shape(new.items) == ["run backward 45"]
    new.press("Ctrl+Z")
    assert shape(new.items) == ["run backward 60"]
    new.press("Ctrl+Z")
    assert new.items == ()


def test_steps_are_moved_copied_wrapped_unwrapped_and_deleted(new: Hands) -> None:
    """Arranging a workout would take a mouse."""
    new.press("F", "N", "B", "Alt+Up")
    assert shape(new.items) == ["run backward 60", "run forward 60"]
    new.press("Ctrl+D", "Ctrl+G", '"3"', "Enter", "Alt+Down")
    assert shape(new.items) == ["run backward 60", "run forward 60", ["3 x", "run backward 60"]]
    new.press("Alt+Up", "Down", "Ctrl+Shift+G")
    assert shape(new.items) == ["run backward 60", "run backward 60", "run forward 60"]
    new.press("Ctrl+A", "Del")
    assert new.items == ()
    new.press("Ctrl+Z", "Home", "Del")
    assert shape(new.items) == ["run backward 60", "run forward 60"]


def test_the_fields_beside_the_steps_change_what_is_selected(new: Hands) -> None:
    """What is said at a step could be set in a file alone."""
    new.press("F", "N", "Ctrl+A")
    say = new.page.side.step.fields["say"]
    say.setFocus()
    new.press('"Go."')
    assert [item.say for item in new.items if isinstance(item, Step)] == ["Go.", "Go."]
    new.press("Ctrl+Z")
    assert [item.say for item in new.items if isinstance(item, Step)] == ["", ""]
    assert say.text() == ""  # type: ignore[union-attr]


def test_what_cannot_be_saved_is_shown_where_it_is(new: Hands) -> None:
    """A person would be told that something is wrong, and not what or where."""
    new.press("N", "S", '"5 m"', "Enter", "N", "Ctrl+S")
    page = new.page
    assert page.document.now.current == (0,)
    assert page.status.text() == "Standing covers no distance: give a time"
    assert page.side.step.fields["for"].hasFocus()
    assert page.side.step.fields["for"].message.isVisible()  # type: ignore[union-attr]
    assert not paths.presets().exists()


def test_a_workout_without_name_or_steps_is_told(hands: Hands) -> None:
    """An empty workout would be saved, or refused without a word."""
    hands.press("Ctrl+N", "Backspace", "Enter", "N", "Ctrl+S")
    assert hands.page.name.hasFocus()
    assert hands.page.status.text() == "This must not be empty"
    hands.press('"X"', "Enter", "Del", "Ctrl+S")
    assert hands.page.status.text() == "There must be at least one step"
    assert not paths.presets().exists()


def test_totals_follow_while_a_length_is_typed(new: Hands) -> None:
    """A person would see only afterwards what a step makes of the workout."""
    new.press("F", '"600"')
    totals, load = new.page.totals, new.page.side.load
    load.fold.click()
    assert totals.figures[0][0].text() == "10:00"
    new.press('"0"')
    assert totals.figures[0][0].text() == "1:40:00"
    load.later.timeout.emit()
    before = load.panel.curves.accessibleDescription()
    new.press("Enter", "B")
    load.later.timeout.emit()
    assert load.panel.curves.accessibleDescription() != before


def test_a_built_in_preset_becomes_a_copy_of_ones_own(hands: Hands, presets: dict[str, Preset]) -> None:
    """A built-in preset would be changed for good, or could not be changed at all."""
    source = presets["gentler-3-1"].path.read_bytes()
    hands.press("Ctrl+E")
    assert "stays as it is" in hands.page.notice.text()
    hands.press('"400"', "Enter", "Ctrl+S")
    saved = paths.presets() / "gentler-3-1-my-own.toml"
    assert "# in our model walking is what rests knee and calf" in saved.read_text("utf-8")
    assert read_preset(saved).workout.name == "Gentler 3:1, my own"
    assert shape(read_preset(saved).workout.steps)[0] == "walk forward 400"
    assert presets["gentler-3-1"].path.read_bytes() == source
    hands.press('"500"', "Enter", "Ctrl+S")
    assert [file.name for file in paths.presets().iterdir()] == [saved.name]


def test_an_own_preset_is_saved_where_it_is_with_its_comments(hands: Hands) -> None:
    """A person's comments would be lost with the first change."""
    path = own(hands)
    hands.press("Ctrl+E", '"45"', "Enter", "Ctrl+S", "Esc")
    assert path.read_text() == SOURCE.replace("0:30", "0:45")
    item = hands.navigator.library.presets.current()
    assert item
    assert item.path == path
    assert item.figures[0] == 45_000


SOURCE = '# mine\nformat = 1\nname = "Hill"\nsteps = [{ do = "run backward", for = "0:30" }] # hard\n'


def own(hands: Hands) -> Path:
    """Put a preset of the person's own into the library, and choose it."""
    path = paths.presets() / "hill.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOURCE)
    hands.navigator.library.show_file(path)
    QApplication.processEvents()
    return path
