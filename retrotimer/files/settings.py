"""Read and write the settings, one TOML file, with a message for each wrong value.

A wrong value becomes its default in memory and stays in the file; comments, order and unknown keys stay.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

from retrotimer.files import paths
from retrotimer.files.wording import Mistakes, listed, nearest, printable, shown
from retrotimer.output_names import OUTPUTS
from retrotimer.texts import LANGUAGES, _
from retrotimer.training.cues.cue_types import GET_READY_MS, CueKind, CueOptions
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.paces import LIMIT_BACKWARD_MS, SPEED_RANGE_MS, Paces

Value = bool | int | float | str | tuple[str, ...]


class Option(NamedTuple):
    """A setting: `key` in `section`; `check` returns the value as used, or raises WrongRequest."""

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


SWITCHABLE = tuple(kind.value for kind in CueKind if kind not in (CueKind.START, CueKind.PAIR))
"""The cues that can be left out: all but the start tone, which tells which way."""
THEMES = ("system", "light", "dark")
PACE_UNITS = ("min/km", "min/mile", "m/s")
SYSTEM = "system"
LANGUAGE_CHOICES = (SYSTEM, *LANGUAGES)
SPEED = _number(*SPEED_RANGE_MS)

OPTIONS = (
    Option("paces", "run_forward", SPEED),
    Option("paces", "run_backward", _number(SPEED_RANGE_MS[0], LIMIT_BACKWARD_MS)),
    Option("paces", "walk_forward", SPEED),
    Option("paces", "walk_backward", SPEED),
    Option("paces", "body_kg", _number(20, 300)),
    Option("paces", "pace_unit", _one_of(*PACE_UNITS)),
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
    Option("sound", "voice_language", _one_of(*LANGUAGE_CHOICES)),
    Option("music", "music", _text),
    Option("music", "music_volume", _number(0, 1)),
    Option("music", "walking_volume", _number(0, 1)),
    Option("music", "duck_db", _number(0, 40)),
    Option("music", "shuffle", _flag),
    Option("look", "language", _one_of(*LANGUAGE_CHOICES)),
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
the system's own choice; an empty `music.music` is none."""
BY_KEY = {option.key: option for option in OPTIONS}
"""The options by their key, of which there is one each, whatever its section."""

FORMAT = 1
_PACES, _CUES = Paces(), CueOptions()


class Settings(NamedTuple):
    """The settings with their defaults; speeds in m/s, volumes 0 to 1. A named tuple, as it loads fast."""

    run_forward: float = _PACES.run_forward
    run_backward: float = _PACES.run_backward
    walk_forward: float = _PACES.walk_forward
    walk_backward: float = _PACES.walk_backward
    body_kg: float = _PACES.body_kg
    pace_unit: str = PACE_UNITS[0]
    off: tuple[str, ...] = ()
    count_aloud: bool = _CUES.counts_aloud
    get_ready_s: int = GET_READY_MS // 1_000
    warning_s: int = _CUES.warning_ms // 1_000
    halfway_from_s: int = _CUES.halfway_from_ms // 1_000
    look_behind_every_s: int = _CUES.look_behind_every_ms // 1_000
    minutes_left_every: int = _CUES.minutes_left_every_ms // 60_000
    output: str = OUTPUTS[0]
    device: str = ""
    volume: float = 1.0
    tone_volume: float = 1.0
    voice_volume: float = 1.0
    voice: str = ""
    latency_ms: int = 0
    voice_language: str = SYSTEM
    music: str = ""
    music_volume: float = 1.0
    walking_volume: float = 1.0
    duck_db: float = 12.0
    shuffle: bool = True
    language: str = SYSTEM
    theme: str = THEMES[0]
    text_scale: float = 1.0
    reduced_motion: bool = False
    flash: bool = True
    distance_m: float = 20.0
    screen_width_cm: float = 0.0
    ask_before: bool = True
    checklist_read: bool = False

    @property
    def paces(self) -> Paces:
        """The speeds and the mass."""
        return Paces(self.run_forward, self.run_backward, self.walk_forward, self.walk_backward, self.body_kg)

    @property
    def cues(self) -> CueOptions:
        """Which cues are wanted, and when."""
        return CueOptions(
            off=frozenset(map(CueKind, self.off)),
            counts_aloud=self.count_aloud,
            warning_ms=1_000 * self.warning_s,
            halfway_from_ms=1_000 * self.halfway_from_s,
            look_behind_every_ms=1_000 * self.look_behind_every_s,
            minutes_left_every_ms=60_000 * self.minutes_left_every,
        )

    @property
    def get_ready_ms(self) -> int:
        """How long the countdown before the first interval is."""
        return 1_000 * self.get_ready_s


DEFAULTS = Settings()


def read_settings(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings in the file at `path` (default: the person's) and a sentence for each mistake."""
    path = path or paths.settings()
    if not _is_there(path):
        return Settings(), ()
    from retrotimer.files.presets.toml_source import read_toml  # most people never write any

    try:
        source, table = read_toml(path)
    except WrongFile as error:
        return Settings(), error.mistakes
    mistakes = Mistakes(path)
    found = _values(table, mistakes)
    if not mistakes.found:
        return Settings(**found), ()  # type: ignore[arg-type]  # each checked by its option
    from retrotimer.files.presets.toml_spans import lines_of  # a sound file needs no lines

    return Settings(**found), mistakes.sentences(lines_of(source))  # type: ignore[arg-type]


def _is_there(path: Path) -> bool:
    """Return whether there is something at `path`, also where it may not be looked at: reading tells why."""
    try:
        return path.exists()
    except OSError:
        return True


def _values(table: dict[str, object], mistakes: Mistakes) -> dict[str, Value]:
    written = table.get("format", FORMAT)
    is_newer = type(written) is int and written > FORMAT
    if is_newer:
        sentence = _("these settings are of a newer RetroTimer: what this one does not know is left alone")
        mistakes.add(("format",), sentence)
    elif written != FORMAT or type(written) is not int:
        sentence = _("this must be {format}, not {found}")
        mistakes.add(("format",), sentence.format(format=FORMAT, found=shown(written)))
    sections = {option.section for option in OPTIONS}
    if not is_newer:
        for name in table.keys() - sections - {"format"}:
            mistakes.add((name,), _unknown(name, sections))
    found: dict[str, Value] = {}
    for section in sections & table.keys():
        part = table[section]
        if isinstance(part, dict):
            found |= _section(section, cast("dict[str, object]", part), mistakes, is_newer=is_newer)
        else:
            mistakes.add((section,), _("this must be a section, [{name}]").format(name=section))
    return found


def _section(section: str, part: dict[str, object], mistakes: Mistakes, *, is_newer: bool) -> dict[str, Value]:
    options = {option.key: option for option in OPTIONS if option.section == section}
    found: dict[str, Value] = {}
    for key, value in part.items():
        if key not in options:
            if not is_newer:
                mistakes.add((section, key), _unknown(key, set(options)))
            continue
        try:
            found[key] = options[key].check(value)
        except WrongRequest as error:
            mistakes.add((section, key), str(error))
    return found


def _unknown(name: str, known: set[str]) -> str:
    near = nearest(name, known)
    if near:
        return _("there is no such setting; did you mean '{near}'?").format(near=near)
    return _("there is no such setting")


def write_settings(before: Settings, after: Settings, path: Path | None = None) -> None:
    """Write what differs between `before` and `after`, keeping all else. Raises NotSaved, WrongFile."""
    from retrotimer.files.atomic import atomic_write

    path = path or paths.settings()
    written = _edited(before, after, path)
    with atomic_write(path, make_folder=True) as file:
        file.write(written.encode())


def _edited(before: Settings, after: Settings, path: Path) -> str:
    import tomlkit  # 27 ms that only a change costs
    from tomlkit.exceptions import TOMLKitError

    from retrotimer.files.presets.toml_source import read_toml, wrong

    source = read_toml(path)[0] if _is_there(path) else f"format = {FORMAT}\n"
    try:
        document = tomlkit.parse(source)
        for option in OPTIONS:
            value = getattr(after, option.key)
            if value == getattr(before, option.key):
                continue
            if not isinstance(document.get(option.section), dict):
                document[option.section] = tomlkit.table()
            section = cast("dict[str, object]", document[option.section])
            section[option.key] = list(value) if isinstance(value, tuple) else value
        return tomlkit.dumps(document)
    except TOMLKitError as error:  # a form that tomllib takes and tomlkit does not
        raise wrong(path, _("it cannot be changed: {why}").format(why=printable(str(error)))) from error
