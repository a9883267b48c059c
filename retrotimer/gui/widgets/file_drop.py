"""Import files that are dropped on the library or opened with it, and report those that cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMimeData

from retrotimer.app.importing import ImportedPreset, import_file, is_foreign
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import Preset, adopt
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext
from retrotimer.training.errors import WrongFile, WrongRequest


@dataclass
class Dropped:
    """What became of a drop: presets taken, presets that could not be kept, and a sentence for each mistake.

    `notes` tell what was guessed of presets taken, and what could not be kept of them.
    """

    accepted: list[Preset] = field(default_factory=list)
    not_kept: list[Preset] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    """Each with the names of the files that it is about."""
    wrong: list[Path] = field(default_factory=list)

    def noted(self) -> list[str]:
        """Return each note once: of several files with the name of its own, or with how many it is about."""
        if len(self.accepted) <= 1:
            return list(self.notes)
        return [_of_files(note, files) for note, files in self.notes.items()]


def _of_files(note: str, files: list[str]) -> str:
    if len(files) == 1:
        return _("{file}: {note}").format(file=files[0], note=note)
    sentence = ngettext("In {n} file: {note}", "In {n} files: {note}", len(files))
    return sentence.format(n=len(files), note=note)


def import_files(paths: Iterable[Path]) -> Dropped:
    """Copy the files at `paths` to the person's presets."""
    dropped = Dropped()
    for path in paths:
        _take(path, dropped)
    return dropped


def take(data: QMimeData) -> Dropped:
    """Copy what is dropped to the person's presets."""
    dropped = Dropped()
    for url in data.urls():
        if url.isLocalFile():
            _take(Path(url.toLocalFile()), dropped)
        else:
            sentence = _("{address} is not a file on this computer. Save it first, then drop the file.")
            dropped.sentences.append(sentence.format(address=printable(url.toString())))
    return dropped


def _take(path: Path, dropped: Dropped) -> None:
    try:
        arrival = import_file(path) if path.is_file() else ImportedPreset(adopt(path))
        dropped.accepted.append(arrival.preset)
        for note in arrival.notes:
            dropped.notes.setdefault(note, []).append(printable(path.name))
    except WrongRequest as error:
        dropped.sentences.append(str(error))
        dropped.wrong.append(path)
    except WrongFile as error:
        dropped.sentences += error.mistakes
        dropped.wrong.append(path)
    except NotSaved as error:
        dropped.sentences.append(str(error))
        if is_foreign(path):
            dropped.wrong.append(path)
        else:
            dropped.not_kept.append(read_preset(path))
