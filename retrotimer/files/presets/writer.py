"""Write a workout as the text of a new preset."""

from __future__ import annotations

from retrotimer.files.presets.lengths import format_length, seconds_text
from retrotimer.training.workout.workout import MOVEMENTS, Distance, Movement, Repeat, Step, Workout

FORMAT = 1
INDENT = "  "
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\r": "\\r"}
WORDS: dict[Movement, str] = {movement: words for words, movement in MOVEMENTS.items()}
"""What a preset writes for each movement."""

Fields = dict[str, str]
"""The keys of a table in the order in which they are written, each with its value as TOML writes it."""


def preset_text(workout: Workout) -> str:
    """Return the whole text of a preset of `workout`; `read_preset` reads the same workout from it."""
    lines = [f"{key} = {value}" for key, value in workout_fields(workout).items()]
    steps = "".join(f"{INDENT}{item_text(item, INDENT)},\n" for item in workout.steps)
    return "\n".join((*lines, f"steps = [\n{steps}]\n"))


def workout_fields(workout: Workout) -> Fields:
    """Return what a preset says of `workout` as a whole; not its steps."""
    found = {"format": str(FORMAT), "name": quoted(workout.name)}
    if workout.level:
        found["level"] = quoted(workout.level)
    if workout.about:
        found["about"] = quoted_lines(workout.about)
    if workout.turn_ms:
        found["turn"] = quoted(seconds_text(workout.turn_ms))
    if workout.source:
        found["source"] = quoted(workout.source)
    if workout.tags:
        found["tags"] = f"[{', '.join(quoted(tag) for tag in workout.tags)}]"
    return found


def item_fields(item: Step | Repeat) -> Fields:
    """Return what a preset says of a step or repeat; not the steps within it."""
    found = {"repeat": str(item.rounds)} if isinstance(item, Repeat) else _step_fields(item)
    if item.name:
        found["name"] = quoted(item.name)
    if isinstance(item, Step) and item.say:
        found["say"] = quoted(item.say)
    if isinstance(item, Step) and item.role:
        found["role"] = quoted(item.role)
    if item.between:
        found["between"] = "true"
    return found


def item_text(item: Step | Repeat, indent: str = "") -> str:
    """Return a step or repeat in braces, as it stands in a list at `indent`."""
    pairs = [f"{key} = {value}" for key, value in item_fields(item).items()]
    if isinstance(item, Repeat):
        deeper = indent + INDENT
        steps = "".join(f"{deeper}{item_text(step, deeper)},\n" for step in item.steps)
        pairs.append(f"steps = [\n{steps}{indent}]")
    return f"{{ {', '.join(pairs)} }}"


def quoted(text: str) -> str:
    """Return `text` in quotes."""
    return f'"{_escaped(text)}"'


def quoted_lines(text: str) -> str:
    """Return `text` in quotes, over several lines where it has several."""
    if "\n" not in text:
        return quoted(text)
    lines = (_escaped(line) for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _step_fields(step: Step) -> Fields:
    found = {"do": quoted(WORDS[step.movement]), "for": quoted(format_length(step.length))}
    if isinstance(step.length, Distance) and step.length.until_tap:
        found["until"] = quoted("tap")
    return found


def _escaped(text: str) -> str:
    return "".join(ESCAPES.get(c) or (c if c.isprintable() or ord(c) > 0x9F else f"\\u{ord(c):04X}") for c in text)
