"""One line of a workout in text, as a step: `Run backward "Straight" 30s`, `90" F`, `Recovery 2m Z2`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.exchange.intensity import WALK_BELOW, movement_for
from retrotimer.files.exchange.text_lengths import FIRST, MANY_M, MINUTE_MS, Found, Reading, find_length
from retrotimer.files.exchange.words import movement_in, rests, role_in
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import (
    RUN_FORWARD,
    STAND,
    WALK_FORWARD,
    Distance,
    Length,
    Movement,
    Role,
    Step,
    Tap,
)

QUOTED = re.compile(r'(?<!\d )(?<!\S)(say )?"([^"\s](?:[^"]*[^"\s])?)"(?!\S)')
ROLE = re.compile(rf"(?<!\S)\(({'|'.join(role.value for role in Role if role is not Role.TURN)})\)(?!\S)")
TAP = re.compile(r"\b(?:press lap|until tap|tap)\b", re.IGNORECASE)
TIMED = re.compile(r"\b\d{1,6}\^(?:\d{1,6}\b)?")
PERCENT = re.compile(r"(?<![\w.])(\d{1,3})(?:%?-(\d{1,3}))?%")
MEAN_POWER = re.compile(r"\bMMP\b", re.IGNORECASE)
"""Best power over a time of its own, as in `60% MMP 5m`."""
EDGES = " \t,;:.-–@()[]"


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text without what it begins with, and the place in the file that mistakes tell.

    `free` lines are not in the notation of intervals.icu. From `metres_from` on, an `m` is metres.
    """

    text: str
    place: str
    free: bool = False
    metres_from: int = MANY_M


def read_step(line: Line, role: Role | None, findings: Findings) -> Step | None:
    """Return the step that `line` says, of `role` unless it names its own; None where it says no length."""
    text, name, say = unquoted(line.text)
    text, own_role = _without_role(text)
    text = _without_prompts(text, findings)
    until_tap = TAP.search(text)
    if until_tap:
        text = f"{text[: until_tap.start()]} {text[until_tap.end() :]}"
    found = find_length(text, line.metres_from)
    if found:
        length = _length(found, line, findings, until_tap=until_tap is not None)
        text = found.rest
    else:
        length = Tap() if until_tap else None
    if length is None:
        return None
    if found:
        _tell(found, line, findings)
        if FIRST.search(found.after) and not MEAN_POWER.search(text):
            sentence = _("{place}: only the first length of {text} counts: give each step a line of its own.")
            findings.note(sentence.format(place=line.place, text=shown(line.text.strip())))
    movement, rest = movement_in(text)
    words = findings.name(rest.strip(EDGES))
    if name and words:
        findings.note(_("{place}: {words} was left out.").format(place=line.place, words=shown(words)))
    movement = movement or _guessed(text, findings)
    if movement == STAND and isinstance(length, Distance):
        findings.wrong(_("standing covers no distance: give a time"), line.place)
        return None
    return Step(movement, length, name or words, say, own_role or role_in(text) or role)


def unquoted(text: str) -> tuple[str, str, str]:
    """Return `text` without what it has in quotes, the name in it, and what is to be said."""
    name = say = ""
    for quoted in QUOTED.finditer(text):
        if quoted[1]:
            say = say or quoted[2]
        else:
            name = name or quoted[2]
    return QUOTED.sub(" ", text), name, say


def _without_role(text: str) -> tuple[str, Role | None]:
    found = ROLE.search(text)
    return (ROLE.sub(" ", text), Role(found[1])) if found else (text, None)


def _without_prompts(text: str, findings: Findings) -> str:
    """Return `text` without messages for a moment within the step, such as `30^ Go`: its seconds stand first."""
    prompts, mark, rest = text.rpartition("<!>")
    timed = TIMED.search(text)
    if not mark and not timed:
        return text
    findings.note(_("Messages for a moment within a step were left out: here a step speaks when it begins."))
    if mark:
        return f"{TIMED.split(prompts)[0]} {rest}"
    found = find_length(TIMED.sub(" ", text))
    first = text[: timed.start()] if timed else ""
    return f"{first} {found.written} {found.after}" if found else first


def _length(found: Found, line: Line, findings: Findings, *, until_tap: bool) -> Length | None:
    if found.mm:
        return findings.distance(found.mm, line.place, until_tap=until_tap)
    if until_tap:
        return Tap()
    return findings.duration(found.ms, line.place)


def _tell(found: Found, line: Line, findings: Findings) -> None:
    """Note how an `m` was read, where that was a guess."""
    findings.has_metres |= found.reading is Reading.METRES
    if found.reading is Reading.METRES:
        sentence = _("{place}: {text} was read as metres. Write 'mtr' for metres, 'min' for minutes.")
    elif found.reading is Reading.MINUTES and (line.free or found.ms >= MANY_M * MINUTE_MS):
        sentence = _("{place}: {text} was read as minutes. Write 'mtr' for metres, 'min' for minutes.")
    else:
        return
    findings.note(sentence.format(place=line.place, text=shown(found.written)))


def _guessed(text: str, findings: Findings) -> Movement:
    """Return how a step is done that names neither gait nor direction."""
    percent = PERCENT.search(text)
    if percent:
        low, high = int(percent[1]), int(percent[2] or percent[1])
        movement = movement_for((low + high) / 200)
        if movement == WALK_FORWARD:
            sentence = _("Steps below {share} % walk forward where they say nothing else: a rule of thumb of ours.")
            findings.note(sentence.format(share=round(100 * WALK_BELOW)))
        return movement
    if rests(text):
        findings.note(_("Steps called rest or recovery walk forward where they say nothing else."))
        return WALK_FORWARD
    return RUN_FORWARD
