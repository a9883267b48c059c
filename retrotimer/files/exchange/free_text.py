"""Lines as a coach types them: `6 x (90" F / 30" B / 60" walk)`, `4x400m F, 100m B walk`, `10' warm up walk`.

line   = item { ("+" | ";" | "then") item }
item   = [ number ("x" | "×") ] part { ("/" | ",") part }
part   = number ("x" | "×") "(" line ")" | "(" line ")" | step [ "(" line ")" ]

What a step has in brackets behind it is a part of its own where it says a length: `10x400m (90s walk)`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.exchange.text_lengths import find_length
from retrotimer.files.exchange.text_line import Line, read_step
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import MAX_INTERVALS, MAX_NESTING, Repeat, Role, Step

Steps = tuple[Step | Repeat, ...]

COUNT = re.compile(r"\s*(\d{1,5})\s*(?:[x×*]|times\b)\s*(?=\S)(?!\s*/)", re.IGNORECASE)
OUTER = re.compile(r"[+;]|\bthen\b", re.IGNORECASE)
INNER = re.compile(r"(?<!\d),|,(?!\d)|/(?!\s*(?:\d+\s*)?(?:km|mi|k|m|y|h|yd)\b)", re.IGNORECASE)
WITH = re.compile(r"\bw/\s*|\bwith\b(?=\s*\d)", re.IGNORECASE)
BEHIND = re.compile(r"(?P<step>[^()]+)\((?P<more>[^()]+)\)\s*")
DEEPEST = 2 * MAX_NESTING
"""Brackets and counts within each other: each repeat may have both."""


def read_line(line: Line, role: Role | None, findings: Findings, depth: int = 0) -> Steps:
    """Return the steps of `line`; what cannot be understood in it is noted as a mistake."""
    if depth > DEEPEST:
        raise findings.error(_("repeats nest at most {most} deep").format(most=MAX_NESTING), line.place)
    steps: list[Step | Repeat] = []
    for item in _split(WITH.sub(", ", line.text), OUTER):
        steps += _item(replace(line, text=item), role, findings, depth)
    return tuple(steps)


def read_counted(line: Line, role: Role | None, findings: Findings) -> Steps:
    """Return the repeat that a line of intervals.icu is: `4x 30s 100%`, of one step if not plainly of more.

    Nothing where it has no count, or no length.
    """
    count = COUNT.match(line.text)
    if not count:
        return ()
    rest = line.text[count.end() :]
    is_one = rest[0] not in "([{" and not all(find_length(part) for part in _split(rest, INNER))
    if not is_one:
        return read_line(line, role, findings)
    step = read_step(replace(line, text=rest), role, findings)
    return (Repeat(int(count[1]), (step,)),) if step else ()


def _item(line: Line, role: Role | None, findings: Findings, depth: int) -> Steps:
    count = COUNT.match(line.text)
    is_bracketed = count is not None and line.text[count.end()] in "([{"
    parts = [] if count and not is_bracketed else _split(line.text, INNER)
    if len(parts) > 1:
        return tuple(step for part in parts for step in _item(replace(line, text=part), role, findings, depth))
    if count:
        return _repeat(int(count[1]), replace(line, text=line.text[count.end() :]), role, findings, depth)
    return _part(line, role, findings, depth)


def _part(line: Line, role: Role | None, findings: Findings, depth: int) -> Steps:
    inside, rest = _bracketed(line.text)
    if inside is not None:
        if rest.strip(" .:"):
            findings.note(_("{place}: {words} was left out.").format(place=line.place, words=shown(rest.strip())))
        return read_line(replace(line, text=inside), role, findings, depth + 1)
    if not line.text.strip(" ."):
        return ()
    behind = BEHIND.fullmatch(line.text)
    if behind and all(find_length(behind[name]) for name in ("step", "more")):
        parts = (replace(line, text=behind[name]) for name in ("step", "more"))
        return tuple(step for part in parts for step in read_line(part, role, findings, depth + 1))
    known = len(findings.mistakes)
    step = read_step(line, role, findings)
    if step:
        return (step,)
    if len(findings.mistakes) == known:
        sentence = _("{text} has no time or distance: write one like 90s, 1:30, 10 min or 400mtr")
        findings.wrong(sentence.format(text=shown(line.text.strip())), line.place)
    return ()


def _repeat(rounds: int, line: Line, role: Role | None, findings: Findings, depth: int) -> Steps:
    if depth > DEEPEST:
        raise findings.error(_("repeats nest at most {most} deep").format(most=MAX_NESTING), line.place)
    if not 1 <= rounds <= MAX_INTERVALS:
        sentence = _("this must be a whole number from {least} to {most}, not {found}")
        findings.wrong(sentence.format(least=1, most=MAX_INTERVALS, found=rounds), line.place)
        return ()
    steps = _item(line, role, findings, depth + 1)
    return (Repeat(rounds, steps),) if steps else ()


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Return the parts of `text` between separators that stand in no brackets and no quoted name."""
    parts, begin, at, depth = [], 0, 0, 0
    while at < len(text):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        found = separator.match(text, at) if depth <= 0 else None
        if found and found.end() > at:
            parts.append(text[begin:at])
            begin = at = found.end()
        else:
            at += 1
    return [*parts, text[begin:]]


def _bracketed(text: str) -> tuple[str | None, str]:
    """Return what stands in the brackets that `text` begins with, and what follows; None where it does not."""
    stripped = text.strip()
    if not stripped or stripped[0] not in "([{":
        return None, text
    depth = 0
    for at, sign in enumerate(stripped):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0:
            return stripped[1:at], stripped[at + 1 :]
    return stripped[1:], ""
