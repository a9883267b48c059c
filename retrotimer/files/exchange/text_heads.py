"""What stands above the steps of a text: `Name: …`, `Level: novice`, or just a title."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.exchange.text_lengths import find_length
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout import Level, Repeat, Step, Workout

KEYS = ("name", "level", "about", "turn", "source", "tags")
LEVELS = {level.value: level for level in Level}


@dataclass(slots=True)
class Heads:
    """The lines above the steps, gathered."""

    findings: Findings
    values: dict[str, str] = field(default_factory=dict)
    first_title: str = ""

    def read(self, line: str, *, is_first: bool) -> bool:
        """Keep `line` if it is `Key: value`; return whether it was."""
        key, colon, value = line.partition(":")
        key = key.strip().casefold()
        if not (is_first and colon and key in KEYS):
            return False
        self.values[key] = "".join(sign if sign.isprintable() else " " for sign in value).strip()
        return True

    def title(self, line: str, *, has_steps: bool) -> None:
        """Keep a heading: the first before any step is the workout's name; further ones are lost, and noted."""
        if not has_steps and not self.first_title:
            self.first_title = line.strip("#*= ")
        elif has_steps or line:
            self.findings.note(_("The heading {text} was left out.").format(text=shown(line)))

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
        found = find_length(self.values["turn"])
        length = self.findings.duration(found.ms, _("turn")) if found and found.ms else None
        return length.ms if length else 0
