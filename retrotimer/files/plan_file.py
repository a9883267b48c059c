"""Read and write `plan.toml`, when a person does the plan; keep its comments and order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from retrotimer.files import paths
from retrotimer.files.wording import Mistakes, listed, nearest, printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.history.plan import Choice

FORMAT = 1
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""As they stand in the file, Monday first."""
KEYS = ("format", "start", "weekdays", "time")
USUAL_TIME = time(18)
YEARS = (2000, 2099)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The plan's first day, two weekdays (Monday 0) and local time. Raises WrongRequest for what cannot be."""

    start: date
    weekdays: tuple[int, int]
    at: time = USUAL_TIME

    def __post_init__(self) -> None:
        if not YEARS[0] <= self.start.year <= YEARS[1]:
            raise WrongRequest(
                _("A plan begins in a year from {first} to {last}.").format(first=YEARS[0], last=YEARS[1])
            )
        _made = self.choice  # knows which weekdays go together

    @property
    def choice(self) -> Choice:
        """The same for the plan's own reckoning."""
        return Choice(self.start.toordinal(), self.weekdays)


def plan_place() -> Path:
    """Return the file of the plan: it lies with the other data of a person."""
    return paths.plan()


def read_chosen(path: Path | None = None) -> Chosen | None:
    """Return what was chosen, or None. Raises WrongFile with a sentence for every mistake."""
    path = path or plan_place()
    if not path.exists():
        return None
    from retrotimer.files.presets.toml_source import read_toml  # most people have no plan

    source, table = read_toml(path)
    mistakes = Mistakes(path)
    chosen = _chosen(table, mistakes)
    if chosen is None:
        from retrotimer.files.presets.toml_spans import lines_of  # a sound file needs no lines

        raise WrongFile(*mistakes.sentences(lines_of(source)))
    return chosen


def _chosen(table: dict[str, object], mistakes: Mistakes) -> Chosen | None:
    _check_keys(table, mistakes)
    start, at = table.get("start"), table.get("time", USUAL_TIME)
    if not isinstance(start, date) or isinstance(start, datetime):
        sentence = _("this must be a day, such as 2027-03-01 without quotes, not {found}")
        mistakes.add(("start",), sentence.format(found=shown(start)))
    if not isinstance(at, time):
        mistakes.add(
            ("time",),
            _("this must be a time, such as 18:30:00 without quotes, not {found}").format(found=shown(at)),
        )
    weekdays = _weekdays(table.get("weekdays"), mistakes)
    if mistakes.found or weekdays is None or not isinstance(start, date) or not isinstance(at, time):
        return None
    try:
        return Chosen(start, weekdays, at)
    except WrongRequest as error:
        mistakes.add(("weekdays",) if YEARS[0] <= start.year <= YEARS[1] else ("start",), str(error))
        return None


def _check_keys(table: dict[str, object], mistakes: Mistakes) -> None:
    written = table.get("format", FORMAT)
    if type(written) is not int or written != FORMAT:
        sentence = _("{found} is not a format of plans that this RetroTimer reads: it reads {known}")
        mistakes.add(("format",), sentence.format(found=shown(written), known=FORMAT))
    for key in table:
        if key not in KEYS:
            near = nearest(key, KEYS)
            known = _("did you mean '{near}'?").format(near=near) if near else listed(KEYS)
            mistakes.add((key,), _("there is no such key here: {known}").format(known=known))


def _weekdays(value: object, mistakes: Mistakes) -> tuple[int, int] | None:
    names = value if isinstance(value, list) else []
    if len(names) != 2 or not all(isinstance(name, str) for name in names):
        sentence = _('this must be two days of the week, such as ["tuesday", "friday"], not {found}')
        mistakes.add(("weekdays",), sentence.format(found=shown(value)))
        return None
    for index, name in enumerate(names):
        if name not in WEEKDAYS:
            sentence = _("{found} is no day of the week: this is one of {days}")
            mistakes.add(("weekdays", index), sentence.format(found=shown(name), days=listed(WEEKDAYS)))
            return None
    first, second = map(WEEKDAYS.index, names)
    return first, second


def write_chosen(chosen: Chosen, path: Path | None = None) -> None:
    """Write `chosen`, keeping what else stands in the file. Raises NotSaved, or WrongFile where it is not TOML."""
    from retrotimer.files.atomic import atomic_write  # reading does without

    path = path or plan_place()
    written = _edited(chosen, path)
    with atomic_write(path, make_folder=True) as file:
        file.write(written.encode())


def _edited(chosen: Chosen, path: Path) -> str:
    import tomlkit  # 27 ms that only a change costs
    from tomlkit.exceptions import TOMLKitError

    from retrotimer.files.presets.toml_source import read_toml, wrong

    source = read_toml(path)[0] if path.exists() else ""
    try:
        document = tomlkit.parse(source)
        document["format"] = FORMAT
        document["start"] = chosen.start
        document["weekdays"] = [WEEKDAYS[day] for day in chosen.weekdays]
        document["time"] = chosen.at
        return tomlkit.dumps(document)
    except TOMLKitError as error:  # a form that tomllib takes and tomlkit does not
        raise wrong(path, _("it cannot be changed: {why}").format(why=printable(str(error)))) from error
