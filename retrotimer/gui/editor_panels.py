"""Everything that can be said of the steps that are selected, and of the workout as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from retrotimer.app.words import level_word
from retrotimer.files.lengths import seconds_text
from retrotimer.files.typed_lengths import parse_typed, parse_typed_time
from retrotimer.gui.cards import Card
from retrotimer.gui.editor_cell import rounds_of
from retrotimer.gui.editor_fields import Choice, Entry, Labelled, Tick
from retrotimer.gui.editor_keys import with_role
from retrotimer.gui.editor_selected import Selected
from retrotimer.gui.editor_words import MOVEMENTS, ROLES, movement_word, role_word
from retrotimer.gui.editor_work import Work
from retrotimer.gui.setting_rows import said
from retrotimer.texts import _
from retrotimer.training import editing
from retrotimer.training.editing import Editing
from retrotimer.training.tree import Item
from retrotimer.training.workout import Level, Movement, Role

Change = Callable[[Editing], Editing]
Field = Entry | Choice | Tick
Value = TypeVar("Value")


class Panel(Card):
    """A card of fields that show `work`."""

    def __init__(self, work: Work, title: str) -> None:
        super().__init__(title)
        self.work = work
        self.fields: dict[str, Field] = {}
        self._rows: dict[str, QWidget] = {}
        work.edited.connect(self.show_values)
        work.judged.connect(self.show_faults)

    def add(self, key: str, name: str, field: Field) -> None:
        """Put `field`, of the key that a preset has for it, below the others."""
        field.setObjectName(key)
        row = field if isinstance(field, Tick) else Labelled(name, field)
        self.fields[key], self._rows[key] = field, row
        self.column.addWidget(row)

    def show_values(self) -> None:
        """Show what is there now."""
        for field in self.fields.values():
            field.show_value()
        self.show_faults()

    def show_faults(self) -> None:
        """Show at each field what is wrong with it."""
        for key, field in self.fields.items():
            if isinstance(field, Entry):
                field.show_fault(self.fault(key))

    def fault(self, key: str) -> str:
        """Return what is wrong in `key`."""
        return self.work.judgement.of((), key)

    def wrong_field(self) -> Entry | None:
        """Return the first field in which something stands that cannot be used."""
        found = (f for f in self.fields.values() if isinstance(f, Entry) and f.mistake and f.isVisible())
        return next(found, None)


class StepPanel(Panel):
    """The fields of what is selected: of steps, of repeats, or of both those that both have."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, _("Selected"))
        self._selected = Selected(work.now)
        self.nothing = said(_("Nothing is selected. Add makes a step."), muted=True)
        self.column.addWidget(self.nothing)
        self._add_step_fields()
        self._add_common_fields()
        self.show_values()

    def _add_step_fields(self) -> None:
        work = self.work
        movements = [(movement, movement_word(movement)) for movement in MOVEMENTS]
        self.add("do", _("Movement"), Choice(work, _("Movement"), movements, self._of(Selected.movement), _move))
        self.add("for", _("How long"), Entry(work, _("How long"), self._of(Selected.length), _set_length))
        self.add("repeat", _("Rounds"), Entry(work, _("Rounds"), self._of(Selected.rounds), _set_rounds))

    def _add_common_fields(self) -> None:
        work = self.work
        self.add("name", _("Name"), Entry(work, _("Name of the step"), self._of(Selected.name), _set_name))
        self.add(
            "say", _("Said at the start"), Entry(work, _("Said at the start"), self._of(Selected.say), _set_say)
        )
        roles = [("", _("None")), *((role, role_word(role)) for role in ROLES)]
        self.add("role", _("Role"), Choice(work, _("Role"), roles, self._of(Selected.role), _set_role))
        self.add("between", "", Tick(work, _("Only between rounds"), self._of(Selected.between), _set_between))

    def show_values(self) -> None:
        """Show the fields that what is selected has."""
        now = self.work.now
        self._selected = Selected(now)
        has_steps, has_repeats = bool(self._selected.steps), bool(self._selected.repeats)
        self.nothing.setVisible(not now.selected)
        for key, row in self._rows.items():
            is_steps = key in ("do", "for", "say", "role")
            wanted = has_steps if is_steps else has_repeats if key == "repeat" else bool(now.selected)
            inner = key != "between" or any(len(path) > 1 for path in now.selected) or self._selected.between()
            row.setVisible(wanted and inner)
        super().show_values()

    def _of(self, read: Callable[[Selected], Value]) -> Callable[[Editing], Value]:
        return lambda _now: read(self._selected)

    def fault(self, key: str) -> str:
        """Return what is wrong in `key` of what is selected."""
        keys = {"for": ("for", "until"), "repeat": ("repeat", "steps")}.get(key, (key,))
        found = (self.work.judgement.of(path, *keys) for path in self.work.now.selected)
        return next(filter(None, found), "")


class WorkoutPanel(Panel):
    """The fields of the workout as a whole, but for its name."""

    def __init__(self, work: Work) -> None:
        super().__init__(work, _("Whole workout"))
        levels = [(None, _("not said")), *((level, level_word(level)) for level in Level)]
        self.add("level", _("Level"), Choice(work, _("Level"), levels, lambda now: now.workout.level, _set_level))
        self.add("about", _("What it is about"), self._text("about", _("What it is about")))
        turn = Entry(work, _("Time to turn around, before each change of direction"), _turn, _set_turn)
        self.add("turn", _("Time to turn around"), turn)
        self.add("tags", _("Tags, with commas"), Entry(work, _("Tags, with commas"), _tags, _set_tags))
        self.add("source", _("Where it is from"), self._text("source", _("Where it is from")))
        self.show_values()

    def _text(self, key: str, name: str) -> Entry:
        return Entry(
            self.work,
            name,
            lambda now: str(getattr(now.workout, key)).replace("\n", " ⏎ "),
            lambda text: _set_workout(**{key: text.replace(" ⏎ ", "\n")}),
        )


def _move(movement: object) -> Change:
    return lambda now: editing.change_steps(
        now, lambda step: replace(step, movement=movement) if isinstance(movement, Movement) else step
    )


def _set_length(text: str) -> Change:
    length = parse_typed(text)
    return lambda now: editing.change_steps(now, lambda step: replace(step, length=length))


def _set_rounds(text: str) -> Change:
    rounds = rounds_of(text)
    return lambda now: editing.change_repeats(now, lambda repeat: replace(repeat, rounds=rounds))


def _set_name(text: str) -> Change:
    return lambda now: editing.change(now, lambda item: replace(item, name=text.strip()))


def _set_say(text: str) -> Change:
    return lambda now: editing.change_steps(now, lambda step: replace(step, say=text))


def _set_role(role: object) -> Change:
    wanted = role if isinstance(role, Role) else None
    return lambda now: editing.change_steps(now, lambda step: with_role(step, wanted))


def _set_between(on: bool) -> Change:
    def act(item: Item) -> Item:
        return replace(item, between=on)

    return lambda now: editing.change(now, act)


def _set_workout(**values: object) -> Change:
    return lambda now: editing.change_workout(now, **values)


def _set_level(level: object) -> Change:
    return _set_workout(level=level)


def _turn(now: Editing) -> str:
    return seconds_text(now.workout.turn_ms) if now.workout.turn_ms else ""


def _set_turn(text: str) -> Change:
    if not text.strip():
        return _set_workout(turn_ms=0)
    return _set_workout(turn_ms=parse_typed_time(text).ms)


def _tags(now: Editing) -> str:
    return ", ".join(now.workout.tags)


def _set_tags(text: str) -> Change:
    return _set_workout(tags=tuple(filter(None, (tag.strip() for tag in text.split(",")))))
