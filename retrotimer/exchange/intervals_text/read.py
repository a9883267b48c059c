"""Parse workouts written as text: the notation of intervals.icu, and the short forms that coaches type.

A text with a line that begins with `-` is in the notation of intervals.icu: lines with `-` are steps, others
headings, and `Nx` at the end repeats what follows to the next empty line or heading. Steps indented below `- Nx`
are a repeat. Without any `-`, `free_text` reads each line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrotimer.exchange.import_result import Findings, Imported
from retrotimer.exchange.intervals_text.free_text import (
    is_rest_between,
    line_tokens,
    read_line,
    steps_of_dash,
    with_rest,
)
from retrotimer.exchange.intervals_text.lengths import MANY_M, OVER_LONG_M, measured
from retrotimer.exchange.intervals_text.line import Line, note_no_length, rounds_of, trimmed, whole
from retrotimer.exchange.intervals_text.tokens import (
    Kind,
    Token,
    folded,
    has_digit,
    has_length,
    joined,
    report_unused,
    use,
)
from retrotimer.exchange.words import is_gait, role_in
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    MAX_NAME,
    MAX_NESTING,
    Level,
    Repeat,
    Role,
    Step,
    Workout,
)

KEYS = ("name", "level", "about", "turn", "source", "tags")
ABOVE = {
    "this", "all", "above", "the above", "all of the above", "all of this", "this set", "the set", "in total",
    "total",
}  # fmt: skip
LEVELS = {level.value: level for level in Level}


REPEAT = {"repeat", "repeats", "wiederholen", "wdh"}


@dataclass(frozen=True, slots=True)
class RepeatHeading:
    """A line that repeats others: "Main set 5x"; one that `is_behind` those above: "Repeat 8 times"."""

    rounds: int
    name: str
    text: str
    place: str
    is_behind: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether there is only a count in it."""
        return not self.name and not self.is_behind


def repeat_heading(found: list[Token], line: Line, findings: Findings) -> RepeatHeading | None:
    """Return what `line` is as a heading of a repeat; None where it has no count, or says a length."""
    count = next((token for token in found if token.kind is Kind.COUNT), None)
    if count is None or has_length(found) or any(token.kind is Kind.TOTAL for token in found):
        return None
    rounds = rounds_of(count, line, findings) or 1
    quoted = next((token.text for token in found if token.kind is Kind.NAME), "")
    words = [token for token in found if token.kind not in (Kind.COUNT, Kind.NAME, Kind.SAY, Kind.LIST)]
    name = findings.name(trimmed(joined(word for word in words if folded(word) not in REPEAT)))
    use(token for token in found if token.kind is Kind.LIST or token.text in name)
    report_unused(found, line.place, findings)
    is_repeat = any(folded(word) in REPEAT for word in words) or count.text[:1] in "x×✕*"
    is_behind = not quoted and is_repeat and (not name or name.casefold() in ABOVE) and not line.text.endswith(":")
    return RepeatHeading(rounds, quoted or ("" if is_behind else name), line.text, line.place, is_behind)


@dataclass(slots=True)
class Header:
    """The lines above the steps, gathered."""

    findings: Findings
    values: dict[str, str] = field(default_factory=dict)
    first_title: str = ""

    @property
    def is_named(self) -> bool:
        """Whether the text gives the workout a name."""
        return bool(self.values.get("name") or self.first_title)

    def read(self, line: str, *, is_first: bool) -> bool:
        """Keep `line` if it is `Key: value`; return whether it was."""
        key, colon, value = line.partition(":")
        key = key.strip().casefold()
        if not (is_first and colon and key in KEYS):
            return False
        self.values[key] = "".join(sign if sign.isprintable() else " " for sign in value).strip()
        return True

    def title(self, line: str, place: str, *, has_steps: bool) -> None:
        """Keep a heading: the first before any step is the workout's name; further ones are lost, and noted."""
        if not has_steps and not self.first_title and not self.values.get("name"):
            self.first_title = line.strip("#*= ")
            if len(self.first_title) > MAX_NAME:
                self.findings.note(
                    _("{place}: only the beginning of {text} is the name.").format(place=place, text=whole(line))
                )
        elif has_steps or line:
            self.left_out(line)

    def left_out(self, line: str) -> None:
        """Note that a heading was left out."""
        self.findings.note(_("The heading {text} was left out.").format(text=whole(line)))

    def workout(self, steps: tuple[Step | Repeat, ...]) -> Workout:
        """Return the workout of `steps` with what was gathered."""
        values = self.values
        level = LEVELS.get(values.get("level", "").casefold())
        if "level" in values and level is None:
            sentence = _("The level {text} is not known and was left out.")
            self.findings.note(sentence.format(text=shown(values["level"])))
        tags = tuple(tag for tag in (self.findings.name(tag) for tag in values.get("tags", "").split(",")) if tag)
        name = values.get("name", "") or self.first_title
        turn_ms = self._turn_ms()
        return Workout(name, steps, level, values.get("about", ""), turn_ms, values.get("source", ""), tags)

    def _turn_ms(self) -> int:
        if "turn" not in self.values:
            return 0
        found = measured(self.values["turn"], 0)
        if not found or not found.ms or found.end < len(self.values["turn"]):
            sentence = _("The turn {text} is not a time and was left out.")
            self.findings.note(sentence.format(text=whole(self.values["turn"])))
            return 0
        length = self.findings.duration(found.ms, _("turn"))
        return length.ms if length else 0


DASH = re.compile(r"(\s*)[-*•–\u2010\u2011]\s*(?=\S)(?!-)(.*)")
MAX_LINE, MAX_LINES = 1_000, 3 * MAX_INTERVALS


@dataclass(slots=True)
class _Block:
    """Steps of a repeat or of the whole text; `section` is where those below the last heading begin."""

    heading: RepeatHeading | None = None
    role: Role | None = None
    indent: int = -1
    steps: list[Step | Repeat] = field(default_factory=list)
    section: int = 0


def parse_text(source: str, path: Path = Path("text")) -> Imported:
    """Return the workout in `source`; `path` names it in mistakes, and by default. Raises WrongFile."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").split("\n")
    if len(lines) > MAX_LINES:
        raise Findings(path).error(_("it holds far more than a workout does"))
    findings, heads, steps = _read(lines, path, OVER_LONG_M)
    if findings.has_metres:  # a text that means metres once means them everywhere
        findings, heads, steps = _read(lines, path, MANY_M)
    imported = findings.imported(heads.workout(steps))
    return replace(imported, is_named=heads.is_named)


def _read(lines: list[str], path: Path, metres_from: int) -> tuple[Findings, Header, tuple[Step | Repeat, ...]]:
    findings = Findings(path)
    reader = _Reader(findings, metres_from, is_dashed=any(DASH.match(line) for line in lines))
    for number, line in enumerate(lines, 1):
        findings.place = place = _("line {n}").format(n=number)
        if len(line) > MAX_LINE:
            sentence = _("{place} is longer than {most} characters: its end was left out.")
            findings.note(sentence.format(place=place, most=MAX_LINE))
        following = lines[number] if number < len(lines) else ""
        reader.read(line[:MAX_LINE], place, following[:MAX_LINE])
    return findings, reader.heads, reader.finished()


class _Reader:
    """Line parser with a stack of open blocks, the whole text outermost."""

    def __init__(self, findings: Findings, metres_from: int, *, is_dashed: bool) -> None:
        self.findings = findings
        self.metres_from = metres_from
        self.is_dashed = is_dashed
        self.heads = Header(findings)
        self.blocks = [_Block()]
        self.count = 0
        self.is_fresh = False

    def read(self, line: str, place: str, following: str = "") -> None:
        """Read one line; `following` is the one below it."""
        dashed = DASH.match(line) if self.is_dashed else None
        if not line.strip():
            self._end_section()
        elif dashed:
            below = DASH.match(following)
            indent = _indent(dashed)
            is_deeper = below is not None and _indent(below) > indent
            self._dashed(indent, Line(dashed[2].strip(), place), is_deeper=is_deeper)
        elif not self.heads.read(line.strip(), is_first=self.count == 0):
            self._other(Line(line.strip(), place, free=True))

    def finished(self) -> tuple[Step | Repeat, ...]:
        self._close(1)
        return tuple(self.blocks[0].steps)

    def _other(self, line: Line) -> None:
        """Read a line without `-`: a heading; or steps, where the text has no `-` or they plainly are steps."""
        found = line_tokens(line, self.findings)
        heading = repeat_heading(found, line, self.findings)
        if heading:
            self._repeat(heading, -1)
        elif has_length(found) and (not self.is_dashed or _is_plainly_steps(found)):
            if self.is_dashed:
                self._close(1)
            self._free_steps(found, line)
        else:
            self._close(1)
            self._title(found, line)

    def _free_steps(self, found: list[Token], line: Line) -> None:
        block = self.blocks[-1]
        read = read_line(found, line, block.role, self.findings)
        if read.label:
            self.heads.title(read.label, line.place, has_steps=self.count > 0)
        last = block.steps[-1] if block.steps else None
        if isinstance(last, Repeat) and len(read.steps) == 1 and is_rest_between(found):
            block.steps[-1] = with_rest(last, read.steps[0], found)
            return
        self._add(read.steps, line.place)

    def _end_section(self) -> None:
        """End what an empty line ends: it may stand below a heading, too."""
        if not self.is_fresh:
            self._close(1)
            self._begin_section(None)

    def _begin_section(self, role: Role | None) -> None:
        self.blocks[0].role, self.blocks[0].section = role, len(self.blocks[0].steps)

    def _title(self, found: list[Token], line: Line) -> None:
        role = role_in(line.text)
        is_count = any(token.kind is Kind.COUNT for token in found)
        if has_length(found) and (self.count or is_count or role):
            sentence = _("{place}: {text} has no '-' before it and was taken for a heading, not for a step.")
            self.findings.note(sentence.format(place=line.place, text=whole(line.text)))
        is_heading = role is not None and not has_digit(found) and not line.text.rstrip(":").count(":")
        if role is not None and not is_heading and not has_length(found):
            note_no_length(line.text, line, self.findings)
        self.is_fresh = True
        self._begin_section(role if is_heading else None)
        if role is None:
            self.heads.title(line.text, line.place, has_steps=self.count > 0)

    def _dashed(self, indent: int, line: Line, *, is_deeper: bool) -> None:
        """Read a line with `-`: steps; or a count, which repeats what is indented further below it."""
        while len(self.blocks) > 1 and self.blocks[-1].steps and 0 <= indent <= self.blocks[-1].indent:
            self._close(len(self.blocks) - 1)
        line = replace(line, metres_from=MANY_M if len(self.blocks) > 1 else self.metres_from)
        found = line_tokens(line, self.findings)
        heading = repeat_heading(found, line, self.findings)
        if heading and (is_deeper or heading.is_bare or heading.is_behind):
            self._repeat(heading, indent)
            return
        known = len(self.findings.mistakes)
        steps = () if heading else steps_of_dash(found, line, self.blocks[-1].role, self.findings)
        if steps:
            self._add(steps, line.place)
        elif len(self.findings.mistakes) == known:
            note_no_length(line.text, line, self.findings)

    def _add(self, steps: tuple[Step | Repeat, ...], place: str) -> None:
        self.blocks[-1].steps += steps
        self.count += len(steps)
        self.is_fresh = False
        if self.count > MAX_INTERVALS:
            raise self.findings.error(_("there are more than {most} steps").format(most=MAX_INTERVALS), place)

    def _repeat(self, heading: RepeatHeading, indent: int) -> None:
        """Repeat what stands above the heading, where it says so; else what stands below it."""
        if heading.is_behind and not self.is_fresh and self._repeat_above(heading):
            return
        if indent < 0:
            self._close(1)
            self._begin_section(None)
        if len(self.blocks) > MAX_NESTING:
            raise self.findings.too_deep(heading.place)
        role = role_in(heading.name) or self.blocks[-1].role
        self.blocks.append(_Block(heading, role, indent))
        self.is_fresh = True

    def _repeat_above(self, heading: RepeatHeading) -> bool:
        """Repeat the steps above, down from the last empty line or heading; return whether there are any."""
        block = self.blocks[-1]
        begin = block.section
        roles = [step.role if isinstance(step, Step) else None for step in block.steps]
        while begin < len(roles) and roles[begin] in (Role.WARM_UP, Role.COOL_DOWN):
            begin += 1
        steps = tuple(block.steps[begin:])
        if not steps:
            return False
        block.steps[begin:] = [Repeat(heading.rounds, steps, heading.name)]
        sentence = _("{place}: {text} repeats what stands above it, from the last empty line on.")
        self.findings.note(sentence.format(place=heading.place, text=whole(heading.text)))
        return True

    def _close(self, depth: int) -> None:
        while len(self.blocks) > depth:
            block = self.blocks.pop()
            heading = block.heading
            if heading is None:
                continue
            if block.steps:
                self.blocks[-1].steps.append(Repeat(heading.rounds, tuple(block.steps), heading.name))
                self.blocks[-1].section = len(self.blocks[-1].steps)
            elif not (heading.is_behind and self._repeat_above(heading)):
                self.heads.left_out(heading.text)


def _indent(dashed: re.Match[str]) -> int:
    return len(dashed[1].expandtabs(4))


def _is_plainly_steps(found: list[Token]) -> bool:
    """Whether a line without `-` says steps: a count with brackets, or a length first and how it is done."""
    if found[0].kind is Kind.COUNT:
        return len(found) > 1 and found[1].kind is Kind.OPEN
    return found[0].kind is Kind.LENGTH and any(is_gait(token.text.casefold()) for token in found)
