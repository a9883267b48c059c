"""Choose the reader or writer of a workout file by its ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from retrotimer.exchange.import_result import Imported
from retrotimer.files.presets.toml_source import read_bytes
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout

Read = Callable[[bytes, Path], Imported]


class Terms(NamedTuple):
    """What a file depends on beside its workout: paces, and when it is made, in ms since 1970, UTC."""

    paces: Paces
    made_ms: int


Write = Callable[[Workout, BinaryIO, Terms], tuple[str, ...]]


def read_workout_file(path: Path) -> Imported:
    """Return the workout in another program's file at `path`. Raises WrongRequest for its ending, WrongFile."""
    read = READERS.get(path.suffix.casefold())
    if read is None:
        sentence = _("{file}: '{ending}' is not a kind of file that can be imported; use {endings}.")
        endings = ", ".join((*READERS, ".toml"))
        file, ending = printable(str(path)), printable(path.suffix)
        raise WrongRequest(sentence.format(file=file, ending=ending, endings=endings))
    return read(read_bytes(path), path)


def read_text_file(data: bytes, path: Path) -> Imported:
    """Return the workout in the `data` of a text file; what is not UTF-8 is taken for Windows' western texts."""
    from retrotimer.exchange.intervals_text.read import parse_text  # when needed

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return parse_text(data.decode("utf-16", errors="replace"), path)
    try:
        return parse_text(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        return parse_text(data.decode("cp1252", errors="replace"), path)


def _read_zwo(data: bytes, path: Path) -> Imported:
    from retrotimer.exchange.zwift.read import read_zwo

    return read_zwo(data, path)


def _read_fit(data: bytes, path: Path) -> Imported:
    from retrotimer.exchange.fit.read_workout import read_fit

    return read_fit(data, path)


def _write_text(workout: Workout, file: BinaryIO, _terms: Terms) -> tuple[str, ...]:
    from retrotimer.exchange.intervals_text.write import write_text

    return write_text(workout, file)


def _write_zwo(workout: Workout, file: BinaryIO, terms: Terms) -> tuple[str, ...]:
    from retrotimer.exchange.zwift.write import write_zwo

    return write_zwo(workout, file, terms.paces)


def _write_fit(workout: Workout, file: BinaryIO, terms: Terms) -> tuple[str, ...]:
    from retrotimer.exchange.fit.write_workout import write_fit

    return write_fit(workout, file, terms.made_ms)


def _write_preset(workout: Workout, file: BinaryIO, _terms: Terms) -> tuple[str, ...]:
    from retrotimer.files.presets.writer import preset_text

    file.write(preset_text(workout).encode())
    return ()


READERS: dict[str, Read] = {".txt": read_text_file, ".zwo": _read_zwo, ".fit": _read_fit}
WRITERS: dict[str, Write] = {".txt": _write_text, ".zwo": _write_zwo, ".fit": _write_fit, ".toml": _write_preset}
"""What writes a workout, by ending; each returns a sentence for each thing that is lost."""
