"""What stands above the steps of a text: `Name: …`, `Level: novice`, or just a title."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.exchange.text_lengths import measured
from retrotimer.files.exchange.text_line import Line, trimmed, whole
from retrotimer.files.exchange.text_tokens import Kind, Token, folded, has_length, joined, report_unused, use
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import MAX_INTERVALS, MAX_NAME, Level, Repeat, Step, Workout

KEYS = ("name", "level", "about", "turn", "source", "tags")
ABOVE = {
    "this",
    "all",
    "above",
    "the above",
    "all of the above",
    "all of this",
    "this set",
    "the set",
    "in total",
    "total",
}
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
    count.used = True
    rounds = count.rounds
    if not 1 <= rounds <= MAX_INTERVALS:
        sentence = _("this must be a whole number from {least} to {most}, not {found}")
        findings.wrong(sentence.format(least=1, most=MAX_INTERVALS, found=rounds), line.place)
        rounds = 1
    if count.is_range:
        sentence = _("{place}: of {text} the first number was taken.")
        findings.note(sentence.format(place=line.place, text=shown(count.text)))
    quoted = next((token.text for token in found if token.kind is Kind.NAME), "")
    words = [token for token in found if token.kind not in (Kind.COUNT, Kind.NAME, Kind.SAY, Kind.LIST)]
    name = findings.name(trimmed(joined(word for word in words if folded(word) not in REPEAT)))
    use(token for token in found if token.kind is Kind.LIST or token.text in name)
    report_unused(found, line.place, findings)
    is_repeat = any(folded(word) in REPEAT for word in words) or count.text[:1] in "x×✕*"
    is_behind = not quoted and is_repeat and (not name or name.casefold() in ABOVE) and not line.text.endswith(":")
    return RepeatHeading(rounds, quoted or ("" if is_behind else name), line.text, line.place, is_behind)


@dataclass(slots=True)
class Heads:
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
