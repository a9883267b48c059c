"""Edit the properties of the selected steps and of the workout in panels of form fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.formatting import level_word
from retrotimer.files.presets.lengths import parse_typed, parse_typed_time, seconds_text, typed_text
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.inline_field import EditorField, WheelSteps, rounds_of
from retrotimer.gui.editor.key_bindings import Change, with_role
from retrotimer.gui.editor.step_text import MOVEMENTS, ROLES, movement_word, role_word
from retrotimer.gui.theme import GRID
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import Duration, Level, Movement, Repeat, Role, Step

Chip = tuple[str, Change]
Reader = Callable[[Editing], str | None]
CHIPS_S, CHIPS_ROUNDS = (15, 30, 60, 90), (4, 6, 8, 10)
"""Lengths, in seconds, and rounds that take one click."""


class Entry(EditorField):
    """A line of text.

    Args:
        document: what is edited.
        read: gives what it shows; None where that differs among what is selected.
        write: makes of a text what changes the workout, or raises WrongRequest with a sentence.
    """

    def __init__(self, document: Document, read: Reader, write: Callable[[str], Change]) -> None:
        super().__init__()
        self._document, self._read, self._write = document, read, write
        self._visit = 0
        self.mistake = ""
        self.message = text_label(px=15, wrong=True)
        self.message.hide()
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self._finish)

    @property
    def _typing(self) -> str:
        return f"{self.accessibleName()} {self._visit}"

    def show_value(self) -> None:
        """Show the value, unless a person is typing it."""
        if self._document.history.typing == self._typing and self.hasFocus():
            return
        value = self._read(self._document.now)
        self.setPlaceholderText(_("several") if value is None else "")
        if self.text() != (value or ""):
            self.setText(value or "")
            self.setCursorPosition(0)  # a long text is read from its beginning
        self._notify("")

    def show_fault(self, sentence: str) -> None:
        """Show what is wrong with the value, where what was typed could be used at all."""
        if not self.mistake:
            self._show(sentence)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another thing to undo; select all, so that typing replaces it."""
        super().focusInEvent(event)
        self._visit += 1
        self._document.commit_typing()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _take(self, text: str) -> None:
        try:
            change = self._write(text)
        except WrongRequest as error:
            self._notify(str(error))
            return
        self._notify("")
        self._document.do(change, self._typing)

    def _finish(self) -> None:
        if not self.mistake:
            self._document.commit_typing()
            self.show_value()

    def _notify(self, sentence: str) -> None:
        self.mistake = sentence
        self._show(sentence)

    def _show(self, sentence: str) -> None:
        self.mark(is_wrong=bool(sentence))
        self.setAccessibleDescription(sentence)
        notify(self.message, sentence)


class Choice(Combo):
    """One of `options`, each a value and its words; nothing is chosen where it differs among what is selected."""

    def __init__(
        self,
        document: Document,
        options: Sequence[tuple[object, str]],
        read: Callable[[Editing], object],
        write: Callable[[object], Change],
    ) -> None:
        super().__init__()
        self._document, self._read, self._write = document, read, write
        self._values = [value for value, _words in options]
        for _value, words in options:
            self.addItem(words)
        self.activated.connect(self._take)

    def show_value(self) -> None:
        """Show the value."""
        value = self._read(self._document.now)
        self.setPlaceholderText("" if value in self._values else _("several"))
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _take(self, index: int) -> None:
        self._document.commit_typing()
        self._document.do(self._write(self._values[index]))


class Tick(Check):
    """Yes or no."""

    def __init__(
        self, document: Document, name: str, read: Callable[[Editing], bool], write: Callable[[bool], Change]
    ) -> None:
        super().__init__(name)
        self._document, self._read = document, read
        self.clicked.connect(lambda on: document.do(write(on)))

    def show_value(self) -> None:
        """Show the value."""
        self.setChecked(self._read(self._document.now))


class MeasureEntry(Entry):
    """A length or a number of rounds: the wheel makes it larger and smaller while it has the focus."""

    def __init__(self, document: Document, read: Reader, write: Callable[[str], Change]) -> None:
        super().__init__(document, read, write)
        self._wheel = WheelSteps()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self._document.nudge(self._wheel.count(event))
        else:
            event.ignore()


class Labelled(QWidget):
    """A field below its name, between `sides`, with what is wrong and what else there is `below` it."""

    def __init__(self, name: str, field: Entry | Choice, *sides: QWidget, below: QWidget | None = None) -> None:
        super().__init__()
        words = text_label(name, px=15, muted=True)
        words.setBuddy(field)
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        for part in (*sides[:1], field, *sides[1:]):
            row.addWidget(part, int(part is field))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(words)
        column.addLayout(row)
        if isinstance(field, Entry):
            column.addWidget(field.message)
        if below:
            column.addWidget(below)


class Chips(QWidget):
    """Small buttons side by side, each with its words and what it does to `document`."""

    def __init__(self, document: Document, name: str, chips: Sequence[Chip]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self.buttons = {words: SmallButton(words, f"{name}: {words}") for words, _act in chips}
        for words, act in chips:
            self.buttons[words].clicked.connect(partial(_run, document, act))
            row.addWidget(self.buttons[words], 1)


class SmallButton(Button):
    """A button that takes no more room than its text."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, px=17)
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            max(metrics.horizontalAdvance(self.text()) + 2 * GRID, metrics.height() + GRID), metrics.height() + GRID
        )


def _run(document: Document, act: Change) -> None:
    document.commit_typing()
    document.do(act)


class Selected:
    """What is selected, looked up once for all fields that show it.

    A value is that of all the items that can have it; None where it differs among them, or none can.
    """

    def __init__(self, now: Editing) -> None:
        self.items = [item for _path, item in now.chosen]
        self.steps = [item for item in self.items if isinstance(item, Step)]
        self.repeats = [item for item in self.items if isinstance(item, Repeat)]

    @property
    def length(self) -> str | None:
        """How long each of the steps is, as it is typed."""
        length = _same(step.length for step in self.steps)
        return None if length is None else typed_text(length)

    @property
    def rounds(self) -> str | None:
        """How many rounds each of the repeats has."""
        rounds = _same(repeat.rounds for repeat in self.repeats)
        return None if rounds is None else str(rounds)

    @property
    def is_between(self) -> bool:
        """Whether all steps and repeats stand only between rounds."""
        return bool(_same(item.between for item in self.items))


def _same(values: Iterable[Value]) -> Value | None:
    found = iter(values)
    first = next(found, None)
    return first if all(value == first for value in found) else None


Field = Entry | Choice | Tick
Value = TypeVar("Value")


class Panel(Card):
    """A card of fields that show `document`."""

    def __init__(self, document: Document, title: str) -> None:
        super().__init__(title)
        self.document = document
        self.fields: dict[str, Field] = {}
        self._rows: dict[str, QWidget] = {}
        document.edited.connect(self.show_values)
        document.analysed.connect(self.show_faults)

    def add(self, key: str, name: str, field: Field, *sides: QWidget, below: QWidget | None = None) -> None:
        """Put `field`, of the key that a preset has for it, below the others."""
        field.setObjectName(key)
        field.setAccessibleName(name)
        row = field if isinstance(field, Tick) else Labelled(name, field, *sides, below=below)
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
        return self.document.analysis.of((), key)

    def wrong_field(self) -> Entry | None:
        """Return the first field in which something stands that cannot be used."""
        found = (f for f in self.fields.values() if isinstance(f, Entry) and f.mistake and f.isVisible())
        return next(found, None)


class StepPanel(Panel):
    """The fields of what is selected: of steps, of repeats, or of both those that both have."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, _("Selected"))
        self._selected = Selected(document.now)
        self.nothing = text_label(_("Nothing is selected."), muted=True)
        self.column.addWidget(self.nothing)
        self._add_step_fields()
        self._add_common_fields()
        self.show_values()

    def _add_step_fields(self) -> None:
        document, found = self.document, self._found
        movements = [(movement, movement_word(movement)) for movement in MOVEMENTS]
        self.add(
            "do", _("Movement"), Choice(document, movements, self._in_steps(lambda step: step.movement), _move)
        )
        lengths = [(clock_text(s), partial(editing.with_length, length=Duration(s * 1_000))) for s in CHIPS_S]
        length = MeasureEntry(document, found(lambda selected: selected.length), _set_length)
        self._add_measure("for", _("How long"), length, lengths, (_("Shorter"), _("Longer")))
        rounds = [(f"{n} ×", partial(editing.with_rounds, rounds=n)) for n in CHIPS_ROUNDS]
        often = MeasureEntry(document, found(lambda selected: selected.rounds), _set_rounds)
        self._add_measure("repeat", _("Rounds"), often, rounds, (_("Fewer rounds"), _("More rounds")))
        remove = _("Remove the repeat")
        self.remove = SmallButton(remove, remove)
        self.remove.clicked.connect(partial(_run, document, editing.unwrap))
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_measure(self, key: str, name: str, field: Entry, chips: Sequence[Chip], ends: tuple[str, str]) -> None:
        """Add a field between − and +, called as in `ends`, over `chips`."""
        less, more = (SmallButton(sign, end) for sign, end in zip("−+", ends, strict=True))
        for button, by in ((less, -1), (more, 1)):
            button.clicked.connect(partial(self.document.nudge, by))
        self.add(key, name, field, less, more, below=Chips(self.document, name, chips))

    def _add_common_fields(self) -> None:
        document, found, in_steps = self.document, self._found, self._in_steps
        name = Entry(document, found(lambda selected: _same(item.name for item in selected.items)), _set_name)
        self.add("name", _("Name"), name)
        self.add("say", _("Spoken at the start"), Entry(document, in_steps(lambda step: step.say), _set_say))
        roles = [("", _("None")), *((role, role_word(role)) for role in ROLES)]
        self.add("role", _("Role"), Choice(document, roles, in_steps(lambda step: step.role or ""), _set_role))
        between = _("Only between rounds")
        tick = Tick(document, between, found(lambda selected: selected.is_between), _set_between)
        self.add("between", between, tick)

    def show_values(self) -> None:
        """Show the fields that what is selected has."""
        now = self.document.now
        self._selected = Selected(now)
        has_steps, has_repeats = bool(self._selected.steps), bool(self._selected.repeats)
        self.nothing.setVisible(not now.selected)
        self.remove.setVisible(has_repeats)
        for key, row in self._rows.items():
            is_steps = key in ("do", "for", "say", "role")
            wanted = has_steps if is_steps else has_repeats if key == "repeat" else bool(now.selected)
            inner = key != "between" or any(len(path) > 1 for path in now.selected) or self._selected.is_between
            row.setVisible(wanted and inner)
        super().show_values()

    def _found(self, read: Callable[[Selected], Value]) -> Callable[[Editing], Value]:
        return lambda _now: read(self._selected)

    def _in_steps(self, read: Callable[[Step], Value]) -> Callable[[Editing], Value | None]:
        return lambda _now: _same(read(step) for step in self._selected.steps)

    def fault(self, key: str) -> str:
        """Return what is wrong in `key` of what is selected."""
        keys = {"for": ("for", "until"), "repeat": ("repeat", "steps")}.get(key, (key,))
        selected = frozenset(self.document.now.selected)
        found = (f.sentence for f in self.document.analysis.faults if f.path in selected and f.key in keys)
        return next(found, "")


class WorkoutPanel(Panel):
    """The fields of the workout as a whole, but for its name."""

    def __init__(self, document: Document) -> None:
        super().__init__(document, _("Whole workout"))
        levels = [(None, _("no level")), *((level, level_word(level)) for level in Level)]
        level = Choice(document, levels, lambda now: now.workout.level, lambda level: _set_workout(level=level))
        self.add("level", _("Level"), level)
        self.add("about", _("Description"), self._text("about"))
        self.add("turn", _("Pause for turning"), Entry(document, _turn, _set_turn))
        tags = Entry(document, lambda now: ", ".join(now.workout.tags), _set_tags)
        self.add("tags", _("Tags, separated by commas"), tags)
        self.add("source", _("Where it is from"), self._text("source"))
        self.show_values()

    def _text(self, key: str) -> Entry:
        return Entry(
            self.document,
            lambda now: str(getattr(now.workout, key)).replace("\n", " ⏎ "),
            lambda text: _set_workout(**{key: text.replace(" ⏎ ", "\n")}),
        )


def _in_steps(act: Callable[[Step], Step]) -> Change:
    return partial(editing.change_steps, act=act)


def _move(movement: object) -> Change:
    return _in_steps(lambda step: replace(step, movement=movement) if isinstance(movement, Movement) else step)


def _set_length(text: str) -> Change:
    return partial(editing.with_length, length=parse_typed(text))


def _set_rounds(text: str) -> Change:
    return partial(editing.with_rounds, rounds=rounds_of(text))


def _set_name(text: str) -> Change:
    return partial(editing.change, act=lambda item: replace(item, name=text.strip()))


def _set_say(text: str) -> Change:
    return _in_steps(lambda step: replace(step, say=text))


def _set_role(role: object) -> Change:
    return _in_steps(lambda step: with_role(step, role if isinstance(role, Role) else None))


def _set_between(on: bool) -> Change:
    return partial(editing.change, act=lambda item: replace(item, between=on))


def _set_workout(**values: object) -> Change:
    return lambda now: editing.change_workout(now, **values)


def _turn(now: Editing) -> str:
    return seconds_text(now.workout.turn_ms) if now.workout.turn_ms else ""


def _set_turn(text: str) -> Change:
    return _set_workout(turn_ms=parse_typed_time(text).ms if text.strip() else 0)


def _set_tags(text: str) -> Change:
    return _set_workout(tags=tuple(filter(None, (tag.strip() for tag in text.split(",")))))
