"""Every setting there is: its place in the file, and what it may be. Its default stands in `settings.Settings`."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from retrotimer.files.wording import listed, shown
from retrotimer.output_names import OUTPUTS
from retrotimer.texts import _
from retrotimer.training.cues import CueKind
from retrotimer.training.errors import WrongRequest
from retrotimer.training.paces import LIMIT_BACKWARD_MS

Value = bool | int | float | str | tuple[str, ...]


class Option(NamedTuple):
    """One setting: `key` in `section` of the file. `check` returns a value as it is used.

    `check` raises WrongRequest, with a sentence, for what it cannot use.
    """

    section: str
    key: str
    check: Callable[[object], Value]


def _number(least: float, most: float) -> Callable[[object], float]:
    def check(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            sentence = _("this must be a number from {least:g} to {most:g}, not {found}")
            raise WrongRequest(sentence.format(least=least, most=most, found=shown(value)))
        return float(value)

    return check


def _whole(least: int, most: int) -> Callable[[object], int]:
    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            sentence = _("this must be a whole number from {least} to {most}, not {found}")
            raise WrongRequest(sentence.format(least=least, most=most, found=shown(value)))
        return value

    return check


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongRequest(_("this must be true or false, not {found}").format(found=shown(value)))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise WrongRequest(_("this must be text in quotes, not {found}").format(found=shown(value)))
    return value


def _one_of(*words: str) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            sentence = _("this must be one of {words}, not {found}")
            raise WrongRequest(sentence.format(words=listed(words), found=shown(value)))
        return value

    return check


def _cue_kinds(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        sentence = _("this must be a list of {words}, not {found}")
        raise WrongRequest(sentence.format(words=listed(SWITCHABLE), found=shown(value)))
    for kind in value:
        if kind not in SWITCHABLE:
            sentence = _("{found} is no cue that can be left out; these can: {words}")
            raise WrongRequest(sentence.format(found=shown(kind), words=listed(SWITCHABLE)))
    return tuple(kind for kind in SWITCHABLE if kind in value)


SWITCHABLE = tuple(kind.value for kind in CueKind if kind is not CueKind.START)
"""The cues that can be left out: all but the start tone, which tells which way."""
THEMES = ("system", "light", "dark")
SPEED = _number(0.1, 12.0)

OPTIONS = (
    Option("paces", "run_forward", SPEED),
    Option("paces", "run_backward", _number(0.1, LIMIT_BACKWARD_MS)),
    Option("paces", "walk_forward", SPEED),
    Option("paces", "walk_backward", SPEED),
    Option("paces", "body_kg", _number(20, 300)),
    Option("cues", "off", _cue_kinds),
    Option("cues", "count_aloud", _flag),
    Option("cues", "get_ready_s", _whole(0, 3_600)),
    Option("cues", "warning_s", _whole(2, 60)),
    Option("cues", "halfway_from_s", _whole(10, 3_600)),
    Option("cues", "look_behind_every_s", _whole(3, 600)),
    Option("cues", "minutes_left_every", _whole(1, 60)),
    Option("sound", "output", _one_of(*OUTPUTS)),
    Option("sound", "device", _text),
    Option("sound", "volume", _number(0, 1)),
    Option("sound", "tone_volume", _number(0, 1)),
    Option("sound", "voice_volume", _number(0, 1)),
    Option("sound", "voice", _text),
    Option("sound", "latency_ms", _whole(-500, 2_000)),
    Option("look", "theme", _one_of(*THEMES)),
    Option("look", "text_scale", _number(0.8, 2.0)),
    Option("look", "reduced_motion", _flag),
    Option("look", "flash", _flag),
    Option("look", "distance_m", _number(1, 200)),
    Option("look", "screen_width_cm", _number(0, 1_000)),
    Option("start", "ask_before", _flag),
    Option("start", "checklist_read", _flag),
)
"""`look.distance_m` is how far off the digits are to be read; `look.screen_width_cm` how wide the screen is, 0
if it tells so itself; `start.ask_before` whether the panel before a session is shown; an empty `sound.device` is
the system's own choice."""
BY_KEY = {option.key: option for option in OPTIONS}
"""The options by their key, of which there is one each, whatever its section."""
