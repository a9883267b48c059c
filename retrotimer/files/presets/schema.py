"""Make the JSON Schema of presets, for completion in editors, from the tables that the reader checks with."""

from __future__ import annotations

from collections.abc import Iterable

from retrotimer.files.presets.lengths import MAX_DIGITS, MM_PER_UNIT, MS_PER_UNIT, TAP
from retrotimer.files.presets.reader import FORMAT, KEYS, LEVELS, REPEAT_KEYS, ROLES, STEP_KEYS, UNTIL
from retrotimer.training.workout.workout import MAX_INTERVALS, MAX_NAME, MOVEMENTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
DIGITS = rf"[0-9]{{1,{MAX_DIGITS}}}"
NUMBER = rf"{DIGITS}(\.{DIGITS})?"
CLOCK = rf"{DIGITS}(:[0-5][0-9]){{1,2}}"
NO_CONTROLS = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"


def schema() -> Schema:
    """Return the JSON Schema of a preset, as a value that JSON can hold."""
    return {
        "$schema": DIALECT,
        "title": "A RetroTimer preset",
        "description": "A workout of running and walking, forward and backward.",
        **_table(_preset_keys(), KEYS, ("format", "name", "steps")),
        "$defs": {
            "steps": {
                "description": "Steps and repeats, in the order in which they are done.",
                "type": "array",
                "minItems": 1,
                "maxItems": MAX_INTERVALS,
                "items": {"if": _has("repeat"), "then": _ref("repeat"), "else": _ref("step")},
            },
            "step": _step(),
            "repeat": _table(
                _repeat_keys(), REPEAT_KEYS, ("repeat", "steps"), "Steps that are done several times."
            ),
            "name": _text("A name, shown and never spoken.", least=1, most=MAX_NAME),
            "between": {
                "description": "Whether it stands only between rounds, and not after the last one.",
                "type": "boolean",
                "default": False,
            },
        },
    }


def _preset_keys() -> Schema:
    return {
        "format": {"description": "The version of these rules.", "const": FORMAT},
        "name": _ref("name"),
        "level": _choice("For whom it is.", LEVELS),
        "about": {"description": "What it is about, in a sentence or more.", "type": "string"},
        "steps": _ref("steps"),
        "turn": _length(
            "Time to turn around, wherever running changes direction: '3 s'.", clock=True, units=MS_PER_UNIT
        ),
        "source": _text("Where it is from."),
        "tags": {"description": "Words to find it by.", "type": "array", "items": _ref("name")},
    }


def _step() -> Schema:
    metres = _pattern(clock=False, units=MM_PER_UNIT)
    made = _table(_step_keys(), STEP_KEYS, ("do", "for"), "One step: how to move, and for how long.")
    made["allOf"] = [
        {
            "if": {"properties": {"do": {"const": "stand"}}, "required": ["do"]},
            "then": {"properties": {"for": {"not": {"pattern": metres}}}},
        },
        {"if": _has("until"), "then": {"properties": {"for": {"pattern": metres}}}},
    ]
    return made


def _step_keys() -> Schema:
    lengths = "How long: '1:30', '1:00:00', '30 s', '8.5 min', '400 m', '1.5 km', or 'tap' for until you tap."
    return {
        "do": _choice("How to move.", MOVEMENTS),
        "for": _length(lengths, clock=True, units={**MS_PER_UNIT, **MM_PER_UNIT}, tap=True),
        "until": _choice("Lets a distance wait for a tap.", UNTIL),
        "name": _ref("name"),
        "say": _text("Spoken at its start."),
        "role": _choice("What it is there for.", ROLES),
        "between": _ref("between"),
    }


def _repeat_keys() -> Schema:
    rounds = {"description": "How many rounds.", "type": "integer", "minimum": 1, "maximum": MAX_INTERVALS}
    return {"repeat": rounds, "name": _ref("name"), "between": _ref("between"), "steps": _ref("steps")}


def _table(keys: Schema, known: tuple[str, ...], needed: tuple[str, ...], description: str = "") -> Schema:
    """Return a table of `known` keys and no others. Raises KeyError."""
    made: Schema = {"description": description} if description else {}
    properties = {key: keys[key] for key in known}
    return {
        **made,
        "type": "object",
        "properties": properties,
        "required": list(needed),
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _has(key: str) -> Schema:
    return {"required": [key]}


def _choice(description: str, options: Iterable[str]) -> Schema:
    return {"description": description, "enum": list(options)}


def _text(description: str, least: int = 0, most: int | None = None) -> Schema:
    made: Schema = {"description": description, "type": "string", "pattern": f"^[^{NO_CONTROLS}]*$"}
    if least:
        made |= {"minLength": least, "maxLength": most, "pattern": rf"^(?=.*\S)[^{NO_CONTROLS}]*$"}
    return made


def _length(description: str, *, clock: bool, units: dict[str, int], tap: bool = False) -> Schema:
    pattern = _pattern(clock=clock, units=units, tap=tap)
    return {"description": description, "type": "string", "pattern": pattern}


def _pattern(*, clock: bool, units: dict[str, int], tap: bool = False) -> str:
    """Return the pattern of a length; patterns know no case, so each letter stands in both."""
    ways = [CLOCK] if clock else []
    ways.append(rf"{NUMBER} *({'|'.join(_any_case(unit) for unit in units)})")
    if tap:
        ways.append(_any_case(TAP))
    return rf"^\s*({'|'.join(ways)})\s*$"


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)
