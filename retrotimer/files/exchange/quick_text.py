"""Workouts as text: the plain notation of intervals.icu, and the short forms that athletes and coaches type.

A text in which a line begins with `-` is in the notation of intervals.icu: a line with `-` is a step, a line
without is a heading, and `Nx` at its end repeats what follows down to the next empty line or heading. More deeply
indented steps below `- Nx` are a repeat, too. In a text without any `-`, each line is read as `free_text` tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrotimer.files.exchange.free_text import COUNT, read_counted, read_line
from retrotimer.files.exchange.imported import Findings, Imported
from retrotimer.files.exchange.text_heads import Heads
from retrotimer.files.exchange.text_lengths import MANY_M, OVER_LONG_M, find_length
from retrotimer.files.exchange.text_line import Line, read_step, unquoted
from retrotimer.files.exchange.words import movement_in, role_in
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import MAX_INTERVALS, MAX_NESTING, Repeat, Role, Step, Workout

DASH = re.compile(r"(\s*)[-*•–]\s*(?=\S)(?!-)(.*)")
HEADING = re.compile(r"(?P<name>.*?)(?:^|\s|\()(?P<rounds>\d{1,5})\s*[x×]\)?:?$", re.IGNORECASE)
COUNTED = re.compile(r"(?P<rounds>\d{1,5})\s*[x×]\s+(?P<name>[^\W\d].*)", re.IGNORECASE)
MAX_LINE, MAX_LINES = 1_000, 3 * MAX_INTERVALS


@dataclass(slots=True)
class _Block:
    """Steps that are gathered, of a repeat or of the whole text. `head` is the indent of the `-` it began with."""

    rounds: int = 0
    name: str = ""
    role: Role | None = None
    head: int = -1
    steps: list[Step | Repeat] = field(default_factory=list)


def parse_text(source: str, path: Path = Path("text")) -> Imported:
    """Return the workout that `source` says; `path` names it in mistakes, and where it has no name of its own.

    Raises:
        WrongFile: where there is no step in it, or what there is breaks a limit of workouts.
    """
    lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").split("\n")
    if len(lines) > MAX_LINES:
        raise Findings(path).error(_("it holds far more than a workout does"))
    findings, workout = _read(lines, path, OVER_LONG_M)
    if findings.has_metres:  # whoever means metres once means them everywhere
        findings, workout = _read(lines, path, MANY_M)
    return findings.imported(workout)


def _read(lines: list[str], path: Path, metres_from: int) -> tuple[Findings, Workout]:
    findings = Findings(path)
    reader = _Reader(findings, metres_from, is_dashed=any(DASH.match(line) for line in lines))
    for number, line in enumerate(lines, 1):
        findings.place = place = _("line {n}").format(n=number)
        if len(line) > MAX_LINE:
            sentence = _("{place} is longer than {most} characters: its end was left out.")
            findings.note(sentence.format(place=place, most=MAX_LINE))
        reader.read(line[:MAX_LINE], place)
    return findings, reader.heads.workout(reader.finished())


class _Reader:
    """Reads line by line; the blocks that are open nest, the whole text outermost."""

    def __init__(self, findings: Findings, metres_from: int, *, is_dashed: bool) -> None:
        self.findings = findings
        self.metres_from = metres_from
        self.is_dashed = is_dashed
        self.heads = Heads(findings)
        self.blocks = [_Block()]
        self.count = 0
        self.is_fresh = False

    def read(self, line: str, place: str) -> None:
        """Read one line."""
        dashed = DASH.match(line) if self.is_dashed else None
        if not line.strip():
            self._end_section()
        elif dashed:
            self._step(len(dashed[1].expandtabs(4)), Line(dashed[2].strip(), place))
        elif not self.heads.read(line.strip(), is_first=self.count == 0):
            self._other(Line(line.strip(), place, free=True))

    def finished(self) -> tuple[Step | Repeat, ...]:
        """Return all steps."""
        self._close(1)
        return tuple(self.blocks[0].steps)

    def _other(self, line: Line) -> None:
        """Read a line without `-`: a heading; or steps, where the text has no `-` or they plainly are steps."""
        self._close(1)
        heading = _heading(line.text) if self.is_dashed else None
        if heading:
            self.blocks[0].role = None
            self._open(heading, -1, line.place)
        elif find_length(line.text) and (not self.is_dashed or _is_plainly_steps(line.text)):
            steps = read_line(line, self.blocks[0].role, self.findings)
            self._add(steps, line.place)
        else:
            self._title(line)

    def _end_section(self) -> None:
        """End what an empty line ends: it may stand below a heading, too."""
        if not self.is_fresh:
            self._close(1)
            self.blocks[0].role = None

    def _title(self, line: Line) -> None:
        if self.is_dashed and find_length(line.text) and self.count:
            sentence = _("{place}: {text} has no '-' before it and was taken for a heading, not for a step.")
            self.findings.note(sentence.format(place=line.place, text=shown(line.text)))
        role = role_in(line.text)
        self.blocks[0].role, self.is_fresh = role, True
        if role is None:
            self.heads.title(line.text, has_steps=self.count > 0)

    def _step(self, indent: int, line: Line) -> None:
        while len(self.blocks) > 1 and self.blocks[-1].steps and 0 <= indent <= self.blocks[-1].head:
            self._close(len(self.blocks) - 1)
        heading = _heading(line.text)
        if heading:
            self._open(heading, indent, line.place)
            return
        line = replace(line, metres_from=MANY_M if len(self.blocks) > 1 else self.metres_from)
        role = self.blocks[-1].role
        repeated = read_counted(line, role, self.findings)
        if repeated:
            self._add(repeated, line.place)
            return
        known = len(self.findings.mistakes)
        step = read_step(line, role, self.findings)
        if step:
            self._add((step,), line.place)
        elif len(self.findings.mistakes) == known:
            sentence = _("{place}: {text} has no time or distance and was left out.")
            self.findings.note(sentence.format(place=line.place, text=shown(line.text)))

    def _add(self, steps: tuple[Step | Repeat, ...], place: str) -> None:
        self.blocks[-1].steps += steps
        self.count += len(steps)
        self.is_fresh = False
        if self.count > MAX_INTERVALS:
            raise self.findings.error(_("there are more than {most} steps").format(most=MAX_INTERVALS), place)

    def _open(self, heading: re.Match[str], head: int, place: str) -> None:
        """Begin the repeat that `heading` begins, whose `-` is indented by `head`; without a `-` that is -1."""
        rounds = int(heading["rounds"])
        if len(self.blocks) > MAX_NESTING:
            raise self.findings.error(_("repeats nest at most {most} deep").format(most=MAX_NESTING), place)
        if not 1 <= rounds <= MAX_INTERVALS:
            sentence = _("this must be a whole number from {least} to {most}, not {found}")
            self.findings.wrong(sentence.format(least=1, most=MAX_INTERVALS, found=rounds), place)
            rounds = 1
        rest, name, _say = unquoted(heading["name"])
        words = self.findings.name(rest.strip(" :-("))
        role = role_in(words) or self.blocks[-1].role
        self.blocks.append(_Block(rounds, name or words, role, head))
        self.is_fresh = True

    def _close(self, depth: int) -> None:
        """Put the blocks deeper than `depth` into those around them."""
        while len(self.blocks) > depth:
            block = self.blocks.pop()
            if block.steps:
                self.blocks[-1].steps.append(Repeat(block.rounds, tuple(block.steps), block.name))
            elif block.name and depth == 1:
                self.heads.title(block.name, has_steps=self.count > 0)


def _heading(text: str) -> re.Match[str] | None:
    """Return what `text` is as a heading of a repeat: "Main set 5x", or "5x hills"."""
    counted = COUNTED.fullmatch(text)
    return HEADING.fullmatch(text) or (counted if counted and not find_length(text) else None)


def _is_plainly_steps(text: str) -> bool:
    """Whether a line without `-` says steps: a count with brackets, or a length first and how it is done."""
    count = COUNT.match(text)
    if count:
        return text[count.end() :].startswith("(")
    found = find_length(text)
    return found is not None and not found.before.strip() and movement_in(found.after)[0] is not None
