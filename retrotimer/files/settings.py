"""The settings: one TOML file, read with a sentence for each wrong value and never written over in silence.

A wrong value is told, replaced by its default in memory and left in the file. Writing changes only what a person
changed: comments, order and what we do not know stay.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, cast

from retrotimer.files import places
from retrotimer.files.mistakes import Mistakes
from retrotimer.files.options import OPTIONS, THEMES, Value
from retrotimer.files.wording import nearest, printable, shown
from retrotimer.output_names import OUTPUTS
from retrotimer.texts import _
from retrotimer.training.cues import GET_READY_MS, CueKind, CueOptions
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.paces import Paces

FORMAT = 1
_PACES, _CUES = Paces(), CueOptions()


class Settings(NamedTuple):
    """What a person set, with the defaults; `options.OPTIONS` has the bounds. Speeds in m/s, volumes from 0 to 1.

    A named tuple, as every start makes this class: a frozen dataclass of as many fields takes three times as long.
    """

    run_forward: float = _PACES.run_forward
    run_backward: float = _PACES.run_backward
    walk_forward: float = _PACES.walk_forward
    walk_backward: float = _PACES.walk_backward
    body_kg: float = _PACES.body_kg
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
    """Return the settings in the file at `path` (the person's own where None), and a sentence for each mistake.

    A file that is not there gives the defaults; one that cannot be read gives them too, and says so.
    """
    path = path or places.settings()
    if not _is_there(path):
        return Settings(), ()
    from retrotimer.files.source import read_toml  # most people never write any

    try:
        source, table = read_toml(path)
    except WrongFile as error:
        return Settings(), error.mistakes
    mistakes = Mistakes(path)
    found = _values(table, mistakes)
    if not mistakes.found:
        return Settings(**found), ()  # type: ignore[arg-type]  # each checked by its option
    from retrotimer.files.positions import lines_of  # a sound file needs no lines

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
    """Write what differs between `before` and `after` into the file, keeping all else that stands in it.

    Raises:
        NotSaved: where the file cannot be written.
        WrongFile: where it is not TOML, so that writing would lose what it says.
    """
    from retrotimer.files.atomic import atomic_write

    path = path or places.settings()
    written = _edited(before, after, path)
    with atomic_write(path, make_folder=True) as file:
        file.write(written.encode())


def _edited(before: Settings, after: Settings, path: Path) -> str:
    """Return what the file at `path` is to say."""
    import tomlkit  # 27 ms that only a change costs
    from tomlkit.exceptions import TOMLKitError

    from retrotimer.files.source import read_toml, wrong

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
