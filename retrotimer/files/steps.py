"""The steps and repeats of a preset, built while they are checked.

A step that is wrong is replaced by a stand-in, so that whatever is around it can still be checked and every mistake
of a file is found at once.
"""

from __future__ import annotations

from retrotimer.files.fields import Fields
from retrotimer.files.mistakes import Mistakes, Place
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import (
    MAX_INTERVALS,
    MAX_NESTING,
    MOVEMENTS,
    STAND,
    STEP_MS,
    Distance,
    Duration,
    Length,
    Repeat,
    Role,
    Step,
    Tap,
)

Steps = tuple[Step | Repeat, ...]

STEP_KEYS = ("do", "for", "until", "name", "say", "role", "between")
REPEAT_KEYS = ("repeat", "steps", "name", "between")
ROLES = {role.value: role for role in Role if role is not Role.TURN}
UNTIL = {"tap": True}
STAND_IN = Step(STAND, Duration(STEP_MS[0]))


def read_steps(table: dict[str, object], place: Place, mistakes: Mistakes, depth: int = 0) -> Steps:
    """Return the steps under the key `steps` of `table`, which stands at `place` within `depth` repeats.

    Never empty: where there is none, that is noted in `mistakes` and a stand-in returned.
    """
    place = (*place, "steps")
    items = table.get("steps")
    if not isinstance(items, list):
        if "steps" in table:
            mistakes.add(place, _("this must be a list in brackets, not {found}").format(found=shown(items)))
        return (STAND_IN,)
    if not items:
        mistakes.add(place, _("there must be at least one step"))
    if len(items) > MAX_INTERVALS:  # a person cannot mend so many: reading on would only take long
        mistakes.add(
            place, _("there are {n} steps, and {most} are the most").format(n=len(items), most=MAX_INTERVALS)
        )
        items = items[:MAX_INTERVALS]
    return tuple(_read(item, (*place, i), mistakes, depth) for i, item in enumerate(items)) or (STAND_IN,)


def _read(item: object, place: Place, mistakes: Mistakes, depth: int) -> Step | Repeat:
    if not isinstance(item, dict):
        sentence = _("this must be a step in braces, such as {example}, not {found}")
        mistakes.add(place, sentence.format(example='{ do = "run forward", for = "1:30" }', found=shown(item)))
        return STAND_IN
    fields = Fields(item, place, mistakes)
    if depth == 0 and item.get("between") is True:
        fields.wrong("between", _("only a step within a repeat has rounds to stand between"))
    if "repeat" in item or "steps" in item:
        return _repeat(fields, depth)
    return _step(fields)


def _repeat(fields: Fields, depth: int) -> Step | Repeat:
    fields.expect(REPEAT_KEYS, needed=("repeat", "steps"))
    rounds = fields.whole("repeat", 1, MAX_INTERVALS)
    if depth == MAX_NESTING:
        fields.wrong("repeat", _("repeats nest at most {most} deep").format(most=MAX_NESTING))
        return STAND_IN
    steps = read_steps(fields.table, fields.place, fields.mistakes, depth + 1)
    if all(step.between for step in steps):
        fields.wrong("steps", _("every step is 'between': the last round would be empty"))
        steps = (*steps, STAND_IN)
    return Repeat(rounds or 1, steps, fields.name("name"), between=fields.flag("between"))


def _step(fields: Fields) -> Step:
    fields.expect(STEP_KEYS, needed=("do", "for"))
    movement = fields.choice("do", MOVEMENTS)
    length = _until(fields, fields.length("for"))
    if movement == STAND and isinstance(length, Distance):
        fields.wrong("for", _("standing covers no distance: give a time"))
        length = None
    if not (movement and length):  # one alone may have no time: a distance needs a movement
        movement, length = STAND_IN.movement, STAND_IN.length
    return Step(
        movement,
        length,
        fields.name("name"),
        fields.text("say"),
        fields.choice("role", ROLES),
        between=fields.flag("between"),
    )


def _until(fields: Fields, length: Length | None) -> Length | None:
    until_tap = fields.choice("until", UNTIL)
    if not until_tap:
        return length
    match length:
        case Distance(mm):
            return Distance(mm, until_tap=True)
        case Tap():
            fields.wrong("until", _("a step for 'tap' waits for a tap anyway: leave this out"))
        case Duration():
            fields.wrong("until", _('only a distance can wait for a tap: write for = "tap" for an open time'))
        case None:
            pass
    return length
